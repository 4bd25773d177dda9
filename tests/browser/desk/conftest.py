"""An editor at the desk, in a real browser."""

import pytest
from django.conf import settings
from django.test import Client

from tests.browser.accessibility import COLOURS, violations
from tests.factories import make_editor

# CSS pixels, and the scheme in which the colours alone are looked at again.
LOOKS = [(320, "light", "dark"), (1280, "dark", "light")]
ZOOMED = (
    640,
    "light",
    "dark",
)  # 1280 at 200 %: one page of the desk is looked at there too, which has all of its parts


def sign_in(page, address, user):
    """Give the browser the session of somebody who has signed in."""
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])


@pytest.fixture
def edith(transactional_db):
    """A publisher: she may do all that the desk offers."""
    return make_editor("edith")


@pytest.fixture
def at_desk(live_server, page, edith):
    """The page of a browser in which Edith has signed in, and the address of the site."""
    sign_in(page, live_server.url, edith)
    return page, live_server.url


def press_to(page, name):
    """Go on with the Tab key until what has this name has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        told = page.evaluate("(it => it.getAttribute('aria-label') || it.labels?.[0]?.innerText || it.innerText || '')"
                             "(document.activeElement)")  # fmt: skip
        if told.strip().startswith(name):
            return
    raise AssertionError(f"no way to {name} by keyboard")


def complaints_about(page, address=None, looks=LOOKS):
    """What axe finds wrong at an address, narrow and wide, in light and in dark; and how much it scrolls sideways.

    Without an address: of the page that stands there, as what was posted gave it.
    """
    found = []
    for width, scheme, other_scheme in looks:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        if address:
            page.goto(address)
        page.evaluate("document.getAnimations().forEach((fading) => fading.finish())")
        wrong = violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        page.emulate_media(color_scheme=other_scheme)
        page.evaluate("document.getAnimations().forEach((fading) => fading.finish())")
        wrong += violations(page, COLOURS)
        found += [f"{width} {v['id']}: {v['nodes'][0]['html']}" for v in wrong]
        found += [f"{width}: {wide} px too wide"] * (wide > 0)
    return found
