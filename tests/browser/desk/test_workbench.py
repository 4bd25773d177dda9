"""Quoting and deciding on the workbench, by keyboard, by mouse, by touch, and without a script."""

import pytest
from playwright.sync_api import expect

from articles.anchoring import revise
from articles.models import Statement
from desk.models import Preference
from newsroom.checks.texts import find_wrong_statements
from people.models import Person
from people.ranges import EVERY
from tests.desk.nasty import BODIES
from tests.factories import make_article, make_person, make_place, make_statement

from .conftest import complaints_about, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.only_on("sqlite"), pytest.mark.django_db(transaction=True)]

BODY = (
    "ROTTERDAM 🎉 - The strike ended on Friday. “We go back to work on Monday 👩‍👩‍👧‍👦,” Ada Vos said.\r\n\r\n"
    "Ben Lind, the mayor, said the port would open. “It is over,” he said.\r\n\r\nThe port was quiet."
)
ARABIC = "قالت الوزيرة ليلى حداد «إنّ الإضرابَ انتهى» أمسِ في بيروت.\n\nوأضاف سامي نصر: «سنعود يومَ الاثنين»."
SELECT = """([first, last]) => {
  const texts = [...document.querySelectorAll("#bench-text [data-start]")].map((one) => one.firstChild);
  const start = texts.find((node) => node.data.includes(first));
  const end = texts.findLast((node) => node.data.includes(last));
  const from = start.data.indexOf(first), to = end.data.lastIndexOf(last) + last.length;
  getSelection().setBaseAndExtent(start, from, end, to);
}"""
POSTED = """() => Object.fromEntries(new FormData(document.querySelector(".bench-form")))"""


@pytest.fixture
def article():
    return make_article(body=BODY)


@pytest.fixture
def bench(at_desk, article):
    """The workbench of the article, open in a browser."""
    page, site = at_desk
    page.goto(f"{site}/desk/articles/{article.code}/")
    page.locator(".bench-tools").wait_for()
    return page


def select(page, first, last=None):
    """Select from the first words to the last, as a mouse or a finger would."""
    page.evaluate(SELECT, [first, last or first])
    expect(page.locator("[data-tool=quote]")).to_be_enabled()


def bar(page):
    found = page.get_by_role("dialog")
    found.locator("form").wait_for()
    expect(found).not_to_have_attribute("aria-busy", "true")
    return found


def saved(page, count=1):
    expect(page.locator(".bench-statement")).to_have_count(count)
    expect(page.locator("[data-saved]")).to_have_text("All saved")


def test_q_and_enter_quote_the_selected_words_of_whom_the_text_names(bench):
    select(bench, "We go back", "Monday 👩")
    bench.keyboard.press("q")
    bar(bench)
    bench.keyboard.press("Enter")
    saved(bench)
    statement = Statement.objects.get()
    assert statement.text == "We go back to work on Monday 👩‍👩‍👧‍👦,"
    assert (str(statement.speaker), statement.status, statement.kind) == ("Ada Vos", "accepted", "direct")
    assert list(find_wrong_statements(EVERY)) == []


def test_words_are_chosen_grown_and_quoted_by_keyboard_alone(bench):
    make_person("Cleo Rossi")
    bench.keyboard.press("w")
    for _ in range(3):
        bench.keyboard.press("ArrowRight")
    bench.keyboard.press("Shift+ArrowRight")
    expect(bench.locator("[data-heard]")).to_have_text("strike ended")
    for key in ("[", "]", "]", "}"):
        bench.keyboard.press(key)
    bench.keyboard.press("q")
    bar(bench)
    bench.keyboard.press("2")
    expect(bench.locator("[name=who]:checked")).to_have_value("new-person:Ben Lind")
    bench.keyboard.press("Enter")
    saved(bench)
    statement = Statement.objects.get()
    assert (statement.text, str(statement.speaker)) == ("The strike ended on", "Ben Lind")


def test_the_arrows_go_from_line_to_line_and_against_the_text_from_right_to_left(at_desk):
    page, site = at_desk
    article = make_article(body=ARABIC, language="ar")
    page.goto(f"{site}/desk/articles/{article.code}/")
    page.locator(".bench-tools").wait_for()
    page.keyboard.press("w")
    heard = page.locator("[data-heard]")
    expect(heard).to_have_text("قالت")
    page.keyboard.press("ArrowLeft")
    expect(heard).to_have_text("الوزيرة")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(heard).to_have_text("قالت")


def test_somebody_else_is_found_by_name(bench):
    cleo = make_person("Cleo Rossi")
    select(bench, "the port would open")
    bench.keyboard.press("q")
    bar(bench).get_by_role("combobox", name="Name").focus()
    bench.keyboard.type("ross")
    bench.get_by_role("option").wait_for()
    bench.keyboard.press("ArrowDown")
    bench.keyboard.press("Enter")
    expect(bench.get_by_role("combobox", name="Name")).to_have_value("Cleo Rossi")
    bench.keyboard.press("Enter")
    saved(bench)
    assert Statement.objects.get().speaker == cleo


def test_a_place_that_the_article_does_not_name_is_found_by_name(bench):
    astana = make_place("Astana")
    select(bench, "We go back to work")
    bench.keyboard.press("q")
    field = bar(bench).get_by_role("combobox", name="Where")
    field.focus()
    bench.keyboard.type("asta")
    bench.get_by_role("option").wait_for()
    bench.keyboard.press("Enter")
    expect(field).to_have_value(astana.code)
    bench.keyboard.press("Enter")
    saved(bench)
    assert Statement.objects.get().said_in == astana


def test_the_bar_stands_below_the_words_and_never_over_them(bench):
    for width in (320, 1280):
        bench.set_viewport_size({"width": width, "height": 700})
        select(bench, "We go back", "Monday")
        bench.keyboard.press("q")
        below = bar(bench).bounding_box()["y"]
        words = bench.evaluate(
            "() => { const box = [...CSS.highlights.get('chosen-words')][0].getBoundingClientRect();"
            " return [box.top, box.bottom, document.querySelector('.bench-tools').getBoundingClientRect().bottom]; }"
        )
        assert words[2] <= words[0] < words[1] <= below
        bench.keyboard.press("Escape")
        assert bench.get_by_role("dialog").count() == 0


def test_a_double_click_on_the_button_quotes_once(bench):
    select(bench, "It is over")
    bench.locator("[data-tool=quote]").click()
    bar(bench).locator("[type=submit]").dblclick()
    saved(bench)
    assert (Statement.objects.count(), Person.objects.count()) == (1, 1)


def test_two_speakers_in_one_selection_are_warned_of(bench):
    select(bench, "We go back", "It is over")
    bench.keyboard.press("q")
    assert "Careful" in bar(bench).inner_text()


def test_positions_of_the_browser_are_those_of_the_server_in_every_script(at_desk):
    page, site = at_desk
    for body in BODIES:
        article = make_article(f"Article {len(body)}", body)
        page.goto(f"{site}/desk/articles/{article.code}/")
        page.locator(".bench-tools").wait_for()
        page.evaluate("getSelection().selectAllChildren(document.getElementById('bench-text'))")
        expect(page.locator("[data-tool=quote]")).to_be_enabled()
        page.keyboard.press("q")
        bar(page)
        posted = page.evaluate(POSTED)
        start, end = int(posted["start"]), int(posted["end"])
        assert posted["exact"].replace("\r\n", "\n") == body[start:end].replace("\r\n", "\n")
        page.get_by_label("Nobody who is named").check()
        page.keyboard.press("Enter")
        saved(page)
    assert list(find_wrong_statements(EVERY)) == []


def test_signs_that_nobody_sees_are_shown_small_and_spoken_in_full(at_desk):
    page, site = at_desk
    article = make_article(body="He said: “We \u202ego\u202c back\u200b,” and left.")
    make_statement(article, "We \u202ego\u202c back\u200b,", make_person())
    address = f"{site}/desk/articles/{article.code}/"
    page.goto(address)
    sign = page.locator("#bench-text").get_by_role("img", name="right-to-left override, U+202E", exact=True)
    expect(sign).to_have_text("\u202e")
    assert sign.evaluate("element => getComputedStyle(element, '::before').content") == '"RLO"'
    assert page.get_by_role("img", name="zero width space, U+200B").count() == 2
    assert complaints_about(page, address) == []


def test_words_are_kept_where_the_text_changed_meanwhile_and_the_new_text_is_shown(bench, article):
    select(bench, "It is over")
    bench.keyboard.press("q")
    bar(bench).get_by_label("Described as").fill("the tired mayor")
    revise(article, BODY.replace("ended", "has ended"), reason="More exactly.")
    bench.keyboard.press("Enter")
    expect(bench.locator("#desk-told")).to_contain_text("The text was changed meanwhile")
    assert bench.locator("#paste-words").input_value() == "It is over,"
    assert "has ended" in bench.locator("#bench-text").inner_text()
    assert Statement.objects.count() == 0
    bench.get_by_role("button", name="Find them in the text").click()
    expect(bench.get_by_label("Described as")).to_have_value("the tired mayor")


def take_one_word_more(page, address):
    """On the workbench, by key: the first statement, its words, and the word before them."""
    page.goto(address)
    page.locator(".bench-tools").wait_for()
    page.keyboard.press("j")
    page.keyboard.press("e")
    bar(page)
    page.keyboard.press("[")
    expect(page.locator(".bench-form [name=exact]")).to_have_value("said the port would open")


def test_a_note_for_readers_is_kept_where_the_text_changed_meanwhile(at_desk, article):
    page, site = at_desk
    statement = make_statement(article, "the port would open", make_person("Ben Lind"), kind="indirect")
    take_one_word_more(page, f"{site}/desk/articles/{article.code}/")
    bar(page).get_by_label("What readers are told").fill("He said so.")
    revise(article, BODY.replace("ended", "has ended"), reason="More exactly.")
    page.get_by_role("button", name="Use these words").click()
    expect(page.locator("[data-error]")).to_contain_text("The text was changed meanwhile")
    assert "has ended" in page.locator("#bench-text").inner_text()
    expect(page.get_by_role("textbox", name="Its words")).to_have_value("said the port would open")
    expect(page.get_by_label("What readers are told")).to_have_value("He said so.")
    select(page, "the mayor", "would open")
    expect(page.locator(".bench-form [name=exact]")).to_have_value("the mayor, said the port would open")
    expect(page.get_by_label("What readers are told")).to_have_value("He said so.")
    page.get_by_role("button", name="Use these words").click()
    expect(page.locator("#desk-told")).to_have_text("It stands on these words now.")
    statement.refresh_from_db()
    assert statement.text == "the mayor, said the port would open"
    assert statement.corrections.get().what_changed == "He said so."


def test_statements_are_decided_one_after_another_by_key(at_desk, article):
    page, site = at_desk
    one = make_statement(article, "the port would open", make_person("Ben Lind"), status="suggested", kind="indirect")
    other = make_statement(article, "It is over,", status="suggested")
    page.goto(f"{site}/desk/articles/{article.code}/")
    page.locator(".bench-tools").wait_for()
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator("#desk-told")).to_have_text("Accepted: Ben Lind.")
    page.keyboard.press("x")
    expect(page.locator("#desk-told")).to_have_text("Rejected.")
    one.refresh_from_db(), other.refresh_from_db()
    assert (one.status, other.status) == ("accepted", "rejected")


def test_the_speaker_and_the_words_of_a_suggestion_are_changed_by_key(at_desk, article):
    page, site = at_desk
    make_person("Cleo Rossi")
    statement = make_statement(article, "the port would open", status="suggested", kind="indirect")
    take_one_word_more(page, f"{site}/desk/articles/{article.code}/")
    bar(page)
    page.keyboard.press("Enter")
    expect(page.locator("#desk-told")).to_have_text("It stands on these words now.")
    page.keyboard.press("j")
    page.keyboard.press("s")
    bar(page)
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    expect(page.locator("#desk-told")).to_contain_text("Said by:")
    statement.refresh_from_db()
    assert (statement.text, str(statement.speaker)) == ("said the port would open", "Ben Lind")


def test_pointing_at_a_statement_lights_its_words_and_the_reverse(at_desk, article):
    page, site = at_desk
    make_statement(article, "It is over,")
    page.goto(f"{site}/desk/articles/{article.code}/")
    page.locator(".bench-statement").hover()
    expect(page.locator("mark.is-lit")).to_have_text("It is over,")
    page.locator("h1").hover()
    page.locator("mark").hover()
    expect(page.locator(".bench-statement.is-lit")).to_have_count(1)


def test_words_are_chosen_by_touch_and_quoted_by_the_button(browser, live_server, edith, article):
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740})
    page = context.new_page()
    sign_in(page, live_server.url, edith)
    page.goto(f"{live_server.url}/desk/articles/{article.code}/")
    page.locator(".bench-tools").wait_for()
    select(page, "It is over")
    page.get_by_label("One word fewer at the start").tap()
    page.get_by_role("button", name="Quote these words").tap()
    bar(page).get_by_label("Nobody who is named").tap()
    bar(page).get_by_role("button", name="Quote").tap()
    saved(page)
    assert Statement.objects.get().text == "is over,"
    context.close()


def test_an_editor_who_wants_no_single_keys_quotes_by_button_and_the_words_stay_chosen(bench, edith):
    Preference.objects.create(user=edith, has_keys=False)
    bench.reload()
    select(bench, "the port would open")
    bench.keyboard.press("q")
    assert bench.get_by_role("dialog").count() == 0
    bench.get_by_role("button", name="Quote these words").click()
    bar(bench).get_by_label("Nobody who is named").click()
    bench.get_by_label("One more word at the start").click()
    expect(bench.locator(".bench-form [name=exact]")).to_have_value("said the port would open")
    expect(bench.locator("[name=who]:checked")).to_have_value("nobody")
    bar(bench).get_by_role("button", name="Quote").click()
    saved(bench)
    assert Statement.objects.get().text == "said the port would open"


def test_to_save_is_never_needed_and_says_so(bench):
    bench.keyboard.press("Control+s")
    expect(bench.locator("#desk-told")).to_have_text("All saved. Each act is saved at once.")


def test_a_name_the_archive_has_twice_is_asked_about_in_the_bar_and_nothing_is_lost(bench):
    make_person("Cleo Rossi"), make_person("Cleo Rossi", slug="another", summary="Harbour master")
    select(bench, "It is over")
    bench.keyboard.press("q")
    bar(bench)
    bench.keyboard.press("n")
    bench.keyboard.type("Cleo Rossi")
    bench.get_by_role("option").first.wait_for()
    bench.keyboard.press("Escape")
    bench.keyboard.press("Enter")
    expect(bench.locator("[data-error]")).to_have_text("Several have this name: choose one.")
    bench.keyboard.press("2")
    bench.keyboard.press("Enter")
    saved(bench)
    assert Statement.objects.get().speaker.summary == "Harbour master"


def test_without_a_script_words_are_pasted_and_quoted(browser, live_server, edith, article):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server.url, edith)
    page.goto(f"{live_server.url}/desk/articles/{article.code}/")
    page.get_by_label("Or paste the words here").fill("“It is over,”")
    page.get_by_role("button", name="Find them in the text").click()
    page.get_by_role("button", name="Quote").click()
    statement = Statement.objects.get()
    assert (statement.text, str(statement.speaker), statement.status) == ("It is over,", "Ben Lind", "accepted")
    assert page.url.endswith(f"#{statement.anchor}")
    page.get_by_role("link", name="Speaker").click()
    page.get_by_label("Nobody who is named").check()
    page.get_by_role("button", name="Say so").click()
    statement.refresh_from_db()
    assert statement.speaker is None
    context.close()


def test_the_workbench_is_accessible_narrow_and_wide_light_and_dark_and_from_right_to_left(at_desk, settings):
    page, site = at_desk
    article = make_article("انتهاء الإضراب", ARABIC, language="ar")
    make_statement(article, "إنّ الإضرابَ انتهى", make_person("ليلى حداد"), language="ar")
    make_statement(article, "سنعود يومَ الاثنين", status="suggested", language="ar", described_as="سامي نصر")
    address = f"{site}/desk/articles/{article.code}/"
    assert complaints_about(page, address) == []
    assert complaints_about(page, f"{address}quote/?start=0&end=4&revision=1") == []
    settings.LANGUAGE_CODE = "ar"
    assert complaints_about(page, address) == []
