from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Correction, Statement
from people.models import Merge, Person
from tests.articles.admin.forms import fields_of, fill_in
from tests.articles.admin.test_pages import change_page, list_page
from tests.factories import BODY, make_article, make_editor, make_person, make_statement

pytestmark = pytest.mark.django_db

RANK = ["reporter", "editor", "publisher"]
# Each act: the first group that may do it, the state it is done in, and what is asked besides the reason.
OF_ARTICLES = {
    "submit": ("reporter", "draft", {}),
    "hand-back": ("editor", "in_review", {}),
    "publish": ("publisher", "in_review", {}),
    "schedule": ("publisher", "draft", {"instant": "2099-01-01T06:00"}),
    "embargo": ("publisher", "draft", {"instant": "2099-01-01T06:00"}),
    "lift-embargo": ("publisher", "embargoed", {}),
    "send-to-review": ("publisher", "embargoed", {}),
    "correct": ("editor", "published", {"what_changed": "The day.", "headline": "Other"}),
    "update": ("editor", "published", {"what_changed": "More.", "headline": "Other"}),
    "retract": ("publisher", "published", {"what_changed": "All of it."}),
}
OF_STATEMENTS = {
    "accept": ("editor", "suggested", {}),
    "reject": ("editor", "suggested", {}),
    "reattribute": ("editor", "suggested", {}),
    "retract": ("publisher", "accepted", {"what_changed": "She did not."}),
    "withhold-name": ("publisher", "accepted", {"described_as": "a docker"}),
}


def act_page(record, act):
    return change_page(record).replace("/change/", f"/act/{act}/")


def make_in(state):
    if state == "embargoed":
        return make_article(status="published", embargo_until=timezone.now() + timedelta(days=1))
    return make_article(status=state)


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (Article, Statement, Correction, Merge)]


@pytest.mark.parametrize("group", RANK)
@pytest.mark.parametrize("act", OF_ARTICLES)
def test_each_group_does_the_acts_on_articles_that_are_its_own(act, group, client, sign_in):
    first, state, asked = OF_ARTICLES[act]
    user, article = sign_in(group), make_in(state)
    before, address = everything(), act_page(article, act)
    if RANK.index(group) < RANK.index(first):
        assert client.get(address).status_code == 403
        assert client.post(address, {"reason": "forged", **asked}).status_code == 403
        assert everything() == before
    else:
        assert client.get(address).status_code == 200
        assert everything() == before
        done = fill_in(client, address, reason="The desk agreed.", **asked)
        assert done.status_code == 302, done.content.decode()
        assert article.history.first().history_user == user
        assert article.history.first().history_change_reason == "The desk agreed."


@pytest.mark.parametrize("group", RANK)
@pytest.mark.parametrize("act", OF_STATEMENTS)
def test_each_group_does_the_acts_on_statements_that_are_its_own(act, group, client, sign_in):
    first, status, asked = OF_STATEMENTS[act]
    user, ada, bea = sign_in(group), make_person(), make_person("Bea Lund")
    statement = make_statement(speaker=ada, status=status)
    asked = asked | ({"person": str(bea.pk)} if act == "reattribute" else {})
    before, address = everything(), act_page(statement, act)
    if RANK.index(group) < RANK.index(first):
        assert client.get(address).status_code == 403
        assert client.post(address, {"reason": "forged", **asked}).status_code == 403
        assert everything() == before
    else:
        done = fill_in(client, address, reason="The tape.", **asked)
        assert done.status_code == 302, done.content.decode()
        assert statement.history.first().history_user == user
        assert everything() != before


@pytest.mark.parametrize("group", RANK)
def test_only_publishers_merge_and_undo(group, client, sign_in):
    sign_in(group)
    one, other = make_person("A B"), make_person("C D")
    done = client.post(act_page(other, "merge"), {"survivor": one.pk, "reason": "same"})
    assert done.status_code == (302 if group == "publisher" else 403)
    assert Person.objects.filter(merged_into=one).exists() == (group == "publisher")
    if group == "publisher":
        assert client.post(act_page(Merge.objects.get(), "undo"), {"reason": "two"}).status_code == 302
        assert not Person.objects.filter(merged_into=one).exists()


def test_a_refusal_is_shown_and_what_was_typed_stays(client, sign_in):
    sign_in()
    article = make_article(status="published")
    page = client.post(act_page(article, "publish"), {"reason": "It is ready."}).content.decode()
    assert "It is published already." in page and "It is ready." in page


def test_an_act_by_get_or_without_the_token_does_nothing(client, sign_in):
    from django.test import Client

    user = sign_in()
    article = make_article(status="draft")
    client.get(act_page(article, "publish"), {"reason": "why"})
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user)
    assert strict.post(act_page(article, "publish"), {"reason": "why"}).status_code == 403
    article.refresh_from_db()
    assert article.status == "draft"


def test_an_act_that_there_is_none_of_is_not_found(client, sign_in):
    sign_in()
    assert client.get(act_page(make_article(), "burn")).status_code == 404
    assert client.get(reverse("admin:articles_article_act", args=[99, "publish"])).status_code == 404


def test_suggestions_are_accepted_from_the_list(client, sign_in):
    editor, article = sign_in("editor"), make_article()
    rows = [make_statement(article, f"Line {n}.", make_person(f"S {n}"), status="suggested") for n in range(3)]
    chosen = {"action": "accept", "_selected_action": [str(row.pk) for row in rows[:2]]}
    asked = client.post(list_page(Statement), chosen)
    assert not Statement.objects.published().exists()
    assert "Line 1." in asked.content.decode()
    client.post(list_page(Statement), chosen | {"confirmed": "1", "reason": "All on tape."})
    assert set(Statement.objects.published()) == set(rows[:2])
    assert rows[0].attributions.get().asserted_by == editor


def test_a_reporter_cannot_forge_an_action_of_the_list(client, sign_in):
    sign_in("reporter")
    row = make_statement(status="suggested")
    forged = {"action": "accept", "_selected_action": [str(row.pk)], "confirmed": "1", "reason": "mine"}
    client.post(list_page(Statement), forged)
    row.refresh_from_db()
    assert row.status == "suggested"


def test_a_correction_in_the_admin_keeps_the_text_that_was_not_touched(client, sign_in):
    sign_in()
    article = make_article()
    fill_in(client, act_page(article, "correct"), headline="Other", what_changed="The headline.", reason="Wrong.")
    article.refresh_from_db()
    assert (article.headline, article.current.body) == ("Other", BODY)


def test_a_reporter_changes_drafts_and_not_what_readers_see(client, sign_in):
    sign_in("reporter")
    assert fill_in(client, change_page(make_article(status="draft")), byline="I. M.", why="by").status_code == 302
    public = make_article("Public")
    assert client.post(change_page(public), {"headline": "Forged"}).status_code == 403
    assert client.post(change_page(make_statement(public)), {"described_as": "Forged"}).status_code == 403


@pytest.mark.parametrize("group", RANK)
def test_the_ledger_and_the_texts_cannot_be_changed_or_deleted(group, client, sign_in):
    sign_in(group)
    statement = make_statement(speaker=make_person(), status="suggested")
    statement.attributions.create(person=statement.speaker, method="import")
    for row in [statement.attributions.get(), statement.revision]:
        assert client.get(change_page(row)).status_code == 200
        assert client.post(change_page(row), {"note": "forged"}).status_code == 403
        assert client.post(change_page(row).replace("change", "delete"), {"post": "yes"}).status_code == 403
    if group != "reporter":
        forged = {"attributions-TOTAL_FORMS": "1", "attributions-0-method": "editor", "attributions-INITIAL_FORMS": "0"}
        fill_in(client, change_page(statement), why="why", **forged)
    assert statement.attributions.get().method == "import"


def test_status_is_no_field_of_the_form(client, sign_in):
    sign_in("reporter")
    article = make_article(status="draft")
    fill_in(client, change_page(article), status="published", visible_from="1970-01-01", why="forged")
    article.refresh_from_db()
    assert article.status == "draft" and not article.is_public


def test_an_old_state_is_read_in_the_history_and_never_written_back(client, sign_in):
    sign_in()
    ada = make_person()
    address = change_page(ada).replace("change/", f"history/{ada.history.get().pk}/")
    assert client.get(address).status_code == 200
    assert client.post(address, {"name": "Forged"}).status_code == 405


@pytest.mark.parametrize("query", ["?speaker__merged_into__name__startswith=a", "?_to_field=password"])
def test_lists_cannot_be_asked_by_the_paths_of_relations(query, client, sign_in):
    sign_in("reporter")
    answer = client.get(list_page(Statement) + query)
    assert answer.status_code in {302, 400}


def test_strangers_and_readers_with_an_account_see_nothing(client):
    user = make_editor("reader")
    user.groups.clear()
    address = change_page(make_article())
    assert client.get(address).status_code == 302
    client.force_login(user)
    assert client.get(address).status_code == 403


@pytest.mark.parametrize(
    ("act", "asked", "effects"),
    [
        ("correct", {"what_changed": "The day.", "body": f"{BODY} More."}, lambda article: article.corrections.count()),
        ("update", {"what_changed": "More.", "body": f"{BODY} More."}, lambda article: article.corrections.count()),
        ("retract", {"what_changed": "All of it."}, lambda article: article.corrections.count()),
        ("remove", {}, lambda article: article.removal_requests.count()),
    ],
)
def test_an_act_on_an_article_that_is_sent_twice_is_done_once(act, asked, effects, client, sign_in):
    sign_in()
    article = make_article()
    address = change_page(article).replace("change/", f"act/{act}/")
    form = fields_of(client.get(address)) | asked | {"reason": "A slip."}
    assert [client.post(address, form).status_code for _click in range(3)] == [302, 302, 302]
    assert effects(article) == 1
    assert article.history.filter(history_change_reason="A slip.").count() <= 2


@pytest.mark.parametrize("act", ["accept", "reject", "reattribute", "retract", "withhold-name"])
def test_an_act_on_a_statement_that_is_sent_twice_is_done_once(act, client, sign_in):
    sign_in()
    status = "accepted" if act in {"retract", "withhold-name"} else "suggested"
    statement = make_statement(speaker=make_person(), status=status)
    address = change_page(statement).replace("change/", f"act/{act}/")
    asked = {"reason": "A slip.", "person": make_person("Bea Lund").pk, "what_changed": "All.", "described_as": "a man"}
    form = fields_of(client.get(address)) | asked
    assert client.post(address, form).status_code == 302
    statement.refresh_from_db()
    version, rows = statement.version, statement.attributions.count()
    assert client.post(address, form).status_code == 302
    statement.refresh_from_db()
    assert (statement.version, statement.attributions.count()) == (version, rows)
    assert statement.corrections.count() == (act in {"retract", "withhold-name"})


def test_an_act_that_was_refused_can_be_tried_again_with_the_same_form(client, sign_in):
    sign_in()
    statement = make_statement(status="suggested", is_orphan=True)
    address = change_page(statement).replace("change/", "act/accept/")
    form = fields_of(client.get(address)) | {"reason": "Right."}
    assert "no longer stand in the text" in client.post(address, form).content.decode()
    Statement.objects.update(is_orphan=False)
    assert client.post(address, form).status_code == 302
    assert Statement.objects.get().status == "accepted"
