"""The words by which people give an instant, taken apart: which day, which hour, by whose clock. Plain Python."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from babel.dates import get_day_names, get_month_names

LOCALES = ("en", "fr", "de", "es", "ru", "ar")
TODAY = {"today", "tonight", "aujourd'hui", "heute", "hoy", "сегодня", "اليوم"}
TOMORROW = {"tomorrow", "demain", "morgen", "mañana", "завтра", "غدا", "غدًا"}
FILLERS = {
    *("at", "on", "the", "in", "of", "from", "until", "till", "this", "and", "time", "local", "o'clock", "h"),
    *("um", "uhr", "am", "à", "le", "a", "las", "в", "الساعة"),
}
PARTS = {"morning": "am", "afternoon": "pm", "evening": "pm", "tonight": "pm", "night": "pm"}
UNITS = {
    "minute": timedelta(minutes=1), "minutes": timedelta(minutes=1), "min": timedelta(minutes=1),
    "mins": timedelta(minutes=1), "hour": timedelta(hours=1), "hours": timedelta(hours=1), "h": timedelta(hours=1),
    "hr": timedelta(hours=1), "hrs": timedelta(hours=1), "day": timedelta(days=1), "days": timedelta(days=1),
    "week": timedelta(weeks=1), "weeks": timedelta(weeks=1),
}  # fmt: skip
MOST = timedelta(days=3660)
LEAP_YEAR = 2024  # it has every day that any year has
UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
RELATIVE = re.compile(rf"in\s+((?:(?:\d+(?:\.\d+)?|an?|half\s+an?)\s*(?:{UNIT})\b[\s,]*(?:and\s+)?)+)")
AMOUNT = re.compile(rf"(\d+(?:\.\d+)?|an?|half\s+an?)\s*({UNIT})\b")
ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)t?")
DOTTED = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
SLASHED = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
OFFSET = re.compile(
    r"(?:utc|gmt)\s*[+−-]\s*\d{1,2}(?::?\d{2})?(?!\d)"  # UTC+3
    r"|[+−]\d{1,2}(?::?\d{2})?(?!\d)"  # 06:00+03:00
    r"|(?<=\d|\s)-\d{2}:\d{2}$"  # 06:00-05:00
)
HALF = r"(?:\s*(am|pm|a\.m\.?|p\.m\.?)(?![^\W\d_]))?"
CLOCK = re.compile(r"(?<!\d)(\d{1,2})(?:[:h]|\.(?=\d\d(?!\d)))(\d{2})(?::00(?:\.0+)?)?(?!\d)" + HALF)
HALVED = re.compile(r"(?<!\d)(\d{1,2})\s*(am|pm|a\.m\.?|p\.m\.?)(?![^\W\d_])")
BARE = re.compile(r"(?<![\d:])(\d{1,2})(?![\d:])(\s*(?:h|uhr|o'clock)\b)?")


class Unsaid(ValueError):  # noqa: N818 (raise Unsaid(…) says it)
    """What was typed gives no instant; the message says what is missing, in an editor’s words."""


@dataclass
class Said:
    """distance: from now, for “in 3 hours”. Else days: which days are meant, seen from today; hours: from the
    beginning of the day; zone: what names the clock, empty where nothing does.
    """

    distance: timedelta | None = None
    days: Callable[[date], list[date]] = lambda today: [today]
    hours: tuple[timedelta, ...] = ()
    zone: str = ""


class _Words:
    """What is still to be read of a line; what was understood is taken out."""

    def __init__(self, typed: str):
        self.left = plain(typed)

    def take(self, pattern: re.Pattern) -> re.Match | None:
        match = pattern.search(self.left)
        if match:
            self.left = f"{self.left[: match.start()]} {self.left[match.end() :]}"
        return match

    def take_word(self, words: set[str]) -> str:
        match = next((word for word in self.left.split() if word in words), "")
        if match:
            self.left = " ".join(_without_first(self.left.split(), match))
        return match


def _without_first(words: list[str], word: str) -> list[str]:
    place = words.index(word)
    return words[:place] + words[place + 1 :]


def plain(typed: str) -> str:
    """In small letters, with the digits and apostrophes of a keyboard, without commas."""
    digits = "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in typed)
    small = unicodedata.normalize("NFC", digits).casefold().replace("’", "'").replace(",", " ")
    return " ".join(small.split())


def read(typed: str) -> Said:
    """Take apart what was typed. Raises Unsaid."""
    words = _Words(typed)
    if not words.left:
        raise Unsaid("Say when: “tomorrow 6:00 Riyadh”, “Friday 18:00”, “in 3 hours”.")
    if match := words.take(RELATIVE):
        return Said(distance=_distance(match[1]), zone=_zone(words))
    part = next((PARTS[word] for word in words.left.split() if word in PARTS), "")
    days = _days(words)
    offset = words.take(OFFSET)
    words.take_word(set(PARTS))
    hours = _hours(words, part)
    zone = _zone(words)
    if offset and zone:
        raise Unsaid(f"Give one zone: “{offset[0].strip()}” or “{zone}”.")
    if days is None and not hours:
        raise Unsaid(f"“{typed.strip()[:60]}” is no instant: write “tomorrow 6:00 Riyadh” or “2026-12-01 06:00”.")
    if not hours:
        raise Unsaid("At what time? Write “tomorrow 6:00”.")
    return Said(days=days or (lambda today: [today]), hours=hours, zone=offset[0].replace(" ", "") if offset else zone)


def _distance(words: str) -> timedelta:
    total = timedelta()
    for amount, unit in AMOUNT.findall(words):
        number = 0.5 if amount.startswith("half") else 1.0 if amount in {"a", "an"} else float(amount)
        if number > 100_000:
            raise Unsaid("That is too far off.")
        total += number * UNITS[unit]
    if total > MOST:
        raise Unsaid("That is too far off.")
    return total


def _days(words: _Words) -> Callable[[date], list[date]] | None:
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


def _named_day(words: _Words) -> Callable[[date], list[date]] | None:
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


def _weekday(words: _Words) -> Callable[[date], list[date]] | None:
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


def _hours(words: _Words, part: str) -> tuple[timedelta, ...]:
    """From the beginning of the day; two where morning or evening may be meant, none where no hour is given."""
    if match := words.take(CLOCK):
        hour, minute, half = match.groups()
        return _at(int(hour), int(minute), half or part * (not half and 0 < int(hour) <= 12))
    if match := words.take(HALVED):
        return _at(int(match[1]), 0, match[2])
    if words.take_word({"noon", "midday"}):
        return (timedelta(hours=12),)
    if words.take_word({"midnight"}):
        return timedelta(), timedelta(hours=24)
    if match := words.take(BARE):
        hour = int(match[1])
        is_open = not part and not match[2] and 0 < hour <= 12
        return (*_at(hour, 0, "am"), *_at(hour, 0, "pm")) if is_open else _at(hour, 0, part * (0 < hour <= 12))
    return ()


def _at(hour: int, minute: int, half: str) -> tuple[timedelta, ...]:
    half = half.replace(".", "")
    if minute > 59 or hour > (12 if half else 24) or (half and not hour) or (hour == 24 and minute):
        raise Unsaid(f"No clock shows {hour}:{minute:02}{f' {half}' if half else ''}.")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return (timedelta(hours=hour, minutes=minute),)


def _zone(words: _Words) -> str:
    left = words.left.replace("(", " ").replace(")", " ").split()
    while left and left[0] in FILLERS:
        left = left[1:]
    while left and left[-1] in FILLERS:
        left = left[:-1]
    return " ".join(left)


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
