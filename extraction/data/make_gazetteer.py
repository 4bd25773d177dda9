"""Distil the list of places that extraction carries: python -m extraction.data.make_gazetteer cities15000.jsonl.gz

Reads cities as JSON Lines (GeoNames, CC BY 4.0: geonameid, name, country, population, lat, lon, names) and the
names of countries from Babel (Unicode CLDR); writes places.tsv and latin.tsv beside this script. README.md names the
sources.
"""

import gzip
import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from statistics import fmean

from babel import Locale

from ..gazetteer import bears

HERE = Path(__file__).parent
LANGUAGES = ["en", "fr", "de", "es", "ru", "ar"]
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞŠŽŁŚ][A-Za-zÀ-ÖØ-öø-ÿŠšŽžŁłŚśńą'’ -]{3,}")
RUSSIAN = re.compile(r"[А-ЯЁ][а-яё]+(?:[- ][А-ЯЁа-яё]+)*")
ARABIC = re.compile(r"[\u0621-\u063a\u0641-\u064a]{3,}(?: [\u0621-\u063a\u0641-\u064a]{3,})*")
SMALL_CAPITALS = {
    "AD": "Andorra la Vella", "LI": "Vaduz", "MC": "Monaco", "SM": "San Marino", "MT": "Valletta",
    "BN": "Bandar Seri Begawan",
    "US": "Washington", "LK": "Sri Jayewardenepura Kotte", "BZ": "Belmopan",
    "WS": "Apia", "TO": "Nuku‘alofa", "CH": "Bern",
    "AU": "Canberra", "NZ": "Wellington", "CA": "Ottawa", "VA": "Vatican City", "GD": "Saint George's", "PW": "Koror",
}  # fmt: skip
NOT_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ", "BV", "HM", "UM"}
# Words of the language. A nickname or an old name of such words alone ("White House", "Old Town", "Hail") is left out:
# what a text means by it is a building, an office or the plain words, hardly ever the city.
PLAIN_WORDS = """
a and at by in of the on for to from le la les du de des el los las lo angels apex apple bamboo basic big bone borough
broken buffalo butte camp capital casa branca channel charm circle city civil college commencement con conception
country county court crescent crossing cut diggings dot drug dual easy emerald federal ferry field forest fort fullers
garden gold grace grâce green hail hall hill hope house hunts industry junction king kings lady lake lakes libre
lights lion little logos lone long lookout luck lumière magic manning market mexican mile high mill mills motor music
new none north noses ocean old orange pain pages park pineapple plain plains pire point pointe port queen queens red
rest rip rising river roles rose roses rugby sale salt side siding soul south spices spoken spring springs star
station steel such sun sunshine tape tavern temple torn town treaty turn turnout valley victory village ville vine
wake warm west white whitehall whitehouse whites windy youngs sainte esse armes terre bonne lids ments grins
"""
PLAIN = frozenset(PLAIN_WORDS.split())
REGIONS = ["002", "003", "005", "013", "142", "143", "150", "151", "154", "202", "419", "035"]


def read_cities(path: str) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def by_country(cities: list[dict]) -> dict[str, list[dict]]:
    """The cities of each country, the largest first."""
    grouped = defaultdict(list)
    for city in sorted(cities, key=lambda c: -c["population"]):
        grouped[city["country"]].append(city)
    return grouped


def worth_keeping(city: dict, largest: dict) -> bool:
    return city["population"] >= 100_000 or city is largest or city["name"] == SMALL_CAPITALS.get(city["country"])


def other_names(city: dict) -> list[str]:
    """Its names in Russian and Arabic letters, and for large cities those in Latin letters, but no plain words."""
    latin = city["population"] >= 150_000
    names = {n for n in city["names"] if RUSSIAN.fullmatch(n) or ARABIC.fullmatch(n)}
    names |= {n for n in city["names"] if latin and LATIN.fullmatch(n) and not is_plain(n, city["name"])}
    return sorted(names - {city["name"]})


def is_plain(name: str, city: str) -> bool:
    """Whether a name is made of plain words, and is not the city's own ("Queens County")."""
    return PLAIN.issuperset(re.split("[ -]+", name.lower())) and not bears(city, name)


def city_rows(grouped: dict[str, list[dict]]):
    for cities in grouped.values():
        for city in cities:
            if worth_keeping(city, cities[0]):
                where = [round(city["lat"], 4), round(city["lon"], 4), city["population"]]
                yield ["city", city["geonameid"], city["country"], *where, [city["name"], *other_names(city)]]


def amid(cities: list[dict]) -> dict:
    """The city nearest to the middle of a country's cities: a point that lies inside it."""
    lat, lon = fmean(c["lat"] for c in cities), fmean(c["lon"] for c in cities)
    return min(cities, key=lambda c: (c["lat"] - lat) ** 2 + (c["lon"] - lon) ** 2)


def names_of(code: str) -> list[str]:
    """What CLDR calls a territory in the languages we read, English first; "Antigua & Barbuda" also with "and"."""
    names = [Locale(language).territories[code] for language in LANGUAGES]
    names += [n.replace(" & ", " and ") for n in names if " & " in n]
    return list(dict.fromkeys(names))


def country_rows(grouped: dict[str, list[dict]]):
    for code in Locale("en").territories:
        if len(code) == 2 and code not in NOT_COUNTRIES and grouped.get(code):
            point, people = amid(grouped[code]), sum(c["population"] for c in grouped[code])
            yield ["country", "", code, round(point["lat"], 2), round(point["lon"], 2), people, names_of(code)]


def region_rows():
    for code in REGIONS:
        yield ["region", "", "", "", "", "", names_of(code)]


def population(row: list) -> int:
    return row[5]


def by_script(names: list[str]) -> list[str]:
    """The names in Latin, in Cyrillic and in Arabic letters, each kind parted by strokes."""
    latin = in_latin(names)
    cyrillic = [name for name in names if "\u0400" <= name < "\u0600" and name not in latin]
    arabic = [name for name in names if name not in latin and name not in cyrillic]
    return ["|".join(each) for each in (latin, cyrillic, arabic)]


def in_latin(names: list[str]) -> list[str]:
    return [name for name in names if name < "\u0400" or name == names[0]]


def names_in_order(cities: list[list]) -> list[str]:
    """Each Latin name of a city with the number of the city, in the order of the names; the larger city has it."""
    numbers = {name: number for number, row in reversed([*enumerate(cities)]) for name in in_latin(row[-1])}
    return sorted(f"{name}\t{number}" for name, number in numbers.items())


def without_other_latin(city: list) -> list:
    *facts, names = city
    return [*facts, [names[0], *(name for name in names if name not in in_latin(names))]]


def main(cities_file: str) -> None:
    grouped = by_country(read_cities(cities_file))
    cities = sorted(city_rows(grouped), key=population, reverse=True)
    (HERE / "latin.tsv").write_text("\n".join(names_in_order(cities)) + "\n", encoding="utf-8")
    cities = map(without_other_latin, cities)
    rows = [*sorted(country_rows(grouped), key=population, reverse=True), *region_rows(), *cities]
    text = "".join("\t".join([*map(str, facts), *by_script(names)]) + "\n" for *facts, names in rows)
    (HERE / "places.tsv").write_text(text, encoding="utf-8")
    print(f"{len(rows)} places")


if __name__ == "__main__":
    main(sys.argv[1])
