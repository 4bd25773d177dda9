"""The header block of a text file: lines of “Name: value” down to the first empty line."""

import difflib
import re
from dataclasses import dataclass, field

from extraction.header import NAMES

from .dates import read_date
from .draft import Draft, Unreadable

LINE = re.compile(r"([^\W\d_][\w ]{0,30}?)\s*:\s*(.*)")
SPELLINGS = {"license": "licence", "title": "headline", "by": "byline", "source address": "source"}
FIELDS = {
    "headline": "headline",
    "byline": "byline",
    "publisher": "publisher",
    "language": "language",
    "source": "source_url",
    "dateline": "dateline_text",
    "licence": "usage_terms",
    "slugline": "slugline",
}


@dataclass
class Header:
    """The values of a block by their names in small letters; none where a file begins with its text."""

    values: dict[str, str] = field(default_factory=dict)

    def fill(self, draft: Draft) -> None:
        for name, value in self.values.items():
            if name in FIELDS:
                setattr(draft, FIELDS[name], value)
        if self.values.get("date"):
            try:
                printed = read_date(self.values["date"])
            except Unreadable as problem:
                raise Unreadable(f"Date: {problem}") from problem
            draft.printed_on, draft.printed_on_precision, draft.published_at = printed.on, printed.precision, printed.at


def split_header(text: str) -> tuple[Header, str]:
    """Part the header block from the text below it. Raises Unreadable, with the line, where the block is broken."""
    if not begins_with_header(text):
        return Header(), text
    values: dict[str, str] = {}
    lines = text.lstrip("\n").split("\n")
    for number, line in enumerate(lines, 1):
        if not line.strip():
            return Header(values), "\n".join(lines[number:])
        name, value = read_line(line, number)
        if name in values:
            raise Unreadable(f"line {number}: “{name.title()}” stands in the header twice")
        values[name] = value
    raise Unreadable("there is a header and no text: the text follows after an empty line")


def begins_with_header(text: str) -> bool:
    """Whether the first line names something a header names, before a colon."""
    match = LINE.fullmatch(text.lstrip("\n").partition("\n")[0].strip())
    return bool(match) and known(match[1]) is not None


def read_line(line: str, number: int) -> tuple[str, str]:
    match = LINE.fullmatch(line.strip())
    if match is None:
        raise Unreadable(f"line {number} of the header is not “Name: value”: put an empty line before the text")
    name = known(match[1])
    if name is None:
        near = difflib.get_close_matches(match[1].title(), NAMES, 1, 0.5)
        hint = f"do you mean “{near[0]}”?" if near else f"known are {', '.join(NAMES)}"
        raise Unreadable(f"line {number}: a header has no “{match[1]}”: {hint}")
    return name, match[2].strip()


def known(name: str) -> str | None:
    name = name.strip().casefold()
    name = SPELLINGS.get(name, name)
    return name if name.title() in NAMES else None
