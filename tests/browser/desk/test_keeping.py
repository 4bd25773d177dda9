"""Nothing that was typed is lost, whatever happens to the session, the server or the tab; in a real browser."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from articles.anchoring import revise
from articles.models import Article
from people.models import Person
from tests.articles.admin.test_pages import change_page
from tests.factories import BODY, make_article, make_editor, make_person

from .conftest import complaints_about, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.only_on("sqlite"), pytest.mark.django_db(transaction=True)]
PASSWORD = "correct horse battery"
UNTIL_IT_ASKS = 10_000  # milliseconds: static/js/desk/presence.js


@pytest.fixture
def ada():
    return make_person("Ada Vos", summary="Docker.")


def kept(page, words):
    """Wait until the browser has kept some words, which stand in the form."""
    draft = "([key, draft]) => key.startsWith('draft ') && draft.includes(words)"
    page.wait_for_function(f"(words) => Object.entries(localStorage).some({draft})", arg=words)
    assert drafts(page) == 1


def drafts(page):
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('draft ')).length")


def fill(page, site, ada, summary="Union leader.", why="Elected."):
    page.goto(site + change_page(ada))
    page.get_by_label("Summary:").fill(summary)
    page.get_by_label("Why?").fill(why)
    kept(page, why)


def save(page):
    page.get_by_role("button", name="Save", exact=True).click()


def sign_in_again(page):
    page.get_by_label("Username").fill("edith")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def test_a_closed_tab_comes_back_when_asked_and_is_forgotten_when_it_was_saved(at_desk, ada):
    page, site = at_desk
    fill(page, site, ada)
    page.close(run_before_unload=False)
    page = page.context.new_page()
    page.goto(site + change_page(ada))
    told = page.locator(".draft-told")
    assert "You typed something else here just now." in told.inner_text()
    assert page.get_by_label("Summary:").input_value() == "Docker."
    page.get_by_role("button", name="Put it back").click()
    assert page.get_by_label("Summary:").input_value() == "Union leader."
    save(page)
    page.wait_for_url("**/person/")
    assert Person.objects.get().summary == "Union leader."
    assert drafts(page) == 0
    page.goto(site + change_page(ada))
    assert told.count() == 0 and page.locator(".draft-told").count() == 0


def test_a_draft_that_is_let_go_is_gone_and_what_is_typed_meanwhile_takes_nothing_away(at_desk, ada):
    page, site = at_desk
    fill(page, site, ada)
    page.reload()
    page.get_by_label("Summary:").fill("Another.")
    kept(page, "Another.")
    page.reload()
    assert "You typed" in page.locator(".draft-told").inner_text()
    page.get_by_role("button", name="Put it back").click()
    assert page.get_by_label("Summary:").input_value() == "Another."
    page.reload()
    seen = set()
    while page.locator(".draft-told").count():
        key = page.evaluate("Object.keys(localStorage).find((key) => key.startsWith('draft '))")
        seen.add(
            page.evaluate(
                "(key) => JSON.parse(localStorage.getItem(key))[0].fields.find(([n]) => n === 'summary')[1]", key
            )
        )
        page.get_by_role("button", name="Discard it").click()
    assert seen == {"Another.", "Union leader."}
    assert drafts(page) == 0


@pytest.mark.parametrize("with_script", [True, False])
def test_a_session_that_ended_during_the_edit_costs_a_sign_in_and_no_word(
    with_script, browser, live_server, edith, ada
):
    context = browser.new_context(java_script_enabled=with_script)
    page, site = context.new_page(), live_server.url
    sign_in(page, site, edith)
    page.goto(site + change_page(ada))
    page.get_by_label("Summary:").fill("Union leader.")
    page.get_by_label("Why?").fill("Elected.")
    Session.objects.all().delete()
    save(page)
    sign_in_again(page)
    assert "Union leader." in page.locator(".typed-words").inner_text()
    assert not with_script or complaints_about(page) == []
    page.get_by_role("button", name="Save what I typed").click()
    page.wait_for_url("**/person/")
    assert Person.objects.get().summary == "Union leader."
    if with_script:
        assert drafts(page) == 0
    context.close()


@pytest.mark.parametrize("fails", ["with an error", "by being away"])
def test_a_server_that_fails_costs_no_word(fails, at_desk, ada):
    page, site = at_desk

    def answer(route):
        if route.request.method != "POST":
            route.continue_()
        elif fails == "with an error":
            route.fulfill(status=500, body="Error")
        else:
            route.abort("connectionrefused")

    fill(page, site, ada)
    page.route("**/change/", answer)
    with page.expect_event("requestfinished" if fails == "with an error" else "requestfailed"):
        save(page)
    page.unroute("**/change/")
    page.goto(site + change_page(ada))
    page.get_by_role("button", name="Put it back").click()
    assert page.get_by_label("Summary:").input_value() == "Union leader."
    assert page.get_by_label("Why?").input_value() == "Elected."


def test_a_draft_from_before_a_colleagues_save_meets_it_instead_of_overwriting(at_desk, ada):
    page, site = at_desk
    fill(page, site, ada)
    page.goto("about:blank")
    Person.objects.update(summary="Queen.", version=2)
    page.goto(site + change_page(ada))
    assert "both are compared" in page.locator(".draft-told").inner_text()
    page.get_by_role("button", name="Put it back").click()
    save(page)
    page.locator(".conflict-field.is-current").wait_for()
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    page.wait_for_url("**/person/")
    assert Person.objects.get().summary == "Queen."


def test_rows_that_were_added_and_choices_that_were_looked_up_come_back(at_desk):
    page, site = at_desk
    article = make_article(status="draft")
    rotterdam = make_person("Bea Lund")
    page.goto(site + change_page(article))
    page.locator("#participations-group .add-row a").click()
    page.locator("#id_participations-0-person + .select2").click()
    page.locator(".select2-search__field").fill("Bea")
    page.get_by_role("option", name="Bea Lund").click()
    page.locator("#id_body").fill(f"{BODY}\n\nسطر 😀")
    kept(page, "سطر")
    page.reload()
    page.get_by_role("button", name="Put it back").click()
    page.get_by_label("Why?").fill("More.")
    save(page)
    page.wait_for_url("**/article/")
    assert article.participations.get().person == rotterdam
    assert Article.objects.get().current.body == f"{BODY}\n\nسطر 😀"


def test_records_that_were_typed_come_back_until_they_are_imported(at_desk):
    page, site = at_desk
    page.goto(site + reverse("desk:import"))
    page.get_by_label("The records, one a line").fill(
        '{"id": "a", "title": "Harbour strike", "body": "The port was quiet."}'
    )
    kept(page, "Harbour strike")
    page.reload()
    page.get_by_role("button", name="Put it back").click()
    page.get_by_role("button", name="Try it").click()
    page.get_by_role("heading", name="What would become of them").wait_for()
    assert complaints_about(page) == []
    page.route("**/drafts*.js", lambda route: route.abort())  # somebody leaves before the page's scripts have come
    page.get_by_role("button", name="Import them").click()
    page.get_by_role("heading", name="What became of them").wait_for()
    page.unroute("**/drafts*.js")
    assert Article.objects.get().headline == "Harbour strike"
    page.goto(site + reverse("desk:import"))
    page.wait_for_load_state()  # "load" is heard: the offer would stand here now
    assert (drafts(page), page.locator(".draft-told").count()) == (0, 0)


def test_nothing_secret_is_kept(at_desk):
    page, site = at_desk
    page.goto(f"{site}/admin/password_change/")
    page.get_by_label("Old password").fill("a secret")
    page.wait_for_timeout(800)
    fill(page, site, make_person("Cy"))
    held = page.evaluate("JSON.stringify(localStorage)")
    assert "a secret" not in held and "csrfmiddlewaretoken" not in held


def conflict(page, site, article):
    """The page that Edith gets when Amal has saved the text and the headline before her."""
    page.goto(site + change_page(article))
    body = page.locator("#id_body").input_value()
    revise(article, body.replace("Friday", "Thursday"), headline="Strike over", by=make_editor("amal"), reason="Day.")
    page.locator("#id_headline").fill("Harbour at work")
    page.locator("#id_body").fill(body.replace("quiet", "busy"))
    page.get_by_label("Why?").fill("Busy.")
    save(page)


def test_two_texts_are_settled_by_keys_alone(at_desk):
    page, site = at_desk
    article = make_article(status="draft")
    conflict(page, site, article)
    assert complaints_about(page) == []
    assert page.locator(".conflict-field.is-current legend").inner_text() == "Headline"
    page.keyboard.press("1")
    assert page.locator(".conflict-field.is-current legend").inner_text() == "Text"
    page.keyboard.press("3")
    page.keyboard.press("Enter")
    page.wait_for_url("**/article/")
    article.refresh_from_db()
    assert article.headline == "Harbour at work"
    assert article.current.body == BODY.replace("Friday", "Thursday").replace("quiet", "busy")


def test_a_colleague_is_told_of_while_the_page_stands_open(at_desk, ada, browser, live_server):
    page, site = at_desk
    page.clock.install()  # it goes on as any does, and can be put forward
    page.goto(site + change_page(ada))
    context = browser.new_context()
    other = context.new_page()
    sign_in(other, site, make_editor("amal"))
    other.goto(site + change_page(ada))
    assert "edith opened this just now." in other.locator(".presence").inner_text()
    page.clock.fast_forward(UNTIL_IT_ASKS)
    page.locator(".presence").get_by_text("amal opened this just now.").wait_for()
    other.close(run_before_unload=True)
    page.clock.fast_forward(UNTIL_IT_ASKS)
    page.locator(".presence").get_by_text("amal").wait_for(state="detached")
    context.close()


def test_a_version_is_compared_and_put_back_by_keyboard_and_without_script(browser, live_server, edith):
    article = make_article(status="draft")
    revise(article, BODY.replace("Friday", "Thursday"), by=edith, reason="It was Thursday.")
    for with_script in (True, False):
        context = browser.new_context(java_script_enabled=with_script)
        page = context.new_page()
        sign_in(page, live_server.url, edith)
        page.goto(live_server.url + change_page(article))
        page.get_by_role("link", name="History").focus()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Compare these two").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/compare/**")
        assert page.locator("del").first.is_visible() and page.locator("ins").first.is_visible()
        page.get_by_role("link", name="Put the earlier one back").focus()
        page.keyboard.press("Enter")
        page.get_by_label("Why?").focus()
        page.keyboard.type("It was right.")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/history/article/{article.code}/")
        assert "It was right." in page.locator(".history-why").first.inner_text()
        context.close()
    assert Article.objects.get().current.number == 4


def test_the_pages_are_accessible_narrow_and_wide_light_and_dark_and_from_right_to_left(at_desk, settings, edith):
    page, site = at_desk
    article = make_article("انتهى الإضراب", body="انتهى الإضراب يوم الجمعة.\n\nThe port was quiet.", language="ar")
    for words in ("السبت", "الأحد"):
        revise(article, article.current.body.replace("الجمعة", words), by=edith, reason=f"كان يوم {words}.")
    make_editor("amal")
    addresses = [
        reverse("desk:history", args=["article", article.code]),
        reverse("desk:compare", args=["article", article.code]) + "?from=0&to=now",
        reverse("desk:restore", args=["article", article.code, 0]),
        reverse("desk:typed"),
    ]
    for language in ("en-gb", "ar"):
        settings.LANGUAGE_CODE = language
        for address in addresses:
            assert complaints_about(page, site + address) == []
