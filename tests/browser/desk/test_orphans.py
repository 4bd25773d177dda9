"""Words that are no longer in the text are placed anew, kept or dropped, by keyboard alone and without a script."""

import pytest
from playwright.sync_api import expect

from articles.anchoring import revise
from desk.models import KeptOrphan
from tests.factories import make_article, make_person, make_statement

from .conftest import complaints_about, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.only_on("sqlite"), pytest.mark.django_db(transaction=True)]

OLD = "The strike 🎉 ended. “We go back to work on Monday,” Ada Vos said.\n\nThe port was quiet."
NEW = OLD.replace("on Monday", "on Tuesday morning")
ARABIC = "قالت الوزيرة «إنّ الإضرابَ انتهى اليوم» أمس."


def make_orphan(headline, status="suggested"):
    article = make_article(headline, OLD)
    statement = make_statement(article, "We go back to work on Monday,", make_person(headline), status=status)
    revise(article, NEW, reason="She said Tuesday.")
    return statement


def test_orphans_are_placed_anew_kept_and_dropped_by_keyboard_alone(at_desk):
    page, site = at_desk
    placed, kept, dropped = (make_orphan(f"Speaker {letter}") for letter in "ABC")
    page.goto(f"{site}/desk/orphans/")
    page.keyboard.press("o")
    expect(page.locator("[data-words]")).to_have_text("We go back to work on Tuesday morning,")
    page.locator(".bench-tools").wait_for()
    page.keyboard.press("}")
    page.keyboard.press("r")
    expect(page).to_have_url(f"{site}/desk/orphans/{kept.code}/")
    page.keyboard.press("k")
    expect(page).to_have_url(f"{site}/desk/orphans/{dropped.code}/")
    page.keyboard.press("d")
    expect(page).to_have_url(f"{site}/desk/orphans/")
    for statement in (placed, dropped):
        statement.refresh_from_db()
    assert (placed.text, placed.is_orphan, dropped.status) == ("We go back to work on Tuesday", False, "rejected")
    assert KeptOrphan.objects.get().statement == kept


def test_the_note_to_readers_follows_the_words_that_are_chosen(at_desk):
    page, site = at_desk
    statement = make_orphan("Speaker A", status="accepted")
    page.goto(f"{site}/desk/orphans/{statement.code}/")
    page.locator(".bench-tools").wait_for()
    page.keyboard.press("}")
    told = "It said “We go back to work on Monday,”. The corrected text says “We go back to work on Tuesday”."
    expect(page.locator("#orphan-note")).to_have_value(told)


def test_without_a_script_the_proposal_is_taken_and_other_words_are_pasted(browser, live_server, edith):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server.url, edith)
    taken, pasted = make_orphan("Speaker A"), make_orphan("Speaker B")
    page.goto(f"{live_server.url}/desk/orphans/{taken.code}/")
    page.get_by_role("button", name="Place it on these words").click()
    page.get_by_label("Or paste its words as they stand now").fill("back to work on Tuesday")
    page.get_by_role("button", name="Find them in the text").click()
    page.get_by_role("button", name="Place it on these words").click()
    for statement in (taken, pasted):
        statement.refresh_from_db()
    assert (taken.text, pasted.text) == ("We go back to work on Tuesday morning,", "back to work on Tuesday")
    context.close()


def test_the_pages_are_accessible_narrow_and_wide_light_and_dark_and_from_right_to_left(at_desk, settings):
    page, site = at_desk
    article = make_article("انتهاء الإضراب", ARABIC, language="ar")
    statement = make_statement(article, "إنّ الإضرابَ انتهى اليوم", make_person("ليلى حداد"), language="ar")
    revise(article, ARABIC.replace(" اليوم", ""), reason="She did not say so.")
    for path in ("/desk/orphans/", f"/desk/orphans/{statement.code}/"):
        assert complaints_about(page, f"{site}{path}") == []
    settings.LANGUAGE_CODE = "ar"
    assert complaints_about(page, f"{site}/desk/orphans/{statement.code}/") == []
