"""Second looks in a real browser: by keyboard alone, without script, and to be seen by everyone."""

from itertools import count

import pytest
from playwright.sync_api import expect

from articles.models import Statement
from desk.models import SecondLook
from desk.review import deciding
from desk.review.deciding import Order, state_of
from tests.desk.suggesting import suggest
from tests.factories import make_article, make_editor, make_person

from .conftest import complaints_about, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.only_on("sqlite"), pytest.mark.django_db(transaction=True)]

QUEUE = "/desk/review/?look=second"
tokens = (f"first {n}" for n in count())


@pytest.fixture
def amal(transactional_db, settings):
    """She decides first, and all of it is drawn."""
    settings.SECOND_LOOKS = 100
    return make_editor("amal", group="editor")


def decided(amal, acts, speaker):
    """Statements of one article, decided by Amal."""
    article = make_article(body=" ".join(f"Sentence {n:02} of many words." for n in range(len(acts))))
    said = [suggest(article, exact=f"Sentence {n:02} of many words", speaker=speaker) for n in range(len(acts))]
    for statement, act in zip(said, acts, strict=True):
        order = Order(act, next(tokens), state_of(Statement.objects.get(pk=statement.pk)))
        deciding.decide(statement, order, editor=amal, sitting="hers")
    return said


def stand_by(page, statement):
    expect(page.locator(f'article[data-code="{statement.code}"]')).to_be_visible()


def told(page, words):
    expect(page.locator("#desk-told")).to_contain_text(words)


def outcomes():
    return list(SecondLook.objects.order_by("first").values_list("agreed", flat=True))


def test_second_looks_are_had_by_keyboard_and_all_of_them_are_taken_back(at_desk, amal):
    page, site = at_desk
    said = decided(amal, ["accept", "reject", "accept", "accept"], make_person())
    page.goto(f"{site}/desk/")
    page.get_by_role("link", name="Second looks", exact=True).press("Enter")
    expect(page.get_by_text("A colleague has decided this.")).to_be_visible()
    page.wait_for_load_state("networkidle")
    for statement, key, words in zip(
        said, ["a", "x", "x", "u"], ["the same", "the same", "otherwise", "otherwise"], strict=True
    ):
        stand_by(page, statement)
        page.keyboard.press(key)
        if key == "u":
            page.keyboard.press("a")
        told(page, f"amal had decided {words}.")
    expect(page.locator("article")).to_contain_text("No second looks wait for you.")
    assert outcomes() == [True, True, False, False]
    assert [s.status for s in Statement.objects.order_by("position")] == [
        "accepted",
        "rejected",
        "retracted",
        "corrected",
    ]
    for statement in reversed(said):
        page.keyboard.press("z")
        stand_by(page, statement)
        told(page, "Taken back")
    assert outcomes() == [None] * 4
    assert [s.status for s in Statement.objects.order_by("position")] == [
        "accepted",
        "rejected",
        "accepted",
        "accepted",
    ]


def test_second_looks_work_without_script(live_server, browser, amal):
    said = decided(amal, ["accept", "accept"], make_person())
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server.url, make_editor("edith"))
    page.goto(f"{live_server.url}{QUEUE}")
    page.get_by_role("button", name="Accept").click()
    stand_by(page, said[1])
    expect(page.get_by_text("amal had decided the same.")).to_be_visible()
    page.get_by_text("Change the words").click()
    page.get_by_role("button", name="One word fewer at the end").click()
    expect(page.locator("mark")).to_have_text("Sentence 01 of many")
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("No second looks wait for you.")).to_be_visible()
    assert outcomes() == [True, False]
    page.get_by_role("button", name="Take back").click()
    stand_by(page, said[1])
    assert Statement.objects.get(pk=said[1].pk).text == "Sentence 01 of many words"
    page.get_by_role("link", name="Agreement").click()
    expect(page.get_by_text("agreed with 1 of them")).to_be_visible()
    context.close()


def test_second_looks_and_their_agreement_are_accessible(at_desk, edith, amal, settings):
    page, site = at_desk
    said = decided(amal, ["accept", "accept", "reject"], make_person("عادل الجبير", language="ar"))
    for statement, act in zip(said[:2], ["accept", "reject"], strict=True):
        order = Order(act, next(tokens), state_of(Statement.objects.get(pk=statement.pk)), is_second=True)
        deciding.decide(statement, order, editor=edith, sitting="hers")
    for language in ("en-gb", "ar"):
        settings.LANGUAGE_CODE = language
        for address in (QUEUE, f"/desk/review/{said[2].code}/text/", "/desk/review/second-looks/"):
            assert complaints_about(page, f"{site}{address}") == []
