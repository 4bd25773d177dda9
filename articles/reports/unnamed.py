"""Reports that identify nobody: settled by who else is named for the same words in those days.

Where one speaker is named, a report that names nobody, or calls the speaker the same, is of that speaker. Where two
are, the machine cannot tell: such reports stand apart, and editors are asked. This looks at all reports of the words in
an unbroken run of days, so that it does not matter in which order they came.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from django.db.models import Q

from articles.models import Likeness, Utterance, Wording

from .grouping import Grouping, Pair, move
from .judging import Said, Verdict, days_between

REACH = 30  # days before and after
TOGETHER = 50  # texts in one query
MOST = 2000  # reports in one query; words that are reported more often are left to editors
ROW = ("pk", "statement__article", "day", "who", "called", "whole", "length", "statement__utterance")
CONTESTED = "the same words; it names nobody, and others name two speakers"
Doubt = tuple[int, int]


@dataclass
class Settled:
    joined: list[tuple[Said, Said]] = field(default_factory=list)
    apart: list[Said] = field(default_factory=list)
    asked: list[Pair] = field(default_factory=list)


def settle(doubts: Iterable[Doubt]) -> None:
    """Settle the reports of these texts: (Wording.whole, day) of each."""
    settled, seen = Settled(), {}
    for reports, gap in texts_of(sorted(set(doubts))):
        for run in runs(reports, gap):
            settle_run(run, gap, settled)
    _leave(settled.apart)
    apart = {said.statement for said in settled.apart}
    for pair in [*settled.joined, *(pair[:2] for pair in settled.asked)]:
        seen |= {said.statement: replace(said, utterance=None) if said.statement in apart else said for said in pair}
    if seen:
        grouping = Grouping(seen.values())
        grouping.join(settled.joined)
        grouping.save()
        grouping.propose(settled.asked)


def texts_of(doubts: list[Doubt]) -> Iterator[tuple[list[Said], int]]:
    """Yield the reports of each text in doubt, and how many days may lie between two of them."""
    for begin in range(0, len(doubts), TOGETHER):
        texts, gaps = defaultdict(dict), {}
        for *row, length, utterance in _reports(doubts[begin : begin + TOGETHER]):
            said = Said(*row, "", utterance)
            texts[said.whole][said.statement] = said
            gaps[said.whole] = days_between(length)
        yield from ((list(reports.values()), gaps[whole]) for whole, reports in texts.items())


def _reports(doubts: list[Doubt]) -> list[tuple]:
    near = Q()
    for whole, day in doubts:
        near |= Q(whole=whole, day__range=(day - REACH, day + REACH))
    found = list(Wording.objects.filter(near).order_by().values_list(*ROW)[: MOST + 1])
    if len(found) <= MOST:
        return found
    middle = len(doubts) // 2
    return _reports(doubts[:middle]) + _reports(doubts[middle:]) if middle else []


def runs(reports: Iterable[Said], gap: int) -> list[list[Said]]:
    """The reports in runs between which more days lie than may."""
    reports = sorted(reports, key=lambda said: (said.day, said.statement))
    found = [reports[:1]] if reports else []
    for former, said in pairwise(reports):
        if said.day - former.day <= gap:
            found[-1].append(said)
        else:
            found.append([said])
    return found


def settle_run(run: list[Said], gap: int, settled: Settled) -> None:
    named = [said for said in run if said.who > 0]
    unnamed = [said for said in run if said.who <= 0]
    if not named or not unnamed:
        return
    if len({said.who for said in named}) > 1:
        _stand_apart(named, unnamed, gap, settled)
        return
    names = {0, *(said.called for said in named)}
    for together in runs([*named, *(said for said in unnamed if said.called in names)], gap):
        if any(said.who > 0 for said in together):
            settled.joined += pairwise(together)


def _stand_apart(named: list[Said], unnamed: list[Said], gap: int, settled: Settled) -> None:
    """Part what names nobody from the two who are named, each way of calling them by itself, and ask editors."""
    groups = {said.utterance for said in named} - {None}
    settled.apart += [said for said in unnamed if said.utterance in groups]
    for who in {said.who for said in unnamed}:
        for together in runs([said for said in unnamed if said.who == who], gap):
            settled.joined += pairwise(together)
            first = {said.who: said for said in reversed(named)}
            settled.asked += [(together[0], said, Verdict(False, CONTESTED)) for said in [*first.values()][:2]]


def _leave(apart: list[Said]) -> None:
    """Take these out of their groups, but for what an editor or a record put there."""
    keys = [said.statement for said in apart]
    accepted = Likeness.objects.filter(decision=Likeness.Decision.ACCEPTED)
    fixed = {key for side in ("one", "other") for key in _among(accepted, side, keys)} if keys else set()
    groups = Utterance.objects.filter(pk__in={said.utterance for said in apart})
    keyed = set(groups.exclude(note="").values_list("pk", flat=True)) if apart else set()
    apart[:] = [said for said in apart if said.statement not in fixed and said.utterance not in keyed]
    move([(None, said.statement) for said in apart])


def _among(likenesses, side: str, keys: list[int]) -> Iterable[int]:
    return likenesses.filter(**{f"{side}__in": keys}).values_list(side, flat=True)
