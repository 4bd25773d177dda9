"""Find and fix: lists narrowed to a flaw, edits of many with a dry run, and their undoing."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import editions, publishing
from articles.models import Article, Statement
from desk.fixing.edits import MOST
from desk.fixing.filters import FLAWS
from desk.models import BulkEdit, SavedFilter
from people.models import OrganisationName, PersonName, Role
from tests.factories import (
    make_article,
    make_editor,
    make_event,
    make_organisation,
    make_person,
    make_place,
    make_statement,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def edith(client):
    editor = make_editor("edith", group="editor")
    client.force_login(editor)
    return editor


def post_fix(client, kind, records, step="do", **typed):
    """Post an edit as the dry run before it would send it."""
    data = {
        "row": [record.pk for record in records],
        "step": step,
        "token": "t" * 32,
        "reason": "They told us.",
    } | typed
    if step == "do" and "mark" not in data:
        shown = client.post(f"/desk/fix/{kind}/", data | {"step": "show"}).content.decode()
        found = re.search(r'name="mark" value="(\w+)"', shown)
        data["mark"] = found[1] if found else ""
    return client.post(f"/desk/fix/{kind}/", data)


def found_by(client, kind, query):
    return {record.pk for record, _values in client.get(f"/desk/find/{kind}/?{query}").context["rows"]}


def whole_article():
    article = make_article(
        "Whole", publisher=make_organisation("Courier"), source_url="https://courier.example/1",
        dateline_place=make_place("Delft"), coverage=Article.Coverage.ALL,
    )  # fmt: skip
    make_statement(article, speaker=make_person("Ada Vos"))
    return article


def whole_statement():
    ada = make_person("Ada Vos")
    facts = {"said_on": date(1987, 3, 13), "said_in": make_place("Delft"), "checked_at": timezone.now()}
    return make_statement(make_article("Whole"), speaker=ada, speaker_role=ada.roles.create(title="docker"), **facts)


def orphan():
    statement = make_statement(make_article("Orphaned"))
    Statement.objects.filter(pk=statement.pk).update(is_orphan=True)
    return statement


def named(make, names, field, **facts):
    record = make("Whole One", **facts)
    names.objects.create(text="W. One", **{field: record})
    return record


def whole_person():
    person = named(make_person, PersonName, "person", summary="A docker.", wikidata_id="Q1")
    Role.objects.create(person=person, title="docker")
    return person


def whole_organisation():
    facts = {"summary": "A union.", "classification": "union", "wikidata_id": "Q2"}
    return named(make_organisation, OrganisationName, "organisation", **facts)


def whole_place():
    return make_place("Delft", parent=make_place("Holland"), country_code="NL")


def whole_event():
    return make_event("Talks", started_on=date(1987, 3, 13), place=make_place("Delft"), classification="talks")


# Of each kind: what has no flaw, and what has the flaw; the second of two of one name shares it.
FLAWED = {
    "articles": (whole_article, lambda flaw: make_article("Bare", printed_on=None)),
    "statements": (
        whole_statement,
        lambda flaw: orphan() if flaw == "orphaned" else make_statement(
            make_article("Bare", printed_on=None), speaker=make_person("Bo Lind") if flaw == "no-role" else None
        ),
    ),
    "people": (whole_person, lambda flaw: [make_person("Bo Lind"), make_person("Bo Lind")][0]),
    "organisations": (whole_organisation, lambda flaw: [make_organisation("Guild"), make_organisation("Guild")][0]),
    "places": (
        whole_place,
        lambda flaw: [make_place("Hull", latitude=None, longitude=None, country_code=""), make_place("Hull")][0],
    ),
    "events": (whole_event, lambda flaw: make_event("Bare talks")),
}  # fmt: skip
KIND_OF = dict(zip(FLAWS, FLAWED, strict=True))


@pytest.mark.parametrize(("model", "flaw"), [(model, flaw) for model, flaws in FLAWS.items() for flaw in flaws])
def test_each_flaw_is_found_and_what_has_none_is_not(edith, client, model, flaw):
    kind = KIND_OF[model]
    make_whole, make_flawed = FLAWED[kind]
    whole, flawed = make_whole(), make_flawed(flaw)
    found = found_by(client, kind, f"flaws={flaw}")
    assert flawed.pk in found and whole.pk not in found


def test_several_flaws_narrow_the_list_together(edith, client):
    undated, dated = make_article("Undated", printed_on=None, source_url="https://x.example"), make_article("Dated")
    both = make_article("Both", printed_on=None)
    assert found_by(client, "articles", "flaws=undated&flaws=no-source") == {both.pk}
    assert found_by(client, "articles", "flaws=undated") == {both.pk, undated.pk}
    assert dated.pk in found_by(client, "articles", "")


def test_a_filter_that_cannot_be_read_says_why_and_keeps_what_was_typed(edith, client):
    make_article()
    page = client.get("/desk/find/articles/?printed_from=yesterday&words=strike").content.decode()
    assert "Enter a valid date" in page
    assert 'value="yesterday"' in page


def test_a_filter_is_kept_shared_and_forgotten(edith, client):
    client.post("/desk/find/articles/save/", {"name": "Timeless", "query": "flaws=undated&page=2", "is_shared": "on"})
    kept = SavedFilter.objects.get()
    amal = make_editor("amal")
    client.force_login(amal)
    assert "Timeless" in client.get("/desk/find/articles/").content.decode()
    assert client.post(f"/desk/filters/{kept.pk}/forget/").status_code == 404
    client.force_login(edith)
    client.post(f"/desk/filters/{kept.pk}/forget/")
    assert not SavedFilter.objects.exists()


def test_a_dry_run_says_what_would_change_and_changes_nothing(edith, client):
    articles = [make_article(f"Article {n}", language="nl") for n in range(3)] + [make_article("French", language="fr")]
    page = post_fix(client, "articles", articles, step="show", language="French").content.decode()
    assert "<strong>3</strong> would change, 1 say it already, 0 cannot" in page
    assert "nl" in page and not BulkEdit.objects.exists()
    assert Article.objects.filter(language="fr").count() == 1


def test_an_edit_of_many_writes_history_and_is_undone_from_its_list(edith, client):
    articles = [make_article(f"Article {n}", language="nl") for n in range(3)]
    assert post_fix(client, "articles", articles, language="fr").url == "/desk/edits/"
    assert set(Article.objects.values_list("language", "version")) == {("fr", 2)}
    entry = articles[0].history.first()
    assert (entry.history_user, entry.history_change_reason) == (edith, "They told us.")
    edit = BulkEdit.objects.get()
    assert "3 articles" in client.get(f"/desk/edits/{edit.pk}/undo/").content.decode()
    client.post(f"/desk/edits/{edit.pk}/undo/")
    assert set(Article.objects.values_list("language", "version")) == {("nl", 3)}
    assert articles[0].history.first().history_change_reason == "Undone: They told us."


def test_a_blank_field_leaves_what_is_there_and_a_tick_empties_it(edith, client):
    article = make_article(byline="Ada Vos", usage_terms="All rights reserved")
    post_fix(client, "articles", [article], language="fr", byline="")
    article.refresh_from_db()
    assert (article.language, article.byline) == ("fr", "Ada Vos")
    post_fix(client, "articles", [article], emptied=["byline"], token="u" * 32)
    article.refresh_from_db()
    assert (article.byline, article.usage_terms) == ("", "All rights reserved")


def test_an_edit_that_sets_nothing_is_refused(edith, client):
    page = post_fix(client, "articles", [make_article()], step="show").content.decode()
    assert "Nothing to change" in page


def test_the_same_edit_sent_twice_is_done_once(edith, client):
    article = make_article(language="nl")
    for _ in range(2):
        post_fix(client, "articles", [article], language="fr", mark="")
        mark = re.search(r'name="mark" value="(\w+)"', post_fix(client, "articles", [article], step="show",
                                                                 language="fr").content.decode())  # fmt: skip
        post_fix(client, "articles", [article], language="fr", mark=mark[1] if mark else "")
    assert BulkEdit.objects.count() == 1
    article.refresh_from_db()
    assert article.version == 2


def test_without_a_tick_the_list_stands_there_again_and_says_so(edith, client):
    make_person("Ada Vos")
    page = client.post("/desk/fix/people/", {"query": "words=vos"}, follow=True)
    assert page.redirect_chain[0][0] == "/desk/find/people/?words=vos"
    assert "Tick the records that you mean first." in page.content.decode()


def test_a_dry_run_names_signs_nobody_sees(edith, client):
    page = post_fix(client, "people", [make_person()], step="show", summary="A \u200bdocker").content.decode()
    assert 'data-sign="ZWSP"' in page


def test_what_somebody_changed_after_the_dry_run_is_shown_once_more(edith, client):
    article = make_article(language="nl")
    shown = post_fix(client, "articles", [article], step="show", language="fr").content.decode()
    mark = re.search(r'name="mark" value="(\w+)"', shown)[1]
    editions.correct(article, what_changed="A name.", by=edith, reason="Wrong.", headline="Other")
    page = post_fix(client, "articles", [article], language="fr", mark=mark).content.decode()
    assert "Somebody changed these records meanwhile" in page
    assert not BulkEdit.objects.exists()


def test_five_thousand_rows_with_one_that_cannot_are_all_done_or_none(edith, client):
    """T64: as many as one edit may change."""
    articles = [Article(headline=f"Article {n}", slug=f"article-{n}", language="nl") for n in range(MOST)]
    Article.objects.bulk_create(articles)
    Article.objects.filter(headline="Article 7").update(status="retracted")
    every = {"scope": "all", "query": "language=nl"}
    page = post_fix(client, "articles", [], **every, language="fr").content.decode()
    assert "tick that they are left out" in page and "It was taken back from readers." in page
    assert not Article.objects.filter(language="fr").exists()
    seen = re.search(r'name="mark" value="(\w+)"', page)[1]
    post_fix(client, "articles", [], **every, language="fr", mark=seen, leave_out="on")
    assert Article.objects.filter(language="fr").count() == MOST - 1 == 4_999


def test_more_than_one_edit_may_change_is_refused_and_says_so(edith, client, monkeypatch):
    monkeypatch.setattr("desk.fixing.edits.MOST", 2)
    for n in range(3):
        make_article(f"Article {n}")
    page = client.post("/desk/fix/articles/", {"scope": "all", "query": ""}).content.decode()
    assert "Narrow the list first" in page


def test_all_that_a_filter_finds_are_edited_beyond_the_first_page(edith, client):
    with publishing.together():
        for n in range(60):
            make_article(f"Article {n}", language="nl")
    make_article("French", language="fr")
    post_fix(client, "articles", [], scope="all", query="language=nl", publisher=make_organisation("Courier").code)
    assert Article.objects.filter(publisher__name="Courier").count() == 60


def test_undoing_leaves_what_somebody_changed_since(edith, client):
    first, second = (make_article(f"Article {n}", language="nl") for n in range(2))
    post_fix(client, "articles", [first, second], language="fr")
    Article.objects.filter(pk=first.pk).update(language="de")
    edit = BulkEdit.objects.get()
    client.post(f"/desk/edits/{edit.pk}/undo/")
    assert set(Article.objects.values_list("headline", "language")) == {("Article 0", "de"), ("Article 1", "nl")}
    client.post(f"/desk/edits/{edit.pk}/undo/")
    assert set(Article.objects.values_list("language", flat=True)) == {"de", "nl"}


def test_a_place_is_given_by_code_or_name_and_two_of_one_name_are_told_apart(edith, client):
    statement, delft = make_statement(), make_place("Delft")
    post_fix(client, "statements", [statement], said_in="delft")
    statement.refresh_from_db()
    assert statement.said_in == delft
    other = make_place("Delft")
    page = post_fix(client, "statements", [statement], step="show", said_in="Delft").content.decode()
    assert f"Several are called so: Delft ({delft.code}); Delft ({other.code})" in page
    assert (
        "Nothing here is called"
        in post_fix(client, "statements", [statement], step="show", said_in="Nowhere").content.decode()
    )


def test_a_place_that_readers_could_see_only_there_is_hidden_and_shown_with_it(edith, client):
    delft, hull = make_place("Delft"), make_place("Hull")
    statement = make_statement(said_in=delft)
    assert client.get(delft.get_absolute_url()).status_code == 200
    post_fix(client, "statements", [statement], said_in=hull.code)
    assert client.get(delft.get_absolute_url()).status_code == 404
    assert client.get(hull.get_absolute_url()).status_code == 200
    client.post(f"/desk/edits/{BulkEdit.objects.get().pk}/undo/")
    assert client.get(delft.get_absolute_url()).status_code == 200


def test_the_day_it_was_said_moves_a_statement_in_the_lists(edith, client):
    statement = make_statement()
    post_fix(client, "statements", [statement], said_on="1986-01-02")
    statement.refresh_from_db()
    assert statement.sorted_on == date(1986, 1, 2)
    client.post(f"/desk/edits/{BulkEdit.objects.get().pk}/undo/")
    statement.refresh_from_db()
    assert statement.sorted_on == statement.article.printed_on


def test_nothing_is_put_inside_itself(edith, client):
    holland = make_place("Holland")
    delft = make_place("Delft", parent=holland)
    page = post_fix(client, "places", [holland], step="show", parent=delft.code).content.decode()
    assert "It would be inside itself" in page


def test_a_reporter_finds_but_does_not_fix(client):
    client.force_login(make_editor("rita", group="reporter"))
    article = make_article()
    assert "Edit those ticked" not in client.get("/desk/find/articles/").content.decode()
    assert client.post("/desk/fix/articles/", {"row": [article.pk]}).status_code == 403


@pytest.mark.parametrize("kind", FLAWED)
def test_a_list_takes_the_same_queries_however_long_it_is(edith, client, kind):
    asked = []
    for _ in range(2):
        FLAWED[kind][1]("")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/desk/find/{kind}/")
        asked.append(len(queries))
    assert len(set(asked)) == 1


def test_a_long_list_goes_on_to_its_end(edith, client):
    for n in range(51):
        make_person(f"Person {n}")
    first = client.get("/desk/find/people/")
    rest = client.get(first.context["next"])
    assert (len(first.context["rows"]), len(rest.context["rows"])) == (50, 1)


def test_a_kind_that_there_is_not_is_not_found(edith, client):
    assert client.get("/desk/find/memos/").status_code == 404
