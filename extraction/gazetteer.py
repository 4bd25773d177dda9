"""The places we know, by any of their names. Read once, when first asked (data/README.md names the sources)."""

import tomllib
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"
MOST_ASKED = 20_000
MOST_LETTERS = 200  # no name of a place has more
LONGEST = 5  # words of a place's name
LARGE = 500_000  # inhabitants; the name of a smaller city needs "in" or "from" before it
LATIN, CYRILLIC, ARABIC = 6, 7, 8  # the columns of the names in these letters, the last, parted by strokes
ENDINGS = ["ами", "ях", "ах", "ого", "ому", "ой", "ом", "ем", "ою", "ей", "ии", "ию", "ия", *"аяыиеую"]
JOINED = ("وال", "بال", "لل", "ال", "و", "ب", "ل")


class Place(NamedTuple):
    """kind: city, country or region; coordinates in degrees, none for a region."""

    name: str
    kind: str
    country_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None
    population: int = 0


@cache
def place_of(row: str) -> Place:
    """The place that a line of places.tsv tells of, under the first of its names."""
    kind, number, code, lat, lon, people, latin, *_ = row.split("\t")
    point = (float(lat), float(lon)) if lat else (None, None)
    return Place(latin.split("|")[0], kind, code, *point, int(number) if number else None, int(people or 0))


class Gazetteer:
    """The lines of places.tsv by each of their names; of those that share a name, the first has it.

    wide: the lines of countries and regions. cities: those of cities. latin: the sorted lines of latin.tsv.
    A line is made a Place when it is asked for, and names in other letters than Latin are gone through when one is.
    found, asked, begun: the answers to `_in_latin`, `adjective` and `longest`, for words come again and again.
    """

    def __init__(self, wide: list[str], cities: list[str], latin: list[str], demonyms: dict[str, str]):
        self.rows, self.cities, self.latin, self.demonyms = [*wide, *cities], cities, latin, demonyms
        self.wide = _by_name(wide, LATIN)
        self.found: dict[str, str | None] = {}
        self.asked: dict[str, Place | None] = {}
        self.begun: dict[str, int] = {}

    def _in_latin(self, name: str) -> str | None:
        """The line of the place that has exactly this name in Latin letters."""
        if len(name) > MOST_LETTERS:
            return None
        if name not in self.found:
            if len(self.found) >= MOST_ASKED:
                self.found.clear()
            self.found[name] = self.wide.get(name) or self._city(f"{name}\t")
        return self.found[name]

    def _city(self, begin: str) -> str | None:
        """The line of the city whose name in latin.tsv begins so."""
        place = bisect_left(self.latin, begin)
        line = self.latin[place] if place < len(self.latin) else ""
        return self.cities[int(line[len(begin) :])] if line.startswith(begin) else None

    @cached_property
    def starts(self) -> set[str]:
        """The words with which names of several words begin."""
        names = [*self.latin, *self.wide, *self.demonyms]
        return {name.split(" ", 1)[0] for name in names if " " in name}

    @cached_property
    def cyrillic(self) -> dict[str, str]:
        return _by_name(self.rows, CYRILLIC)

    @cached_property
    def arabic(self) -> dict[str, str]:
        return _by_name(self.rows, ARABIC)

    @cached_property
    def stems(self) -> dict[str, str]:
        """Names in Cyrillic letters without their endings, and demonyms with a hyphen before them."""
        found = {f"-{word[:-2]}": row for word, row in self.demonyms.items() if "\u0400" <= word < "\u0500"}
        for row in self.rows:
            for name in row.split("\t")[CYRILLIC].split("|"):
                found.setdefault(stem(name), row)
        return found

    def exactly(self, name: str) -> Place | None:
        """The place that has exactly this name."""
        row = self._in_latin(name)
        if row is None and is_inflected(name):
            row = (self.cyrillic if name < "\u0600" else self.arabic).get(name)
        return place_of(row) if row else None

    def find(self, name: str) -> Place | None:
        """The place of a name as printed, also inflected (Russian) or with a joined particle (Arabic)."""
        row = self._in_latin(name)
        if row is not None or not is_inflected(name):
            return place_of(row) if row else None
        if found := self.exactly(name):
            return found
        if name < "\u0600":
            row = self.stems.get(stem(name))
            return place_of(row) if row else None
        return next(filter(None, map(self.exactly, _without_particle(name))), None)

    def longest(self, word: str) -> int:
        """How many words, at most, the name or the demonym of a place that begins with this word can have."""
        if word not in self.begun:
            if len(self.begun) >= MOST_ASKED:
                self.begun.clear()
            self.begun[word] = self._longest(word)
        return self.begun[word]

    def _longest(self, word: str) -> int:
        if word in self.starts or is_inflected(word):
            return LONGEST
        return int(self._in_latin(word) is not None or self.adjective(word) is not None)

    def adjective(self, word: str) -> Place | None:
        """The country of a demonym, also inflected: "syrische" is of "syrisch", "сирийского" of "сирийский"."""
        if word not in self.asked:
            if len(self.asked) >= MOST_ASKED:
                self.asked.clear()
            row = self._adjective(word)
            self.asked[word] = place_of(row) if row else None
        return self.asked[word]

    def _adjective(self, word: str) -> str | None:
        low = word.lower()
        found = self.demonyms.get(word) or self.demonyms.get(low)
        if found or len(word) < 5:
            return found
        if is_inflected(word):
            return self.stems.get(f"-{low[:-2]}") or self.stems.get(f"-{low[:-3]}")
        return self.demonyms.get(low[:-1]) or self.demonyms.get(low[:-2])


def is_inflected(word: str) -> bool:
    """In Cyrillic or Arabic letters, in which names have endings or particles joined to them."""
    return "\u0400" <= word < "\u0800"


def stem(name: str) -> str:
    """A Russian name without its ending, enough to find one case by another."""
    for ending in ENDINGS:
        if name.endswith(ending) and len(name) - len(ending) >= 3:
            return name[: -len(ending)]
    return name


def bears(own: str, name: str) -> bool:
    """Whether a name is a city's own: "New York" of New York City, "Washington DC", "St Petersburg", "Sao Paulo"."""
    own, name = _bare(own), _bare(name)
    return name == own or name.startswith(f"{own} ")


def _bare(name: str) -> str:
    """Without accents and case, "Saint" written out, without "City" at its end."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return f" {plain}".replace(" st ", " saint ").replace(" st. ", " saint ").strip().removesuffix(" city")


def _without_particle(name: str) -> Iterator[str]:
    for particle in JOINED:
        if name.startswith(particle):
            yield name[len(particle) :]
            yield "ال" + name[len(particle) :]


def _by_name(rows: list[str], column: int) -> dict[str, str]:
    from_right = ARABIC - column + 1
    columns = ((row, row.rsplit("\t", from_right)[1]) for row in reversed(rows))
    return {name: row for row, names in columns for name in names.split("|")}


@cache
def load() -> Gazetteer:
    """All places: countries before regions before cities, the larger before the smaller."""
    words = tomllib.loads((DATA / "names.toml").read_text(encoding="utf-8"))
    rows, latin = _lines("places.tsv"), _lines("latin.tsv")
    first_city = next(n for n, row in enumerate(rows) if row.startswith("city"))
    wide = {_code(row): row for row in rows[:first_city]}
    for code, names in words["names"].items():
        wide[code] = _with_names(wide[code], spread(names))
    for name, others in words["regions"].items():
        wide[name] = _with_names(wide.get(name, "region" + ARABIC * "\t"), [name, *spread(others)])
    demonyms = ((demonym, wide[code]) for code, all_of_it in words["demonyms"].items() for demonym in spread(all_of_it))
    return Gazetteer([*wide.values()], rows[first_city:], latin, dict(demonyms))


def _lines(name: str) -> list[str]:
    return (DATA / name).read_bytes().decode().rstrip("\n").split("\n")


def spread(words: str) -> list[str]:
    return [word.replace("_", " ") for word in words.split()]


def _code(row: str) -> str:
    """A country's code, a region's name."""
    columns = row.split("\t")
    return columns[2] or columns[LATIN].split("|")[0]


def _with_names(row: str, names: list[str]) -> str:
    """The line with more names; the first in Latin letters is shown from now on."""
    columns = row.split("\t")
    for name in reversed(names):
        column = LATIN if name < "\u0400" else CYRILLIC if name < "\u0600" else ARABIC
        columns[column] = f"{name}|{columns[column]}".rstrip("|")
    return "\t".join(columns)
