"""The header block of a text file, lines of “Name: value” down to the first empty line, and the text below it."""

import re
from datetime import date
from typing import NamedTuple

NAMES = ["Headline", "Byline", "Publisher", "Date", "Language", "Source", "Dateline", "Licence", "Slugline"]
BLOCK = re.compile(rf"\s*(?:{'|'.join(NAMES)}):[^\n]*\n(?:[^\W\d_][\w ]*:[^\n]*\n)*\s*\n")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Told(NamedTuple):
    """What a header tells that a reader of the text needs: its language, and the day it was printed, if it says one."""

    language: str | None = None
    printed_on: date | None = None


def part(text: str) -> tuple[Told, str]:
    """Part the header of a text file from the text. Raises ValueError for a day that no calendar has."""
    block = BLOCK.match(text)
    if block is None:
        return Told(), text
    values = dict(line.split(":", 1) for line in block[0].strip().split("\n"))
    day = DAY.match(values.get("Date", "").strip())
    language = values.get("Language", "").strip()
    return Told(language or None, date.fromisoformat(day[0]) if day else None), text[block.end() :]
