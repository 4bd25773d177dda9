"""Keys for readers, in a real browser: what each does, where it must not, and how they are switched off."""

import pytest
from playwright.sync_api import expect

from tests import factories as make

from .accessibility import violations

pytestmark = [pytest.mark.browser, pytest.mark.only_on("sqlite"), pytest.mark.django_db(transaction=True)]

FOCUSED = "document.activeElement.id"


@pytest.fixture
def said(transactional_db):
    """Three statements of one speaker, in order of time."""
    ada = make.make_person()
    days = [(f"1987-03-1{n}", f"Line {n}") for n in range(3)]
    return [make.make_statement(make.make_article(words), words, ada, said_on=day) for day, words in days]


@pytest.fixture
def opened(said, live_server, page):
    """The page of the second of them."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(live_server.url + said[1].get_absolute_url())
    expect(page.get_by_role("button", name="Keys")).to_be_visible()
    return page


def stays(page, act):
    """Whether the reader is on the same page after an act, once a click on a link would have led on."""
    address = page.url
    act()
    page.wait_for_timeout(200)
    return page.url == address


def test_arrows_lead_to_the_statement_before_and_after(opened, said):
    opened.keyboard.press("ArrowLeft")
    opened.wait_for_url(f"**{said[0].get_absolute_url()}")
    assert stays(opened, lambda: opened.keyboard.press("ArrowLeft"))
    opened.keyboard.press("ArrowRight")
    opened.wait_for_url(f"**{said[1].get_absolute_url()}")


def test_arrows_turn_with_the_direction_of_writing(opened, said):
    opened.evaluate("document.documentElement.dir = 'rtl'")
    opened.keyboard.press("ArrowLeft")
    opened.wait_for_url(f"**{said[2].get_absolute_url()}")


@pytest.mark.parametrize("key", ["Alt+Shift+ArrowRight", "Control+ArrowRight", "Shift+ArrowRight", "ArrowDown"])
def test_arrows_with_other_keys_are_the_browsers(opened, key):
    assert stays(opened, lambda: opened.keyboard.press(key))


def test_who_types_is_left_alone(opened):
    opened.locator("#find").fill("strike")
    assert stays(opened, lambda: opened.keyboard.type("/?"))
    assert stays(opened, lambda: opened.keyboard.press("ArrowLeft"))
    expect(opened.locator("#find")).to_have_value("strike/?")
    expect(opened.get_by_role("dialog")).to_have_count(0)


def test_arrows_scroll_where_there_is_something_to_scroll(opened):
    opened.set_viewport_size({"width": 360, "height": 800})
    box = "Object.assign(document.querySelector('.words'), {tabIndex: 0}).style.cssText"
    opened.evaluate(f"{box} = 'overflow-x: auto; white-space: nowrap; inline-size: 3rem'")
    opened.locator(".words").first.focus()
    assert opened.evaluate("document.activeElement.scrollWidth > document.activeElement.clientWidth")
    assert stays(opened, lambda: opened.keyboard.press("ArrowRight"))
    opened.evaluate(f"{box} = 'inline-size: 200rem; max-inline-size: none'")
    opened.evaluate("document.activeElement.blur()")
    assert opened.evaluate("document.scrollingElement.scrollWidth > innerWidth")
    assert stays(opened, lambda: opened.keyboard.press("ArrowRight"))


def test_a_slash_goes_to_the_search_field(opened):
    opened.keyboard.press("/")
    assert opened.evaluate(FOCUSED) == "find"
    expect(opened.locator("#find")).to_have_value("")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_question_mark_lists_the_keys_accessibly(opened, scheme):
    opened.emulate_media(color_scheme=scheme)
    opened.keyboard.press("?")
    expect(opened.get_by_role("dialog", name="Keys")).to_be_visible()
    assert violations(opened) == []
    assert stays(opened, lambda: opened.keyboard.press("ArrowRight"))
    opened.keyboard.press("Escape")
    expect(opened.get_by_role("dialog")).to_have_count(0)


def test_signs_are_switched_off_for_good_and_arrows_are_not(opened, said):
    """WCAG 2.1.4."""
    opened.get_by_role("button", name="Keys").click()
    opened.get_by_label("Use the keys / and ?").uncheck()
    opened.get_by_role("button", name="Close").click()
    opened.reload()
    opened.keyboard.press("?"), opened.keyboard.press("/")
    expect(opened.get_by_role("dialog")).to_have_count(0)
    assert opened.evaluate(FOCUSED) != "find"
    opened.keyboard.press("ArrowRight")
    opened.wait_for_url(f"**{said[2].get_absolute_url()}")
    opened.get_by_role("button", name="Keys").click()
    opened.get_by_label("Use the keys / and ?").check()
    opened.get_by_role("button", name="Close").click()
    opened.keyboard.press("/")
    assert opened.evaluate(FOCUSED) == "find"


def test_where_nothing_may_be_remembered_the_switch_holds_for_the_page(said, live_server, page):
    forbidden = (
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"
    )
    page.add_init_script(forbidden)
    page.goto(live_server.url + said[1].get_absolute_url())
    page.keyboard.press("?")
    page.get_by_label("Use the keys / and ?").uncheck()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("/")
    assert page.evaluate(FOCUSED) != "find"


def test_arrows_leaf_through_a_list(opened, said, live_server):
    for n in range(25):
        make.make_statement(said[0].article, f"Item {n}.", said[0].speaker)
    opened.goto(live_server.url + "/statements/")
    opened.keyboard.press("ArrowRight")
    opened.wait_for_url("**/statements/?after=*")
    opened.keyboard.press("ArrowLeft")
    opened.wait_for_url("**/statements/?before=*")
