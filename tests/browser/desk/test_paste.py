"""From a pasted text to a published article, by keyboard alone; and the same without script.

Of "ninety seconds and 25 keystrokes" the keystrokes are counted here. The seconds are measured by `bench.desk_review`:
no test fails on a clock.
"""

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from articles.models import Article, Statement
from desk.intake import pasting
from desk.intake.importing import import_records
from tests.browser.accessibility import violations
from tests.desk.articles import SAID, pasted
from tests.factories import make_article

from .conftest import complaints_about, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.only_on("sqlite"), pytest.mark.django_db(transaction=True)]
MOST_KEYS = 25
ARABIC = (
    "العبارة تبحر من جديد\n\nبقلم: آنا كيرش\n\n"
    "روتردام — أبحرت عبارة الجزيرة من جديد يوم الثلاثاء بعد أسبوع من الضباب.\n\n"
    "وقالت مارتا أولسن: «لن يبقى أحد على الجزيرة». وأضافت أن الطواقم نامت على متنها."
)


class Keyboard:
    """Presses keys as an editor does, and counts them: Ctrl+V is one."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def press(self, key):
        self.page.keyboard.press(key)
        self.count += 1

    def paste(self, text):
        """Ctrl+V, with this text on the clipboard, into the field that the page lets one begin in."""
        self.page.locator("#paste-text:focus").wait_for()
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.press("Control+v")


@pytest.fixture
def keyboard(at_desk):
    page, site = at_desk
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    return Keyboard(page)


def test_a_pasted_text_is_published_with_ten_quotations_in_few_keys(at_desk, keyboard):
    page, site = at_desk
    page.goto(f"{site}/desk/paste/")
    keyboard.paste(pasted())
    expect(page.locator("#paste-found")).to_contain_text("10 quotations found")
    keyboard.press("Control+Shift+Enter")
    page.wait_for_url("**/publish/")
    assert page.locator("[name=statement]").count() == 10
    keyboard.press("a")
    expect(page.locator(".messagelist")).to_contain_text("Accepted: ")
    keyboard.press("p")
    expect(page.locator(".messagelist")).to_contain_text("Published.")
    article = Article.objects.get()
    assert article.is_public
    assert Statement.objects.published().count() == len(SAID)
    assert keyboard.count <= MOST_KEYS


def test_pasted_to_saved_takes_two_acts(at_desk, keyboard):
    page, site = at_desk
    page.goto(f"{site}/desk/paste/")
    keyboard.paste(pasted())
    expect(page.locator("#paste-found")).to_contain_text("10 quotations found")
    keyboard.press("Control+Enter")
    page.wait_for_url("**/articles/**")
    assert (Article.objects.get().status, keyboard.count) == ("draft", 2)


def test_what_was_found_is_corrected_by_keyboard(at_desk, keyboard):
    page, site = at_desk
    page.goto(f"{site}/desk/paste/")
    keyboard.paste(pasted())
    headline = page.locator("[name=headline]")
    expect(headline).to_have_value("Ferry sails again after a week")
    headline.focus()
    page.keyboard.press("End")
    page.keyboard.type("!")
    page.get_by_label("Marta Olsen").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/articles/**")
    assert Article.objects.get().headline == "Ferry sails again after a week!"
    assert Statement.objects.filter(speaker=None).count() == 5


def test_what_an_editor_corrected_stays_while_the_text_goes_on_being_typed(at_desk, keyboard):
    page, site = at_desk
    page.goto(f"{site}/desk/paste/")
    keyboard.paste(pasted())
    page.locator("[name=byline]").fill("A. Kirsch")
    page.locator("#paste-text").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("\n\n“We are glad,” Marta Olsen said.")
    expect(page.locator("#paste-found")).to_contain_text("11 quotations found")
    expect(page.locator("[name=byline]")).to_have_value("A. Kirsch")


def test_an_article_that_is_there_already_is_shown_while_pasting(at_desk, keyboard):
    page, site = at_desk
    make_article("Ferry", "\n\n".join(pasted().split("\n\n")[3:]))
    page.goto(f"{site}/desk/paste/")
    keyboard.paste(f"{pasted()}\n\nThe pier was full of people who had waited for a week.")
    expect(page.locator(".paste-double")).to_contain_text("% the same as Ferry")


def test_what_cannot_be_read_is_said_while_typing_and_stays_in_the_field(at_desk, keyboard):
    page, site = at_desk
    page.goto(f"{site}/desk/paste/")
    keyboard.paste("Only a headline")
    expect(page.get_by_role("alert")).to_contain_text("it has no headline")
    expect(page.locator("#paste-text")).to_have_value("Only a headline")


def test_an_instant_is_shown_while_it_is_typed_and_then_takes_one_press(at_desk):
    page, site = at_desk
    article = make_article(status="draft")
    page.goto(f"{site}/desk/articles/{article.code}/publish/")
    page.keyboard.press("e")
    page.keyboard.type("2099-01-01 06:00 Riyadh")
    expect(page.locator("#read-embargo")).to_contain_text("Thursday 1 January 2099, 03:00 UTC")
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("Readers see nothing of it before Thursday 1 January 2099")
    page.keyboard.press("l")
    expect(page.locator(".messagelist")).to_contain_text("The embargo is lifted")
    article.refresh_from_db()
    assert article.embargo_until is None


def test_of_two_instants_one_is_chosen(at_desk):
    page, site = at_desk
    article = make_article(status="draft")
    page.goto(f"{site}/desk/articles/{article.code}/publish/")
    page.keyboard.press("s")
    page.keyboard.type("03/04/2099 6:00")
    expect(page.locator("#read-schedule")).to_contain_text("more than one instant")
    page.locator(".when-choices button").first.click()
    expect(page.locator("#read-schedule")).to_contain_text("4 March 2099")
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("Readers see it from Wednesday 4 March 2099")


def test_a_correction_shows_its_words_while_it_is_typed(at_desk):
    page, site = at_desk
    article = make_article()
    page.goto(f"{site}/desk/articles/{article.code}/correct/")
    page.locator("#correct-body").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" It rained.")
    expect(page.locator("#correct-change ins")).to_contain_text("It rained")
    page.locator("#correct-note").fill("It rained.")
    page.locator("#correct-reason").fill("A reader wrote in.")
    page.locator("#correct-reason").blur()
    page.keyboard.press("u")
    expect(page.locator(".messagelist")).to_contain_text("Updated")


def test_what_a_correction_changes_is_shown_too_where_a_draft_of_it_is_put_back(at_desk):
    page, site = at_desk
    address = f"{site}/desk/articles/{make_article().code}/correct/"
    page.goto(address)
    page.locator("#correct-body").press("Control+End")
    page.keyboard.type(" It rained.")
    expect(page.locator("#correct-change ins")).to_contain_text("It rained")
    page.goto(address)
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator("#correct-change ins")).to_contain_text("It rained")


@pytest.fixture
def without_script(browser, live_server, edith):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server.url, edith)
    yield page
    context.close()


def test_all_of_it_works_without_script(without_script, live_server):
    page = without_script
    page.goto(f"{live_server.url}/desk/paste/")
    page.locator("#paste-text").fill(pasted())
    page.get_by_role("button", name="Look at it").click()
    page.get_by_label("Piet Halloran").uncheck()
    page.get_by_role("button", name="Save, then check and publish").click()
    page.get_by_role("button", name="Accept what is ticked").click()
    page.locator("#when-embargo").fill("2099-01-01 06:00 Riyadh")
    page.get_by_role("button", name="Embargo").click()
    expect(page.locator("#read-embargo")).to_contain_text("Thursday 1 January 2099, 03:00 UTC")
    page.get_by_role("button", name="Yes, then").click()
    page.get_by_role("button", name="Publish all the same").click()
    article = Article.objects.get()
    assert (article.status, article.is_public) == ("published", False)
    page.get_by_role("button", name="Lift the embargo").click()
    article.refresh_from_db()
    assert article.is_public
    page.get_by_role("link", name="Correct", exact=True).click()
    page.locator("#correct-headline").fill("Ferry sails again")
    page.get_by_role("button", name="See what changes").click()
    page.locator("#correct-note").fill("The headline.")
    page.locator("#correct-reason").fill("Too long.")
    page.get_by_role("button", name="Correct", exact=True).click()
    article.refresh_from_db()
    assert (article.status, article.headline) == ("corrected", "Ferry sails again")


def histories(site):
    """The pages of what was imported and what could not be read, with something on each."""
    edith = get_user_model().objects.get(username="edith")
    run = import_records(f'{{"id": "a", "title": "{"Long" * 40}"}}', is_trial=False, by=edith, came_from="a.jsonl").run
    failed = pasting.keep_failed(
        text=ARABIC, came_from="https://islander.example/" + "a" * 90, reason="no text", by=edith
    )
    pasting.settle(failed, Article.objects.first(), by=edith)
    pasting.keep_failed(came_from="https://islander.example/" + "b" * 90, reason="nothing is there", by=edith)
    pages = "import/history/", f"import/history/{run.pk}/", "paste/failed/history/", f"paste/failed/{failed.pk}/"
    return [f"{site}/desk/{page}" for page in pages]


@pytest.mark.parametrize("language", ["en-gb", "ar"])
def test_the_pages_are_accessible_narrow_and_wide_light_and_dark(at_desk, settings, language):
    page, site = at_desk
    settings.LANGUAGE_CODE = language
    text = ARABIC if language == "ar" else pasted()
    page.goto(f"{site}/desk/paste/")
    page.locator("#paste-text").fill(text)
    page.get_by_role("button", name="Look at it").click()
    page.locator("button[value=save-check]").click()
    page.wait_for_url("**/publish/")
    draft, public = page.url, make_article("العبارة تبحر" if language == "ar" else "Ferry")
    page.goto(f"{site}/desk/paste/")
    page.locator("#paste-text").fill(f"{text}\n\nMore.")
    expect(page.locator("[name=headline]")).to_be_visible()
    assert [violation["id"] for violation in violations(page)] == []
    addresses = [
        draft,
        f"{site}/desk/paste/",
        f"{site}/desk/paste/failed/",
        f"{site}/desk/removals/",
        f"{site}/desk/import/",
        *histories(site),
    ]
    addresses += [f"{site}/desk/articles/{public.code}/{name}/" for name in ("publish", "correct", "retract", "remove")]
    assert [complaint for address in addresses for complaint in complaints_about(page, address)] == []
