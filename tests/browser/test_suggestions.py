"""Names while one types, in a real browser: by keyboard, by pointer, from right to left, and without script."""

import pytest
from playwright.sync_api import expect

from .accessibility import violations

pytestmark = [pytest.mark.browser, pytest.mark.only_on("sqlite"), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def field(archive, page):
    page.goto(archive)
    return page.locator("#search-speaker")


def test_names_are_chosen_by_keyboard(field, page):
    field.press_sequentially("idri")
    option = page.get_by_role("option").first
    expect(option).to_contain_text("Idrissov")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == option.get_attribute("id")
    field.press("Enter")
    expect(field).to_have_value("Erlan Idrissov")
    expect(page.get_by_role("option")).to_have_count(0)
    field.press("Enter")
    page.wait_for_url("**/search/?*")
    assert "Erlan+Idrissov" in page.url and page.locator(".statement").count()


def test_escape_closes_and_what_was_typed_stays(field, page):
    field.press_sequentially("idri")
    expect(page.get_by_role("option").first).to_be_visible()
    field.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(field).to_have_value("idri")
    field.press("ArrowDown")
    page.get_by_role("option").first.click()
    expect(field).to_have_value("Erlan Idrissov")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_open_list_is_accessible_and_stays_on_the_page(archive, page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(archive)
    page.locator("#search-about").press_sequentially("ال")
    expect(page.get_by_role("option").first).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_without_script_the_fields_are_text(archive, browser):
    page = browser.new_page(java_script_enabled=False)
    page.goto(archive)
    page.locator("#search-speaker").fill("Idrissov")
    page.locator(".search-form button").click()
    assert page.locator(".statement").count()
    page.close()
