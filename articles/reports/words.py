"""The words of a text as they are compared, what is kept of them for finding like ones, and where two texts differ."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import blake2b
from zlib import crc32

from people.naming import WORD, fold

# Scripts written without spaces are compared sign by sign.
UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
SIGN_OR_WORD = re.compile(f"[{UNSPACED}]|[^\\W_{UNSPACED}]+")
TYPOGRAPHY = [("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-"), ("…", " "), ("\xa0", " ")]
LEAST_TELLING = 6  # bytes of two words that tell anything: "of the" has five
MOST_COMPARED = 600  # words; of longer texts the beginning is compared
SAMPLES = 3  # with two, one word changed in ten hides one like statement in twelve; with three, one in fifty


def compared_words(text: str) -> list[str]:
    """Return the words of a text as they are compared: folded, without marks and punctuation."""
    for typed, plain in TYPOGRAPHY:
        text = text.replace(typed, plain)
    folded = fold(text)
    return WORD.findall(folded) if folded.isascii() else SIGN_OR_WORD.findall(folded)


def number_of(text: str) -> int:
    """Return a number of 63 bits, above 0, that stands for this text in every process and version."""
    return (int.from_bytes(blake2b(text.encode(), digest_size=8).digest()) >> 1) or 1


def samples_of(words: Sequence[str]) -> list[int | None]:
    """Return a few pairs of neighbouring words as numbers, chosen by the pairs alone.

    Two texts share each of them with about the probability that a pair of either stands in both. All pairs are dealt
    into as many hands as there are samples; the least of each hand is taken. None: the hand is empty.
    """
    least: list[int | None] = [None] * SAMPLES
    encoded = [word.encode() for word in words]
    sums = [crc32(word) for word in encoded]
    for number, following in enumerate(encoded[1:]):
        if len(encoded[number]) + len(following) >= LEAST_TELLING:
            pair = crc32(following, sums[number])
            hand = pair % SAMPLES
            if least[hand] is None or pair < least[hand]:
                least[hand] = pair
    return least


def share_in_common(one: Sequence[str], other: Sequence[str]) -> float:
    """Return how many of the words of two texts stand in both, in the same order: 0 to 1."""
    one, other = one[:MOST_COMPARED], other[:MOST_COMPARED]
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def differing_words(one: Sequence[str], other: Sequence[str]) -> set[str]:
    """Return the words that one text has and the other has not, in this place."""
    found: set[str] = set()
    one, other = one[:MOST_COMPARED], other[:MOST_COMPARED]
    for act, begin, end, start, stop in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if act != "equal":
            found.update(one[begin:end], other[start:stop])
    return found


def is_part_of(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether all words of one text stand in the other, one after another."""
    return f" {' '.join(one)} " in f" {' '.join(other)} "


@dataclass(frozen=True)
class Stretch:
    """A run of words that two texts share ("same"), or that only the later ("added") or the former ("left") has."""

    act: str
    text: str


# Words, spaces and single marks: nothing of the text is lost.
PUNCTUATION = re.escape(".,;:!?…()[]{}–—-،؛؟。、！？\"'“”„‟«»‹›‘’‚‛「」『』〈〉《》")
PRINTED = re.compile(f"\\s+|[{UNSPACED}]|[{PUNCTUATION}]|[^\\s{UNSPACED}{PUNCTUATION}]+")


def differences(former: str, text: str) -> list[Stretch]:
    """Return the stretches of `text` in order, with those of `former` that it left out where they stood.

    The stretches that are not "left" make up `text` to the letter. Words that differ in case, marks or punctuation
    alone count as the same.
    """
    one, other = PRINTED.findall(former), PRINTED.findall(text)
    if max(len(one), len(other)) > 4 * MOST_COMPARED:
        return [Stretch("left", former), Stretch("added", text)] if _keys(one) != _keys(other) else same(text)
    found: list[Stretch] = []
    for is_equal, begin, end, start, stop in _changes(one, other):
        if is_equal:
            found += same("".join(other[start:stop]))
            continue
        before, added, after = _trimmed(other[start:stop])
        left = _apart(*_trimmed(one[begin:end]), is_followed=bool(added))
        pieces = [("left", left), ("same", before), ("added", added), ("same", after)]
        found += [Stretch(name, text) for name, text in pieces if text]
    return found


def _changes(one: list[str], other: list[str]) -> list[list]:
    """What is equal and what is not, in turn; where only a space or a mark lies between two changes, they are one."""
    matcher, runs = SequenceMatcher(None, _keys(one), _keys(other), autojunk=False), []
    for act, begin, end, start, stop in matcher.get_opcodes():
        is_equal = act == "equal" and bool(runs == [] or stop == len(other) or _trimmed(other[start:stop])[1])
        if runs and runs[-1][0] == is_equal:
            runs[-1][2], runs[-1][4] = end, stop
        else:
            runs.append([is_equal, begin, end, start, stop])
    return runs


def same(text: str) -> list[Stretch]:
    return [Stretch("same", text)]


def _keys(printed: list[str]) -> list[str]:
    return [" ".join(compared_words(word)) or (" " if word.isspace() else "") for word in printed]


def _apart(before: str, words: str, after: str, *, is_followed: bool) -> str:
    """Words that were left out, with a space where they would touch what stands beside them."""
    opening = " " if before[-1:].isspace() else ""
    return f"{opening}{words}{' ' if is_followed or after[:1].isspace() else ''}" if words else ""


def _trimmed(printed: list[str]) -> tuple[str, str, str]:
    """What stands before its first word, the words, and what stands after the last."""
    told = [place for place, word in enumerate(printed) if compared_words(word)]
    first, last = (told[0], told[-1] + 1) if told else (len(printed), len(printed))
    return "".join(printed[:first]), "".join(printed[first:last]), "".join(printed[last:])
