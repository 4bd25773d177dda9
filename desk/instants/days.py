"""Which days are meant by “Friday”, “1 December” or “03/04/2026”, seen from today. Plain Python."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from babel.dates import get_day_names, get_month_names

from .phrase import Phrase, Unsaid

LOCALES = ("en", "fr", "de", "es", "ru", "ar")
TODAY = {"today", "tonight", "aujourd'hui", "heute", "hoy", "сегодня", "اليوم"}
TOMORROW = {"tomorrow", "demain", "morgen", "mañana", "завтра", "غدا", "غدًا"}
LEAP_YEAR = 2024  # it has every day that any year has
ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)t?")
DOTTED = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
SLASHED = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")


def days_of(words: Phrase) -> Callable[[date], list[date]] | None:
    """Which days are meant, seen from today; None where no day is named."""
    for pattern, order in ((ISO, "ymd"), (DOTTED, "dmy")):
        if match := words.take(pattern):
            day = _date(**{name: int(value) for name, value in zip(order, match.groups(), strict=True)})
            return lambda today: [day]
    if match := words.take(SLASHED):
        found = _either_order(*map(int, match.groups()))
        return lambda today: found
    if named := _named_day(words):
        return named
    if words.take(re.compile(r"\bday after tomorrow\b")):
        return lambda today: [today + timedelta(days=2)]
    if words.take_word(TOMORROW):
        return lambda today: [today + timedelta(days=1)]
    if words.take_word(TODAY):
        return lambda today: [today]
    return _weekday(words)


def _either_order(one: int, other: int, year: int) -> list[date]:
    """03/04/2026 is in March for some and in April for others; 25/04/2026 for nobody."""
    found = [_date_or_none(year, month, day) for month, day in ((other, one), (one, other))]
    days = sorted({day for day in found if day})
    if not days:
        raise Unsaid(f"There is no day {one}/{other}/{year}.")
    return days


def _named_day(words: Phrase) -> Callable[[date], list[date]] | None:
    names = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    year = r"(?:\s+(?:de\s+)?(\d{4})(?!\d))?"
    first = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s+(?:of\s+|de\s+)?({names})\.?(?!\w){year}")
    second = re.compile(rf"(?<!\w)({names})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?(?![\d:]|\s*(?:am|pm)\b){year}")
    for pattern, order in ((first, (0, 1, 2)), (second, (1, 0, 2))):
        if match := words.take(pattern):
            day, month, year = (match.groups()[place] for place in order)
            return _on(int(day), months()[month], year and int(year))
    return None


def _on(day: int, month: int, year: int | None) -> Callable[[date], list[date]]:
    """A day of the year; without the year, the next one that comes."""
    if year:
        found = _date(year, month, day)
        return lambda today: [found]
    if not _date_or_none(LEAP_YEAR, month, day):
        raise Unsaid(f"No year has a day {day} in month {month}.")

    def coming(today: date) -> list[date]:
        years = (_date_or_none(year, month, day) for year in range(today.year, today.year + 9))
        return [next(found for found in years if found and found >= today)]

    return coming


def _weekday(words: Phrase) -> Callable[[date], list[date]] | None:
    match = next((word for word in words.left.split() if word.strip(".") in weekdays()), None)
    if not match:
        return None
    words.take_word({match})
    number = weekdays()[match.strip(".")]
    is_next = bool(words.take_word({"next"}))

    def coming(today: date) -> list[date]:
        first = today + timedelta(days=(number - today.weekday()) % 7)
        both = first == today or is_next  # today or in a week; the one that comes, or the one after it
        return [first, first + timedelta(weeks=1)] if both else [first]

    return coming


def _date(y: int, m: int, d: int) -> date:
    found = _date_or_none(y, m, d)
    if not found:
        raise Unsaid(f"There is no day {y}-{m:02}-{d:02}.")
    return found


def _date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def months() -> dict[str, int]:
    """The number of each month by its names, in full and short, in the languages that we read."""
    ways = (("format", "wide"), ("stand-alone", "wide"), ("format", "abbreviated"))
    return {
        name.strip(".").casefold(): number
        for locale in LOCALES
        for context, width in ways
        for number, name in get_month_names(width, context=context, locale=locale).items()
    }


@cache
def weekdays() -> dict[str, int]:
    """The number of each day of the week (Monday is 0) by its names; short ones in English alone."""
    names = [(locale, "wide") for locale in LOCALES] + [("en", "abbreviated")]
    found = {
        name.strip(".").casefold(): n for locale, w in names for n, name in get_day_names(w, locale=locale).items()
    }
    return {"tues": 1, "thur": 3, "thurs": 3} | found
