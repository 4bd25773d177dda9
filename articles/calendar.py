"""The archive as a calendar: what is printed in which year, month and day, and where the next of it lies.

Only a date known exactly belongs to a month or a day: “1987” stands under the year, “March 1987” under the month.
"""

import calendar
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import F

from people.counting import Tally, counted_between, ends, first_between
from people.models import Precision
from people.models.record import last_of_month

from .models import Article, Statement
from .shown import articles_shown, statements_shown

NONE = Tally(0)
YEARS_BACK = 250
MOST_OF_A_DAY = 100
MOST_A_MONTH, MOST_A_DAY = 500, 500  # articles are counted
MOST_SAID_A_DAY = 100  # statements: whether their day is known, their article has to tell


@dataclass(frozen=True)
class Day:
    """A day in a calendar; day is None where the week belongs to a neighbouring month."""

    day: date | None
    articles: Tally = NONE
    statements: Tally = NONE
    article: Article | None = None
    statement: Statement | None = None

    @property
    def has_something(self):
        return bool(self.articles or self.statements)

    @property
    def has_more(self):
        """More than the article and the statement that stand for it."""
        return self.articles > 1 or self.statements > 1


def decades():
    """[(1980, [(1987, how many articles), …]), …], the latest first; years without any are left out."""
    found, articles = {}, Article.objects.published()
    years = _years_of(articles)
    spans = [(date(year, 1, 1), date(year, 12, 31)) for year in years]
    for year, number in zip(years, counted_between(articles, "printed_on", spans), strict=True):
        if number:
            found.setdefault(year // 10 * 10, []).append((year, number))
    return sorted(found.items(), reverse=True)


def printed_by_month(most):
    """{“1987-03”: how many articles, counted up to `most`}; what is known to the year stands in its first month."""
    articles = Article.objects.published()
    months = [date(year, month, 1) for year in _years_of(articles) for month in range(1, 13)]
    spans = [(first, last_of_month(first.year, first.month)) for first in months]
    counted = counted_between(articles, "printed_on", spans, most, shared=most * len(spans))
    return {f"{first:%Y-%m}".zfill(7): number for first, number in zip(months, counted, strict=True) if number}


def _years_of(rows, column="printed_on"):
    """The years from the first to the last of these rows."""
    first, last = ends(rows, column)
    return range(first.year, last.year + 1) if first else range(0)


def months_of(year):
    """[(first day of the month, how many articles)], for all twelve."""
    articles = Article.objects.published().exclude(printed_on_precision=Precision.YEAR)
    months = [date(year, month, 1) for month in range(1, 13)]
    spans = [(first, last_of_month(year, first.month)) for first in months]
    return list(zip(months, counted_between(articles, "printed_on", spans, MOST_A_MONTH), strict=True))


def weeks_of(year, month):
    """The weeks of a month, Monday first: a list of seven Days each."""
    printed = Article.objects.published().filter(printed_on_precision=Precision.DAY)
    said = Statement.objects.published().known_to_the_day()
    days = [date(year, month, day) for day in range(1, last_of_month(year, month).day + 1)]
    spans = [(day, day) for day in days]
    articles = counted_between(printed, "printed_on", spans, MOST_A_DAY)
    statements = counted_between(said, "sorted_on", spans, MOST_SAID_A_DAY)
    counted = dict(zip(days, map(Day, days, articles, statements), strict=True))
    weeks = calendar.monthcalendar(year, month)
    return [[counted[date(year, month, n)] if n else Day(None) for n in week] for week in weeks]


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
    before = rows.filter(**{f"{column}__lt": first}).order_by(F(column).desc(nulls_last=True))
    after = rows.filter(**{f"{column}__gt": last}).order_by(F(column).asc(nulls_first=True))
    return tuple(found.values_list(column, flat=True).first() for found in (before, after))


def this_day_before(today):
    """The same day in earlier years, the latest first; 29 February in leap years only."""
    return _days_of(range(today.year - 1, max(0, today.year - YEARS_BACK - 1), -1), today.month, today.day)


def _days_of(years, month, day):
    return [date(year, month, day) for year in years if day <= last_of_month(year, month).day]


def anniversaries(month, day):
    """One day of the year in all years that have anything of it, the latest first: Days, counted up to a hundred."""
    printed, said = _printed_to_the_day(), Statement.objects.published().known_to_the_day()
    years = {*_years_of(printed), *_years_of(said, "sorted_on")}
    days = _days_of(sorted(years, reverse=True)[:YEARS_BACK], month, day)
    spans = [(day, day) for day in days]
    articles = counted_between(printed, "printed_on", spans, MOST_OF_A_DAY)
    statements = counted_between(said, "sorted_on", spans, MOST_OF_A_DAY)
    return [day for day in map(Day, days, articles, statements) if day.has_something]


def with_examples(days):
    """These Days, each with the latest article and the latest statement of it, in five queries."""
    if not days:
        return []
    spans = [(day.day, day.day) for day in days]
    articles = first_between(_printed_to_the_day().newest_first(), "printed_on", spans)
    said = Statement.objects.published().known_to_the_day().newest_first()
    statements = first_between(said, "sorted_on", spans)
    article_of = articles_shown([key for key in articles if key])
    statement_of = statements_shown([key for key in statements if key])
    return [
        replace(day, article=article_of.get(article), statement=statement_of.get(statement))
        for day, article, statement in zip(days, articles, statements, strict=True)
    ]


def _printed_to_the_day():
    return Article.objects.published().filter(printed_on_precision=Precision.DAY)
