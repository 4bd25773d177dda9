"""Groups made by the machine: which reports come together, and what stands against it.

A group is an Utterance. The machine never joins two speakers who are both identified, nor two groups that records
name by different keys, nor what an editor has told apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection

from articles.models import Likeness, Statement, Utterance, Wording

from .judging import Said, Verdict

Pair = tuple[Said, Said, Verdict]
Node = tuple[str, int]
MOST_KNOWN = 20_000  # likenesses of a batch that are looked at


@dataclass
class Heap:
    """Reports that come together. groups: those that are there already, the one that stays first."""

    who: int = 0
    is_keyed: bool = False
    groups: list[int] = field(default_factory=list)
    alone: list[int] = field(default_factory=list)
    grown: bool = False


class Grouping:
    """Reports on their way into groups, with all that is known of them in a few queries."""

    def __init__(self, members: Iterable[Said]):
        members = {said.statement: said for said in members}
        self.heap_of: dict[Node, Heap] = {}
        self.node_of = {key: _node(key, said.utterance) for key, said in members.items()}
        groups = Utterance.objects.in_bulk({said.utterance for said in members.values()} - {None})
        for said in members.values():
            self.heap_of.setdefault(self.node_of[said.statement], _heap(said, groups.get(said.utterance)))
        known = _known(members, groups)
        self.known = [nodes for nodes, _ in known]
        self.rejected = [nodes for nodes, decision in known if decision == Likeness.Decision.REJECTED]

    def join(self, pairs: Iterable[tuple[Said, Said]]) -> None:
        """Let each two come together, unless something stands against it."""
        for one, other in pairs:
            left, right = self.heap(one.statement), self.heap(other.statement)
            if left is not right and not self._stands_against(left, right):
                self._pour(
                    *sorted([left, right], key=lambda heap: (not heap.is_keyed, min(heap.groups, default=2**63)))
                )

    def heap(self, key: int) -> Heap:
        return self.heap_of[self.node_of[key]]

    def propose(self, pairs: Iterable[Pair]) -> None:
        """Ask editors about each two that are still apart; nothing twice between the same two groups."""
        asked, known = {}, {frozenset(map(id, self._heaps(*pair))) for pair in self.known}
        for one, other, verdict in sorted(pairs, key=lambda pair: -pair[2].alike):
            heaps = frozenset([id(self.heap(one.statement)), id(self.heap(other.statement))])
            if len(heaps) == 2 and heaps not in known:
                asked.setdefault(heaps, likeness_of(one.statement, other.statement, verdict))
        Likeness.objects.bulk_create(asked.values(), ignore_conflicts=True)

    def save(self) -> None:
        """Write the groups that have grown, with the same queries for any number."""
        grown = [heap for heap in {id(heap): heap for heap in self.heap_of.values()}.values() if heap.grown]
        new = [heap for heap in grown if not heap.groups]
        for heap, made in zip(new, Utterance.objects.bulk_create([Utterance(who=h.who) for h in new]), strict=True):
            heap.groups = [made.pk]
        move([(heap.groups[0], key) for heap in grown for key in heap.alone])
        move_all([(heap.groups[0], group) for heap in grown for group in heap.groups[1:]])
        _execute_many("UPDATE articles_utterance SET who = %s WHERE id = %s", [(h.who, h.groups[0]) for h in grown])
        absorbed = [group for heap in grown for group in heap.groups[1:]]
        if absorbed:
            Utterance.objects.filter(pk__in=absorbed).delete()

    def _pour(self, kept: Heap, other: Heap) -> None:
        kept.who, kept.is_keyed, kept.grown = kept.who or other.who, kept.is_keyed or other.is_keyed, True
        kept.groups += other.groups
        kept.alone += other.alone
        for node in [("group", key) for key in other.groups] + [("alone", key) for key in other.alone]:
            self.heap_of[node] = kept

    def _stands_against(self, left: Heap, right: Heap) -> bool:
        if (left.is_keyed and right.is_keyed) or (left.who and right.who and left.who != right.who):
            return True
        return any({id(left), id(right)} == {*map(id, self._heaps(*pair))} for pair in self.rejected)

    def _heaps(self, one: Node, other: Node) -> list[Heap | None]:
        return [self.heap_of.get(one), self.heap_of.get(other)]


def likeness_of(one: int, other: int, verdict: Verdict) -> Likeness:
    first, second = sorted([one, other])
    return Likeness(one_id=first, other_id=second, reason=verdict.reason, alike=round(verdict.alike, 3))


def move(pairs: list[tuple[int | None, int]]) -> None:
    """Put statements into groups, or into none: (group, statement)."""
    _execute_many(f"UPDATE {Statement._meta.db_table} SET utterance_id = %s WHERE id = %s", pairs)
    _execute_many(f"UPDATE {Wording._meta.db_table} SET utterance_id = %s WHERE statement_id = %s", pairs)


def move_all(pairs: list[tuple[int, int]]) -> None:
    """Put all statements of one group into another: (group, former group)."""
    for model in (Statement, Wording):
        _execute_many(f"UPDATE {model._meta.db_table} SET utterance_id = %s WHERE utterance_id = %s", pairs)


def _execute_many(sql: str, rows: list[tuple]) -> None:
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)


def _node(key: int, group: int | None) -> Node:
    return ("group", group) if group else ("alone", key)


def _heap(said: Said, group: Utterance | None) -> Heap:
    if group is None:
        return Heap(max(said.who, 0), alone=[said.statement])
    return Heap(group.who, bool(group.note), groups=[group.pk])


def _known(members: Iterable[int], groups: Iterable[int]) -> list[tuple[tuple[Node, Node], str]]:
    """What is proposed and decided about these statements and groups, as nodes."""
    fields = ["one", "one__utterance", "other", "other__utterance", "decision"]
    everything = Likeness.objects.order_by().values_list("pk", *fields)
    asked = [everything.filter(**{f"{side}__in": list(members)}) for side in ("one", "other")]
    asked += [everything.filter(**{f"{side}__utterance__in": list(groups)}) for side in ("one", "other") if groups]
    rows = asked[0].union(*asked[1:])[:MOST_KNOWN] if Likeness.objects.exists() else ()
    return [
        ((_node(one, its_group), _node(other, others_group)), decision)
        for _key, one, its_group, other, others_group, decision in rows
    ]
