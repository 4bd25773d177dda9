"""Words as they are indexed, asked for and marked: the same folding everywhere, and fast on long texts."""

from functools import lru_cache
from itertools import chain

from articles.importing.saving.statements import content_of, described_as, joined_text
from people.naming import fold_name, words_of

LONGEST_WORD = 100
_foreseen = {}  # {text: its folded words}, folded in another process for the articles that are saved next
LONGEST_TEXT = 200_000  # characters of folded words: what PostgreSQL takes as one document, whatever the script
NAME_END = "¦"  # stands between two names of a record; no reader's word can be it


def chunk_words(chunk):
    """The folded words of a stretch without white space."""
    return _remembered(chunk) if len(chunk) <= LONGEST_WORD else _folded(chunk)


def _folded(chunk):
    return tuple(word[:LONGEST_WORD] for word in words_of(chunk))


_remembered = lru_cache(maxsize=2**15)(_folded)  # a word is folded once, not once a text


def fold_drafts(drafts):
    """Fold the texts of drafts before they are saved: {text: its folded words}."""
    return {text: fold_text(text) for draft in drafts for text in texts_of(draft)}


def texts_of(draft):
    """What a draft will say in the entries of its article and its statements."""
    yield from (draft.headline, draft.body)
    for statement in draft.statements:
        yield described_as(statement, draft.body)
        yield joined_text(draft.body, content_of(statement), statement.kind)


def foresee(folded):
    """Take over what fold_drafts() returned, in place of what it returned before."""
    _foreseen.clear()
    _foreseen.update(folded)


def fold_text(text):
    """The folded words of a text, in order, as one string."""
    if text in _foreseen:
        return _foreseen[text]
    chunks = text.split()
    fold = chunk_words if len(max(chunks, key=len, default="")) > LONGEST_WORD else _remembered
    return " ".join(chain.from_iterable(map(fold, chunks)))[:LONGEST_TEXT]


def fold_names(names):
    """The folded words of several names, kept apart; O’Brien is found as o brien and as obrien."""
    spellings = dict.fromkeys(spelling for name in names for spelling in (fold_text(name), fold_name(name)))
    return f" {NAME_END} ".join(spelling for spelling in spellings if spelling)
