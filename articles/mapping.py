"""Maps: a window of the globe drawn as SVG paths, with places marked on it.

The outlines come from articles/data/countries.json (made by bench/make_map.py). The window is an equirectangular
map true to scale at its middle; a window may lie across the 180th meridian.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from math import cos, radians
from pathlib import Path

OUTLINES = Path(__file__).parent / "data" / "countries.json"
WIDTH, HEIGHT = 640, 400  # of the drawing
EDGE = 6  # how far outlines run on beyond it, so that no cut shows
NARROWEST, WIDEST = 8.0, 55.0  # degrees from the middle of a window to its upper edge
ROOM = 1.35  # space left around what must be seen
MERIDIANS = (1, 2, 5, 10, 20, 30)
LONGEST_NAME = 24


@dataclass(frozen=True)
class Spot:
    """A place as it is marked. is_subject: the one the page is about."""

    latitude: float
    longitude: float
    name: str
    is_subject: bool = False


@dataclass(frozen=True)
class Mark:
    """A spot in the drawing. is_named: its name is written there, towards the middle of the drawing."""

    x: int
    y: int
    spot: Spot
    is_named: bool

    @property
    def anchor(self):
        return "start" if self.x < WIDTH * 0.6 else "end"

    @property
    def name_x(self):
        return self.x + (12 if self.anchor == "start" else -12)

    @property
    def name_y(self):
        return self.y + 5


@dataclass(frozen=True)
class Map:
    """Paths for <path d="">: all land, the country the place is in, the lines of the globe; and the marks."""

    land: str
    country: str
    lines: str
    marks: tuple[Mark, ...]
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class Window:
    """What of the globe is seen: its middle in degrees, and how far up it reaches from there."""

    longitude: float
    latitude: float
    reach: float

    @property
    def scale(self):
        """Units of the drawing in a degree of latitude."""
        return HEIGHT / 2 / self.reach

    @property
    def narrowing(self):
        return cos(radians(min(abs(self.latitude), 70)))

    def project(self, longitude, latitude):
        x = WIDTH / 2 + (longitude - self.longitude) * self.narrowing * self.scale
        return round(x), round(HEIGHT / 2 - (latitude - self.latitude) * self.scale)

    @property
    def bounds(self):
        """West, south, east and north, a little beyond the edge of the drawing."""
        across = (WIDTH / 2 + EDGE) / self.scale / self.narrowing
        up = (HEIGHT / 2 + EDGE) / self.scale
        return self.longitude - across, self.latitude - up, self.longitude + across, self.latitude + up


def map_of(spots, country_code="", *, shows_country=False):
    """A map that shows all spots and sets off their country, the whole of it if asked; None without a spot."""
    spots = tuple(spots)
    if not spots:
        return None
    window = window_round(spots, country_code if shows_country else "")
    land, country, lines = drawn(window, country_code)
    return Map(land, country, lines, tuple(_marks(window, spots)))


def _marks(window, spots):
    """The spots in the drawing; a name is written beside those whose name would not cover another's."""
    written = []
    for spot in spots:
        x, y = window.project(_near(spot.longitude, window.longitude), spot.latitude)
        is_free = all(abs(y - other.y) > 22 or abs(x - other.x) > 150 for other in written)
        mark = Mark(x, y, spot, is_named=is_free and len(spot.name) <= LONGEST_NAME)
        if mark.is_named:
            written.append(mark)
        yield mark


def window_round(spots, country_code=""):
    """The smallest window that shows the spots, and the mainland of the country round the first of them."""
    first = spots[0].longitude
    points = [(_near(s.longitude, first), s.latitude) for s in spots]
    points += _mainland(country_code, *points[0])
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    middle = round((west + east) / 2, 2), round((south + north) / 2, 2)
    narrowing = Window(*middle, 1).narrowing
    reach = ROOM * max((north - south) / 2, (east - west) / 2 * narrowing * HEIGHT / WIDTH)
    return Window(*middle, round(min(max(reach, NARROWEST), WIDEST), 2))


@lru_cache(maxsize=1024)
def drawn(window, country_code):
    """The paths of the land, of one country and of the lines of the globe in a window."""
    land, country = [], []
    for code, rings in outlines().items():
        target = country if code == country_code else land
        target += (_path(window, ring) for ring in rings)
    return "".join(land), "".join(country), _lines(window)


@lru_cache(maxsize=1)
def outlines():
    """{country code: its rings of (longitude, latitude)}."""
    world = json.loads(OUTLINES.read_text())
    return {code: [_unpacked(ring, world["units"]) for ring in rings] for code, rings in world["countries"].items()}


def _unpacked(steps, units):
    return [(x / units, y / units) for x, y in zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True)]


def _near(longitude, middle):
    """The same meridian, counted so that it lies within half the globe of the middle."""
    return middle + (longitude - middle + 180) % 360 - 180


def _mainland(country_code, longitude, latitude):
    """The ring of a country that holds a point; else its longest one; nothing for an unknown country."""
    rings = outlines().get(country_code, [])
    holding = [ring for ring in rings if _holds(ring, longitude, latitude)]
    ring = max(holding or rings, key=len, default=[])
    turn = _near(ring[0][0], longitude) - ring[0][0] if ring else 0
    return [(x + turn, y) for x, y in ring]


def _holds(ring, x, y):
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _path(window, ring):
    """The part of a ring that a window shows, wherever on the globe's turns the ring was counted."""
    west, south, east, north = window.bounds
    left, right = min(x for x, _ in ring), max(x for x, _ in ring)
    paths = []
    for turn in (-360, 0, 360):
        if right + turn >= west and left + turn <= east:
            paths.append(_closed(window, _clipped([(x + turn, y) for x, y in ring], west, south, east, north)))
    return "".join(paths)


def _clipped(ring, west, south, east, north):
    """What of a ring lies inside a rectangle (Sutherland and Hodgman: one edge after the other)."""
    for axis, limit, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        kept = []
        for before, point in zip(ring[-1:] + ring, ring, strict=False):
            is_in, was_in = (sign * (p[axis] - limit) >= 0 for p in (point, before))
            if is_in != was_in:
                kept.append(_crossing(before, point, axis, limit))
            if is_in:
                kept.append(point)
        ring = kept
    return ring


def _crossing(before, point, axis, limit):
    share = (limit - before[axis]) / (point[axis] - before[axis])
    return tuple(b + share * (p - b) for b, p in zip(before, point, strict=True))


def _closed(window, ring):
    """A closed path in steps of whole units; what is smaller than a unit is left out."""
    steps, last = [], None
    for point in ring:
        x, y = window.project(*point)
        if last and abs(x - last[0]) + abs(y - last[1]) < 2:
            continue
        steps.append(f"{x - last[0]} {y - last[1]}" if last else f"M{x} {y}l")
        last = x, y
    return " ".join(steps).replace("l ", "l").replace(" -", "-") + "z" if len(steps) > 2 else ""


def _lines(window):
    """Meridians and parallels, some six to nine across the map."""
    west, south, east, north = window.bounds
    apart = next((d for d in MERIDIANS if (north - south) / d <= 6), MERIDIANS[-1])
    upright = range(int(west // apart) * apart, int(east) + apart, apart)
    level = (y for y in range(int(south // apart) * apart, int(north) + apart, apart) if abs(y) < 90)
    meridians = [f"M{window.project(x, 0)[0]} 0v{HEIGHT}" for x in upright]
    return "".join(meridians + [f"M0 {window.project(0, y)[1]}h{WIDTH}" for y in level])
