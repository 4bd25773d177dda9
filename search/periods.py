"""Dates as readers type them: a year, a month or a day. Plain Python."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

PERIOD = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")


@dataclass(frozen=True)
class Period:
    """The days from the first to the last, both included."""

    first: date
    last: date


def read_period(typed: str) -> Period:
    """Return the days meant by “2015”, “2015-05” or “2015-05-28”; raise ValueError for anything else."""
    found = PERIOD.fullmatch(typed.strip())
    if not found:
        raise ValueError("not a year, a month or a day")
    year, month, day = (int(part) if part else None for part in found.groups())
    first = date(year, month or 1, day or 1)
    last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    return Period(first, last)


def ends_a_year(day: date) -> bool:
    return (day.month, day.day) == (12, 31)


def ends_a_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]
