"""When statements are compared: whenever they change, in the same transaction; or all of them, by command."""

from collections.abc import Iterable, Iterator

from django.db import transaction

from articles.fresh import Fresh
from articles.models import Likeness, Statement, Utterance
from articles.visibility import OPEN_STATEMENT

from . import unnamed
from .deciding import enforce
from .grouping import Grouping, Pair, move
from .judging import UNNAMED, Said, judge
from .neighbours import Neighbours, neighbours_of
from .wordings import Changes, read, renew

BATCH = 8000


def records_changed(sender, records, relinked, fresh, **_signal):
    """Receive the announcement of publishing.py: {model: primary keys} of what changed, in its words or its links."""
    keys = sorted({*records.get(Statement, ()), *relinked.get(Statement, ())})
    for begin in range(0, len(keys), BATCH):
        compare(keys[begin : begin + BATCH], fresh=fresh)


@transaction.atomic(savepoint=False)
def compare(keys: list[int], *, again: bool = False, fresh: Fresh | None = None) -> None:
    """Group these statements with those that report the same, and propose where it is not sure.

    Costs the same few queries for any number, however large the archive is; where nothing of a statement changed,
    nothing is done. again: compare also what has not changed. fresh: what need not be read.
    """
    changes = renew(keys, fresh)
    _let_go(changes)
    said = {one.statement: one for one in (read(keys).values() if again else changes.to_compare)}
    if said:
        _group(said, neighbours_of(said))
    enforce(keys)


def _let_go(changes: Changes) -> None:
    """What changed leaves the group that the machine gave it, and what was proposed of it is asked anew."""
    stale = [*changes.gone, *(said.statement for said in changes.changed)]
    if not stale:
        return
    for side in ("one", "other"):
        Likeness.objects.filter(decision=Likeness.Decision.SUGGESTED, **{f"{side}__in": stale}).delete()
    ours = Statement.objects.filter(pk__in=stale, utterance__note="", utterance__isnull=False)
    groups = {group for _key, group in ours.values_list("pk", "utterance")}
    if groups:
        move([(None, key) for key in ours.values_list("pk", flat=True)])
        Utterance.objects.filter(pk__in=groups, note="", statements=None).delete()
    changes.changed = [*read(said.statement for said in changes.changed).values()]


def _group(said: dict[int, Said], neighbours: list[Neighbours]) -> None:
    everything = _with_neighbours(said, neighbours)
    pairs = [*_judged(neighbours, everything)]
    further = _further(pairs)
    if further:
        everything = _with_neighbours(everything, further)
        pairs += _judged(further, everything)
    if pairs:
        grouping = Grouping({one.statement: one for pair in pairs for one in pair[:2]}.values())
        grouping.join(pair[:2] for pair in pairs if pair[2].is_sure)
        grouping.save()
        grouping.propose(pair for pair in pairs if not pair[2].is_sure)
    doubts = [*_doubts(neighbours, everything)]
    if doubts:
        unnamed.settle(doubts)


def _with_neighbours(said: dict[int, Said], neighbours: list[Neighbours]) -> dict[int, Said]:
    others = {key for each in neighbours for key in each.found} - said.keys()
    return said | (read(others) if others else {})


def _further(pairs: list[Pair]) -> list[Neighbours]:
    """Where a neighbour is like, and not like enough to be sure, its own neighbours may be liker."""
    like = [(one.statement, other.statement) for one, other, v in pairs if not v.is_sure and one.whole != other.whole]
    found = (
        {each.statement: each.found for each in neighbours_of({key for pair in like for key in pair})} if like else {}
    )
    both_ways = [*like, *((other, one) for one, other in like)]
    return [Neighbours(one, found[other] - {one}, False) for one, other in both_ways]


def _judged(neighbours: list[Neighbours], everything: dict[int, Said]) -> Iterable[Pair]:
    """Each two that come into question, once, with the verdict."""
    seen = set()
    for each in neighbours:
        for key in each.found & everything.keys():
            pair = frozenset([each.statement, key])
            if pair not in seen:
                seen.add(pair)
                one, other = everything[each.statement], everything[key]
                verdict = judge(one, other)
                if verdict:
                    yield one, other, verdict


def _doubts(neighbours: list[Neighbours], everything: dict[int, Said]) -> Iterable[unnamed.Doubt]:
    """The words in reports of which somebody is named, and nobody in others."""
    for each in neighbours:
        one = everything[each.statement]
        others = (everything[key] for key in each.found if key in everything)
        unlike = any(other.whole == one.whole and other.who != one.who for other in others)
        if one.length >= UNNAMED and (each.has_unnamed or (one.who <= 0 and unlike)):
            yield one.whole, one.day


def compare_all(*, again: bool = False) -> Iterator[int]:
    """Compare the whole archive, a batch in a transaction, and yield how many each was; pass over what is compared.

    again: compare everything; statements that should have no wording lose it.
    """
    statements = Statement.objects.all() if again else Statement.objects.filter(wording=None, status__in=OPEN_STATEMENT)
    after = 0
    while keys := list(statements.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        compare(keys, again=again)
        after = keys[-1]
        yield len(keys)
