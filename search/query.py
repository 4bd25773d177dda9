"""A reader's words become a parsed query, and a parsed query prints as the words that ask for it. Plain Python.

    peace talks            both words                  strike OR walkout    one of them
    "back to work"         one after another           -football            without it
    negotiat*              words that begin so         speaker:vos          said by someone of this name
    speaker:"Ada Vos"      a value of several words    -lang:fr             and what must not be: also lang:-fr
    =strike                spelt so, not “strikes”

Nothing a reader can type is an error. What means nothing is left out; what is too much is cut, and the query
says so in its notices. A code behind a name (“Ada Vos #7K3QX9TD”) says which of the namesakes is meant.
"""

import re
import unicodedata
from dataclasses import dataclass, replace

from .folding import chunk_words

LONGEST = 200  # characters
MOST_TERMS = 20
SHORTEST_BEGINNING = 3  # letters before a *
CUT = f"Only the first {LONGEST} characters were searched for."
TOO_MANY = f"Only the first {MOST_TERMS} words and phrases were searched for."
TOO_SHORT = f"A word needs {SHORTEST_BEGINNING} letters before its *: “{{}}” was searched for as it stands."
NO_DATE = "A date cannot be excluded: “{}” was left out. Say from which day or until which day instead."
QUOTATION_MARKS = str.maketrans(dict.fromkeys("“”„‟«»″＂", '"') | {"−": "-", "–": "-"})

WORDS = ""  # the field of a word that may stand anywhere
NAMED = ("speaker", "about", "to", "place", "said-in", "org", "event", "source")  # whom or what a value names
CHOSEN = ("kind", "lang")
DATES = ("from", "to-date")
FIELDS = (*NAMED, *CHOSEN, *DATES)

FIELD = re.compile(rf"({'|'.join(sorted(FIELDS, key=len, reverse=True))}): *", re.IGNORECASE)
PART = re.compile(rf'(-*)((?:{FIELD.pattern})?)(-*)("[^"]*"?|[^\s"]+)', re.IGNORECASE)
PLAIN_PART = re.compile(r'(-*)()()()("[^"]*"?|[^\s"]+)')
CODE = re.compile(r"\s*#([0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{8})$")
OR = "OR"
EXACTLY = "="
BEGINNING = "*"


@dataclass(frozen=True)
class Term:
    """Folded words that stand one after another, as a field's value where it has one. text: as it was typed."""

    words: tuple[str, ...]
    field: str = WORDS
    is_phrase: bool = False
    is_beginning: bool = False
    is_exact: bool = False
    code: str = ""
    text: str = ""

    def __str__(self) -> str:
        field = f"{self.field}:" if self.field else ""
        return f"{field}{self.value}"

    @property
    def value(self) -> str:
        """The term without its field, in quotation marks where it had them."""
        return f'"{self.text}"' if self.is_phrase else f"{EXACTLY * self.is_exact}{self.text}"

    @property
    def is_inflected(self) -> bool:
        """Whether the word is also found in its other forms."""
        return len(self.words) == 1 and not (self.is_phrase or self.is_beginning or self.is_exact or self.code)

    @property
    def marked(self) -> tuple[str, ...]:
        """Its words as highlighting.py looks for them: the last one of a beginning with its * behind it."""
        return (*self.words[:-1], self.words[-1] + BEGINNING) if self.is_beginning else self.words

    @property
    def label(self) -> str:
        """What was typed, without the code behind it."""
        return CODE.sub("", self.text) or self.text


@dataclass(frozen=True)
class Clause:
    """One of these terms has to be there; or, excluded, its only one must not."""

    terms: tuple[Term, ...]
    is_excluded: bool = False

    def __str__(self) -> str:
        return f"{'-' * self.is_excluded}{f' {OR} '.join(map(str, self.terms))}"

    @property
    def field(self) -> str | None:
        """The field of all its terms; None where they differ."""
        fields = {term.field for term in self.terms}
        return fields.pop() if len(fields) == 1 else None

    @property
    def value(self) -> str:
        return f"{'-' * self.is_excluded}{f' {OR} '.join(term.value for term in self.terms)}"

    def exactly(self) -> "Clause":
        """The same, each word found only as it is spelt."""
        return replace(self, terms=tuple(map(_exact, self.terms)))


@dataclass(frozen=True)
class Query:
    """What was asked: every clause has to hold. notices: what a reader should know."""

    clauses: tuple[Clause, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        return tuple(term for clause in self.clauses for term in clause.terms)

    @property
    def wanted(self) -> tuple[Term, ...]:
        """The terms that may be there: what is marked in a text."""
        return tuple(term for clause in self.clauses if not clause.is_excluded for term in clause.terms)

    def of(self, field: str) -> tuple[Clause, ...]:
        return tuple(clause for clause in self.clauses if clause.field == field)

    def exactly(self) -> "Query":
        """The same, each word found only as it is spelt."""
        return replace(self, clauses=tuple(clause.exactly() for clause in self.clauses))

    def __bool__(self) -> bool:
        return bool(self.clauses)

    def __str__(self) -> str:
        return " ".join(map(str, self.clauses))

    def __add__(self, other: "Query") -> "Query":
        """Both together, cut to what one search may ask."""
        return _cut([*self.clauses, *other.clauses], [*self.notices, *other.notices])


def parse(typed: str, field: str = WORDS) -> Query:
    """Return what a reader's words ask for. Costs with the length of the first two hundred characters.

    field: whose value the words are; in the value of a field no other field can stand.
    """
    typed = clean(typed)
    notices = [CUT] if len(typed) > LONGEST else []
    read = [_read(match, field) for match in _parts(typed[:LONGEST].translate(QUOTATION_MARKS), field)]
    tokens = [token for token in read if token is not None]
    asked = _joined(tokens)
    notices += [*_beginnings_too_short(tokens), *(NO_DATE.format(clause) for clause in asked if _is_no_date(clause))]
    return _cut([clause for clause in asked if not _is_no_date(clause)], notices)


def clean(typed: str) -> str:
    """Return what was typed without control characters and lone surrogates, runs of white space made one space.

    No more than a little beyond the longest query is looked at.
    """
    kept = "".join(" " if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} else c for c in typed[: LONGEST * 5])
    return " ".join(kept.split())


def _parts(typed: str, field: str) -> list[re.Match]:
    return list((PLAIN_PART if field else PART).finditer(typed))


def _read(match: re.Match, field: str) -> Clause | None:
    before, named, _name, behind, value = match.groups()
    minus = bool(before or behind)
    is_phrase, text = value.startswith('"') or (bool(named or minus) and value == OR), value.strip('"')
    is_exact, text = not is_phrase and text.startswith(EXACTLY), text if is_phrase else text.lstrip(EXACTLY)
    text = text.rstrip(":") if text.lower().rstrip(":") in FIELDS else text
    found = CODE.search(text)
    words = tuple(word for chunk in CODE.sub("", text).split() for word in chunk_words(chunk))
    if not words and not found:
        return None
    is_beginning = not is_phrase and text.endswith(BEGINNING) and len(words[-1:] and words[-1]) >= SHORTEST_BEGINNING
    code = found[1].upper() if found else ""
    term = Term(words, field or named.rstrip(": ").lower(), is_phrase, is_beginning, is_exact, code, text)
    return Clause((term,), minus)


def _joined(tokens: list[Clause]) -> list[Clause]:
    """The clauses, those on either side of an OR made one. Where there is nothing on a side, OR is a word."""
    joined: list[Clause] = []
    number = 0
    while number < len(tokens):
        token, after = tokens[number], tokens[number + 1 : number + 2]
        if _is_or(token) and joined and after and _can_join(joined[-1]) and _can_join(after[0]):
            joined[-1] = Clause(tuple(dict.fromkeys((*joined[-1].terms, *after[0].terms))))
            number += 2
        else:
            joined.append(_as_a_word(token) if _is_or(token) else token)
            number += 1
    return joined


def _exact(term: Term) -> Term:
    return replace(term, is_exact=True) if term.is_inflected and term.field not in CHOSEN else term


def _as_a_word(token: Clause) -> Clause:
    return Clause((replace(token.terms[0], is_phrase=True),))


def _is_or(token: Clause) -> bool:
    term = token.terms[0]
    return not (token.is_excluded or term.is_phrase or term.is_exact) and term.text == OR


def _can_join(clause: Clause) -> bool:
    return not clause.is_excluded and not any(term.field in DATES for term in clause.terms)


def _is_no_date(clause: Clause) -> bool:
    return clause.is_excluded and clause.field in DATES


def _cut(clauses: list[Clause], notices: list[str]) -> Query:
    """The clauses, each once, as far as there are no more terms than a search may have."""
    kept: dict[tuple, Clause] = {}
    terms = 0
    for clause in clauses:
        key = (
            clause.is_excluded,
            *((term.words, term.field, term.is_beginning, term.is_inflected, term.code) for term in clause.terms),
        )
        if key in kept:
            continue
        terms += len(clause.terms)
        if terms > MOST_TERMS:
            notices = [*notices, TOO_MANY]
            break
        kept[key] = clause
    return Query(tuple(kept.values()), tuple(dict.fromkeys(notices)))


def _beginnings_too_short(tokens: list[Clause]) -> list[str]:
    short = [t for token in tokens for t in token.terms if t.text.endswith(BEGINNING) and not t.is_phrase]
    return [TOO_SHORT.format(term.text) for term in short if not term.is_beginning]
