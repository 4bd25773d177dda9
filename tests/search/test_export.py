"""A result set as a table and as a feed: exactly its rows, and safe to open."""

import csv
import io
from datetime import date, timedelta

import feedparser
import pytest

from people.tables import safe_cell
from search import export
from search.backends import SearchTimeoutError, backend
from tests import factories as make

pytestmark = pytest.mark.django_db


def rows_of(client, question):
    response = client.get(f"/search/answers.csv{question}")
    assert response.status_code == 200 and response["Content-Type"] == "text/csv; charset=utf-8"
    text = response.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def peace(db):
    ada = make.make_person("Ada Vos")
    article = make.make_article(body="\n".join(f"“Peace number {n}”" for n in range(45)))
    return [
        make.make_statement(article, f"Peace number {n}", ada, said_on=date(1990, 1, 1) + timedelta(n))
        for n in range(45)
    ]


def test_the_table_holds_exactly_the_answers_in_their_order(client, peace, monkeypatch):
    monkeypatch.setattr(export, "BATCH", 10)
    for sort, expected in (("newest", peace[::-1]), ("oldest", peace)):
        rows = rows_of(client, f"?q=peace&kind=statement&sort={sort}")
        assert [row["code"] for row in rows] == [statement.code for statement in expected]
    assert rows[0] | {"address": ""} == {
        "kind": "direct", "code": peace[0].code, "address": "", "text": "Peace number 0", "speaker": "Ada Vos",
        "speaker_code": peace[0].speaker.code, "described_as": "Ada Vos", "on_behalf_of": "", "said_on": "1990-01-01",
        "said_in": "", "headline": "Harbour strike ends", "article_code": peace[0].article.code, "publisher": "",
        "printed_on": "1987-03-14", "language": "en",
    }  # fmt: skip
    assert {row["kind"] for row in rows_of(client, "?q=peace")} == {"direct", "article"}
    assert [row["kind"] for row in rows_of(client, "?q=vos&kind=person")] == ["person"]
    assert rows_of(client, "?q=zzzz") == rows_of(client, "") == []


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1", " =1", '"=1', "“=1", "＋1"])
def test_no_text_opens_as_a_formula(cell):
    assert safe_cell(cell) == f"'{cell}"


def test_what_is_no_formula_stays_as_it_is():
    for cell in ["a=b", "1987", "x", "", -5, 0, date(1987, 3, 14), "٣"]:
        assert safe_cell(cell) == cell
    assert safe_cell(None) == "" and safe_cell("a\0b\nc") == "a b\nc"


def test_the_page_leads_to_a_feed_of_its_newest_statements(client, peace):
    page = client.get("/search/?q=peace&speaker=vos").content.decode()
    assert 'href="/search/feed.atom?q=peace&amp;speaker=vos"' in page
    feed = feedparser.parse(client.get("/search/feed.atom?q=peace&speaker=vos").content)
    assert not feed.bozo and len(feed.entries) == 45
    assert {e.link for e in feed.entries} == {f"http://testserver{said.get_absolute_url()}" for said in peace}
    assert "peace speaker:vos" in feed.feed.title
    assert feed.feed.link.endswith("/search/?q=peace&speaker=vos")
    assert client.get("/search/feed.json").json()["items"] == []


def test_a_feed_that_takes_too_long_is_to_be_asked_for_later(client, peace, monkeypatch):
    def slow(*_args, **_options):
        raise SearchTimeoutError

    monkeypatch.setattr(backend(), "matches", slow)
    response = client.get("/search/feed.atom?q=peace")
    assert response.status_code == 503 and int(response["Retry-After"]) > 0
