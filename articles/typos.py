"""Where two texts differ to the letter, and whether it is a slip of the keyboard that needs no note to readers.

A slip is a few letters or marks, and nothing that anybody would argue about: no number, no “not”. (What counts as
different when reports are compared stands in reports/words.py: there, marks and case do not.)
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from articles.reports.judging import TURNING
from articles.reports.words import Stretch
from people.naming import fold

MOST_LETTERS = 3  # that differ in one place
MOST_PLACES = 5
MOST_COMPARED = 2_000  # words and marks between the first change and the last
MOST_SHOWN = 5_000  # of which each is shown where it differs
TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


def why_no_slip(former: str, text: str) -> str:
    """Why a change is more than a slip, in an editor’s words; empty where it is none."""
    one, other = _middles(TOKEN.findall(former), TOKEN.findall(text))
    if max(len(one), len(other)) > MOST_COMPARED:
        return "More than a few words change: tell readers."
    changes = list(_changes(one, other))
    if len(changes) > MOST_PLACES:
        return f"It changes more than {MOST_PLACES} places: tell readers."
    return next(filter(None, (_why(before, after) for before, after in changes)), "")


def exact_differences(former: str, text: str) -> list[Stretch]:
    """The stretches of `text` in order, with those of `former` that it left out where they stood.

    Those that are not "left" make up `text` to the letter, and those that are not "added" make up `former`.
    """
    ones, others = TOKEN.findall(former), TOKEN.findall(text)
    one, other = _middles(ones, others)
    start = _same(ones, others)
    begin, end = "".join(others[:start]), "".join(others[start + len(other) :])
    found = [("same", begin)]
    if max(len(one), len(other)) > MOST_SHOWN:
        found += [("left", "".join(one)), ("added", "".join(other))]
    else:
        found += _stretches(one, other)
    return [Stretch(act, words) for act, words in [*found, ("same", end)] if words]


def _stretches(one: list[str], other: list[str]) -> Iterator[tuple[str, str]]:
    for act, begin, end, start, stop in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if act == "equal":
            yield "same", "".join(other[start:stop])
        else:
            yield "left", "".join(one[begin:end])
            yield "added", "".join(other[start:stop])


def _why(before: str, after: str) -> str:
    if any(letter.isdigit() for letter in before + after):
        return f"A number changes (“{before.strip()}”, “{after.strip()}”): tell readers."
    words = {fold(word) for word in re.findall(r"\w+", before)} ^ {fold(word) for word in re.findall(r"\w+", after)}
    if TURNING & words:
        return f"A “not” comes or goes (“{before.strip()}”, “{after.strip()}”): tell readers."
    if _distance(before, after) > MOST_LETTERS:
        return f"“{(before or after).strip()[:60]}” changes by more than {MOST_LETTERS} letters: tell readers."
    return ""


def _middles(one: list[str], other: list[str]) -> tuple[list[str], list[str]]:
    """What lies between the first and the last token that differ."""
    start = _same(one, other)
    end = _same(one[start:][::-1], other[start:][::-1])
    return one[start : len(one) - end], other[start : len(other) - end]


def _same(one: list[str], other: list[str]) -> int:
    """With how many equal tokens two texts begin."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other)))


def _changes(one: list[str], other: list[str]) -> Iterator[tuple[str, str]]:
    for act, begin, end, start, stop in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if act != "equal":
            yield "".join(one[begin:end]), "".join(other[start:stop])


def _distance(before: str, after: str) -> int:
    """How many letters and marks differ, at most."""
    if abs(len(before) - len(after)) > MOST_LETTERS:
        return MOST_LETTERS + 1
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return sum(
        max(end - begin, stop - start) for act, begin, end, start, stop in matcher.get_opcodes() if act != "equal"
    )
