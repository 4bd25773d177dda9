"""Retracted, removed by law, without a name: three acts, and removal takes two people."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from articles.models import Article, Correction
from desk.editions import removing
from desk.models import RemovalRequest
from tests.articles.admin.forms import fill_in
from tests.factories import BODY, make_article, make_editor, make_person, make_statement

pytestmark = pytest.mark.django_db
REASON = {"reason": "Court order"}


@pytest.fixture
def edith():
    return make_editor("edith")


@pytest.fixture
def amal():
    return make_editor("amal")


@pytest.fixture
def article():
    return make_article()


def at(user):
    client = Client()
    client.force_login(user)
    return client


def status_of(article):
    article.refresh_from_db()
    return article.status


def decide(user, asked, act, **fields):
    return at(user).post("/desk/removals/", {"request": asked.pk, "act": act, **fields})


def ask(user, article):
    fill_in(at(user), f"/desk/articles/{article.code}/remove/", **REASON)
    return RemovalRequest.objects.get()


def test_one_person_asks_and_another_confirms(edith, amal, article):
    asked = ask(edith, article)
    assert (asked.asked_by, asked.reason, status_of(article)) == (edith, "Court order", "published")
    assert decide(amal, asked, "confirm").status_code == 302
    asked.refresh_from_db()
    assert (asked.decision, asked.decided_by, status_of(article)) == ("confirmed", amal, "removed")
    assert Client().get(article.get_absolute_url()).status_code == 410
    assert Correction.objects.values_list("act", "reason").get() == ("removal", "Court order")


def test_nobody_confirms_what_they_asked_for_themselves(edith, article):
    asked = ask(edith, article)
    page = at(edith).get("/desk/removals/").content.decode()
    assert 'value="confirm"' not in page and 'value="withdraw"' in page
    forged = decide(edith, asked, "confirm")
    assert forged.status_code == 400 and "somebody else has to confirm it" in forged.content.decode()
    asked.refresh_from_db()
    assert (asked.decision, status_of(article)) == ("waiting", "published")


def test_not_even_one_who_may_do_everything_confirms_their_own(edith, article):
    edith.is_superuser = True
    edith.save()
    asked = ask(edith, article)
    assert decide(edith, asked, "confirm").status_code == 400
    assert status_of(article) == "published"


def test_the_database_itself_knows_no_removal_by_one_person(edith, article):
    asked = ask(edith, article)
    with pytest.raises(IntegrityError), transaction.atomic():
        RemovalRequest.objects.filter(pk=asked.pk).update(decision="confirmed", decided_by=edith)


def test_the_admin_asks_too_and_removes_nothing_by_itself(edith, amal, article):
    address = reverse("admin:articles_article_act", args=[article.pk, "remove"])
    assert "Somebody else has to confirm it" in at(edith).get(address).content.decode()
    assert fill_in(at(edith), address, **REASON).status_code == 302
    assert status_of(article) == "published"
    again = fill_in(at(amal), address, **REASON)
    assert again.status_code == 200 and "asked for already, by edith" in again.content.decode()
    assert RemovalRequest.objects.count() == 1


@pytest.mark.parametrize("group", ["reporter", "editor"])
def test_who_may_not_remove_neither_asks_nor_confirms(edith, article, group):
    asked = ask(edith, article)
    other = make_editor("other", group=group)
    assert decide(other, asked, "confirm").status_code == 403
    for address in (
        f"/desk/articles/{article.code}/remove/",
        reverse("admin:articles_article_act", args=[article.pk, "remove"]),
    ):
        assert at(other).post(address, REASON).status_code == 403
    assert status_of(article) == "published"


def test_it_is_refused_with_a_reason_and_taken_back_by_who_asked(edith, amal, article):
    asked = ask(edith, article)
    assert decide(amal, asked, "refuse").status_code == 400
    assert decide(amal, asked, "withdraw").status_code == 400
    assert decide(amal, asked, "refuse", note="The order names another paper.").status_code == 302
    asked.refresh_from_db()
    assert (asked.decision, asked.note) == ("refused", "The order names another paper.")
    second = removing.ask(article, by=edith, **REASON)
    assert decide(edith, second, "withdraw").status_code == 302
    second.refresh_from_db()
    assert (second.decision, status_of(article)) == ("withdrawn", "published")


@pytest.mark.parametrize("act", ["confirm", "refuse", "withdraw"])
def test_what_is_decided_is_decided_once(edith, amal, article, act):
    asked = ask(edith, article)
    removing.confirm(asked, by=amal)
    page = decide(make_editor("third") if act != "withdraw" else edith, asked, act, note="No.")
    assert page.status_code == 400 and "It is confirmed already" in page.content.decode()
    assert Correction.objects.count() == 1


def test_only_what_readers_have_seen_is_removed_by_law(edith):
    for article, reason in (
        (make_article("Draft", status="draft"), "Readers have not seen it"),
        (make_article("Gone", status="removed"), "It is removed already"),
    ):
        with pytest.raises(ValidationError, match=reason):
            removing.ask(article, by=edith, **REASON)


def test_a_retracted_article_can_still_be_removed(edith, amal, article):
    Article.objects.update(status="retracted")
    removing.confirm(removing.ask(article, by=edith, **REASON), by=amal)
    assert status_of(article) == "removed"


def test_whoever_may_not_remove_is_told_of_the_request_without_a_way_to_it(edith, amal, article):
    page, way = f"/desk/articles/{article.code}/publish/", 'href="/desk/removals/"'
    removing.ask(article, by=edith, reason="Court order")
    assert way in at(amal).get(page).content.decode()
    told = at(make_editor("rita", group="reporter")).get(page).content.decode()
    assert "Its removal by law is asked for." in told and way not in told


def test_removals_wait_in_the_queue(edith, amal, article):
    ask(edith, article)
    page = at(amal).get("/desk/").content.decode()
    assert "Removals to confirm" in page
    assert (
        "Its removal by law is asked for." in at(amal).get(f"/desk/articles/{article.code}/publish/").content.decode()
    )


def test_an_article_is_retracted_once_with_its_note(edith, article):
    address = f"/desk/articles/{article.code}/retract/"
    assert "None of its text" in at(edith).get(address).content.decode()
    fields = {"version": article.version, "what_changed": "All of it was invented.", "reason": "The desk checked."}
    assert at(edith).post(address, fields | {"what_changed": ""}).status_code == 400
    answers = [at(edith).post(address, fields).status_code for _again in range(2)]
    assert (answers, status_of(article)) == ([302, 400], "retracted")
    assert Correction.objects.get().what_changed == "All of it was invented."


def test_a_name_is_withheld_and_what_still_gives_it_is_pointed_out(edith, article):
    statement = make_statement(article, speaker=make_person())
    address = f"/desk/statements/{statement.code}/withhold/"
    assert "The text below still names them: <bdi>Ada Vos</bdi>" in at(edith).get(address).content.decode()
    named = fill_in(at(edith), address, described_as="Ada Vos, a docker", **REASON)
    assert named.status_code == 400 and "still gives the name" in named.content.decode()
    body = BODY.replace("Ada Vos", "a docker")
    assert fill_in(at(edith), address, described_as="a docker", body=body, **REASON).status_code == 302
    page = Client().get(article.get_absolute_url()).content.decode()
    assert "Ada Vos" not in page and "a docker" in page


def test_a_statement_that_names_nobody_has_no_name_to_withhold(edith, article):
    statement = make_statement(article, speaker=None)
    page = fill_in(at(edith), f"/desk/statements/{statement.code}/withhold/", described_as="a docker", **REASON)
    assert page.status_code == 400 and "It names no person" in page.content.decode()


@pytest.mark.parametrize("page", ["retract", "remove"])
def test_what_will_be_seen_is_said_before_by_readers_feeds_search_engines_and_programs(edith, article, page):
    shown = at(edith).get(f"/desk/articles/{article.code}/{page}/").content.decode()
    assert [f"<dt>{label}</dt>" in shown for label in ("Readers", "Feeds", "Search engines", "Programs")] == [True] * 4
