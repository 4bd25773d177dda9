"""Two records side by side: what each of them is, what speaks for their being one, and how each would be merged."""

from dataclasses import dataclass, field

from django.urls import reverse

from desk.addresses import record_page
from desk.models import Double
from people.choosing import choices_between
from people.counting import Tally, ends, tallies
from people.merging import preview
from people.models import Distinction

from . import evidence
from .kinds import kind_of, namings_of, statements_of

STATEMENTS = 5  # that are shown of each
COUNTED = 1_000


@dataclass
class Side:
    """One of two records. moves: what would move from it, were it merged into the other."""

    record: object
    statements: Tally | None = None
    articles: Tally | None = None
    latest: list = field(default_factory=list)
    days: tuple = (None, None)
    moves: dict = field(default_factory=dict)

    @property
    def address(self):
        return record_page(self.record)

    @property
    def split_address(self):
        return reverse("desk:split", args=[kind_of(self.record), self.record.code])

    @property
    def other_names(self):
        return list(self.record.names.all())

    @property
    def roles(self):
        return list(self.record.roles.all()) if kind_of(self.record) == "person" else []


@dataclass
class Pair:
    """Two records that may be one. double: what waits for a decision; None where nobody proposed it."""

    one: Side
    other: Side
    remarks: list
    double: Double | None = None

    @property
    def sides(self):
        return [self.one, self.other]

    @property
    def conflicts(self):
        return [remark for remark in self.remarks if remark.is_conflict]

    @property
    def reasons(self):
        return [remark for remark in self.remarks if not remark.is_conflict]

    @property
    def address(self):
        codes = [side.record.code for side in self.sides]
        return reverse("desk:merge", args=[kind_of(self.one.record), *codes])


def pairs_of(model, doubles):
    """What waits, with both records fetched, in a constant number of queries."""
    codes = {code for double in doubles for code in double.codes}
    known = {record.code: record for record in evidence.fetched(model).filter(code__in=codes)}
    whole = [double for double in doubles if double.codes <= known.keys()]
    counts = tallies({code: statements_of(record) for code, record in known.items()}, COUNTED) if known else {}
    both = {double: (known[double.one_code], known[double.other_code]) for double in whole}
    articles = evidence.together(both.values())
    return [_pair(double, *pair, counts, articles[pair]) for double, pair in both.items()]


def side_by_side(one, other):
    """Two records with all that helps to decide, and what would move either way."""
    one, other = (evidence.fetched(type(one)).get(pk=record.pk) for record in (one, other))
    found = {
        double.codes: double for double in Double.objects.filter(kind=kind_of(one), one_code__in=[one.code, other.code])
    }
    counts = tallies({record.code: statements_of(record) for record in (one, other)}, COUNTED)
    articles = evidence.together([(one, other)])
    pair = _pair(found.get(frozenset([one.code, other.code])), one, other, counts, articles[one, other])
    named = tallies({record.code: namings_of(record) for record in (one, other)}, COUNTED)
    for side, goal in zip(pair.sides, (other, one), strict=True):
        said = statements_of(side.record)
        side.articles, side.days = named[side.record.code], ends(said.order_by(), "sorted_on")
        side.latest = list(said.select_related("article")[:STATEMENTS])
        side.moves = preview(side.record, goal)
    return pair


def choices(pair, stays):
    """The fields in which two records differ, each with the value that is chosen as long as nobody chooses: that of
    the one that stays, unless it has none.
    """
    found = choices_between(pair.one.record, pair.other.record)
    return [(choice, stays if choice.values[stays - 1] else 3 - stays) for choice in found]


def likelier_survivor(pair):
    """1 or 2: the one of which more is known."""
    weight = [(side.statements or 0, len(side.other_names), bool(side.record.summary)) for side in pair.sides]
    return 2 if weight[1] > weight[0] else 1


def decision_on(one, other):
    """Who told two records apart, when and why; None where nobody has."""
    return Distinction.objects.between(one, other).select_related("decided_by").order_by("pk").last()


def _pair(double, one, other, counts, articles):
    sides = [Side(record, counts[record.code]) for record in (one, other)]
    told = [*evidence.remarks(one, other), evidence.on_articles(articles)]
    return Pair(*sides, sorted(told, key=lambda remark: -remark.weight), double)
