"""Where statements stand in a text: the text cut into paragraphs, and those into marked and unmarked segments.

Plain functions. Positions are code points, half-open, into the body. The segments of a paragraph, joined, are
its text to the letter, whatever the marks are: they may touch, overlap, or run over several paragraphs.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

BLANK_LINES = re.compile(r"\s*\n[^\S\n]*\n\s*")
LINE_BREAKS = re.compile(r"\s*\n\s*")
SENTENCE_END = re.compile(r"[.!?…؟۔]+[\"'“”»«’)\]]*\s+|[。！？]")


@dataclass(frozen=True)
class Mark:
    """A stretch that belongs to something: `of` is whatever the caller marks, such as a statement."""

    start: int
    end: int
    of: object
    is_verbatim: bool = False


@dataclass
class Segment:
    """Text under the same marks throughout. of: the innermost thing marked here, None where there is nothing.

    begins: the things that are marked here for the first time; is_last: `of` is marked here for the last time.
    start: where it stands in the body.
    """

    text: str
    of: object = None
    is_verbatim: bool = False
    begins: list = field(default_factory=list)
    is_last: bool = False
    start: int = 0


@dataclass
class Paragraph:
    start: int
    end: int
    segments: list[Segment] = field(default_factory=list)


def marked_paragraphs(body, marks, start=0, end=None):
    """The paragraphs of body[start:end] with their segments."""
    paragraphs = paragraphs_of(body, start, len(body) if end is None else end)
    begun, last = set(), {}
    for paragraph in paragraphs:
        here = [mark for mark in marks if mark.start < paragraph.end and mark.end > paragraph.start]
        for opening, closing in pairwise(_boundaries(paragraph, here)):
            covering = [mark for mark in here if mark.start <= opening and closing <= mark.end]
            segment = _segment(body[opening:closing], covering, begun)
            segment.start = opening
            paragraph.segments.append(segment)
            last[segment.of] = segment
    for thing, segment in last.items():
        segment.is_last = thing is not None
    return paragraphs


def paragraphs_of(body, start, end):
    """Where the paragraphs stand: parted by empty lines, or by any line break in a text that has no empty lines."""
    parting = BLANK_LINES if BLANK_LINES.search(body.strip()) else LINE_BREAKS
    found = []
    for match in [*parting.finditer(body, start, end), None]:
        stop = match.start() if match else end
        if body[start:stop].strip():
            found.append(Paragraph(start, stop))
        start = match.end() if match else end
    return found


def surroundings(body, start, end):
    """Where the sentences round body[start:end] stand: one before, its own, one after, within its paragraphs."""
    paragraphs = paragraphs_of(body, 0, len(body))
    opening = max((p.start for p in paragraphs if p.start <= start), default=0)
    closing = min((p.end for p in paragraphs if p.end >= end), default=len(body))
    before = [opening, opening, *(m.end() for m in SENTENCE_END.finditer(body, opening, start))]
    after = [*(m.end() for m in SENTENCE_END.finditer(body, end, closing)), closing, closing]
    return before[-2], after[1]


def _boundaries(paragraph, marks):
    edges = {edge for mark in marks for edge in (mark.start, mark.end)}
    inside = {edge for edge in edges if paragraph.start < edge < paragraph.end}
    return sorted({paragraph.start, paragraph.end} | inside)


def _segment(text, covering, begun):
    if not covering:
        return Segment(text)
    innermost = min(covering, key=lambda mark: (mark.end - mark.start, -mark.start))
    begins = [thing for thing in dict.fromkeys(mark.of for mark in covering) if thing not in begun]
    begun.update(begins)
    return Segment(text, innermost.of, innermost.is_verbatim, begins)
