"""Names in a field that asks for a code: found while one types, and taken by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_person

pytestmark = [pytest.mark.browser, pytest.mark.only_on("sqlite"), pytest.mark.django_db(transaction=True)]


def test_two_are_compared_by_names_that_are_found_while_one_types(at_desk):
    page, site = at_desk
    ada, full = make_person("Ada Vos", summary="Docker"), make_person("Adam Prins", summary="Minister")
    page.goto(f"{site}/desk/doubles/person/")
    for field, words, found in (("#first", "vos", ada), ("#second", "adam", full)):
        page.locator(field).press_sequentially(words)
        expect(page.get_by_role("option")).to_contain_text(found.name)
        page.keyboard.press("Enter")
        expect(page.locator(field)).to_have_value(found.code)
        expect(page.locator(f"{field} ~ output")).to_have_text(found.name)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/desk/merge/person/{ada.code}/{full.code}/")
