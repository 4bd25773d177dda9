"""What answers can be narrowed by: counted over the newest of them, each value a link to the narrower search.

A link leads to exactly as many answers as its number says, as long as all were counted over.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import chain

from articles.languages import language_name
from articles.models import Statement

from .lines import UNPLACED
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
WORD = re.compile(
    r"(?:(?P<speaker>speaker)|(?P<org>org)|about(?P<about>person|organisation|place|event)|(?P<place>in|written)"
    r"|(?P<source>publisher)|(?P<year>year))(?P<number>\d+)|lang(?P<lang>\w+)|mode(?P<kind>\w+)"
)
RECORDS = {"speaker": "person", "org": "organisation", "place": "place", "source": "organisation"}
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
    said, reported = Counter(), Counter()
    for _key, kind, _pk, words in rows:
        (said if kind == Entry.Kind.STATEMENT else reported).update(_placed(words.split()))
    counted = {name: [] for name in (*LABELS, "year")}
    for word, number in _together(said, reported):
        found = WORD.fullmatch(word)
        if found:
            name = next(name for name in counted if found[name])
            counted[name].append(
                Value(found[found.lastgroup] if name != "about" else word, number, _reference(found, name))
            )
    for name, values in counted.items():
        values.sort(key=(lambda v: int(v.word)) if name == "year" else (lambda v: (-v.number, v.word)))
    return {name: values if name == "year" else values[:MOST_VALUES] for name, values in counted.items()}


def _placed(words):
    """Its facet words, less where it was written, unless that stands in for where it was said."""
    return words if UNPLACED in words else [word for word in words if not word.startswith("written")]


def _together(said, reported):
    """(word, number) of all; “in” and “written” are one place."""
    numbers = Counter()
    for word, number in chain(said.items(), reported.items()):
        numbers[word.replace("written", "in", 1) if word.startswith("written") else word] += number
    for word, number in numbers.items():
        only_said = word.startswith(("speaker", "org", "mode"))
        if said[word] or not only_said:
            yield word, said[word] if only_said else number


def _reference(found, name):
    if name == "about":
        return found["about"], int(found["number"])
    return (RECORDS[name], int(found["number"])) if name in RECORDS else None


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
