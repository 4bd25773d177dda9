"""The pages of people, organisations, places and events lead to a search within them, a table of all, and a feed."""

import re
from html import unescape

import pytest

from articles import publishing
from tests import factories as make

pytestmark = pytest.mark.django_db

SEARCH = re.compile(r'<form class="within".*?name="([a-z]+)" value="([^"]*)"', re.DOTALL)
TABLE = re.compile(r'href="(/search/answers\.csv\?[^"]*)"')
FEED = re.compile(r'<a href="([^"]*/feed\.atom)">Feed</a>')


@pytest.fixture
def said(db):
    """Something said for a union in Rotterdam at talks, printed by a paper; and the same said elsewhere by others."""
    with publishing.together():
        paper, union = make.make_organisation('The “Daily” "Quote"'), make.make_organisation("Dockers’ Union")
        rotterdam, talks = make.make_place("Rotterdam"), make.make_event("Talks & more")
        make.make_statement(
            make.make_article("Here", "“We strike,” they said.", publisher=paper), "We strike,",
            on_behalf_of=union, said_in=rotterdam, event=talks, about=[make.make_place("Nowhere at all")],
        )  # fmt: skip
        make.make_statement(
            make.make_article("There", "“We strike too,” she said."), "We strike too,", make.make_person()
        )
    return {"paper": paper, "union": union, "rotterdam": rotterdam, "talks": talks}


@pytest.mark.parametrize("name", ["paper", "union", "rotterdam", "talks"])
def test_what_was_said_there_or_for_it_is_searched_taken_along_and_followed(client, said, name):
    page = client.get(said[name].get_absolute_url()).content.decode()
    field, value = SEARCH.search(page).groups()
    answers = client.get("/search/", {field: unescape(value), "q": "strike", "kind": "statement"}).context["cards"]
    assert [card.record.text for card in answers] == ["We strike,"]
    table = client.get(unescape(TABLE.search(page)[1])).getvalue().decode()
    assert "We strike," in table and "We strike too," not in table
    assert b"We strike," in client.get(FEED.search(page)[1]).getvalue() or name == "paper"


def test_an_event_is_searched_with_its_rounds(client, said):
    """As its page shows what was said there."""
    opening = make.make_event("Opening", parent=said["talks"])
    make.make_statement(make.make_article("Then", "“No strike,” she said."), "No strike,", event=opening)
    page = client.get(said["talks"].get_absolute_url())
    shown = sorted(statement.text for statement in page.context["page"])
    field, value = SEARCH.search(page.content.decode()).groups()
    answers = client.get("/search/", {field: unescape(value), "q": "strike", "kind": "statement"}).context["cards"]
    assert sorted(card.record.text for card in answers) == shown == ["No strike,", "We strike,"]
    table = client.get(unescape(TABLE.search(page.content.decode())[1])).getvalue().decode()
    assert "No strike," in table and "We strike," in table


def test_where_nothing_was_said_a_page_leads_to_its_feed_alone(client, said):
    page = client.get("/places/nowhere-at-all/").content.decode()
    assert SEARCH.search(page) is None and TABLE.search(page) is None
    assert FEED.search(page)[1] == "/places/nowhere-at-all/feed.atom"
