"""Dates as readers type them: a year, a month or a day, in figures or with the month by its name. Plain Python."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel.dates import get_month_names

FIGURES = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
NAMED_MONTH = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th|er|\.)? )?([^\W\d]+)\.?(?: (\d{1,2})(?:st|nd|rd|th)?)?,? (\d{4})")
LOCALES = ("en", "fr", "de", "es", "ru", "ar")


@dataclass(frozen=True)
class Period:
    """The days from the first to the last, both included."""

    first: date
    last: date


def read_period(typed: str) -> Period:
    """Return the days meant by “2015”, “2015-05”, “May 2015”, “28 May 2015”, “May 28, 2015” or “2015-05-28”.

    Raises ValueError for anything else.
    """
    year, month, day = _in_figures(typed.strip()) or _with_a_name(typed.strip())
    first = date(year, month or 1, day or 1)
    last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    return Period(first, last)


def _in_figures(typed: str) -> tuple | None:
    found = FIGURES.fullmatch(typed)
    return tuple(int(part) if part else None for part in found.groups()) if found else None


def _with_a_name(typed: str) -> tuple:
    found = NAMED_MONTH.fullmatch(typed)
    month = found and _months().get(found[2].casefold())
    if not month or (found[1] and found[3]):
        raise ValueError("not a year, a month or a day")
    day = found[1] or found[3]
    return int(found[4]), month, int(day) if day else None


@cache
def _months() -> dict[str, int]:
    """{name of a month, short or long, in every language: its number}."""
    named = {}
    for locale in LOCALES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                names = get_month_names(width, context, locale)
                named.update({name.casefold().rstrip("."): month for month, name in names.items()})
    return named


def ends_a_year(day: date) -> bool:
    return (day.month, day.day) == (12, 31)


def ends_a_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]
