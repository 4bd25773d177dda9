"""What answers can be narrowed by: counted over the newest of them, each value a link to the narrower search.

A link leads to exactly as many answers as its number says, as long as all were counted over.
"""

from collections import Counter
from dataclasses import dataclass, field
from heapq import nsmallest
from operator import attrgetter, itemgetter

from articles.languages import language_name
from articles.models import Statement

from .counted import BITS, FACETS, numbers_of, value_of

MOST_VALUES = 8
SHORT_NAME = 36  # characters: three such names with their codes fit into a field
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
}  # what is counted: (facet, kind of record that its numbers mean)
FACET_OF = {"year": "year", "lang": "lang", "mode": "kind"} | {counted: name for counted, (name, _) in RECORDS.items()}


@dataclass(frozen=True)
class Value:
    """A value of a facet. reference: (kind, primary key) of the record it is, or None."""

    word: str | int
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
    """{facet: values, the most frequent first; year: all of them in order} of (key, kind, pk, what is counted)."""
    found = [[] for _counted in FACETS]
    for number, times in Counter(numbers_of(map(itemgetter(3), rows))).items():
        found[number >> BITS].append((-times, number))
    values = {name: [] for name in (*LABELS, "year")}
    for counted, numbers in zip(FACETS, found, strict=True):
        if counted in FACET_OF:
            values[FACET_OF[counted]] += numbers
    most = {name: [_value(*each) for each in nsmallest(MOST_VALUES, numbers)] for name, numbers in values.items()}
    return most | {"year": sorted((_value(*each) for each in values["year"]), key=attrgetter("word"))}


def _value(times, number):
    place, value = value_of(number)
    _name, kind = RECORDS.get(FACETS[place], ("", ""))
    return Value(value, -times, (kind, value) if kind else None)


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
    values = {value.word: value.number for value in counted["year"]}
    if len(values) < 2:
        return []
    highest = max(values.values())
    years = [Year(year, values[year], asked.address(**{"from": year, "to-date": year})) for year in sorted(values)]
    first = years[0].year
    for each in years:
        each.height = max(2, round(100 * each.number / highest))
        each.left = each.year - first
    return years
