"""On which day something was said: "on Thursday", "yesterday", "May 4", counted from the day of the article."""

import re
from datetime import date, timedelta

from .language import Language

WORD = re.compile(r"\d+|[^\W\d_]+(?:['’]s\b)?")
WEEK = timedelta(days=7)


def day_of(frame: str, published_on: date | None, language: Language) -> date | None:
    """The one day that the words around a statement name; None where they name none, or more than one.

    A weekday is the latest one up to the day of the article, with "last" the one a week before that day at least.
    """
    if published_on is None:
        return None
    words = [word.lower() for word in WORD.findall(frame)]
    found = {day for at in range(len(words)) if (day := _day_at(words, at, published_on, language))}
    return found.pop() if len(found) == 1 else None


def _day_at(words: list[str], at: int, published_on: date, language: Language) -> date | None:
    word = words[at]
    if word in language.days_ago:
        return published_on - timedelta(days=language.days_ago[word])
    if word in language.weekdays:
        return _weekday(words, at, published_on, language)
    return _date(words, at, published_on, language) if word in language.month_numbers else None


def _weekday(words: list[str], at: int, published_on: date, language: Language) -> date | None:
    around = {*words[max(at - 1, 0) : at], *words[at + 1 : at + 2]}
    if around & language.coming:
        return None
    back = (published_on.weekday() - language.weekdays[words[at]]) % 7
    day = published_on - timedelta(days=back)
    return day - WEEK if not back and around & language.bygone else day


def _date(words: list[str], at: int, published_on: date, language: Language) -> date | None:
    """ "May 4", "4 May", "le 4 mai 2015"; without a year the latest such day up to the day of the article."""
    beside = [words[n] for n in (at - 1, at + 1) if 0 <= n < len(words) and words[n].isdigit() and len(words[n]) < 3]
    if not beside:
        return None
    year = next((int(word) for word in words[at + 1 : at + 3] if word.isdigit() and len(word) == 4), None)
    month, number = language.month_numbers[words[at]], int(beside[0])
    try:
        day = date(year or published_on.year, month, number)
        return day.replace(year=day.year - 1) if year is None and day > published_on else day
    except ValueError:
        return None
