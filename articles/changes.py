"""What changed from one text of an article to another: by paragraphs, and in these by words, to the letter.

Reports of one utterance are compared more kindly (reports/words.py): there case and punctuation count for nothing.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from .marking import paragraphs_of
from .reports.words import PUNCTUATION, UNSPACED, Stretch, same

LETTERS = f"[^\\s{UNSPACED}{PUNCTUATION}]+"
# A sign of a script without spaces, a word or number (“12,000”, “well-fed”) or a mark; each with the space behind it.
WORD = re.compile(f"(?:[{UNSPACED}]|{LETTERS}(?:['’.,:-]{LETTERS})*|[{PUNCTUATION}])\\s*|\\s+")
MOST_WORDS = 1200  # of a passage; a longer one stands there twice, as it was and as it is
MOST_SIGNS = 100_000  # of all that changed: beyond it every passage does


@dataclass(frozen=True)
class Passage:
    """Neighbouring paragraphs that stand in both texts, or that changed. paragraphs: the stretches of each."""

    paragraphs: list[list[Stretch]]

    @property
    def is_same(self) -> bool:
        return all(stretch.act == "same" for paragraph in self.paragraphs for stretch in paragraph)


def passages(former: str, text: str) -> list[Passage]:
    """Return both texts as one: all that is not "left" is `text` to the letter, all that is not "added" is `former`.

    Spaces and line breaks count for nothing.
    """
    one, other = _paragraphs(former), _paragraphs(text)
    runs = SequenceMatcher(None, *([" ".join(p.split()) for p in paragraphs] for paragraphs in (one, other)))
    changed = [run for run in runs.get_opcodes() if run[0] != "equal"]
    signs = sum(len("".join(one[begin:end] + other[start:stop])) for _act, begin, end, start, stop in changed)
    compared = word_by_word if signs <= MOST_SIGNS else whole
    return [
        Passage([same(paragraph) for paragraph in other[start:stop]])
        if act == "equal"
        else Passage([compared(*pair) for pair in _pairs(one[begin:end], other[start:stop])])
        for act, begin, end, start, stop in runs.get_opcodes()
    ]


def _paragraphs(text: str) -> list[str]:
    return [text[p.start : p.end].strip() for p in paragraphs_of(text, 0, len(text))]


def _pairs(one: list[str], other: list[str]) -> Iterable[tuple[str, str]]:
    """Each paragraph beside the one that took its place; joined, where one became several."""
    if not one or not other:
        return [(paragraph, "") for paragraph in one] + [("", paragraph) for paragraph in other]
    return zip(one, other, strict=True) if len(one) == len(other) else [("\n\n".join(one), "\n\n".join(other))]


def word_by_word(former: str, text: str) -> list[Stretch]:
    """Return the words of both in order, those that only one of them has marked so."""
    one, other = WORD.findall(former), WORD.findall(text)
    if max(len(one), len(other)) > MOST_WORDS:
        return whole(former, text)
    return list(_stretches(one, other))


def _stretches(one: list[str], other: list[str]) -> Iterator[Stretch]:
    matcher = SequenceMatcher(None, *([word.rstrip() for word in words] for words in (one, other)), autojunk=False)
    for act, begin, end, start, stop in matcher.get_opcodes():
        if act == "equal":
            yield from same("".join(other[start:stop]))
        else:
            yield from whole("".join(one[begin:end]), "".join(other[start:stop]))


def whole(former: str, text: str) -> list[Stretch]:
    """Return what was left out, then what came instead, the spaces behind them unmarked; nothing for what is empty."""
    left, added = former.rstrip(), text.rstrip()
    between = " " if left != former and added else ""
    pieces = [("left", left), ("same", between), ("added", added), ("same", text[len(added) :] or former[len(left) :])]
    return [Stretch(act, words) for act, words in pieces if words]
