"""The sections of a record's page as links, and the one that is open: a page of its rows, year by year.

A section opens by a link (?view=about), and is narrowed by links to a year and to a kind of statement.
"""

from dataclasses import dataclass
from itertools import groupby

from . import finding
from .counting import Tally
from .paging import Page, address
from .sections import UNDATED, DirectSection, Section

ENOUGH_TO_NARROW = 8


@dataclass(frozen=True)
class Choice:
    """A link that narrows a section, or widens it again; number is None where nobody counted."""

    value: str
    label: str
    address: str
    number: Tally | None = None
    is_chosen: bool = False


@dataclass(frozen=True)
class Bar:
    """A year in a timeline. left: how many years after the first; height: in hundredths of the highest."""

    choice: Choice
    left: int
    height: int

    @property
    def top(self):
        return 100 - self.height


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
    def filled(self):
        """The keys of the sections that hold anything."""
        return {section.key for section in self.sections if section.tally}

    @property
    def timeline(self):
        """The years as bars, the first first; nothing where nobody counted them."""
        years = [choice for choice in reversed(self.years) if choice.value != UNDATED]
        if len(years) < 2 or any(choice.number is None for choice in years):
            return []
        first, highest = int(years[0].value), max(choice.number for choice in years)
        return [Bar(c, int(c.value) - first, max(2, round(100 * c.number / highest))) for c in years]

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
    words = {"view": "" if opened is first else opened.key, **kept, "year": year, "kind": kind}
    page = opened.page(request, year, kind, words)
    years, kinds = opened.numbers(year, kind)
    dated = sorted(years.keys() - {UNDATED})
    return Listing(
        sections=sections,
        opened=opened,
        page=page,
        years=_choices(request, opened, dict(sorted(years.items(), reverse=True)), words, "year"),
        kinds=_choices(request, opened, kinds, words, "kind"),
        span=(dated[0], dated[-1]) if dated else (),
        shown=years.get(year, Tally(0)) if year else kinds.get(kind),
        is_narrowed=bool(year or kind),
    )


def _count(request, record, sections, kept):
    """Fill in how much each section holds and where it opens; return the first that holds anything."""
    direct = [section for section in sections if isinstance(section, DirectSection)]
    _count_directly(record, direct)
    finding.count([section for section in sections if section not in direct and not section.is_aside])
    first = next((section for section in sections if section.tally), sections[0])
    for section in sections:
        section.address = address(request, view="" if section is first else section.key, **kept)
    return first


def _count_directly(record, sections):
    """In one query, asked from a record that is stored; in none where the record has been asked already."""
    asked = {name: column for section in sections for name, column in section.asked.items()}
    if not asked.keys() <= vars(record).keys():
        vars(record).update(type(record)._default_manager.filter(pk=record.pk).values(**asked).get())
    for section in sections:
        section.learn(vars(record))


def _asked_year(request):
    year = request.GET.get("year", "")
    return year if year == UNDATED or (len(year) == 4 and year.isascii() and year.isdigit() and year > "0000") else ""


def _asked_kind(request, section):
    kind = request.GET.get("kind", "")
    return kind if kind in section.kinds else ""


def _choices(request, section, numbers, words, narrowed_by):
    """The links to each year or each kind that there is, the chosen one leading back to all."""
    if section.tally <= ENOUGH_TO_NARROW or len(numbers) < 2:
        return []
    chosen = words[narrowed_by]
    return [
        Choice(
            value=value,
            label=section.kinds.get(value, value),
            address=address(request, **words | {narrowed_by: "" if value == chosen else value}),
            number=number,
            is_chosen=value == chosen,
        )
        for value, number in numbers.items()
    ]
