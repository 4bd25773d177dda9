"""In which zone a clock stands that people name by a city, a country, an abbreviation or an offset. Plain Python."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global

from extraction import gazetteer
from people.naming import fold_name

READERS = ("en", "fr", "de", "es", "ru", "ar")  # in whose languages a city or a country may be named
OFFSET = re.compile(r"(?:utc|gmt)?\s*([+−-])(\d{1,2})(?::?(\d{2}))?", re.I)
FARTHEST = timedelta(hours=14)
# Hours from UTC as the letters say, and a city whose clocks are meant by them. Some letters stand for several.
ABBREVIATIONS = {
    "wet": [(0, "Europe/Lisbon")], "west": [(1, "Europe/Lisbon")], "bst": [(1, "Europe/London"), (6, "Asia/Dhaka")],
    "cet": [(1, "Europe/Paris")], "cest": [(2, "Europe/Paris")], "mez": [(1, "Europe/Berlin")],
    "mesz": [(2, "Europe/Berlin")], "eet": [(2, "Europe/Athens")], "eest": [(3, "Europe/Athens")],
    "msk": [(3, "Europe/Moscow")], "trt": [(3, "Europe/Istanbul")], "gst": [(4, "Asia/Dubai")],
    "pkt": [(5, "Asia/Karachi")], "ist": [(5.5, "Asia/Kolkata"), (2, "Asia/Jerusalem"), (1, "Europe/Dublin")],
    "sgt": [(8, "Asia/Singapore")], "hkt": [(8, "Asia/Hong_Kong")], "jst": [(9, "Asia/Tokyo")],
    "kst": [(9, "Asia/Seoul")], "aest": [(10, "Australia/Sydney")], "aedt": [(11, "Australia/Sydney")],
    "cat": [(2, "Africa/Maputo")], "eat": [(3, "Africa/Nairobi")], "wat": [(1, "Africa/Lagos")],
    "sast": [(2, "Africa/Johannesburg")], "est": [(-5, "America/New_York")], "edt": [(-4, "America/New_York")],
    "cst": [(-6, "America/Chicago"), (8, "Asia/Shanghai")], "cdt": [(-5, "America/Chicago")],
    "mst": [(-7, "America/Denver")], "mdt": [(-6, "America/Denver")], "pst": [(-8, "America/Los_Angeles")],
    "pdt": [(-7, "America/Los_Angeles")], "ast": [(-4, "America/Halifax"), (3, "Asia/Riyadh")],
    "brt": [(-3, "America/Sao_Paulo")], "art": [(-3, "America/Argentina/Buenos_Aires")],
}  # fmt: skip


@dataclass(frozen=True)
class Clock:
    """A clock somewhere. label: how an editor knows it: “Riyadh”, “UTC+3”."""

    label: str
    zone: tzinfo


def clocks_named(name: str) -> list[Clock]:
    """The clocks that a name may stand for; none where nobody goes by it, or where it is too large for one clock."""
    folded = fold_name(name)
    if folded in {"utc", "gmt", "z", "zulu"}:
        return [Clock("UTC", UTC)]
    if folded in ABBREVIATIONS:
        return [clock for hours, key in ABBREVIATIONS[folded] for clock in _both(folded.upper(), hours, key)]
    if offset := offset_named(name):
        return [offset]
    if keys := _keys_by_name().get(folded):
        return [Clock(city_of(key), ZoneInfo(key)) for key in keys]
    return _of_country_around(name)


def offset_named(name: str) -> Clock | None:
    """The clock of “UTC+3”, “+03:00” or “-0530”."""
    match = OFFSET.fullmatch(name.strip())
    if not match:
        return None
    sign, hours, minutes = match.groups()
    distance = timedelta(hours=int(hours), minutes=int(minutes or 0))
    if distance > FARTHEST or int(minutes or 0) > 59:
        return None
    zone = timezone(distance if sign == "+" else -distance)
    return Clock(offset_in_words(zone.utcoffset(None)), zone)


def offset_in_words(distance: timedelta) -> str:
    """“UTC”, “UTC+3”, “UTC−3:30”."""
    minutes = round(distance.total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}{f':{rest:02}' if rest else ''}"


def city_of(key: str) -> str:
    """How English calls the city of a zone: “New York” for America/New_York."""
    named = Locale("en").time_zones.get(key, {})
    return named.get("city") or key.rpartition("/")[2].replace("_", " ")


def label_of(zone: tzinfo) -> str:
    """How a zone is called on a page: by its city, else by its distance from UTC."""
    key = getattr(zone, "key", "")
    return city_of(key) if "/" in key and not key.startswith("Etc/") else key or "UTC"


def _both(letters: str, hours: float, key: str) -> list[Clock]:
    """What the letters say, and what the clocks they are used for show: in summer these may differ by an hour."""
    fixed = timezone(timedelta(hours=hours))
    return [Clock(f"{letters}, {offset_in_words(fixed.utcoffset(None))}", fixed), Clock(city_of(key), ZoneInfo(key))]


@cache
def _territories() -> dict[str, list[str]]:
    """The zones of each country, by its code."""
    found = defaultdict(list)
    for key, code in sorted(get_global("zone_territories").items()):
        if code != "001" and "/" in key:
            found[code].append(key)
    return found


@cache
def _keys_by_name() -> dict[str, list[str]]:
    """Zones by the folded names of their cities, in all languages that we read, and of the countries they cover."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    locales = [Locale(reader) for reader in READERS]
    for code, keys in _territories().items():
        for key in keys:
            cities = {
                key,
                key.rpartition("/")[2],
                *(locale.time_zones.get(key, {}).get("city", "") for locale in locales),
            }
            for city in cities:
                found[fold_name(city.replace("_", " ").replace("/", " "))][key] = None
        if shared := _shared(keys):
            for locale in locales:
                found[fold_name(locale.territories.get(code, ""))].setdefault(shared)
    found.pop("", None)
    return {name: [*keys] for name, keys in found.items()}


def _shared(keys: list[str]) -> str | None:
    """One of these zones where all show the same time, all through this year and the next; else None."""
    shown = {tuple(ZoneInfo(key).utcoffset(instant) for instant in _instants()) for key in keys}
    return keys[0] if len(shown) == 1 else None


@cache
def _instants() -> tuple[datetime, ...]:
    """An instant of each week, over two years."""
    first = datetime(datetime.now(UTC).year, 1, 1)
    return tuple(first + timedelta(weeks=week) for week in range(104))


def _of_country_around(name: str) -> list[Clock]:
    """The clock of a city that has no zone of its own, where its whole country has one."""
    found = next(filter(None, map(gazetteer.load().exactly, (name, name.title()))), None)
    key = _shared(_territories().get(found.country_code, [])) if found and found.kind == "city" else None
    return [Clock(found.name, ZoneInfo(key))] if key else []
