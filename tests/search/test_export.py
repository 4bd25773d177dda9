"""A result set as a table and as a feed: exactly its rows, and safe to open."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from weakref import WeakSet

import feedparser
import pytest
from django.db.models.signals import post_init

from articles import publishing
from articles.models import Correction, Statement
from people.tables import safe_cell
from search import export
from search.backends import SearchTimeoutError, backend
from tests import factories as make
from tests.schemas import complaints_about_atom, complaints_about_json

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
    with publishing.together():
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
        "printed_on": "1987-03-14", "language": "en", "corrections": "",
    }  # fmt: skip
    assert {row["kind"] for row in rows_of(client, "?q=peace")} == {"direct", "article"}
    assert [row["kind"] for row in rows_of(client, "?q=vos&kind=person")] == ["person"]
    assert rows_of(client, "?q=zzzz") == rows_of(client, "") == []


def test_each_row_says_what_was_corrected(client, peace):
    at = datetime(2020, 5, 3, 12, tzinfo=UTC)
    Correction.objects.create(statement=peace[0], what_changed="A word.", reason="Misheard.", made_at=at)
    Correction.objects.create(article=peace[0].article, what_changed="The day.", reason="A slip.", made_at=at)
    rows = {row["code"]: row["corrections"] for row in rows_of(client, "?q=peace")}
    assert rows[peace[0].code] == "corrected 2020-05-03: A word." and rows[peace[1].code] == ""
    assert rows[peace[0].article.code] == "corrected 2020-05-03: The day."


@pytest.mark.parametrize(
    "question",
    ["q=peace", "q=peace&kind=statement", "q=peace&kind=article", "speaker=vos", "q=harbour", "q=zzzz",
     "q=peace&from=2000", 'q="number 7" OR "number 8"', "q=peace&group=speaker", "q=speaker:vos OR speaker:lund"],
)  # fmt: skip
def test_page_table_and_feed_hold_the_same_answers(client, peace, question):
    make.make_article("Peace in the harbour", printed_on=date(1991, 1, 1))
    address, cards = f"/search/?{question}&sort=newest", []
    by_group = "group=" in question
    while address:
        context = client.get(address.replace("&group=speaker", "&kind=statement")).context
        cards += [card.record for card in context["cards"]]
        following = context.get("pages", {}).get("next", {}).get("address")
        address = following and f"/search/{following}"
    rows = rows_of(client, f"?{question}")
    assert [row["code"] for row in rows] == [record.code for record in cards] and (
        rows or "zzzz" in question or "2000" in question
    )
    for form, ids in (("atom", feed_ids), ("json", json_ids)):
        found = ids(client.get(f"/search/feed.{form}?{question}"))
        assert sorted(found) == sorted(cited_as(record) for record in cards[:50]), (form, by_group)


@pytest.mark.parametrize("kind", ["person", "organisation", "place", "event"])
def test_people_organisations_places_and_events_stand_in_the_feed_too(client, kind, django_assert_max_num_queries):
    factories = {
        "person": make.make_person, "organisation": make.make_organisation,
        "place": make.make_place, "event": make.make_event,
    }  # fmt: skip
    records = [factories[kind](f"Harbour {n}", summary="Of <the> port.") for n in range(3)]
    make.make_statement(make.make_article("Quay"), "We all agree", about=records)
    question = f"?q=harbour&kind={kind}"
    page = client.get(f"/search/{question}")
    assert [name.name for name in page.context["names"]] == [record.name for record in records[::-1]]
    assert len(rows_of(client, question)) == 3
    for form, ids in (("atom", feed_ids), ("json", json_ids)):
        with django_assert_max_num_queries(4):
            response = client.get(f"/search/feed.{form}{question}")
        assert sorted(ids(response)) == sorted(f"http://testserver/#{record.code}" for record in records)
    entry = feedparser.parse(client.get(f"/search/feed.atom{question}").content).entries[0]
    assert entry.link in {f"http://testserver{record.get_absolute_url()}" for record in records}
    assert "Of &lt;the&gt; port." in entry.summary


def cited_as(record):
    path = record.get_absolute_url() if record._meta.model_name == "statement" else f"/a/{record.code}/"
    return f"http://testserver{path}"


def feed_ids(response):
    assert complaints_about_atom(response.content) == []
    return [entry.id for entry in feedparser.parse(response.content).entries]


def json_ids(response):
    assert complaints_about_json(response.json(), "json_feed.json") == []
    return [item["id"] for item in response.json()["items"]]


def test_a_reader_who_goes_away_ends_the_reading(client, peace, monkeypatch, django_assert_max_num_queries):
    """T90: nothing is read that nobody waits for."""
    monkeypatch.setattr(export, "BATCH", 5)
    response = client.get("/search/answers.csv?q=peace&kind=statement")
    lines = iter(response.streaming_content)
    with django_assert_max_num_queries(0):
        assert next(lines).startswith(b"\xef\xbb\xbfkind,") and b"Peace number 44" in next(lines)
        response.close()
        assert list(lines) == []


@pytest.fixture
def statements_read():
    """The statements that were read from the database and are still in memory, and the keys of all that were read."""
    alive, read = WeakSet(), []

    def remember(instance, **_signal):
        alive.add(instance)
        read.append(instance.pk)

    post_init.connect(remember, sender=Statement)
    yield alive, read
    post_init.disconnect(remember, sender=Statement)


def test_a_table_is_written_while_it_is_read_and_what_was_written_is_let_go(
    client, peace, monkeypatch, statements_read
):
    """T90: however many rows, two batches of them are in memory at the most."""
    monkeypatch.setattr(export, "BATCH", 5)
    in_memory, read = statements_read
    response = client.get("/search/answers.csv?q=peace&kind=statement")
    lines, most = iter(response.streaming_content), 0
    assert b"code" in next(lines) and b"Peace number 44" in next(lines) and len(read) == 5
    for _line in lines:
        most = max(most, len(in_memory))
    assert len(read) == len(set(read)) == 45 and 0 < most <= 10


def test_a_table_that_takes_too_long_is_to_be_asked_for_later_and_none_looks_whole_that_is_not(
    client, peace, monkeypatch
):
    monkeypatch.setattr(export, "BATCH", 5)
    matches, asked = backend().matches, []

    def slow_from(number):
        def answer(*args, **options):
            asked.append(args)
            if len(asked) >= number:
                raise SearchTimeoutError
            return matches(*args, **options)

        asked.clear()
        monkeypatch.setattr(backend(), "matches", answer)

    slow_from(1)
    assert client.get("/search/answers.csv?q=peace").status_code == 503
    slow_from(3)
    response = client.get("/search/answers.csv?q=peace")
    with pytest.raises(SearchTimeoutError):
        b"".join(response.streaming_content)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1", " =1", '"=1', "“=1", "＋1"])
def test_no_text_opens_as_a_formula(cell):
    """T88."""
    assert safe_cell(cell) == f"'{cell}"


def test_what_is_no_formula_stays_as_it_is():
    """T89: numbers are no texts."""
    for cell in ["a=b", "1987", "x", "", -5, 0, date(1987, 3, 14), "٣"]:
        assert safe_cell(cell) == cell
    assert safe_cell(None) == "" and safe_cell("a\0b\nc") == "a b\nc"


def test_the_page_leads_to_a_feed_of_its_newest_statements(client, peace):
    page = client.get("/search/?q=peace&speaker=vos").content.decode()
    assert 'href="/search/feed.atom?q=peace&amp;speaker=vos"' in page
    feed = feedparser.parse(client.get("/search/feed.atom?q=peace&speaker=vos").content)
    assert not feed.bozo and len(feed.entries) == 45
    assert "peace speaker:vos" in feed.feed.title
    assert feed.feed.link.endswith("/search/?q=peace&speaker=vos")
    assert client.get("/search/feed.json").json()["items"] == []


def test_a_feed_that_takes_too_long_is_to_be_asked_for_later(client, peace, monkeypatch):
    def slow(*_args, **_options):
        raise SearchTimeoutError

    monkeypatch.setattr(backend(), "matches", slow)
    response = client.get("/search/feed.atom?q=peace")
    assert response.status_code == 503 and int(response["Retry-After"]) > 0


def test_a_feed_waits_no_longer_than_a_page(client, peace, monkeypatch):
    asked, matches = [], backend().matches

    def listen(*question, **options):
        asked.append(options)
        return matches(*question, **options)

    monkeypatch.setattr(backend(), "matches", listen)
    assert client.get("/search/feed.atom?q=peace").status_code == 200
    assert asked == [{}]
