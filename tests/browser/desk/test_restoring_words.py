"""The former words of a statement are compared and put back, by keyboard alone and without a script."""

import pytest
from playwright.sync_api import expect

from articles import curation, quoting
from articles.anchoring import revise
from articles.models import Statement
from tests.factories import BODY, WORDS, make_article, make_person

from .conftest import complaints_about, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.only_on("sqlite"), pytest.mark.django_db(transaction=True)]
OTHER = "the port was quiet"


def reworded(edith, status="published"):
    """A statement that was laid on other words, in a text that became longer since."""
    body = BODY.replace("The port", "She said the port")
    statement = Statement(article=make_article(body=body, status=status), speaker=make_person())
    quoting.quote(statement, quoting.find(body, content=[WORDS]), by=edith, reason="Quoted.")
    curation.accept(statement, edith)
    pieces = quoting.find(body, content=[OTHER])
    curation.requote(statement, pieces, editor=edith, reason="Reworded.", what_changed="Other words.")
    revise(statement.article, f"New 🎉.\n\n{body}", by=edith, reason="More.")
    return Statement.objects.get()


def tab_to(page, role, name):
    """Press Tab until this has the focus."""
    wanted = page.get_by_role(role, name=name)
    for _press in range(80):
        page.keyboard.press("Tab")
        if wanted.evaluate_all("found => found.includes(document.activeElement)"):
            return
    raise AssertionError(f"Tab never reaches {name}")


def test_former_words_are_put_back_by_keyboard_alone(at_desk, edith):
    page, site = at_desk
    statement = reworded(edith)
    page.goto(f"{site}/desk/history/statement/{statement.code}/")
    tab_to(page, "link", "What it changed")
    for _line in range(2):  # from the line of the longer text to that of the acceptance
        tab_to(page, "link", "Put this back …")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What would change")).to_be_visible()
    expect(page.locator(".history-text ins").first).to_contain_text("We go back to work")
    tab_to(page, "textbox", "What readers are told")
    page.keyboard.type("It said the port was quiet.")
    page.keyboard.press("Tab")
    page.keyboard.type("It was right.")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/history/statement/{statement.code}/")
    statement.refresh_from_db()
    span = statement.spans.get()
    assert (statement.text, statement.kind) == (WORDS, "direct")
    assert statement.article.current.body[span.start : span.end] == span.exact == WORDS


def test_without_a_script_they_are_put_back_too_or_the_page_says_what_to_do(browser, live_server, edith):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server.url, edith)
    statement = reworded(edith, status="draft")
    history = f"{live_server.url}/desk/history/statement/{statement.code}/"
    page.goto(history)
    page.get_by_role("link", name="Put this back …").nth(1).click()
    page.get_by_label("Why?").fill("It was right.")
    page.get_by_role("button", name="Put it back").click()
    assert Statement.objects.get().text == WORDS
    revise(statement.article, BODY.replace("quiet", "loud"), by=edith, reason="Loud.")
    page.goto(history)
    page.get_by_role("link", name="Put this back …").nth(1).click()
    expect(page.get_by_text("lay it on other words on the workbench")).to_be_visible()
    expect(page.get_by_role("button", name="Put it back")).to_have_count(0)
    context.close()


def test_its_pages_are_accessible_narrow_and_wide_light_and_dark_and_from_right_to_left(at_desk, edith, settings):
    page, site = at_desk
    statement = reworded(edith)
    history = f"{site}/desk/history/statement/{statement.code}"
    page.goto(f"{history}/")
    addresses = page.get_by_role("link").evaluate_all("found => found.map((link) => link.href)")
    compare = next(address for address in addresses if "/compare/" in address)
    restore = next(address for address in addresses if "/restore/" in address)
    for language in ("en-gb", "ar"):
        settings.LANGUAGE_CODE = language
        for address in (f"{history}/", compare, restore):
            assert complaints_about(page, address) == []
