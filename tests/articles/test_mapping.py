"""The map shows where a place lies, whatever part of the globe it is in, and costs little."""

import gzip
import re

import pytest

from articles.mapping import HEIGHT, WIDTH, Spot, map_of, window_round
from articles.outlines import outlines

ROTTERDAM = Spot(51.92, 4.48, "Rotterdam", is_subject=True)
SUVA = Spot(-18.14, 178.44, "Suva", is_subject=True)


def points_of(path):
    """The absolute points of a path's rings."""
    for ring in path.split("z"):
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        x = y = 0
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            yield x, y


def test_no_spot_gives_no_map():
    assert map_of([]) is None


def test_a_single_place_lies_in_the_middle_of_its_map():
    (mark,) = map_of([ROTTERDAM]).marks
    assert (mark.x, mark.y) == (WIDTH / 2, HEIGHT / 2)
    assert mark.is_named


def test_land_lies_where_it_is():
    window = window_round([ROTTERDAM])
    west, north = window.project(-9, 57), window.project(0, 53)
    assert west[0] < north[0] < WIDTH / 2
    assert north[1] < HEIGHT / 2


def test_outlines_end_at_the_edge_of_the_drawing():
    drawn = list(points_of(map_of([ROTTERDAM], "NL").land))
    assert len(drawn) > 200
    assert all(-10 <= x <= WIDTH + 10 and -10 <= y <= HEIGHT + 10 for x, y in drawn)


def test_the_country_is_set_off_and_shown_whole_if_asked():
    astana = Spot(51.16, 71.43, "Astana")
    near = map_of([astana], "KZ")
    whole = map_of([astana], "KZ", shows_country=True)
    assert whole.country
    inside = [(x, y) for x, y in points_of(whole.country) if 0 <= x <= WIDTH and 0 <= y <= HEIGHT]
    assert len(inside) == len(list(points_of(whole.country)))
    assert near.country != whole.country
    assert map_of([astana], "XX").country == ""


@pytest.mark.parametrize("longitude", [178.44, -181.56])
def test_an_island_beside_the_180th_meridian_is_drawn_in_one_piece(longitude):
    drawn = map_of([Spot(-18.14, longitude, "Suva")], "FJ")
    assert len(drawn.country.split("z")) - 1 == len(outlines()["FJ"])


def test_spots_on_both_sides_of_the_180th_meridian_stand_close_together():
    first, second = map_of([SUVA, Spot(-13.8, -171.8, "Apia")]).marks
    assert 0 < second.x - first.x < WIDTH
    assert all(0 < mark.x < WIDTH and 0 < mark.y < HEIGHT for mark in (first, second))


@pytest.mark.parametrize("spot", [Spot(90, 0, "North Pole"), Spot(-90, 180, "South Pole"), Spot(0, -180, "Sea")])
def test_the_ends_of_the_globe_have_maps_too(spot):
    (mark,) = map_of([spot]).marks
    assert (mark.x, mark.y) == (WIDTH / 2, HEIGHT / 2)


def test_names_do_not_cover_one_another():
    spots = [ROTTERDAM, Spot(51.95, 4.5, "Schiedam"), Spot(51.94, 4.49, "Delfshaven")]
    marks = map_of(spots).marks
    assert [(mark.is_named, mark.anchor) for mark in marks] == [(True, "start"), (True, "end"), (False, "start")]


def test_the_largest_map_is_small_enough_for_a_page():
    for code in outlines():
        ring = max(outlines()[code], key=len)
        drawn = map_of([Spot(ring[0][1], ring[0][0], code)], code, shows_country=True)
        size = len(gzip.compress((drawn.land + drawn.country + drawn.lines).encode()))
        assert size < 9_000, code
