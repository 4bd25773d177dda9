"""Distil the outlines of all countries into articles/data/countries.json, from which every place's map is drawn.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python bench/make_map.py package/countries-110m.json

The outlines are Natural Earth's at 1:110 million, which are in the public domain. Rings run on across the 180th
meridian instead of jumping to the other side, so a map may show any window of the globe.
"""

import json
import sys
from itertools import accumulate, pairwise
from pathlib import Path

from babel.core import get_global

TARGET = Path(__file__).resolve().parent.parent / "articles" / "data" / "countries.json"
UNITS = 20  # a degree
WITHOUT_NUMBER = {"Kosovo": "XK", "Somaliland": "SO", "N. Cyprus": "CY"}


def read_arcs(topology):
    """The arcs in degrees; a topology stores them as steps on a grid."""
    (wide, high), (left, low) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        across, up = (accumulate(steps) for steps in zip(*arc, strict=True))
        yield [(x * wide + left, y * high + low) for x, y in zip(across, up, strict=True)]


def ring_of(numbers, arcs):
    """One closed ring out of its arcs; a negative number is an arc walked backwards."""
    points = []
    for number in numbers:
        points += (arcs[number] if number >= 0 else arcs[~number][::-1])[bool(points) :]
    return unrolled(points)


def unrolled(points):
    """The ring with no step wider than half the globe; one that goes round the globe is closed over its pole."""
    ring, turn = points[:1], 0
    for (before, _), (x, y) in pairwise(points):
        turn += 360 if x - before < -180 else -360 if x - before > 180 else 0
        ring.append((x + turn, y))
    if turn:
        pole = 90 if ring[0][1] > 0 else -90
        ring += [(ring[-1][0], pole), (ring[0][0], pole), ring[0]]
    return ring


def packed(ring):
    """The ring as steps on a grid of whole numbers, the first from 0, 0; steps of no length are left out."""
    grid = [(round(x * UNITS), round(y * UNITS)) for x, y in ring]
    steps, (last_x, last_y) = [], (0, 0)
    for x, y in grid:
        if (x, y) != (last_x, last_y) or not steps:
            steps += [x - last_x, y - last_y]
        last_x, last_y = x, y
    return steps if len(steps) > 6 else None


def code_of(country):
    """The two letters of ISO 3166."""
    aliases = get_global("territory_aliases")
    return WITHOUT_NUMBER.get(country["properties"]["name"]) or aliases[country["id"]][0]


def distil(topology):
    arcs, countries = list(read_arcs(topology)), {}
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
        rings = [packed(ring_of(ring, arcs)) for polygon in polygons for ring in polygon]
        countries.setdefault(code_of(country), []).extend(ring for ring in rings if ring)
    return {"source": "Natural Earth, 1:110 million, public domain", "units": UNITS, "countries": countries}


if __name__ == "__main__":
    world = distil(json.loads(Path(sys.argv[1]).read_text()))
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps(world, ensure_ascii=False, separators=(",", ":")) + "\n")
