"""The review queue in a real browser: by keyboard alone, without script, and from right to left.

How many an hour that is, and how soon the next one stands there, `bench.desk_review` measures: none fails on a clock.
"""

import pytest
from playwright.sync_api import expect

from articles.models import Statement
from desk.models import Hold
from tests.desk.suggesting import suggest
from tests.factories import make_article, make_editor, make_person

from .conftest import complaints_about, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.only_on("sqlite"), pytest.mark.django_db(transaction=True)]

ARABIC = "قال الوزير عادل الجبير إن «المحادثات سوف تستمر حتى يوم الأحد» في القاهرة. وانتهى الاجتماع مساء."


def fill(number, speaker=None):
    article = make_article(body=" ".join(f"Sentence {n:02} of many 👷 words." for n in range(number)))
    return [suggest(article, exact=f"Sentence {n:02} of many 👷 words", speaker=speaker) for n in range(number)]


def stand_by(page, statement):
    expect(page.locator(f'article[data-code="{statement.code}"]')).to_be_visible()


def told(page, words):
    expect(page.locator("#desk-told")).to_contain_text(words)


def statuses(said):
    return [Statement.objects.get(pk=statement.pk).status for statement in said]


def test_thirty_clear_suggestions_are_decided_by_keyboard_and_all_of_it_is_taken_back(at_desk):
    page, site = at_desk
    said = fill(30, make_person())
    page.goto(f"{site}/desk/review/")
    for n, statement in enumerate(said):
        stand_by(page, statement)
        page.keyboard.press("x" if n % 10 == 9 else "a")
    expect(page.locator("article")).to_contain_text("Everything is checked.")
    assert statuses(said) == (["accepted"] * 9 + ["rejected"]) * 3
    for statement in reversed(said):
        page.keyboard.press("z")
        stand_by(page, statement)
        told(page, "Taken back")
    assert set(statuses(said)) == {"suggested"}


def test_the_next_one_stands_there_before_the_server_has_answered(at_desk):
    page, site = at_desk
    said = fill(4)
    page.goto(f"{site}/desk/review/")
    stand_by(page, said[0])
    page.wait_for_load_state("networkidle")
    held = []
    page.route("**/desk/review/*/", lambda route: held.append(route))
    page.keyboard.press("a")
    stand_by(page, said[1])
    assert statuses(said[:1]) == ["suggested"]
    while not held:  # the page shows the next one before it asks
        page.wait_for_timeout(20)
    held[0].continue_()
    told(page, "Accepted")
    assert statuses(said[:1]) == ["accepted"]


def test_candidates_speakers_words_and_moves_by_key(at_desk):
    page, site = at_desk
    ada, bea, cato = (make_person(name) for name in ("Ada Vos", "Bea Prins", "Cato Mulder"))
    article = make_article(
        body="The minister said the talks go on until Sunday in Cairo. The port was quiet. It rained."
    )
    first = suggest(article, exact="the talks go on", speaker=ada, others=[bea], kind="indirect")
    second, third = suggest(article, exact="The port was quiet", speaker=ada), suggest(article, exact="It rained")
    page.goto(f"{site}/desk/review/")
    stand_by(page, first)
    page.keyboard.press("2")
    page.keyboard.press("e")
    page.keyboard.press("]")
    expect(page.locator("mark")).to_have_text("the talks go on until")
    page.keyboard.press("]")
    expect(page.locator("mark")).to_have_text("the talks go on until Sunday")
    page.keyboard.press("a")
    stand_by(page, second)
    told(page, "Accepted")
    now = Statement.objects.get(pk=first.pk)
    assert (now.speaker, now.text, now.status) == (bea, "the talks go on until Sunday", "accepted")
    page.keyboard.press("j")
    stand_by(page, third)
    page.keyboard.press("k")
    stand_by(page, second)
    page.keyboard.press("Space")
    stand_by(page, third)
    page.keyboard.press("s")
    page.keyboard.type("muld")
    expect(page.locator(".desk-names [role=option]")).to_contain_text("Cato Mulder")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Cato Mulder")).to_be_checked()
    page.keyboard.press("a")
    stand_by(page, second)
    told(page, "Accepted")
    assert Statement.objects.get(pk=third.pk).speaker == cato
    page.keyboard.press("n")
    told(page, "ruled out")
    expect(page.get_by_label("Not known")).to_be_checked()
    page.keyboard.press("u")
    page.keyboard.press("a")
    expect(page.locator("article")).to_contain_text("Everything is checked.")
    assert Statement.objects.get(pk=second.pk).speaker is None
    for statement in (second, second, third, second, first):
        page.keyboard.press("Backspace")
        stand_by(page, statement)
        told(page, "Taken back")
    assert (Statement.objects.get(pk=first.pk).text, set(statuses([first, second, third]))) == (
        "the talks go on",
        {"suggested"},
    )


def test_whoever_was_looked_up_stays_chosen_while_the_words_change(at_desk):
    page, site = at_desk
    ada, ben = make_person("Ada Vos"), make_person("Ben Lind")
    [statement] = fill(1, ada)
    page.goto(f"{site}/desk/review/")
    page.keyboard.press("s")
    page.keyboard.type("Ben")
    page.get_by_role("option", name="Ben Lind").wait_for()
    page.keyboard.press("Enter")
    chosen = page.locator("label", has=page.locator("[name=who]:checked"))
    expect(chosen).to_contain_text("Ben Lind")
    page.keyboard.press("e")
    page.keyboard.press("}")
    expect(page.locator("mark")).to_have_text("Sentence 00 of many 👷")
    expect(chosen).to_contain_text("Ben Lind")
    page.locator("[name=words]").fill("of many")
    page.get_by_role("button", name="Save these words").click()
    expect(page.locator("mark")).to_have_text("of many")
    expect(chosen).to_contain_text("Ben Lind")
    page.locator("article").focus()
    page.keyboard.press("a")
    told(page, "Accepted")
    statement.refresh_from_db()
    assert (statement.speaker, statement.text, statement.status) == (ben, "of many", "accepted")


def test_what_a_colleague_has_decided_meanwhile_is_told_and_nothing_is_lost(at_desk):
    page, site = at_desk
    said = fill(3)
    page.goto(f"{site}/desk/review/")
    stand_by(page, said[0])
    Statement.objects.filter(pk=said[0].pk).update(status="rejected")
    page.keyboard.press("a")
    told(page, "decided already: rejected")
    stand_by(page, said[1])


def test_a_server_that_cannot_be_reached_gives_the_suggestion_back(at_desk):
    page, site = at_desk
    said = fill(2, make_person())
    page.goto(f"{site}/desk/review/")
    stand_by(page, said[0])
    page.wait_for_load_state("networkidle")
    page.route("**/desk/review/*/", lambda route: route.abort())
    page.keyboard.press("a")
    told(page, "cannot be reached")
    stand_by(page, said[0])
    page.unroute("**/desk/review/*/")
    page.keyboard.press("a")
    told(page, "Accepted")
    assert said[0].attributions.filter(method="editor").count() == 1


def test_a_page_that_is_closed_gives_back_what_it_had(at_desk):
    page, site = at_desk
    fill(3)
    page.goto(f"{site}/desk/review/")
    page.wait_for_load_state("networkidle")
    assert Hold.objects.count() == 3
    page.goto(f"{site}/desk/")
    for _try in range(50):
        if Hold.objects.exists():
            page.wait_for_timeout(100)
    assert not Hold.objects.exists()


def test_the_queue_works_without_script(live_server, browser, transactional_db):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    ada, bea = make_person("Ada Vos"), make_person("Bea Prins")
    sign_in(page, live_server.url, make_editor("edith"))
    first, second = fill(2, ada)
    page.goto(f"{live_server.url}/desk/review/")
    page.get_by_role("textbox", name="Somebody else").fill("prins")
    page.get_by_role("button", name="Find").click()
    page.get_by_label("Bea Prins").check()
    page.get_by_text("Change the words").click()
    page.get_by_role("button", name="One word fewer at the end").click()
    expect(page.locator("mark")).to_have_text("Sentence 00 of many 👷")
    page.get_by_role("textbox", name="Somebody else").fill("prins")
    page.get_by_role("button", name="Find").click()
    page.get_by_label("Bea Prins").check()
    page.get_by_role("button", name="Accept").click()
    stand_by(page, second)
    now = Statement.objects.get(pk=first.pk)
    assert (now.speaker, now.text) == (bea, "Sentence 00 of many 👷")
    page.get_by_role("button", name="Take back").click()
    stand_by(page, first)
    assert Statement.objects.get(pk=first.pk).speaker == ada
    context.close()


def test_the_queue_is_accessible_narrow_and_wide_light_and_dark_and_from_right_to_left(at_desk, settings):
    page, site = at_desk
    minister, other = make_person("عادل الجبير", language="ar", summary="وزير الخارجية"), make_person("Adel al-Jubeir")
    article = make_article("محادثات القاهرة", body=ARABIC, language="ar")
    suggest(article, exact="المحادثات سوف تستمر حتى يوم الأحد", speaker=minister, others=[other], language="ar")
    fill(2, other)
    addresses = [f"{site}/desk/review/", f"{site}/desk/review/together/", f"{site}/desk/review/?pieces=0-8&sure=fairly"]
    for language in ("en-gb", "ar"):
        settings.LANGUAGE_CODE = language
        for address in addresses:
            assert complaints_about(page, address) == []
