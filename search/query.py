"""A reader's words become a parsed query: words, "phrases", -minus and -"minus phrases". Plain Python.

Nothing a reader can type is an error. What means nothing is left out; what is too much is cut, and the query
says so in its notices.
"""

import re
import unicodedata
from dataclasses import dataclass

from .folding import chunk_words

LONGEST = 200  # characters
MOST_TERMS = 20
CUT = f"Only the first {LONGEST} characters were searched for."
TOO_MANY = f"Only the first {MOST_TERMS} words and phrases were searched for."
QUOTATION_MARKS = str.maketrans(dict.fromkeys("“”„‟«»″＂", '"') | {"−": "-", "–": "-"})
PART = re.compile(r'-?"[^"]*"?|[^\s"]+')


@dataclass(frozen=True)
class Term:
    """Folded words that must stand one after another, or, excluded, must not."""

    words: tuple[str, ...]
    is_excluded: bool = False


@dataclass(frozen=True)
class Query:
    """What was asked: each wanted term must be there, and no excluded one. notices: what a reader should know."""

    terms: tuple[Term, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def wanted(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if not term.is_excluded)

    @property
    def excluded(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if term.is_excluded)

    def __bool__(self) -> bool:
        return bool(self.terms)


def parse(typed: str) -> Query:
    """Return what a reader's words ask for. Costs with the length of the first two hundred characters."""
    typed = clean(typed)
    terms = list(dict.fromkeys(filter(None, map(_read, PART.findall(typed[:LONGEST].translate(QUOTATION_MARKS))))))
    notices = [CUT] if len(typed) > LONGEST else []
    if len(terms) > MOST_TERMS:
        notices.append(TOO_MANY)
    return Query(tuple(terms[:MOST_TERMS]), tuple(notices))


def clean(typed: str) -> str:
    """Return what was typed without control characters and lone surrogates, runs of white space made one space.

    No more than a little beyond the longest query is looked at.
    """
    kept = "".join(" " if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} else c for c in typed[: LONGEST * 5])
    return " ".join(kept.split())


def _read(part: str) -> Term | None:
    is_excluded = part.startswith("-") and len(part) > 1
    words = tuple(word for chunk in part.split() for word in chunk_words(chunk))
    return Term(words, is_excluded) if words else None
