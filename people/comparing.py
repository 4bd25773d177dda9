"""Two texts laid side by side, word by word; and three of them put together, paragraph by paragraph. Plain Python.

Unlike articles/reports/words.py, which asks whether two people quoted the same words, nothing counts as the same here
that an editor could have meant: a comma, a capital, a space.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

PARAGRAPH = re.compile(r"\n+|[^\n]+")
WORD_OR_REST = re.compile(r"\w+|\s+|[^\w\s]")
MOST_WORDS = 4_000  # words and marks of a stretch that are compared one by one; a longer one is shown whole


@dataclass(frozen=True)
class Stretch:
    """A run of words that both texts have ("same"), or that only the later ("added") or the former ("left") has."""

    act: str
    text: str


def changed_words(former: str, text: str) -> list[Stretch]:
    """Return both texts as one run of stretches.

    Those that are not "left" make up `text` to the letter, those that are not "added" make up `former`. Paragraphs are
    compared first and words only within those that differ, so a long text costs little more than its changes.
    """
    found: list[Stretch] = []
    one, other = PARAGRAPH.findall(former), PARAGRAPH.findall(text)
    for act, begin, end, start, stop in _opcodes(one, other):
        left, added = "".join(one[begin:end]), "".join(other[start:stop])
        found += [Stretch("same", added)] if act == "equal" else _words(left, added)
    return _joined(found)


def merged(base: str, mine: str, theirs: str) -> str | None:
    """Return a text with the changes of both, or None where they touch the same paragraph.

    What both changed alike is changed once. Two paragraphs added at one place collide: nobody knows which comes first.
    """
    paragraphs = PARAGRAPH.findall(base)
    changes = sorted({*_changes(paragraphs, mine), *_changes(paragraphs, theirs)})
    if any(_collide(one, other) for one, other in pairwise(changes)):
        return None
    for start, end, words in reversed(changes):
        paragraphs[start:end] = [words]
    return "".join(paragraphs)


def _changes(paragraphs: list[str], text: str) -> Iterator[tuple[int, int, str]]:
    other = PARAGRAPH.findall(text)
    for act, begin, end, start, stop in _opcodes(paragraphs, other):
        if act != "equal":
            yield begin, end, "".join(other[start:stop])


def _collide(one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    """Whether two changes, the first of them beginning no later, touch the same paragraphs or the same place."""
    return other[0] < one[1] or one[:2] == other[:2]


def _opcodes(one: Sequence[str], other: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, one, other, autojunk=False).get_opcodes()


def _words(former: str, text: str) -> list[Stretch]:
    one, other = WORD_OR_REST.findall(former), WORD_OR_REST.findall(text)
    if max(len(one), len(other)) > MOST_WORDS:
        return _replaced(former, text)
    found: list[Stretch] = []
    for act, begin, end, start, stop in _opcodes(one, other):
        left, added = "".join(one[begin:end]), "".join(other[start:stop])
        found += [Stretch("same", added)] if act == "equal" else _replaced(left, added)
    return found


def _replaced(left: str, added: str) -> list[Stretch]:
    return [Stretch(act, text) for act, text in (("left", left), ("added", added)) if text]


def _joined(stretches: list[Stretch]) -> list[Stretch]:
    """The stretches with single spaces between two changes drawn into them, and equal neighbours made one."""
    runs: list[list[str]] = []  # what was left and what was added, or the same twice over
    for number, stretch in enumerate(stretches):
        between = stretch.text.isspace() and "\n" not in stretch.text and 0 < number < len(stretches) - 1
        is_same = stretch.act == "same" and not between
        if not runs or (runs[-1][2] == "same") != is_same:
            runs.append(["", "", "same" if is_same else ""])
        runs[-1][0] += stretch.text if stretch.act != "added" else ""
        runs[-1][1] += stretch.text if stretch.act != "left" else ""
    found: list[Stretch] = []
    for left, added, act in runs:
        found += [Stretch("same", added)] if act or left == added else _replaced(left, added)
    return found
