"""The archive as a calendar: what is printed in which year, month and day, and where the next of it lies.

Only a date known exactly belongs to a month or a day: “1987” stands under the year, “March 1987” under the month.
"""

import calendar
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Count
from django.db.models.functions import Cast, Substr

from people.counting import Tally
from people.models import Precision
from people.models.record import last_of_month

from .models import Article, Statement

NONE = Tally(0)
LENGTH = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}  # of a date as written: 1987-03-14


@dataclass(frozen=True)
class Day:
    """A day in a calendar; day is None where the week belongs to a neighbouring month."""

    day: date | None
    articles: Tally = NONE
    statements: Tally = NONE

    @property
    def has_something(self):
        return bool(self.articles or self.statements)


def decades():
    """[(1980, [(1987, how many articles), …]), …], the latest first."""
    found = {}
    for year, number in sorted(_counted(Article.objects.published(), "printed_on", Precision.YEAR).items()):
        found.setdefault(int(year) // 10 * 10, []).append((int(year), number))
    return sorted(found.items(), reverse=True)


def printed_by_month():
    """{“1987-03”: how many articles}; what is known to the year only stands in its first month."""
    return _counted(Article.objects.published(), "printed_on", Precision.MONTH)


def months_of(year):
    """[(first day of the month, how many articles)], for all twelve."""
    articles = Article.objects.published().printed_in(year).exclude(printed_on_precision=Precision.YEAR)
    counted = _counted(articles, "printed_on", Precision.MONTH)
    return [(date(year, month, 1), counted.get(f"{year:04}-{month:02}", Tally(0))) for month in range(1, 13)]


def weeks_of(year, month):
    """The weeks of a month, Monday first: a list of seven Days each."""
    articles = Article.objects.published().printed_in(year, month).filter(printed_on_precision=Precision.DAY)
    printed = _counted(articles, "printed_on", Precision.DAY)
    said = _counted(Statement.objects.published().of_month(year, month), "sorted_on", Precision.DAY)
    weeks = calendar.monthcalendar(year, month)
    return [[_day(year, month, number, printed, said) for number in week] for week in weeks]


def _day(year, month, number, printed, said):
    if not number:
        return Day(None)
    day = date(year, month, number)
    return Day(day, printed.get(day.isoformat(), NONE), said.get(day.isoformat(), NONE))


def _counted(rows, column, precision):
    """{“1987”: how many}: grouped by the date as it is written, which both databases do without Python."""
    written = Substr(Cast(column, CharField()), 1, LENGTH[precision])
    dated = rows.filter(**{f"{column}__isnull": False}).order_by()
    return {when: Tally(number) for when, number in dated.values_list(written).annotate(Count("pk"))}


def years_beside(year):
    """The nearest year before and the nearest after in which anything was printed; None where there is none."""
    before, after = _beside(Article.objects.published(), "printed_on", date(year, 1, 1), date(year, 12, 31))
    return before and before.year, after and after.year


def months_beside(year, month):
    """The same for months, as their first days."""
    first, last = date(year, month, 1), last_of_month(year, month)
    articles = Article.objects.published().exclude(printed_on_precision=Precision.YEAR)
    before, after = _beside(articles, "printed_on", first, last)
    return before and before.replace(day=1), after and after.replace(day=1)


def days_beside(day):
    """The nearest days before and after on which anything was printed or said."""
    articles = Article.objects.published().filter(printed_on_precision=Precision.DAY)
    statements = Statement.objects.published().known_to_the_day()
    before, after = zip(
        _beside(articles, "printed_on", day, day), _beside(statements, "sorted_on", day, day), strict=True
    )
    return max(filter(None, before), default=None), min(filter(None, after), default=None)


def _beside(rows, column, first, last):
    before = rows.filter(**{f"{column}__lt": first}).order_by(f"-{column}").values_list(column, flat=True)
    after = rows.filter(**{f"{column}__gt": last}).order_by(column).values_list(column, flat=True)
    return before.first(), after.first()
