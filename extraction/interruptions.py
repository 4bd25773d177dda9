"""Quotations that their frame interrupts within the marks: «Мы ждали, — сказала она. — И дождались»."""

import re
from collections.abc import Iterator
from functools import cache

from .language import Language
from .quotations import Stretch

DASHED = r"[,.!?…]?\s*[—–]\s+(?P<frame>[^—–«»“”\n]{3,70}?)[.,]?\s+[—–]\s+"
COMMAED = r",\s+(?P<frame>[^—–«»“”,.\n]{3,60})[,.]\s+"
WORD = re.compile(r"[^\W\d_]+")


@cache
def _pattern(language: Language) -> re.Pattern[str] | None:
    """Dashes as in Russian, commas as in French; other languages close the marks before a frame."""
    ways = {"dashes": DASHED, "commas": f"(?:{COMMAED})"}
    return re.compile(ways[language.interrupts_by]) if language.interrupts_by in ways else None


def part(body: str, stretches: list[Stretch], language: Language) -> list[Stretch]:
    """The stretches, each parted where a frame stands inside it."""
    if _pattern(language) is None:
        return stretches
    return [piece for stretch in stretches for piece in _pieces(body, stretch, language)]


def _pieces(body: str, stretch: Stretch, language: Language) -> Iterator[Stretch]:
    begun, opened = stretch.start, stretch.opened_at
    for match in _pattern(language).finditer(body, stretch.start, stretch.end):
        if match.start() > begun and match.end() < stretch.end and _is_frame(match["frame"], language):
            end = match.start("frame") - len(re.search(r"[\s—–]*$", body[begun : match.start("frame")])[0])
            yield stretch._replace(start=begun, end=end, opened_at=opened, closed_at=end, is_open=False)
            begun = opened = match.end()
    yield stretch._replace(start=begun, opened_at=opened)


def _is_frame(words: str, language: Language) -> bool:
    """A reporting verb among the first words, and then whoever spoke."""
    found = [word.lower() for word in WORD.findall(words)]
    verb = next((n for n, word in enumerate(found[:4]) if word in language.verbs), None)
    if verb is None:
        return False
    names = [word for word in WORD.findall(words) if word[0].isupper()]
    return bool(names) or any(word in language.pronouns for word in found)
