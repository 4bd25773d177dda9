"""Dates as people write them, with how much of them is known. What is not sure is not a date."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from babel.dates import get_day_names, get_month_names

from people.models import Precision

from .draft import Unreadable

ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
LOCALES = ("en", "fr", "de", "es", "ru", "ar")
DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|\.)? (?:de |of )?([^\W\d]+)\.?,? (?:de |del )?(\d{4})(?: г\.?| года)?"
)
MONTH_FIRST = re.compile(r"([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


@dataclass(frozen=True)
class Printed:
    """When something was printed; `at` where the instant is known."""

    on: date
    precision: str = Precision.DAY
    at: datetime | None = None


def read_date(written: str) -> Printed:
    """Return a date of a header: a year, a month, a day, or an instant with its zone.

    Raises Unreadable for anything else; in place of what is missing stands the first of its kind.
    """
    try:
        if match := ISO.fullmatch(written):
            year, month, day = match.groups()
            precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
            return Printed(date(int(year), int(month or 1), int(day or 1)), precision)
        instant = datetime.fromisoformat(written)
        instant.astimezone()  # near the years 1 and 9999 an instant has no equivalent in UTC
    except (ValueError, OverflowError) as error:
        raise Unreadable(
            f"“{written[:40]}” is not a date: write 2024, 2024-05, 2024-05-17 or 2024-05-17T18:00+02:00"
        ) from error
    if instant.tzinfo is None:
        raise Unreadable(f"“{written[:40]}” has no time zone: write 2024-05-17T18:00+02:00, or the day alone")
    return Printed(instant.date(), at=instant)


def recognise_date(line: str) -> Printed | None:
    """Return the date that a line under a headline consists of; None unless it is unmistakable.

    03/04/2012 is not: it is a day in March in one country and in April in another.
    """
    words = without_weekday(without_label(line.strip()))
    try:
        if match := DAY_FIRST.fullmatch(words):
            day, month, year = match.groups()
        elif match := MONTH_FIRST.fullmatch(words):
            month, day, year = match.groups()
        elif match := DOTTED.fullmatch(words):
            day, month, year = match.groups()
            return Printed(date(int(year), int(month), int(day)))
        else:
            return read_date(words) if words.count("-") >= 2 else None
        number = months().get(month.casefold())
        return Printed(date(int(year), number, int(day))) if number else None
    except (ValueError, Unreadable):
        return None


def without_label(line: str) -> str:
    return re.sub(r"(?i)^(published|posted|updated|date|publié|veröffentlicht)( on| le| am)?\s*:?\s+", "", line)


def without_weekday(line: str) -> str:
    first, _, rest = line.partition(" ")
    return rest.strip() if first.strip(",.").casefold() in weekdays() else line


@cache
def months() -> dict[str, int]:
    """The number of a month by its names, in full and short, in each language that we read."""
    return {
        name.strip(".").casefold(): number
        for locale in LOCALES
        for context, width in (("format", "wide"), ("stand-alone", "wide"), ("format", "abbreviated"))
        for number, name in get_month_names(width, context=context, locale=locale).items()
    }


@cache
def weekdays() -> set[str]:
    widths = ("wide", "abbreviated")
    return {
        name.strip(".").casefold()
        for locale in LOCALES
        for w in widths
        for name in get_day_names(w, locale=locale).values()
    }
