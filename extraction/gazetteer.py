"""The places we know, by any of their names. Read once, when first asked (data/README.md names the sources)."""

import gzip
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
MOST_ASKED = 20_000
LARGE = 500_000  # inhabitants; the name of a smaller city needs "in" or "from" before it
ENDINGS = (
    "ами",
    "ях",
    "ах",
    "ого",
    "ому",
    "ой",
    "ом",
    "ем",
    "ою",
    "ей",
    "ии",
    "ию",
    "ия",
    "а",
    "я",
    "ы",
    "и",
    "е",
    "у",
    "ю",
)
JOINED = ("وال", "بال", "لل", "ال", "و", "ب", "ل")


@dataclass(frozen=True, slots=True)
class Place:
    """kind: city, country or region; coordinates in degrees, none for a region."""

    name: str
    kind: str
    country_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None
    population: int = 0


@dataclass
class Gazetteer:
    """names: places by name; demonyms: countries by what their people and things are called.

    starts: the first words of both. asked: the answers to `adjective`, for words come again and again.
    """

    names: dict[str, Place] = field(default_factory=dict)
    demonyms: dict[str, Place] = field(default_factory=dict)
    stems: dict[str, Place] = field(default_factory=dict)
    starts: set[str] = field(default_factory=set)
    asked: dict[str, Place | None] = field(default_factory=dict)

    def find(self, name: str) -> Place | None:
        """The place of a name as printed, also inflected (Russian) or with a joined particle (Arabic)."""
        found = self.names.get(name)
        if found or not name or name[0] < "\u0400":
            return found
        if name[0] >= "\u0600":
            return next((self.names[rest] for rest in _without_particle(name) if rest in self.names), None)
        return self.stems.get(stem(name))

    def may_begin(self, word: str) -> bool:
        """Whether the name of a place can begin with this word; any word that is inflected may (Russian, Arabic)."""
        return word in self.starts or word[0] >= "\u0400"

    def adjective(self, word: str) -> Place | None:
        """The country of a demonym, also inflected: "syrische" is of "syrisch", "сирийского" of "сирийский"."""
        if word not in self.asked:
            if len(self.asked) >= MOST_ASKED:
                self.asked.clear()
            self.asked[word] = self._adjective(word)
        return self.asked[word]

    def _adjective(self, word: str) -> Place | None:
        found = self.demonyms.get(word) or self.demonyms.get(word.lower())
        if found or len(word) < 5:
            return found
        if word[0] >= "\u0400":
            return self.stems.get("-" + word.lower()[:-2]) or self.stems.get("-" + word.lower()[:-3])
        return next((self.demonyms[word[:-n].lower()] for n in (1, 2) if word[:-n].lower() in self.demonyms), None)


def stem(name: str) -> str:
    """A Russian name without its ending, enough to find one case by another."""
    for ending in ENDINGS:
        if name.endswith(ending) and len(name) - len(ending) >= 3:
            return name[: -len(ending)]
    return name


def _without_particle(name: str) -> Iterator[str]:
    for particle in JOINED:
        if name.startswith(particle):
            yield name[len(particle) :]
            yield "ال" + name[len(particle) :]


@cache
def load() -> Gazetteer:
    """All places; where two share a name, the country or region before the city, the larger city before the smaller."""
    known, words = Gazetteer(), tomllib.loads((DATA / "names.toml").read_text(encoding="utf-8"))
    countries: dict[str, Place] = {}
    rows = [(place, names) for place, names in _rows(words["names"])]
    for place, names in sorted(rows, key=lambda row: (row[0].kind == "city", -row[0].population)):
        countries.update({place.country_code: place} if place.kind == "country" else {})
        _add(known, place, names)
    for name, others in words["regions"].items():
        _add(known, known.names.get(name) or Place(name, "region"), [name, *spread(others)])
    for code, demonyms in words["demonyms"].items():
        _add_demonyms(known, countries[code], spread(demonyms))
    return known


def spread(words: str) -> list[str]:
    return [word.replace("_", " ") for word in words.split()]


def _rows(short_names: dict[str, str]) -> Iterator[tuple[Place, list[str]]]:
    with gzip.open(DATA / "places.tsv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            kind, number, code, lat, lon, people, *names = line.rstrip("\n").split("\t")
            if kind == "country":
                names = spread(short_names.get(code, "")) + names
            point = (float(lat), float(lon)) if lat else (None, None)
            identity = int(number) if number else None
            yield Place(names[0], kind, code, *point, identity, int(people or 0)), names


def _add(known: Gazetteer, place: Place, names: list[str]) -> None:
    for name in names:
        known.names.setdefault(name, place)
        known.starts.add(name.split(" ", 1)[0])
        if "\u0400" <= name[0] < "\u0500":
            known.stems.setdefault(stem(name), place)


def _add_demonyms(known: Gazetteer, country: Place, demonyms: list[str]) -> None:
    for demonym in demonyms:
        known.demonyms.setdefault(demonym, country)
        known.starts.add(demonym.split(" ", 1)[0])
        if demonym[0] >= "\u0400" and demonym[0] < "\u0500":
            known.stems.setdefault("-" + demonym[:-2], country)
