"""Retracted, without a name, removed by law: in a real browser, by keyboard alone and without JavaScript."""

import pytest

from articles.models import Correction
from desk.models import RemovalRequest
from tests.factories import BODY, make_article, make_editor, make_person, make_statement

from .conftest import complaints_about, press_to, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.only_on("sqlite"), pytest.mark.django_db(transaction=True)]


class Keys:
    """Works by keyboard alone."""

    def __init__(self, page):
        self.page = page

    def fill(self, label, text):
        press_to(self.page, label)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def press(self, button):
        press_to(self.page, button)
        self.page.keyboard.press("Enter")


class Pointer:
    """Works with what the page gives, whether scripts run or not."""

    def __init__(self, page):
        self.page = page

    def fill(self, label, text):
        self.page.get_by_label(label).fill(text)

    def press(self, button):
        self.page.get_by_role("button", name=button).click()


def status_of(article):
    article.refresh_from_db()
    return article.status


def retract(hand, site, article):
    hand.page.goto(f"{site}/desk/articles/{article.code}/retract/")
    hand.fill("What readers are told", "The strike was never held.")
    hand.fill("Why?", "Invented.")
    hand.press("Retract it")
    hand.page.wait_for_url("**/publish/")
    assert status_of(article) == "retracted"
    assert article.corrections.get().what_changed == "The strike was never held."


def withhold(hand, site, statement):
    hand.page.goto(f"{site}/desk/statements/{statement.code}/withhold/")
    assert "still names them" in hand.page.inner_text("main")
    hand.fill("Described as", "a docker")
    hand.fill("The article’s text, without the name", BODY.replace("Ada Vos", "a docker"))
    hand.fill("Why?", "Threatened.")
    hand.press("Withhold the name")
    hand.page.wait_for_url("**/publish/")
    statement.refresh_from_db()
    assert (statement.speaker, statement.described_as) == (None, "a docker")
    assert "Ada Vos" not in statement.article.current.body


def remove(hand, other, site, article):
    hand.page.goto(f"{site}/desk/articles/{article.code}/remove/")
    hand.fill("Why?", "Court order")
    hand.press("Ask for its removal")
    hand.page.wait_for_url("**/publish/")
    assert status_of(article) == "published"
    other.page.goto(f"{site}/desk/removals/")
    other.press("Confirm: remove it")
    other.page.get_by_text("Removed. Its address answers 410.").wait_for()
    assert status_of(article) == "removed"
    assert RemovalRequest.objects.get().decided_by.username == "amal"


@pytest.mark.parametrize("works", [Keys, Pointer])
def test_what_readers_see_no_more_is_ended_by_keyboard_alone_and_without_a_script(works, browser, live_server, edith):
    site, contexts = live_server.url, [browser.new_context(java_script_enabled=works is Keys) for _ in range(2)]
    hands = [works(context.new_page()) for context in contexts]
    for hand, user in zip(hands, (edith, make_editor("amal")), strict=True):
        sign_in(hand.page, site, user)
    retract(hands[0], site, make_article("Wrong"))
    withhold(hands[0], site, make_statement(make_article("Named"), speaker=make_person()))
    remove(*hands, site, make_article("Unlawful"))
    assert set(Correction.objects.values_list("act", flat=True)) == {"retraction", "withheld_name", "removal"}
    for context in contexts:
        context.close()


def test_the_page_that_withholds_a_name_is_accessible(at_desk, settings):
    page, site = at_desk
    statement = make_statement(make_article("Named"), speaker=make_person())
    for language in ("en-gb", "ar"):
        settings.LANGUAGE_CODE = language
        assert complaints_about(page, f"{site}/desk/statements/{statement.code}/withhold/") == []
