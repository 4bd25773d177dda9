"""Distil the list of places that extraction carries: python extraction/data/make_gazetteer.py cities15000.jsonl.gz

Reads cities as JSON Lines (GeoNames, CC BY 4.0: geonameid, name, country, population, lat, lon, names) and the
names of countries from Babel (Unicode CLDR); writes places.tsv beside this script. README.md names the sources.
"""

import gzip
import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from statistics import fmean

from babel import Locale

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
    """Its names in Russian and Arabic letters, and for large cities those in Latin letters."""
    latin = city["population"] >= 150_000
    names = {n for n in city["names"] if RUSSIAN.fullmatch(n) or ARABIC.fullmatch(n)}
    names |= {n for n in city["names"] if latin and LATIN.fullmatch(n)}
    return sorted(names - {city["name"]})


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
    latin = [name for name in names if name < "\u0400" or name == names[0]]
    cyrillic = [name for name in names if "\u0400" <= name < "\u0600" and name not in latin]
    arabic = [name for name in names if name not in latin and name not in cyrillic]
    return ["|".join(each) for each in (latin, cyrillic, arabic)]


def main(cities_file: str) -> None:
    grouped = by_country(read_cities(cities_file))
    cities = sorted(city_rows(grouped), key=population, reverse=True)
    rows = [*sorted(country_rows(grouped), key=population, reverse=True), *region_rows(), *cities]
    text = "".join("\t".join([*map(str, facts), *by_script(names)]) + "\n" for *facts, names in rows)
    (HERE / "places.tsv").write_text(text, encoding="utf-8")
    print(f"{len(rows)} places")


if __name__ == "__main__":
    main(sys.argv[1])
