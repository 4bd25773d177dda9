"""Speakers not identified, by what they are called: identified together, or left unnamed with a reason."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.http import urlencode

from articles.models import Correction, Statement
from people.merging import merge
from tests.factories import make_article, make_editor, make_organisation, make_person, make_statement

pytestmark = pytest.mark.django_db
WHY = "The ministry named her the next day."


@pytest.fixture
def edith(client):
    editor = make_editor("edith", group="editor")
    client.force_login(editor)
    return editor


def said_by_somebody(called, *lines, **fields):
    return [make_statement(make_article(line), line, described_as=called, **fields) for line in lines]


def group(called):
    return f"{reverse('desk:unnamed_group')}?{urlencode({'called': called})}"


def ticked(*statements, **values):
    return {"tick": [f"statement:{s.pk}" for s in statements], "reason": WHY} | values


def test_groups_are_counted_by_words_without_regard_to_capitals_the_most_frequent_first(edith, client):
    said_by_somebody("a docker", "One.")
    said_by_somebody("A senior official", "Two.", "Three.")
    said_by_somebody("a senior official", "Four.")
    said_by_somebody("a ghost", "Five.", status="rejected")
    page = client.get("/desk/unnamed/")
    assert [(found.called, found.count) for found, _address in page.context["groups"]] == [
        ("A senior official", 3),
        ("a docker", 1),
    ]
    opened = client.get(group("a senior official")).content.decode()
    assert "3 wait." in opened and "1 waits." in client.get(group("a docker")).content.decode()
    assert all(words in opened for words in ("Two.", "Three.", "Four.")) and "One." not in opened


def test_what_would_happen_is_said_before_it_does(edith, client):
    public, hidden = said_by_somebody("an aide", "One."), said_by_somebody("an aide", "Two.", status="suggested")
    ada = make_person(summary="A minister.")
    page = client.post(group("an aide"), ticked(*public, *hidden, act="preview", who=ada.code)).content.decode()
    assert "2 statements would be attributed" in page and "Readers saw 1 of them" in page
    assert not Statement.objects.filter(speaker=ada).exists() and f'value="{WHY}"' in page


def test_all_that_are_ticked_are_identified_and_readers_are_told(edith, client):
    first, second, third = said_by_somebody("an aide", "One.", "Two.", "Three.")
    ada = make_person()
    client.post(group("an aide"), ticked(first, second, act="identify", who=ada.get_absolute_url()))
    assert set(Statement.objects.filter(speaker=ada)) == {first, second}
    assert {note.what_changed for note in Correction.objects.all()} == {
        "The speaker was given as unknown; it is Ada Vos."
    }
    assert client.get("/desk/unnamed/").context["groups"][0][0].count == 1
    client.post(group("an aide"), ticked(first, third, act="identify", who=make_organisation().code))
    assert Statement.objects.get(pk=first.pk).speaker == ada  # it waits no more: nothing is overwritten
    assert Statement.objects.get(pk=third.pk).on_behalf_of


def test_one_who_was_merged_is_meant_as_the_survivor(edith, client):
    (statement,) = said_by_somebody("an aide", "One.")
    gone, stays = make_person("Gone"), make_person("Stays")
    merge(gone, stays, by=edith, reason=WHY)
    client.post(group("an aide"), ticked(statement, act="identify", who=gone.code))
    assert Statement.objects.get(pk=statement.pk).speaker == stays


def test_whoever_is_not_to_be_named_waits_no_more(edith, client):
    first, second = said_by_somebody("an aide", "One.", "Two.")
    client.post(group("an aide"), ticked(first, act="leave", anonymity="not authorised to speak"))
    assert Statement.objects.get(pk=first.pk).anonymity_reason == "not authorised to speak"
    assert list(Statement.objects.unresolved()) == [second]
    assert first.history.first().history_change_reason == WHY


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"act": "identify", "who": "nobody"}, "code or the address"),
        ({"act": "identify", "tick": []}, "Tick the statements"),
        ({"act": "identify", "reason": " "}, "Give a reason"),
        ({"act": "leave", "anonymity": ""}, "Say why they are not named"),
    ],
)
def test_what_cannot_be_done_is_said_and_loses_nothing(edith, client, sent, words):
    (statement,) = said_by_somebody("an aide", "One.")
    answer = client.post(group("an aide"), ticked(statement, who=make_person().code) | sent)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert Statement.objects.unresolved().count() == 1


def test_a_group_that_waits_no_more_leads_to_the_others(edith, client):
    assert client.post(group("an aide"), {"act": "identify"}).url == "/desk/unnamed/"


def test_the_pages_take_the_same_queries_however_much_waits(edith, client):
    asked = []
    for n in range(3):
        said_by_somebody("an aide", *(f"Line {n}{line}." for line in range(n + 1)))
        said_by_somebody(f"a docker {n}", f"Docker {n}.")
        with CaptureQueriesContext(connection) as queries:
            client.get("/desk/unnamed/")
            client.get(group("an aide"))
        asked.append(len(queries))
    assert len(set(asked)) == 1
