"""The sections of a record's page: what was said by it, to it, about it, printed with it.

A section may hold any number of rows: only so many of them are ever counted, and a page is read from where it begins.
people/listing.py shows them; search/sections.py has those that only the index of words can answer.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Q, QuerySet, Subquery

from . import counting
from .counting import CountUpTo, Tally, counted_between
from .paging import page_of

UNDATED = "undated"
POOL = 1000  # as many rows are counted exactly by year and kind
MOST_YEARS = 300
NAMES = ("tally", "first", "last")


@dataclass
class Section:
    """One way of taking part. unit: what one of its rows is called; kinds: {kind of statement: what it is called}.

    note: what a reader should know of all its rows.
    """

    key: str
    label: str
    unit: str = "statement"
    is_optional: bool = False
    kinds: dict = field(default_factory=dict)
    tally: Tally = field(default_factory=lambda: Tally(0))
    address: str = ""
    is_given_up: bool = False
    note: str = ""
    is_aside: bool = False  # holds nothing to be counted

    @property
    def is_shown(self):
        return bool(self.tally) or not self.is_optional

    @property
    def day(self):
        """The column that places its rows in time."""
        return "sorted_on" if self.unit == "statement" else "printed_on"

    @property
    def is_small(self):
        return self.tally.is_exact and self.tally <= POOL

    def numbers(self, year, kind):
        """({year: how many of this kind}, {kind: how many of this year}); None where nobody counted."""
        if not self.is_small:
            return self.years(kind), dict.fromkeys(self.kinds)
        crosstab = Counter((str(day.year) if day else UNDATED, its_kind) for day, its_kind in self.days_and_kinds())
        years, kinds = Counter(), Counter()
        for (its_year, its_kind), number in crosstab.items():
            years[its_year] += number if kind in ("", its_kind) else 0
            kinds[its_kind] += number if year in ("", its_year) else 0
        return tallied(years), tallied({kind: kinds[kind] for kind in self.kinds if kind in kinds})


def tallied(numbers):
    return {name: Tally(number) for name, number in numbers.items()}


@dataclass
class DirectSection(Section):
    """Rows that name the record in a column of their own. found: published statements or articles, in any order."""

    found: QuerySet = None
    limit: int = 0
    ends: tuple = (None, None)

    def __post_init__(self):
        self.kinds = dict(self.found.model.Kind.choices) if self.unit == "statement" else {}
        self.limit = self.limit or counting.LIMIT

    @property
    def asked(self):
        """{name: column}, to be asked together with other things: how many there are, the first and the last day."""
        dated = self.found.filter(**{f"{self.day}__isnull": False}).values(self.day)
        in_order = F(self.day).asc(nulls_first=True), F(self.day).desc(nulls_last=True)
        columns = CountUpTo(self.found, self.limit), *(Subquery(dated.order_by(order)[:1]) for order in in_order)
        return {f"{self.key}_{name}": column for name, column in zip(NAMES, columns, strict=True)}

    def learn(self, answers):
        """Take what was answered: {name: value}."""
        number, *ends = (answers[f"{self.key}_{name}"] for name in NAMES)
        self.tally, self.ends = Tally(number, self.limit), tuple(ends)

    def page(self, request, year, kind, words):
        """The page of its rows that the address asks for, with all that a list shows of them."""
        rows = self.found.for_display() if self.unit == "statement" else self.found.select_related("publisher")
        order = ["sorted_on"] if self.unit == "statement" else ["printed_on", "published_at"]
        return page_of(rows.filter(self._narrowed(year, kind)), request, *order, kept=words)

    def days_and_kinds(self):
        if self.unit == "statement":
            return self.found.order_by().values_list("sorted_on", "kind")[:POOL]
        return ((day, "") for (day,) in self.found.order_by().values_list("printed_on")[:POOL])

    def years(self, kind):
        """{year: Tally} of all years that hold anything."""
        first, last = self.ends
        years = range(first.year, last.year + 1)[-MOST_YEARS:] if first else []
        spans = [(date(year, 1, 1), date(year, 12, 31)) for year in years]
        tallies = counted_between(self.found.filter(self._narrowed("", kind)), self.day, spans)
        return {str(year): tally for year, tally in zip(years, tallies, strict=True) if tally}

    def _narrowed(self, year, kind):
        wanted = Q(kind=kind) if kind else Q()
        if year == UNDATED:
            return wanted & Q(**{f"{self.day}__isnull": True})
        return wanted & Q(**{f"{self.day}__year": int(year)}) if year else wanted
