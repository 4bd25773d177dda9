"""Find and fix in a real browser: by keyboard alone, and without JavaScript."""

import pytest

from articles.models import Article
from tests.factories import make_article

from .conftest import complaints_about, press_to, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.only_on("sqlite"), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def articles(transactional_db):
    arabic = make_article("المحكمة تعيد البئر إلى القرية", language="ar", printed_on=None)
    return [arabic, *(make_article(f"Undated {n}", printed_on=None, language="nl") for n in range(2))]


def fix_by_keyboard(page, site):
    page.goto(f"{site}/desk/find/articles/?flaws=undated&language=nl")
    press_to(page, "Edit all 2")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fix/articles/")
    press_to(page, "Language")
    page.keyboard.type("French")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=2 would change")
    press_to(page, "Why?")
    page.keyboard.type("They are French.")
    page.keyboard.press("Enter")
    page.wait_for_url("**/edits/")
    assert Article.objects.filter(language="fr").count() == 2
    press_to(page, "Undo")
    page.keyboard.press("Enter")
    page.wait_for_url("**/undo/")
    press_to(page, "Undo it")
    page.keyboard.press("Enter")
    page.wait_for_url("**/edits/")
    assert Article.objects.filter(language="nl").count() == 2


def test_many_are_fixed_and_it_is_undone_by_keyboard_alone(articles, at_desk):
    fix_by_keyboard(*at_desk)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_many_are_fixed_and_it_is_undone_without_javascript(articles, live_server, page, edith):
    sign_in(page, live_server.url, edith)
    page.goto(f"{live_server.url}/desk/find/articles/?flaws=undated")
    page.get_by_label("Tick Undated 0").check()
    page.get_by_role("button", name="Edit those ticked …").click()
    page.get_by_label("Language").fill("fr")
    page.get_by_role("button", name="Show what it would do").click()
    page.get_by_label("Why?").fill("It is French.")
    page.get_by_role("button", name="Change 1").click()
    assert Article.objects.get(headline="Undated 0").language == "fr"
    page.get_by_role("link", name="Undo …").click()
    page.get_by_role("button", name="Undo it").click()
    assert Article.objects.get(headline="Undated 0").language == "nl"


def test_its_pages_are_accessible(articles, at_desk, settings):
    page, site = at_desk
    for language in ("ar", "en-gb"):
        settings.LANGUAGE_CODE = language
        assert complaints_about(page, f"{site}/desk/find/articles/") == []
        assert complaints_about(page, f"{site}/desk/edits/") == []
    page.goto(f"{site}/desk/find/articles/?flaws=undated&language=nl")
    page.get_by_role("button", name="Edit all 2").click()
    page.get_by_label("Language").fill("fr")
    page.get_by_role("button", name="Show what it would do").click()
    page.wait_for_selector("text=2 would change")
    assert complaints_about(page) == []
