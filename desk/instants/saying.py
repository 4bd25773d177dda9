"""The words by which people give an instant, taken apart: which day, which hour, by whose clock. Plain Python."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from .days import days_of
from .phrase import Phrase, Unsaid

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
UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
RELATIVE = re.compile(rf"in\s+((?:(?:\d+(?:\.\d+)?|an?|half\s+an?)\s*(?:{UNIT})\b[\s,]*(?:and\s+)?)+)")
AMOUNT = re.compile(rf"(\d+(?:\.\d+)?|an?|half\s+an?)\s*({UNIT})\b")
OFFSET = re.compile(
    r"(?:utc|gmt)\s*[+−-]\s*\d{1,2}(?::?\d{2})?(?!\d)"  # UTC+3
    r"|[+−]\d{1,2}(?::?\d{2})?(?!\d)"  # 06:00+03:00
    r"|(?<=\d|\s)-\d{2}:\d{2}$"  # 06:00-05:00
)
HALF = r"(?:\s*(am|pm|a\.m\.?|p\.m\.?)(?![^\W\d_]))?"
CLOCK = re.compile(r"(?<!\d)(\d{1,2})(?:[:h]|\.(?=\d\d(?!\d)))(\d{2})(?::00(?:\.0+)?)?(?!\d)" + HALF)
HALVED = re.compile(r"(?<!\d)(\d{1,2})\s*(am|pm|a\.m\.?|p\.m\.?)(?![^\W\d_])")
BARE = re.compile(r"(?<![\d:])(\d{1,2})(?![\d:])(\s*(?:h|uhr|o'clock)\b)?")


@dataclass
class Said:
    """distance: from now, for “in 3 hours”. Else days: which days are meant, seen from today; hours: from the
    beginning of the day; zone: what names the clock, empty where nothing does.
    """

    distance: timedelta | None = None
    days: Callable[[date], list[date]] = lambda today: [today]
    hours: tuple[timedelta, ...] = ()
    zone: str = ""


def read(typed: str) -> Said:
    """Take apart what was typed. Raises Unsaid."""
    words = Phrase(typed)
    if not words.left:
        raise Unsaid("Say when: “tomorrow 6:00 Riyadh”, “Friday 18:00”, “in 3 hours”.")
    if match := words.take(RELATIVE):
        return Said(distance=_distance(match[1]), zone=_zone(words))
    part = next((PARTS[word] for word in words.left.split() if word in PARTS), "")
    days = days_of(words)
    offset = words.take(OFFSET)
    words.take_word(set(PARTS))
    hours = _hours(words, part)
    zone = _zone(words)
    if offset and zone:
        raise Unsaid(f"Give one zone: “{offset[0].strip()}” or “{zone}”.")
    if days is None and not hours:
        raise Unsaid(f"“{typed.strip()[:60]}” is not a time: write “tomorrow 6:00 Riyadh” or “2026-12-01 06:00”.")
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


def _hours(words: Phrase, part: str) -> tuple[timedelta, ...]:
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


def _zone(words: Phrase) -> str:
    left = words.left.replace("(", " ").replace(")", " ").split()
    while left and left[0] in FILLERS:
        left = left[1:]
    while left and left[-1] in FILLERS:
        left = left[:-1]
    return " ".join(left)
