"""Browser and server agree on where words stand, whatever the text is written in."""

import random

import pytest

from desk.spans import grow, snap
from tests.desk.nasty import BODIES, SIGNS
from tests.rounds import ROUNDS

pytestmark = [pytest.mark.browser, pytest.mark.only_on("sqlite"), pytest.mark.django_db(transaction=True)]

COUNT = """async ([address, bodies]) => {
  const { toPoints, toUnits, length } = await import(address);
  return bodies.map((body) => ({
    length: length(body),
    points: [...Array(body.length + 1).keys()].map((units) => toPoints(body, units)),
    units: [...Array(length(body) + 2).keys()].map((points) => toUnits(body, points)),
  }));
}"""
SNAP = """async ([address, asked]) => {
  const { snap, grow } = await import(address);
  return asked.map(([body, one, other, side, steps]) => {
    const signs = Array.from(body);
    return [snap(signs, one, other), grow(signs, one, other, side, steps)];
  });
}"""


@pytest.fixture
def in_browser(page, live_server):
    """Runs a function of a module of ours in a browser."""
    page.goto(f"{live_server.url}/about/")
    return lambda script, module, given: page.evaluate(script, [f"{live_server.url}/static/js/desk/{module}", given])


def units_before(body):
    """For each position in code points, the same in UTF-16 units."""
    return [len(body[:points].encode("utf-16-le")) // 2 for points in range(len(body) + 1)]


def test_every_position_in_a_hard_text_is_the_same_for_browser_and_server(in_browser):
    for body, counted in zip(BODIES, in_browser(COUNT, "offsets.js", BODIES), strict=True):
        units = units_before(body)
        assert counted["length"] == len(body)
        assert counted["units"] == [*units, units[-1]]
        assert [counted["points"][unit] for unit in units] == list(range(len(body) + 1))
        inside = set(range(units[-1])) - set(units)
        assert all(counted["points"][unit] == counted["points"][unit - 1] for unit in inside)


def test_a_selection_is_snapped_and_grown_the_same_in_browser_and_server(in_browser):
    chance = random.Random(5)
    asked = []
    for _ in range(1500 * ROUNDS):
        body = chance.choice(BODIES) if chance.random() < 0.5 else "".join(chance.choices(SIGNS, k=30))
        one, other = (chance.randint(-2, len(body) + 2) for _ in "ab")
        asked.append((body, one, other, chance.choice(["start", "end"]), chance.randint(-3, 3)))
    for given, answers in zip(asked, in_browser(SNAP, "spans.js", asked), strict=True):
        assert answers == [list(snap(*given[:3])), list(grow(*given))], given
