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
    if not cues:
        return []
    cues = outermost(clause, cues)
    reports = _reports(clause, cues)
    telling = [report.cue for report in reports]
    return reports if len(telling) in {0, len(cues)} else _reports(clause, telling)


def apart(clause: Clause, reports: list[Report]) -> list[Report]:
    """The reports without what a later one has: quoted words are one's alone, a clause may stand in another's."""
    kept: list[Report] = []
    for report in reversed(reports):
        others = [part for later in kept for part in later.parts]
        parts = tuple(part for part in report.parts if not any(_clashes(clause, part, other) for other in others))
        if parts or not report.parts:
            kept.append(report._replace(parts=parts))
    return kept[::-1]


def _clashes(clause: Clause, part: tuple[int, int], other: tuple[int, int]) -> bool:
    """Both share quoted words, or other words without one of them standing within a longer paraphrase of the other."""
    first, stop = max(part[0], other[0]), min(part[1], other[1])
    if first >= stop:
        return False
    if (first, stop) not in (part, other) or clause.quoted_within(first, stop):
        return True
    begin, end = other if (first, stop) == part else part
    quoted = clause.quoted_within(begin, end)
    begin, end = max([begin, *(n for n in quoted if n < first)]), min([end, *(n for n in quoted if n >= stop)])
    return not any(clause.is_word(n) for n in [*range(begin, first), *range(stop, end)])


def outermost(clause: Clause, cues: list[Cue]) -> list[Cue]:
    """Without those within what another reports: "Vos said | that he rarely asked for help"."""
    kept: list[Cue] = []
    for cue in cues:
        if not (kept and _opens_with(clause, kept[-1], cue)):
            kept.append(cue)
    return kept


def _opens_with(clause: Clause, outer: Cue, inner: Cue) -> bool:
    """What the outer one reports begins with the subject of the inner one."""
    if outer.manner != Manner.SPEECH or outer.inverted or inner.shares or inner.inverted or inner.source is None:
        return False
    between = range(outer.stop, inner.first)
    begins = 0 <= inner.first - outer.stop <= 2
    return begins and all(clause.low(n) in clause.language.that or clause.is_adverb(n) for n in between)


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
    if _names_a_work(clause, before):
        return [behind]
    if _ends_quoted(clause, before):
        return [before, behind] if clause.is_quote(behind[0]) else [before]
    if sure or _is_adverbial(clause, before):
        return [behind]
    return [before]


def _ends_quoted(clause: Clause, part: tuple[int, int]) -> bool:
    return clause.is_quote(part[1] - 1)


def _names_a_work(clause: Clause, part: tuple[int, int]) -> bool:
    """ "In an interview on “The Late Hour,” | Vos said …": it leads in, and its last quotation is a title."""
    leads = clause.low(part[0]) in clause.language.when_and_where or clause.low(part[0]).endswith("ed")
    return leads and clause.tokens[part[1] - 1].is_title


def _is_adverbial(clause: Clause, part: tuple[int, int]) -> bool:
    """It leads in ("In an interview on Tuesday,"): no clause of its own."""
    low, language = clause.low(part[0]), clause.language
    if low in language.prepositions or low in language.conjunctions or low in language.times:
        return True
    return not any(clause.is_verb(place) or clause.low(place).endswith("ed") for place in range(*part))


def _before(clause: Clause, cue: Cue, begin: int) -> tuple[int, int] | None:
    stop = cue.first
    if stop > begin + 1 and clause.low(stop - 1) in clause.language.as_told and clause.low(stop - 2) == ",":
        stop -= 1  # "…, | wie Vos mitteilte"
    while stop > begin and clause.tokens[stop - 1].text in PAUSES:
        stop -= 1
    paused = stop < cue.first or (stop > begin and clause.is_quote(stop - 1))
    while begin < stop and (clause.tokens[begin].text in PAUSES or clause.low(begin) in clause.language.coordinations):
        begin += 1
    if not paused or stop <= begin or cue.shares:
        return None
    if (not clause.is_quote(stop - 1) or clause.tokens[stop - 1].is_title) and _has_no_verb(clause, begin, stop):
        return None
    if not clause.is_quote(stop - 1) and (stop - begin < 3 or cue.manner in {Manner.NAMING, Manner.QUOTING}):
        return None
    return begin, stop


def _has_no_verb(clause: Clause, begin: int, stop: int) -> bool:
    """ "In a series of posts on Sunday, | Vos wrote.": when and where, and nothing that was said."""
    language = clause.language
    if clause.low(begin) not in language.when_and_where:
        return False
    works = all(clause.tokens[place].is_title for place in clause.quoted_within(begin, stop))
    return works and not any(_acts(clause, n) for n in range(begin, stop))


def _acts(clause: Clause, place: int) -> bool:
    """A verb, not a noun of the same letters behind a preposition or an article ("of posts")."""
    before, language = clause.low(place - 1), clause.language
    led = before in language.prepositions or before in language.determiners
    return not led and (clause.is_verb(place) or clause.low(place).endswith("ed"))
