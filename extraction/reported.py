"""What each cue of a sentence reports: the clause or the quotations before it, behind it, or on both sides."""

from typing import NamedTuple

from .clauses import Clause
from .cues import Cue, Manner
from .following import PAUSES, said_behind


class Report(NamedTuple):
    """tokens[first:stop] of each part were said, by the source of the cue. announces: what is said comes next."""

    cue: Cue
    parts: tuple[tuple[int, int], ...]
    announces: bool = False


def find_reports(clause: Clause, cues: list[Cue]) -> list[Report]:
    """Return what the cues of a sentence report, in reading order; a cue that reports nothing parts nothing either."""
    reports = _reports(clause, cues)
    telling = [report.cue for report in reports]
    return reports if len(telling) in {0, len(cues)} else _reports(clause, telling)


def _reports(clause: Clause, cues: list[Cue]) -> list[Report]:
    reports, consumed = [], 0
    for number, cue in enumerate(cues):
        limit = _lead_in(clause, cues[number + 1]) if number + 1 < len(cues) else len(clause.tokens)
        report = _report(clause, cue, consumed, max(limit, cue.stop))
        if report is not None:
            reports.append(report)
            consumed = max([cue.stop] + [stop for _, stop in report.parts])
    return reports


def _lead_in(clause: Clause, cue: Cue) -> int:
    """Where the frame of a later cue begins, with what leads it in: "…, but like Vos, | he stressed"."""
    for place in range(cue.first - 1, max(cue.first - 10, 0), -1):
        if clause.is_quote(place) or clause.is_verb(place):
            break
        if clause.low(place) in clause.language.conjunctions and clause.tokens[place - 1].text in PAUSES:
            return place
    return cue.first


def _report(clause: Clause, cue: Cue, begin: int, limit: int) -> Report | None:
    behind, sure = said_behind(clause, cue, limit)
    before = _before(clause, cue, begin)
    parts = [part for part in (before, behind) if part]
    parts = _choose(clause, before, behind, sure) if before and behind else parts
    if cue.manner in {Manner.NAMING, Manner.QUOTING} and not any(_quotes(clause, part) for part in parts):
        parts = []
    announces = not parts and clause.tokens[-1].text == ":" and limit == len(clause.tokens)
    return Report(cue, tuple(parts), announces) if parts or announces else None


def _quotes(clause: Clause, part: tuple[int, int]) -> bool:
    return bool(clause.quoted_within(*part))


def _choose(clause: Clause, before: tuple[int, int], behind: tuple[int, int], sure: bool) -> list[tuple[int, int]]:
    """Both sides of a split quotation; else the side that was said, the other only leads in or trails."""
    if _ends_quoted(clause, before):
        return [before, behind] if clause.is_quote(behind[0]) else [before]
    if sure or _is_adverbial(clause, before):
        return [behind]
    return [before]


def _ends_quoted(clause: Clause, part: tuple[int, int]) -> bool:
    return clause.is_quote(part[1] - 1)


def _is_adverbial(clause: Clause, part: tuple[int, int]) -> bool:
    """It leads in ("In an interview on Tuesday,"): no clause of its own."""
    low, language = clause.low(part[0]), clause.language
    if low in language.prepositions or low in language.conjunctions or low in language.times:
        return True
    return not any(clause.is_verb(place) or clause.low(place).endswith("ed") for place in range(*part))


def _before(clause: Clause, cue: Cue, begin: int) -> tuple[int, int] | None:
    stop = cue.first
    while stop > begin and clause.tokens[stop - 1].text in PAUSES:
        stop -= 1
    paused = stop < cue.first or (stop > begin and clause.is_quote(stop - 1))
    while begin < stop and (clause.tokens[begin].text in PAUSES or clause.low(begin) in clause.language.coordinations):
        begin += 1
    if not paused or stop <= begin or cue.shares:
        return None
    if not clause.is_quote(stop - 1) and _has_no_verb(clause, begin, stop):
        return None
    if not clause.is_quote(stop - 1) and (stop - begin < 3 or cue.manner in {Manner.NAMING, Manner.QUOTING}):
        return None
    return begin, stop


def _has_no_verb(clause: Clause, begin: int, stop: int) -> bool:
    """ "In a series of posts on Sunday, | Vos wrote.": when and where, and nothing that was said."""
    language = clause.language
    if clause.low(begin) not in language.when_and_where:
        return False
    return not clause.quoted_within(begin, stop) and not any(_acts(clause, n) for n in range(begin, stop))


def _acts(clause: Clause, place: int) -> bool:
    """A verb, not a noun of the same letters behind a preposition or an article ("of posts")."""
    before, language = clause.low(place - 1), clause.language
    led = before in language.prepositions or before in language.determiners
    return not led and (clause.is_verb(place) or clause.low(place).endswith("ed"))
