"""The outlines of all countries, and cutting them to a rectangle.

They come from articles/data/countries.json, made by bench/make_map.py. A ring may run on across the 180th meridian
(181 is 179 west), so that it never jumps.
"""

import json
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path

OUTLINES = Path(__file__).parent / "data" / "countries.json"


@lru_cache(maxsize=1)
def outlines():
    """{country code: its rings of (longitude, latitude)}."""
    world = json.loads(OUTLINES.read_text())
    return {code: [_unpacked(ring, world["units"]) for ring in rings] for code, rings in world["countries"].items()}


def _unpacked(steps, units):
    return [(x / units, y / units) for x, y in zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True)]


def near(longitude, middle):
    """The same meridian, counted so that it lies within half the globe of the middle."""
    return middle + (longitude - middle + 180) % 360 - 180


def mainland(country_code, longitude, latitude):
    """The ring of a country that holds a point; else its longest one; nothing for an unknown country."""
    rings = outlines().get(country_code, [])
    holding = [ring for ring in rings if _holds(ring, longitude, latitude)]
    ring = max(holding or rings, key=len, default=[])
    turn = near(ring[0][0], longitude) - ring[0][0] if ring else 0
    return [(x + turn, y) for x, y in ring]


def _holds(ring, x, y):
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def clipped(ring, west, south, east, north):
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
