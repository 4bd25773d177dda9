import re

import pytest
from django.contrib import admin
from django.urls import reverse

from articles.models import Article, Participation, Statement
from people.models import Person
from tests.articles.admin.forms import fill_in
from tests.factories import (
    BODY,
    WORDS,
    make_article,
    make_event,
    make_organisation,
    make_person,
    make_place,
    make_statement,
    mention,
)

pytestmark = pytest.mark.django_db
HOSTILE = "<b>Ada</b> \"'{{ 7*7 }}{% load x %}${7*7}</script><script>alert(1)</script>"


def change_page(record):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def list_page(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def make_all(name="Ada Vos"):
    ada, place, event = make_person(name, summary=name), make_place(name), make_event(name)
    union = make_organisation(name)
    article = make_article(headline=name, publisher=union, dateline_place=place, source_url="https://courier.example/")
    statement = make_statement(article, speaker=ada, on_behalf_of=union, said_in=place, event=event, about=[place])
    mention(article, place)
    mention(article, event)
    return [ada, union, place, event, article, statement]


def test_every_page_answers_and_shows_hostile_names_literally(client, sign_in):
    sign_in()
    for record in make_all(HOSTILE):
        act = "merge" if hasattr(record, "merged_into") else "reattribute"
        pages = [change_page(record), list_page(type(record)), change_page(record).replace("change", "history")]
        if not hasattr(record, "place_id"):
            pages.append(change_page(record).replace("change/", f"act/{act}/"))
        for address in pages:
            page = client.get(address, follow=True)
            if page.status_code != 404:
                assert page.status_code == 200, address
                assert "<b>Ada" not in page.content.decode(), address
                assert "<script>alert" not in page.content.decode(), address


def test_every_list_and_every_empty_form_opens(client, sign_in):
    sign_in()
    for model, model_admin in admin.site._registry.items():
        if model._meta.app_label in {"people", "articles"}:
            assert client.get(list_page(model), {"q": "ada"}).status_code == 200
            add = client.get(list_page(model) + "add/")
            assert add.status_code == (200 if model._meta.model_name in ADDED else 403), model_admin


ADDED = {"person", "organisation", "place", "event", "article", "statement", "utterance"}


@pytest.mark.parametrize("model", [Article, Statement, Person])
def test_a_list_takes_the_same_queries_however_long_it_is(model, client, sign_in, django_assert_max_num_queries):
    sign_in()
    counts = []
    for number in (1, 12):
        for n in range(number):
            make_all(f"Name {number} {n}")
        with django_assert_max_num_queries(30) as queries:
            client.get(list_page(model))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_article_stands_beside_its_statements(client, sign_in):
    sign_in()
    statement = make_statement(speaker=make_person())
    page = client.get(change_page(statement.article)).content.decode()
    assert f'<mark class="beside-accepted">{WORDS}</mark>' in page
    assert f'id="beside-{statement.code}"' in page


def test_the_page_of_an_article_takes_the_same_queries_however_much_is_said(client, sign_in):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    sign_in()
    article, counts = make_article(), []
    for number in (1, 9):
        for n in range(number):
            make_statement(article, f"Line {number} {n}.", make_person(f"Speaker {number} {n}"))
        with CaptureQueriesContext(connection) as queries:
            client.get(change_page(article))
        counts.append(len(queries))
    assert counts[0] >= counts[1]  # the first time, it is noted who has it open


def test_the_list_of_articles_tells_how_many_suggestions_each_has(client, sign_in):
    sign_in()
    for number in (0, 2):
        article = make_article(f"Article {number}")
        for n in range(number):
            make_statement(article, f"Line {n} is said.", status="suggested")
        make_statement(article, "Nobody asks.")
    page = client.get(list_page(Article)).content.decode()
    cells = re.findall(r'<td class="field-suggestions">(.*?)</td>', page)
    assert cells == ["2", "-"]


def test_the_form_of_a_part_names_what_is_chosen_and_what_was_chosen_instead(client, sign_in):
    """Also when it is shown again: the name in the row is that of the new choice, not of the stored one."""
    sign_in()
    ada, bea, article = make_person("Ada Vos"), make_person("Bea Lund"), make_article()
    Participation.objects.create(article=article, person=ada, role="subject")
    page = client.get(change_page(article))
    assert f'<option value="{ada.pk}" selected>Ada Vos</option>' in page.content.decode()
    changed = {"participations-0-person": bea.pk, "why": ""}
    again = fill_in(client, change_page(article), **changed).content.decode()
    assert f'<option value="{bea.pk}" selected>Bea Lund</option>' in again
    assert f'<option value="{ada.pk}" selected>' not in again


def test_no_record_is_chosen_from_a_drop_down(client, sign_in):
    sign_in()
    for record in make_all("Unmistakable"):
        others = [type(record).objects.create(name=f"Elsewhere {n}") for n in range(2) if hasattr(record, "name")]
        page = client.get(change_page(record)).content.decode()
        assert not any(str(other) in page for other in others)


def test_records_are_found_by_the_beginning_of_any_name(client, sign_in):
    sign_in()
    amar = make_person("Amar Abdul Hameed")
    amar.names.create(text="Аммар Хамид")
    for typed in ["hameed", "abd", "хам", "AMAR"]:
        assert "Amar Abdul Hameed" in client.get(list_page(Person), {"q": typed}).content.decode()
        asked = {"term": typed, "app_label": "articles", "model_name": "participation", "field_name": "person"}
        found = client.get(reverse("admin:autocomplete"), asked).json()["results"]
        assert [row["text"] for row in found] == ["Amar Abdul Hameed"]


def test_possible_doubles_are_listed(client, sign_in):
    sign_in()
    make_person("Ada Vos")
    make_person("Àda VOS")
    make_person("Bea Lund")
    page = client.get(list_page(Person), {"doubles": "1"}).content.decode()
    assert "Àda VOS" in page and "Bea Lund" not in page


@pytest.mark.parametrize(
    ("queue", "found"),
    [
        ("suggestions", "Suggested."),
        ("unresolved", "Unresolved."),
        ("orphaned", "Orphaned."),
        ("unchecked", "Unresolved."),
    ],
)
def test_the_queues_of_statements(queue, found, client, sign_in):
    sign_in()
    article, ada = make_article(), make_person()
    make_statement(article, "Suggested.", ada, status="suggested")
    make_statement(article, "Orphaned.", ada, is_orphan=True, status="rejected")
    make_statement(article, "Unresolved.", described_as="he")
    page = client.get(list_page(Statement), {"queue": queue}).content.decode()
    shown = {words for words in ["Suggested.", "Orphaned.", "Unresolved."] if words in page}
    assert shown == {found}


def test_a_new_article_gets_its_first_text(client, sign_in):
    user = sign_in("reporter")
    page = fill_in(client, list_page(Article) + "add/", headline="Cranes move", body="The cranes\r\nmove.", why="")
    assert page.status_code == 302, page.content.decode()
    article = Article.objects.get()
    assert (article.status, article.current.body, article.current.created_by) == ("draft", "The cranes\nmove.", user)


def test_a_text_changed_in_the_form_is_a_revision(client, sign_in):
    sign_in()
    statement = make_statement(speaker=make_person())
    body = f"NEW. {BODY}".replace("\n", "\r\n")
    assert fill_in(client, change_page(statement.article), body=body, why="a dateline").status_code == 302
    statement.refresh_from_db()
    assert statement.revision.number == 2
    assert statement.article.history.first().history_change_reason == "a dateline"
    fill_in(client, change_page(statement.article), byline="Ines Maar", why="byline")
    assert statement.article.revisions.count() == 2


def test_an_article_is_marked_as_sensitive_in_its_form_and_its_history_keeps_who_did(client, sign_in):
    user, article = sign_in("editor"), make_article()
    assert fill_in(client, change_page(article), is_sensitive="on", why="A trial.").status_code == 302
    line = article.history.first()
    assert (line.is_sensitive, line.history_user, line.history_change_reason) == (True, user, "A trial.")


def test_a_change_without_a_reason_is_asked_for_one(client, sign_in):
    sign_in()
    ada = make_person()
    page = fill_in(client, change_page(ada), summary="Docker.")
    assert "why you change it" in page.content.decode()


def test_a_link_that_is_removed_hides_what_only_it_showed(client, sign_in):
    sign_in()
    place = make_place()
    article = make_article()
    mention(article, place)
    done = fill_in(client, change_page(article), **{"place_mentions-0-DELETE": "on", "why": "not there"})
    assert done.status_code == 302
    place.refresh_from_db()
    assert not place.is_public


def test_a_statement_is_added_by_its_words(client, sign_in):
    sign_in("reporter")
    article = make_article()
    add = list_page(Statement) + "add/"
    refused = fill_in(client, add, article=str(article.pk), words="Never said.")
    assert "are not in the text" in refused.content.decode()
    done = fill_in(client, add, article=str(article.pk), words=WORDS, cue="said", source="Ada Vos")
    assert done.status_code == 302
    statement = Statement.objects.get()
    assert (statement.status, statement.kind, statement.text) == ("suggested", "direct", WORDS)


def test_a_merged_record_chosen_in_a_form_is_taken_as_its_survivor(client, sign_in):
    from people.merging import merge

    editor = sign_in()
    union, du, ministry = (make_organisation(name) for name in ("Union", "DU", "Ministry"))
    merge(du, union, by=editor, reason="same")
    fill_in(client, change_page(ministry), parent=str(du.pk), why="parent")
    ministry.refresh_from_db()
    assert ministry.parent == union


def test_without_a_script_rows_are_added_by_a_link_and_name_others_by_their_codes(client, sign_in):
    sign_in()
    ada, union = make_person(), make_organisation("Dockers’ Union")
    former = ada.roles.create(title="Docker", organisation=make_organisation("The Port"))
    page = client.get(change_page(ada)).content.decode()
    assert '<noscript><p class="help"><a href="?rows=3">' in page and 'name="roles-1-title"' not in page
    address = f"{change_page(ada)}?rows=3"
    row = {"roles-1-title": "Chair", "roles-1-organisation": union.code.lower(), "names-0-text": "Ada of the Docks"}
    assert fill_in(client, address, **row, why="She told us.").status_code == 302
    assert [(role.title, role.organisation) for role in ada.roles.order_by("pk")] == [
        ("Docker", former.organisation),
        ("Chair", union),
    ]
    assert [name.text for name in ada.names.all()] == ["Ada of the Docks"]
    unknown = fill_in(client, address, **{"roles-2-title": "Clerk", "roles-2-organisation": "nobody"}, why="Heard.")
    assert "No record has the code “NOBODY”" in unknown.content.decode()
    assert ada.roles.count() == 2


@pytest.mark.parametrize("record", range(6))
def test_every_page_opens_with_empty_rows_and_saves_without_them(client, sign_in, record):
    sign_in()
    record = make_all()[record]
    before = type(record).objects.get(pk=record.pk).version
    answer = fill_in(client, f"{change_page(record)}?rows=3", why="Read once more.")
    assert answer.status_code == 302
    assert type(record).objects.get(pk=record.pk).version == before + 1
