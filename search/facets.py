"""What answers can be narrowed by: counted over the newest of them, each value a link to the narrower search.

A link leads to exactly as many answers as its number says, as long as all were counted over.
"""

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import nsmallest
from itertools import chain
from operator import attrgetter, itemgetter
from sys import intern

from articles.languages import language_name
from articles.models import Statement

from .facet_words import UNPLACED
from .models import Entry

MOST_VALUES = 8
SHORT_NAME = 36  # characters: three such names with their codes fit into a field
STATEMENT = f"kind{Entry.Kind.STATEMENT}"
LABELS = {
    "speaker": "Speaker",
    "about": "About",
    "place": "Place",
    "org": "On behalf of",
    "source": "Publisher",
    "lang": "Language",
    "kind": "Reported",
}
RECORDS = {
    "speaker": ("speaker", "person"),
    "org": ("org", "organisation"),
    "publisher": ("source", "organisation"),
    **{f"about{kind}": ("about", kind) for kind in ("person", "organisation", "place", "event")},
    "in": ("place", "place"),
}  # what stands before the number in a facet word: (facet, kind of record that the number means)
FACET_OF = {"year": "year", **{beginning: name for beginning, (name, _kind) in RECORDS.items()}}
CODES = {"lang": "lang", "mode": "kind"}  # what stands before a code; all of four letters
DIGITS = "0123456789"
NOT_COUNTED = " around"  # begins the words at the end of a line that are only asked for
OF_STATEMENTS = {"speaker", "org", "kind"}  # narrowed by these, only statements are shown: only they are counted


@dataclass(frozen=True)
class Value:
    """A value of a facet. reference: (kind, primary key) of the record it is, or None."""

    word: str
    number: int
    reference: tuple | None = None


@dataclass
class Choice:
    """A value as a link that narrows the search."""

    label: str
    number: int
    address: str
    language: str = ""


@dataclass
class Facet:
    name: str
    label: str
    choices: list = field(default_factory=list)


@dataclass
class Year:
    """A year of the histogram. height: of its bar, in hundredths of the highest."""

    year: int
    number: int
    address: str
    height: int = 0
    left: int = 0

    @property
    def top(self):
        return 100 - self.height


def count(rows):
    """{facet: values, the most frequent first; year: all of them in order} of (key, kind, pk, facet words)."""
    found = {name: [] for name in (*LABELS, "year")}
    for word, number in Counter(chain.from_iterable(map(_counted, map(itemgetter(3), rows)))).items():
        found[_facet_of(word)].append((-number, word))
    counted = {name: [_value(*each) for each in nsmallest(MOST_VALUES, words)] for name, words in found.items()}
    return counted | {"year": sorted((_value(*each) for each in found["year"]), key=attrgetter("word"))}


@lru_cache(maxsize=2**15)
def _counted(words):
    """The facet words of an entry that are counted. Remembered, as the newest are found again and again.

    Where something was written stands in for where it was said, if that is not known.
    """
    is_statement, is_unplaced = words.startswith(STATEMENT), UNPLACED in words
    counted = []
    for word in words.partition(NOT_COUNTED)[0].split():
        if is_unplaced and word.startswith("written"):
            word = word.replace("written", "in")
        name = _facet_of(word)
        if name and (is_statement or name not in OF_STATEMENTS):
            counted.append(intern(word))
    return tuple(counted)


@lru_cache(maxsize=2**15)
def _facet_of(word):
    """The facet that a facet word is a value of; None for one that is not counted."""
    return FACET_OF.get(word.rstrip(DIGITS)) or CODES.get(word[:4])


def _value(number, word):
    beginning = word.rstrip(DIGITS)
    if beginning in RECORDS:
        return Value(word, -number, (RECORDS[beginning][1], int(word[len(beginning) :])))
    return Value(word[4:], -number)


def references(counted):
    """(kind, primary key) of every record among the values: whose names are to be fetched."""
    return [value.reference for values in counted.values() for value in values if value.reference]


def facets_of(asked, counted, names, total):
    """The facets as links. names: {(kind, primary key): a Named}; total: how many answers were counted over."""
    facets = []
    for name, label in LABELS.items():
        choices = [choice for value in counted[name] if (choice := _choice(asked, name, value, names))]
        useful = [choice for choice in choices if choice.number < total or len(choices) > 1]
        if useful:
            facets.append(Facet(name, label, useful))
    return facets


def _choice(asked, name, value, names):
    if value.reference:
        named = names.get(value.reference)
        if not named or any(term.code == named.code and term.field == name for term in asked.query.terms):
            return None
        return Choice(named.name, value.number, asked.address_with(name, exactly(named)), named.language)
    if name == "lang":
        chosen = value.word == asked.read.get("lang")
        return None if chosen else Choice(language_name(value.word), value.number, asked.address(lang=value.word))
    if value.word == asked.question.mode:
        return None
    return Choice(Statement.Kind(value.word).label, value.number, asked.address(kind=value.word))


def exactly(named):
    """A name that means this record and none of its namesakes, as a value of a field.

    The code alone says who is meant; the name is for who reads it, and short, so that several have room in one field.
    """
    name = named.name.replace('"', "")
    return f'"{name[:SHORT_NAME].strip()} #{named.code}"'


def years_of(asked, counted):
    """The histogram: each year from the first to the last that has answers, the empty ones between them too."""
    values = {int(value.word): value.number for value in counted["year"]}
    if len(values) < 2:
        return []
    highest = max(values.values())
    years = [Year(year, values[year], asked.address(**{"from": year, "to-date": year})) for year in sorted(values)]
    first = years[0].year
    for each in years:
        each.height = max(2, round(100 * each.number / highest))
        each.left = each.year - first
    return years
