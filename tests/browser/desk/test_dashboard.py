"""The desk's first page and its keys, in a real browser."""

import pytest

from desk.models import Preference
from tests.desk.suggesting import suggest
from tests.factories import make_article, make_person, make_statement

from .conftest import LOOKS, ZOOMED, complaints_about

pytestmark = [pytest.mark.browser, pytest.mark.only_on("sqlite"), pytest.mark.django_db(transaction=True)]


def test_the_desk_is_accessible_narrow_and_wide_light_and_dark_and_from_right_to_left(at_desk, settings):
    page, site = at_desk
    make_statement(make_article(), speaker=None)
    assert complaints_about(page, f"{site}/desk/", [*LOOKS, ZOOMED]) == []
    settings.LANGUAGE_CODE = "ar"
    assert complaints_about(page, f"{site}/desk/") == []


def test_a_key_lists_the_keys_and_escape_closes_the_list(at_desk):
    page, site = at_desk
    page.goto(f"{site}/desk/")
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").count() == 0


def test_a_key_opens_each_queue_and_a_page_without_keys_says_so(at_desk):
    page, site = at_desk
    suggest(speaker=make_person())
    page.goto(f"{site}/desk/")
    page.keyboard.press("?")
    assert "Suggestions to check" in page.get_by_role("dialog").inner_text()
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    page.wait_for_url("**/desk/review/")
    page.locator("article").wait_for()
    page.keyboard.press("?")
    assert "Accept" in page.get_by_role("dialog").inner_text().splitlines()
    page.keyboard.press("Escape")
    page.goto(f"{site}/desk/account/")
    page.keyboard.press("?")
    assert "It has none: Tab goes" in page.get_by_role("dialog").inner_text()


def test_an_editor_who_wants_no_single_keys_has_none(at_desk, edith):
    page, site = at_desk
    Preference.objects.create(user=edith, has_keys=False)
    page.goto(f"{site}/desk/")
    page.keyboard.press("?")
    assert page.get_by_role("dialog").count() == 0


def test_the_balance_is_accessible(at_desk, settings):
    page, site = at_desk
    make_statement(make_article(), speaker=make_person("ليلى الشامي", gender="f"))
    for language in ("en-gb", "ar"):
        settings.LANGUAGE_CODE = language
        assert complaints_about(page, f"{site}/desk/balance/?first=1980-01-01") == []
