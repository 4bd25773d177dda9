"""The sections of a record's page: what was said by it, to it, about it, printed with it; one is open at a time.

A section opens by a link (?view=about), and is narrowed by links to a year and to a kind of statement.
"""

from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import CharField, Count, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Substr

from .counting import Tally, tallies
from .paging import Page, address, page_of

ENOUGH_TO_NARROW = 8
UNDATED = "undated"


@dataclass
class Section:
    """One way of taking part. found: published statements or articles; unit: what one of them is called."""

    key: str
    label: str
    found: QuerySet
    unit: str = "statement"
    is_optional: bool = False
    tally: Tally = field(default_factory=lambda: Tally(0))
    address: str = ""

    @property
    def is_shown(self):
        return bool(self.tally) or not self.is_optional

    @property
    def day(self):
        """The column that places its rows in time."""
        return "sorted_on" if self.unit == "statement" else "printed_on"

    @property
    def order(self):
        return ["sorted_on"] if self.unit == "statement" else ["printed_on", "published_at"]

    @property
    def rows(self):
        """Its rows with all that a list shows of them."""
        return self.found.for_display() if self.unit == "statement" else self.found.select_related("publisher")


@dataclass(frozen=True)
class Choice:
    """A link that narrows a section, or widens it again; number is None where nobody counted."""

    label: str
    address: str
    number: Tally | None = None
    is_chosen: bool = False


@dataclass(frozen=True)
class Listing:
    """The sections of a page, the one that is open, and the page of its rows, year by year.

    span: its first and last year; shown: how many rows are left when narrowed, None where nobody counted.
    """

    sections: list
    opened: Section
    page: Page
    years: list
    kinds: list
    span: tuple
    shown: Tally | None
    is_narrowed: bool

    @property
    def by_year(self):
        day = self.opened.day
        groups = groupby(self.page.rows, key=lambda row: getattr(row, day) and getattr(row, day).year)
        return [(year, list(rows)) for year, rows in groups]


def listing(request, record, sections, **kept):
    """Open the section that the address asks for, else the first that holds anything. kept: see page_of()."""
    first = _count(request, record, sections, kept)
    opened = next((s for s in sections if s.key == request.GET.get("view")), first)
    year, kind = _asked_year(request), _asked_kind(request, opened)
    crosstab = _crosstab(record, opened)
    words = {"view": "" if opened is first else opened.key, **kept, "year": year, "kind": kind}
    page = page_of(opened.rows.filter(_narrowed(opened, year, kind)), request, *opened.order, kept=words)
    return Listing(
        sections=sections,
        opened=opened,
        page=page,
        years=_choices(request, opened, crosstab, words, "year"),
        kinds=_choices(request, opened, crosstab, words, "kind"),
        span=_span(crosstab),
        shown=_number(crosstab, year, kind),
        is_narrowed=bool(year or kind),
    )


def _count(request, record, sections, kept):
    """Fill in how much each section holds and where it opens; return the first that holds anything."""
    counted = tallies(record, {section.key: section.found for section in sections})
    for section in sections:
        section.tally = counted[section.key]
    first = next((section for section in sections if section.tally), sections[0])
    for section in sections:
        section.address = address(request, view="" if section is first else section.key, **kept)
    return first


def _asked_year(request):
    year = request.GET.get("year", "")
    return year if year == UNDATED or (len(year) == 4 and year.isascii() and year.isdigit() and year > "0000") else ""


def _asked_kind(request, section):
    kind = request.GET.get("kind", "")
    return kind if section.unit == "statement" and kind in section.found.model.Kind.values else ""


def _narrowed(section, year, kind):
    wanted = Q(kind=kind) if kind else Q()
    if year == UNDATED:
        return wanted & Q(**{f"{section.day}__isnull": True})
    return wanted & Q(**{f"{section.day}__year": int(year)}) if year else wanted


def _crosstab(record, section):
    """{(year, kind): how many}; of a very long section the years between its ends, uncounted."""
    if not section.tally.is_exact:
        return {(str(year), kind): None for year in _years_between_ends(record, section) for kind in _kinds(section)}
    year = Substr(Cast(section.day, CharField()), 1, 4)
    columns = ["kind"] if section.unit == "statement" else []
    rows = section.found.order_by().values(*columns, its_year=year).annotate(number=Count("pk"))
    return {(row["its_year"] or UNDATED, row.get("kind", "")): row["number"] for row in rows}


def _years_between_ends(record, section):
    dated = section.found.filter(**{f"{section.day}__isnull": False}).values(section.day)
    ends = [Subquery(dated.order_by(order)[:1]) for order in (section.day, f"-{section.day}")]
    first, last = type(record).objects.filter(pk=record.pk).values_list(*ends).get()
    return range(first.year, last.year + 1) if first else []


def _kinds(section):
    return dict(section.found.model.Kind.choices) if section.unit == "statement" else {"": ""}


def _span(crosstab):
    """The first and the last year of a section; empty where nothing in it is dated."""
    years = sorted({year for year, _kind in crosstab} - {UNDATED})
    return (years[0], years[-1]) if years else ()


def _number(crosstab, year="", kind=""):
    """How many rows are left under a year and a kind; None where nobody counted."""
    numbers = [n for (its_year, its_kind), n in crosstab.items() if year in ("", its_year) and kind in ("", its_kind)]
    return None if None in numbers else Tally(sum(numbers))


def _choices(request, section, crosstab, words, narrowed_by):
    """The links to each year or each kind that there is, the chosen one leading back to all."""
    position = ("year", "kind").index(narrowed_by)
    values = sorted({key[position] for key in crosstab} - {""}, reverse=narrowed_by == "year")
    if section.tally <= ENOUGH_TO_NARROW or len(values) < 2:
        return []
    labels, chosen = _kinds(section), words[narrowed_by]
    return [
        Choice(
            label=labels.get(value, value),
            address=address(request, **words | {narrowed_by: "" if value == chosen else value}),
            number=_number(crosstab, **{k: words[k] for k in ("year", "kind")} | {narrowed_by: value}),
            is_chosen=value == chosen,
        )
        for value in values
    ]
