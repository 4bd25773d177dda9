"""Stretches of a text that grow and shrink by whole words. Plain functions; positions are code points, half-open."""

import re
import unicodedata

from articles.quoting import is_between_marks
from articles.wording import MARKS

# A sign of a script that is written without spaces is a word of its own; dashes part words.
ALONE = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
QUOTES = set(MARKS) - {"'", "’"}  # an apostrophe stands inside words too
WORD = re.compile(rf"[{ALONE}]|[^\s—–{ALONE}]+")


def words_of(body):
    """Where the words of a text stand, without the punctuation round them: (start, end) of each."""
    found = (_bare(body, match.start(), match.end()) for match in WORD.finditer(body))
    return [word for word in found if word]


def grow(body, start, end, side, steps):
    """body[start:end] with so many words more at its "start" or its "end"; with steps below zero, so many fewer.

    It snaps to words, keeps at least one, and stays as it is where nothing more is to be had.
    """
    words = words_of(body)
    if steps < 0:
        return _shrunk([word for word in words if start <= word[0] and word[1] <= end], start, end, side, -steps)
    if side == "end":
        further = [stop for _start, stop in words if stop > end][:steps]
        return start, further[-1] if further else end
    further = [begin for begin, _end in words if begin < start][-steps:]
    return further[0] if further else start, end


def grow_pieces(body, pieces, side, steps):
    """The same for the pieces of one statement, [(start, end)]: its first begins elsewhere, or its last ends elsewhere.

    A piece between quotation marks does not grow beyond them.
    """
    number = 0 if side == "start" else len(pieces) - 1
    start, end = pieces[number]
    grown = grow(body, start, end, side, steps)
    reached = body[grown[0] : start] + body[end : grown[1]]
    if is_between_marks(body, start, end) and any(sign in reached for sign in QUOTES):
        return pieces
    return [*pieces[:number], grown, *pieces[number + 1 :]]


def _shrunk(inside, start, end, side, steps):
    steps = min(steps, len(inside) - 1)
    if steps < 1:
        return start, end
    return (start, inside[-1 - steps][1]) if side == "end" else (inside[steps][0], end)


def _bare(body, start, end):
    while start < end and _is_punctuation(body[start]):
        start += 1
    while start < end and _is_punctuation(body[end - 1]):
        end -= 1
    return (start, end) if start < end else None


def _is_punctuation(sign):
    return unicodedata.category(sign).startswith("P")
