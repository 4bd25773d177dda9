"""What was typed outlives the sign-in it was typed under, without any script; and nobody else is shown it."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from desk import typed
from people.models import Person
from tests.articles.admin.forms import fields_of
from tests.articles.admin.test_pages import HOSTILE, change_page
from tests.factories import make_article, make_editor, make_person, make_statement

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


@pytest.fixture
def edith():
    return make_editor("edith")


def at_form(user, record, client=None):
    client = client or Client()
    client.force_login(user)
    return client, fields_of(client.get(change_page(record)))


def sign_in(client, address, name="edith"):
    return client.post(address, {"username": name, "password": PASSWORD, "next": typed_page()}, follow=True)


def typed_page():
    return reverse("desk:typed")


@pytest.mark.parametrize("ended", ["expired", "signed out elsewhere", "disabled and let in again"])
def test_a_form_that_meets_an_ended_session_comes_back_after_signing_in(ended, edith):
    ada = make_person("Ada Vos", summary="Docker.")
    client, form = at_form(edith, ada)
    {"disabled and let in again": lambda: type(edith).objects.update(is_active=False)}.get(
        ended, Session.objects.all().delete
    )()
    answer = client.post(change_page(ada), form | {"summary": "Union leader.", "why": "Elected."})
    assert answer.url == f"{reverse('admin:login')}?next=%2Fdesk%2Ftyped%2F"
    type(edith).objects.update(is_active=True)
    page = sign_in(client, answer.url)
    assert "Union leader." in page.content.decode()
    assert Person.objects.get().summary == "Docker."
    kept = fields_of(page)
    assert client.post(change_page(ada), kept).status_code == 302
    assert Person.objects.get().summary == "Union leader."
    assert "Nothing that you typed is waiting here" in client.get(typed_page()).content.decode()


def test_what_a_colleague_saved_during_the_sign_in_is_not_overwritten(edith):
    ada = make_person("Ada Vos", summary="Docker.")
    client, form = at_form(edith, ada)
    other, theirs = at_form(make_editor("amal"), ada)
    client.cookies.clear()
    token = client.get(reverse("admin:login"))
    assert token.status_code == 200
    answer = client.post(change_page(ada), form | {"summary": "Mine.", "why": "Mine."})
    other.post(change_page(ada), theirs | {"summary": "Theirs.", "why": "Theirs."})
    kept = fields_of(sign_in(client, answer.url))
    assert client.post(change_page(ada), kept).status_code == 409


def test_only_what_was_typed_is_shown_and_all_of_the_form_comes_back(edith):
    article = make_article(status="draft")
    client, form = at_form(edith, article)
    Session.objects.all().delete()
    typed_now = {
        "printed_on": "14/03/1987",
        "byline": "Ines Maar",
        "why": "Hers.",
        "participations-__prefix__-role": "x",
    }
    page = sign_in(client, client.post(change_page(article), form | typed_now).url)
    assert [name for name, _words in page.context["words"]] == ["byline", "why"]
    assert fields_of(page)["printed_on"] == "14/03/1987"


def test_nobody_else_who_signs_in_there_is_shown_it(edith):
    ada = make_person("Ada Vos")
    client, form = at_form(edith, ada)
    Session.objects.all().delete()
    answer = client.post(change_page(ada), form | {"summary": "Of Edith.", "why": "Why."})
    make_editor("boris")
    assert "Of Edith." not in sign_in(client, answer.url, "boris").content.decode()


@pytest.mark.parametrize("name", ["", "1-abc", "1-abc:forged"])
def test_a_stranger_has_nothing_kept_here(name):
    client = Client()
    answer = client.post("/admin/people/person/1/change/", {"draft": name, "summary": "x" * 1000})
    assert answer.url.endswith("next=/admin/people/person/1/change/")
    assert Session.objects.count() == 0


def test_too_much_is_not_kept_and_passwords_never(edith, rf):
    client, form = at_form(edith, make_person())
    Session.objects.all().delete()
    client.post("/admin/people/person/1/change/", form | {"summary": "x" * (typed.MOST + 1)})
    assert Session.objects.count() == 0
    client.post("/admin/people/person/1/change/", form | {"old_password": "secret", "summary": "short"})
    assert "old_password" not in str(client.session[typed.KEPT_IN]) and "short" in str(client.session[typed.KEPT_IN])


def test_hostile_words_come_back_literally(edith):
    article = make_article(status="draft")
    client, form = at_form(edith, article)
    Session.objects.all().delete()
    answer = client.post(change_page(article), form | {"headline": HOSTILE, "body": f"{HOSTILE}\r\n\r\nb", "why": "x"})
    page = sign_in(client, answer.url)
    assert "<b>Ada" not in page.content.decode()
    assert fields_of(page)["headline"] == HOSTILE


def test_a_form_with_the_token_of_an_earlier_sign_in_comes_back_with_the_right_one(edith):
    ada = make_person("Ada Vos")
    client, form = at_form(edith, ada, Client(enforce_csrf_checks=True))
    client.force_login(edith)  # in another tab
    client.get(reverse("admin:password_change"))
    answer = client.post(change_page(ada), form | {"summary": "Kept.", "why": "Why.", "csrfmiddlewaretoken": "a" * 64})
    assert answer.status_code == 403
    assert Person.objects.get().summary == ""
    assert client.post(change_page(ada), fields_of(answer)).status_code == 302
    assert Person.objects.get().summary == "Kept."


def test_a_forged_post_is_refused_as_everywhere(edith):
    ada = make_person("Ada Vos")
    client, form = at_form(edith, ada, Client(enforce_csrf_checks=True))
    amal = make_editor("amal")
    _other, theirs = at_form(amal, ada)
    for name in ("", theirs["draft"], f"{edith.pk}-abc:forged"):
        answer = client.post(change_page(ada), {"summary": "Forged.", "draft": name})
        assert answer.status_code == 403 and "Forged." not in answer.content.decode()
    assert form["draft"] != theirs["draft"]


def test_a_script_is_given_the_right_token_and_told_why(edith):
    client, _form = at_form(edith, make_person(), Client(enforce_csrf_checks=True))
    answer = client.post("/desk/", {}, headers={"Accept": "application/json"})
    assert answer.status_code == 403
    assert set(answer.json()) == {"error", "token"}


def test_what_was_kept_can_be_let_go(edith):
    ada = make_person("Ada Vos")
    client, form = at_form(edith, ada)
    Session.objects.all().delete()
    answer = client.post(change_page(ada), form | {"summary": "Mine.", "why": "Why."})
    sign_in(client, answer.url)
    assert client.post(typed_page()).url == change_page(ada)
    assert "Nothing that you typed" in client.get(typed_page()).content.decode()


def test_the_browser_is_told_which_draft_is_saved_and_readers_get_no_cookie(edith):
    ada = make_person("Ada Vos")
    client, form = at_form(edith, ada)
    refused = client.post(change_page(ada), form | {"summary": "One.", "why": ""})
    assert refused.status_code == 200 and "draft_saved" not in refused.cookies
    assert fields_of(refused)["draft"] == form["draft"]
    saved = client.post(change_page(ada), fields_of(refused) | {"why": "Why."})
    assert saved.cookies["draft_saved"].value.startswith(form["draft"].split(":")[0])
    assert not Client().get("/").cookies
    assert settings.SESSION_COOKIE_NAME in client.cookies


def test_the_browser_is_told_that_records_are_saved_once_they_are_and_not_before(edith):
    client = Client()
    client.force_login(edith)
    address = reverse("desk:import")
    form = fields_of(client.get(address)) | {"lines": '{"id": "a", "title": "Strike", "body": "Quiet."}'}
    tried = client.post(address, form | {"act": "try"})
    assert "draft_saved" not in tried.cookies
    imported = client.post(address, form | {"act": "import"})
    assert imported.cookies["draft_saved"].value.startswith(form["draft"].split(":")[0])


def sent_while_signed_out(edith, address, **typed_now):
    """The page after signing in, for a form that was sent when the session had ended; and whose client it is."""
    client = Client()
    client.force_login(edith)
    page = client.get(address)
    form = fields_of(page)
    kept_form = re.search(r'<form method="post"([^>]*)>(?:(?!<form).)*?name="draft"', page.content.decode(), re.DOTALL)
    to = re.search(r'action="([^"]*)"', kept_form[1])
    Session.objects.all().delete()
    answer = client.post(unescape(to[1]) if to else address, form | typed_now)
    return client, sign_in(client, answer.url)


def test_words_for_a_suggestion_come_back_and_are_its_words(edith):
    statement = make_statement(status="suggested")
    client, page = sent_while_signed_out(edith, reverse("desk:review"), words="back to work", act="words")
    assert ("words", "back to work") in page.context["words"]
    assert client.post(page.context["kept"]["address"], fields_of(page)).status_code == 302
    statement.refresh_from_db()
    assert statement.text == "back to work"


def test_records_that_were_typed_come_back(edith):
    _client, page = sent_while_signed_out(edith, reverse("desk:import"), lines='{"body": "Half a rec', act="try")
    assert page.context["words"] == [("lines", '{"body": "Half a rec')]


def test_the_name_of_a_filter_comes_back(edith):
    _client, page = sent_while_signed_out(edith, reverse("desk:find", args=["articles"]), name="Undated")
    assert ("name", "Undated") in page.context["words"]


def test_the_ticks_of_several_suggestions_come_back(edith):
    taken = make_statement(status="suggested")
    make_statement(exact="The port was quiet", status="suggested")
    _client, page = sent_while_signed_out(edith, reverse("desk:together"), take=taken.code)
    assert ["take", taken.code] in page.context["kept"]["fields"]
