"""Words as they are indexed, asked for and marked: the same folding everywhere, and fast on long texts."""

from functools import lru_cache
from itertools import chain

from people.naming import fold_name, words_of

from .stemming import stems_of

LONGEST_WORD = 100
LONGEST_TEXT = 200_000  # characters of folded words: what PostgreSQL takes as one document, whatever the script
NAME_END = "¦"  # stands between two names of a record; no reader's word can be it


def chunk_words(chunk):
    """The folded words of a stretch without white space."""
    return _remembered(chunk) if len(chunk) <= LONGEST_WORD else _folded(chunk)


def _folded(chunk):
    return tuple(word[:LONGEST_WORD] for word in words_of(chunk))


_remembered = lru_cache(maxsize=2**15)(_folded)  # a word is folded once, not once a text


def fold_text(text):
    """The folded words of a text, in order, as one string."""
    chunks = text.split()
    fold = chunk_words if len(max(chunks, key=len, default="")) > LONGEST_WORD else _remembered
    return " ".join(chain.from_iterable(map(fold, chunks)))[:LONGEST_TEXT]


def fold_with_stems(text, language):
    """The same, and after them the stems that are no words of the text."""
    folded = fold_text(text)
    return " ".join([folded, *stems_of(folded.split(), language)])


def fold_names(names):
    """The folded words of several names, kept apart; O’Brien is found as o brien and as obrien."""
    spellings = dict.fromkeys(spelling for name in names for spelling in (fold_text(name), fold_name(name)))
    return f" {NAME_END} ".join(spelling for spelling in spellings if spelling)
