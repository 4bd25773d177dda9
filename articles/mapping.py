"""Maps: a window of the globe drawn as SVG paths, with places marked on it.

A window is an equirectangular map, true to scale at its middle; it may lie across the 180th meridian.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from math import cos, radians

from .outlines import clipped, mainland, near, outlines

WIDTH, HEIGHT = 640, 400  # of the drawing
EDGE = 6  # how far outlines run on beyond it, so that no cut shows
NARROWEST, WIDEST = 8.0, 55.0  # degrees from the middle of a window to its upper edge
ROOM = 1.35  # space left around what must be seen
MERIDIANS = (1, 2, 5, 10, 20, 30)
LETTER, LINE = 11, 24  # about how wide a letter of a name is drawn, and how high a line


@dataclass(frozen=True)
class Spot:
    """A place as it is marked. is_subject: the one the page is about."""

    latitude: float
    longitude: float
    name: str
    is_subject: bool = False


@dataclass(frozen=True)
class Mark:
    """A spot in the drawing. is_named: its name is written there, after the dot (start) or before it (end)."""

    x: int
    y: int
    spot: Spot
    is_named: bool = False
    anchor: str = "start"

    @property
    def name_x(self):
        return self.x + (12 if self.anchor == "start" else -12)

    @property
    def name_y(self):
        return self.y + 5

    @property
    def extent(self):
        """From where to where the dot and the name lie, across the drawing."""
        far = self.name_x + len(self.spot.name) * LETTER * (1 if self.anchor == "start" else -1)
        return min(self.x, far), max(self.x, far)

    def fits(self, written):
        """Whether the name lies inside the drawing and covers none that is written already."""
        left, right = self.extent
        return left > 0 and right < WIDTH and not any(self.would_cover(other) for other in written)

    def would_cover(self, other):
        (left, right), (other_left, other_right) = self.extent, other.extent
        return abs(self.y - other.y) < LINE and left < other_right and other_left < right


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
        mark = Mark(*window.project(near(spot.longitude, window.longitude), spot.latitude), spot)
        named = (replace(mark, is_named=True, anchor=anchor) for anchor in ("start", "end"))
        mark = next((other for other in named if other.fits(written)), mark)
        written += [mark] if mark.is_named else []
        yield mark


def window_round(spots, country_code=""):
    """The smallest window that shows the spots, and the mainland of the country round the first of them."""
    first = spots[0].longitude
    points = [(near(s.longitude, first), s.latitude) for s in spots]
    points += mainland(country_code, *points[0])
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


def _path(window, ring):
    """The part of a ring that a window shows, wherever on the globe's turns the ring was counted."""
    west, south, east, north = window.bounds
    left, right = min(x for x, _ in ring), max(x for x, _ in ring)
    paths = []
    for turn in (-360, 0, 360):
        if right + turn >= west and left + turn <= east:
            paths.append(_closed(window, clipped([(x + turn, y) for x, y in ring], west, south, east, north)))
    return "".join(paths)


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
