"""Feeds, sitemaps, the log of corrections and robots.txt, read by other people's parsers."""

import json
import re
from datetime import date, timedelta
from urllib.parse import unquote
from xml.etree import ElementTree

import feedparser
import pytest
from django.core.cache import cache
from django.utils import timezone
from django.utils.text import slugify
from protego import Protego

from articles import editions, publishing, sitemaps
from articles.inserting import insert, unsaved
from articles.models import Article, ArticleRevision, Correction
from tests import factories as make
from tests.schemas import complaints_about_atom, complaints_about_json, complaints_about_xml

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(db):
    place = make.make_place("Rotterdam")
    event = make.make_event("Talks", place=place)
    union = make.make_organisation("Union")
    article = make.make_article(dateline_place=place)
    make.make_statement(article, "The union speaks", on_behalf_of=union)
    return make.make_statement(article, "We go & <b>stay</b>", make.make_person("Ada Vos"), said_in=place, event=event)


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert complaints_about_atom(response.content) == []
    feed = feedparser.parse(response.content)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def statements_in(feed):
    """Its items that are statements, not corrections."""
    return [entry for entry in feed.entries if "#correction" not in entry.id]


def test_every_record_has_a_feed_of_what_was_said(client, said):
    for record in [said.speaker, said.said_in, said.event]:
        feed = read(client, f"{record.get_absolute_url()}feed.atom")
        assert [entry.id for entry in feed.entries] == [f"http://testserver{said.get_absolute_url()}"]
        assert feed.entries[0].author == "Ada Vos" and "<blockquote" in feed.entries[0].summary
        assert "&lt;b&gt;stay" in feed.entries[0].summary
        assert f'href="{record.get_absolute_url()}feed.atom"' in client.get(record.get_absolute_url()).content.decode()
    assert len(read(client, "/organisations/union/feed.atom").entries) == 1
    assert len(read(client, "/feed.atom").entries) == 2
    assert client.get("/people/nobody/feed.atom").status_code == 404


def test_json_feed_holds_the_same_items(client, said):
    feed = json.loads(client.get("/feed.json").content)
    assert complaints_about_json(feed, "json_feed.json") == []
    for path in ("people/ada-vos", "corrections", "places/rotterdam", "events/talks", "organisations/union"):
        assert complaints_about_json(client.get(f"/{path}/feed.json").json(), "json_feed.json") == [], path
    assert {item["id"] for item in feed["items"]} == {entry.id for entry in read(client, "/feed.atom").entries}
    assert all({"id", "url", "content_html", "date_modified"} <= item.keys() for item in feed["items"])


@pytest.mark.parametrize(
    ("contact", "as_atom"), [("desk@archive.example", {"email": "desk@archive.example"}),
                             ("https://archive.example/write/", {"href": "https://archive.example/write/"}), ("", {})]
)  # fmt: skip
def test_a_feed_says_who_publishes_the_archive_and_where_to_write_to(client, settings, said, contact, as_atom):
    settings.PUBLISHER, settings.CONTACT = "Harbour Archive Trust", contact
    assert read(client, "/feed.atom").feed.author_detail == {"name": "Harbour Archive Trust"} | as_atom
    feed = client.get("/feed.json").json()
    assert complaints_about_json(feed, "json_feed.json") == []
    page = {"url": contact} if "href" in as_atom else {}
    assert feed["authors"] == [{"name": "Harbour Archive Trust"} | page]


def wrong_feeds():
    right = {"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": [{"id": "1", "content_html": "x"}]}
    yield right | {"version": "1"}
    yield right | {"titel": "x"}
    yield {"version": right["version"], "title": "x"}
    yield right | {"items": [{"id": "1"}]}
    yield right | {"items": [{"id": 1, "content_html": "x"}]}
    yield right | {"items": [{"id": "1", "content_html": "x", "date_modified": "yesterday"}]}
    yield right | {"home_page_url": "nowhere"}


def test_the_feed_of_an_event_has_what_was_said_at_its_rounds_the_newest_first(client, said):
    first, hidden = (make.make_event(f"Talks, round {n}", parent=said.event) for n in (1, 2))
    other = make.make_statement(said.article, "A later word", event=first, said_on=date(1990, 1, 1))
    make.make_statement(make.make_article("Draft", status="draft"), "Not yet", event=hidden)
    entries = statements_in(read(client, "/events/talks/feed.atom"))
    assert [entry.id for entry in entries] == [f"http://testserver{each.get_absolute_url()}" for each in (other, said)]


def test_the_schemas_do_complain(client, said):
    assert all(complaints_about_json(wrong, "json_feed.json") for wrong in wrong_feeds())
    atom, pages = client.get("/feed.atom").content, client.get("/sitemaps/people-1.xml").content
    assert not complaints_about_xml(pages, "sitemap.xsd")
    for right, wrong in [
        (b"<updated>", b"<updated>on "), (b"<name>Ada Vos</name>", b""), (b"</feed>", b"<item/></feed>"),
        (b'rel="self"', b'rel="other"'), (b"<id>", b"<id><b/>"),
    ]:  # fmt: skip
        assert right in atom and complaints_about_atom(atom.replace(right, wrong)), right
    for right, wrong in [
        (b"<loc>http://testserver/people/ada-vos/", b"<loc>http://x"),
        (b"<url>", b"<url><x/>"),
        (b"<loc>", b"<lok>"),
    ]:
        with_wrong = pages.replace(right, wrong).replace(b"</loc>", b"</lok>" if wrong == b"<lok>" else b"</loc>")
        assert right in pages and complaints_about_xml(with_wrong, "sitemap.xsd"), right


def test_corrections_travel_in_the_items_that_they_are_of(client, said):
    Correction.objects.create(statement=said, what_changed="A word & another.", reason="Misheard.")
    Correction.objects.create(article=said.article, what_changed="The day.", reason="A slip.")
    (item,) = statements_in(read(client, "/people/ada-vos/feed.atom"))
    (other,) = read(client, "/organisations/union/feed.atom").entries
    said, heard = (re.sub(r"<[^>]+>", "", entry.summary) for entry in (item, other))
    assert "A word &amp; another. Misheard." in said and "The day. A slip." in said
    assert "A word" not in heard and "The day. A slip." in heard


def test_a_feed_ends_after_the_newest_fifty(client):
    """T93."""
    article = make.make_article(body="\n".join(f"“Peace number {n}”" for n in range(60)))
    with publishing.together():
        for n in range(60):
            make.make_statement(article, f"Peace number {n}", said_on=date(1990, 1, 1) + timedelta(n))
    feed = read(client, "/feed.atom")
    assert len(feed.entries) == 50
    assert not any("Peace number 9”" in entry.title for entry in feed.entries)


def test_an_item_keeps_its_id_and_moves_its_time_when_anything_changes(client, said):
    """T93."""

    def item():
        (found,) = statements_in(read(client, "/people/ada-vos/feed.atom"))
        return found.id, found.updated

    first = item()
    now = timezone.now()
    Correction.objects.create(
        statement=said, what_changed="A word.", reason="Misheard.", made_at=now + timedelta(hours=1)
    )
    second = item()
    ArticleRevision.objects.filter(article=said.article).update(created_at=now + timedelta(hours=2))
    third = item()
    assert first[0] == second[0] == third[0]
    assert first[1] < second[1] < third[1]


def test_what_is_taken_back_is_announced_without_its_words(client, said):
    """T93."""
    editions.retract(said.article, what_changed="Withdrawn.", by=make.make_editor(), reason="It was forged.")
    feed = read(client, "/feed.atom")
    assert [entry.title for entry in feed.entries] == [f"Article retracted: {said.article.code}"]
    log = client.get("/corrections/").content.decode()
    assert "It was forged." in log and said.article.headline not in log and "Harbour" not in log
    assert client.get(f"/a/{said.article.code}/").status_code == 200
    assert len(read(client, "/corrections/feed.atom").entries) == 1


def test_a_text_with_control_characters_is_a_feed_all_the_same(client):
    """T32."""
    make.make_statement(
        make.make_article("Bell\x07 \x0b \ufffe", published_at=timezone.now()),
        "A \x01 control \x1f",
        make.make_person("Ada \x02 Vos"),
    )
    assert len(read(client, "/feed.atom").entries) == 1
    (title,) = ElementTree.fromstring(client.get("/sitemaps/news.xml").content).iterfind(".//n:title", NAMES)
    assert title.text.split() == ["Bell"]


NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "n": "http://www.google.com/schemas/sitemap-news/0.9"}


def addresses(client, address):
    response = client.get(address)
    assert response.status_code == 200 and response["Content-Type"].startswith("application/xml")
    if b"<urlset" in response.content and b"<news:" not in response.content:
        assert complaints_about_xml(response.content, "sitemap.xsd") == []
    return [
        loc.text.removeprefix("http://testserver")
        for loc in ElementTree.fromstring(response.content).iterfind(".//s:loc", NAMES)
    ]


def test_sitemaps_list_every_public_record_once(client, said):
    undated = make.make_article("Undated", printed_on=None)
    hidden = make.make_article("Hidden", status="draft")
    listed = [a for name in addresses(client, "/sitemap.xml") for a in addresses(client, name)]
    assert len(listed) == len(set(listed))
    records = [said.article, undated, said.speaker, said.said_in, said.event]
    assert {r.get_absolute_url() for r in records} <= set(map(unquote, listed))
    assert hidden.get_absolute_url() not in listed
    assert all(client.get(address).status_code == 200 for address in listed)


def test_the_fifty_thousand_and_first_article_of_a_month_stands_in_a_second_file(client):
    """T95."""
    printed = {"status": "published", "visible_from": timezone.now(), "printed_on": date(1987, 3, 14)}
    headlines = (f"Strike {n}" for n in range(sitemaps.MOST + 1))
    insert(Article, (unsaved(Article, headline=h, slug=slugify(h), **printed) for h in headlines))
    first, second = (client.get(f"/sitemaps/articles-1987-03{part}.xml").content for part in ("", "-2"))
    assert (first.count(b"<url>"), second.count(b"<url>")) == (50_000, 1)
    assert len(first) < 50 * 1024 * 1024
    assert [a for a in addresses(client, "/sitemap.xml") if "articles" in a][-1] == "/sitemaps/articles-1987-03-2.xml"
    assert addresses(client, "/sitemaps/articles-1987-03-3.xml") == ["/articles/"]


def test_a_file_that_was_emptied_since_the_index_named_it_leads_to_the_list_of_its_kind(client, said):
    """The index is an hour old at most; a file without any address would not be one."""
    named = addresses(client, "/sitemap.xml")
    editions.retract(said.article, what_changed="All of it.", by=make.make_editor(), reason="Invented")
    assert addresses(client, "/sitemap.xml") == named
    emptied = {"articles-1987-03": "/articles/", "people-1": "/people/", "places-1": "/places/", "events-1": "/events/"}
    for name, leads_to in emptied.items():
        assert f"/sitemaps/{name}.xml" in named, name
        assert addresses(client, f"/sitemaps/{name}.xml") == [leads_to], name
    cache.clear()
    assert addresses(client, "/sitemap.xml") == ["/sitemaps/pages.xml"]


def test_a_month_with_too_many_goes_on_in_further_files(client, monkeypatch):
    for n in range(5):
        make.make_article(f"Strike {n}")
    monkeypatch.setattr(sitemaps, "MOST", 2)
    names = [name for name in addresses(client, "/sitemap.xml") if "articles" in name]
    assert [name[len("/sitemaps/articles-") : -4] for name in names] == ["1987-03", "1987-03-2", "1987-03-3"]
    assert sum(len(addresses(client, name)) for name in names) == 5


@pytest.mark.django_db(transaction=True, reset_sequences=True)  # PostgreSQL counts on from test to test
def test_the_list_of_files_is_made_once_an_hour_and_costs_the_same_however_many_there_are(
    client, said, monkeypatch, django_assert_num_queries
):
    with django_assert_num_queries(12):
        addresses(client, "/sitemap.xml")
    cache.clear()
    monkeypatch.setattr(sitemaps, "MOST", 1)
    make.make_statement(said.article, "A third word", make.make_person("Cy Roe"))
    with django_assert_num_queries(12):
        addresses(client, "/sitemap.xml")
    with django_assert_num_queries(1):  # whether there is news
        addresses(client, "/sitemap.xml")


def test_the_index_names_no_file_in_which_nobody_can_be_seen(client, said, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST", 1)
    make.make_person("Nobody Yet")
    seen = make.make_statement(said.article, "A third word", make.make_person("Cy Roe")).speaker
    people = [name for name in addresses(client, "/sitemap.xml") if "/people-" in name]
    assert people == [f"/sitemaps/people-{person.pk}.xml" for person in (said.speaker, seen)]
    assert all(client.get(name).status_code == 200 for name in people)


def test_names_that_the_index_cannot_give_are_no_pages(client, said):
    wrong = ["x", "articles-", "articles-1987-13", "articles-1987-3", "articles-1987-03-0", "people-0", "people-",
             "articles-0000-01", "people-" + "9" * 50, "articles-1987-03-99999", "articles-1987-03-21"]  # fmt: skip
    for name in wrong:
        assert client.get(f"/sitemaps/{name}.xml").status_code == 404, name


def test_news_leaves_the_news_after_forty_eight_hours(client, monkeypatch):
    """T95."""
    now = timezone.now()
    article = make.make_article("Fresh & new", published_at=now, printed_on=now.date())
    (title,) = ElementTree.fromstring(client.get("/sitemaps/news.xml").content).iterfind(".//n:title", NAMES)
    assert title.text == "Fresh & new" and article
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=48, seconds=-1))
    assert client.get("/sitemaps/news.xml").status_code == 200
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=48, seconds=1))
    assert addresses(client, "/sitemaps/news.xml") == ["/articles/"]
    assert "/sitemaps/news.xml" not in addresses(client, "/sitemap.xml")


@pytest.mark.parametrize(
    ("preset", "searcher", "trainer", "usage", "signal"),
    [
        ("open", True, True, "search=y, train-ai=y", "search=yes, ai-train=yes"),
        ("search", True, False, "search=y, train-ai=n", "search=yes, ai-train=no"),
        ("closed", False, False, "search=n, train-ai=n", "search=no, ai-train=no"),
    ],
)
def test_robots_are_told_what_is_theirs(client, settings, said, preset, searcher, trainer, usage, signal):
    settings.ROBOTS = preset
    text = client.get("/robots.txt").content.decode()
    rules = Protego.parse(text)
    assert rules.can_fetch("http://testserver/people/ada-vos/", "Googlebot") is searcher
    assert rules.can_fetch("http://testserver/people/ada-vos/", "GPTBot") is trainer
    assert not rules.can_fetch("http://testserver/search/?q=a", "Googlebot")
    assert not rules.can_fetch("http://testserver/admin/", "Googlebot")
    assert list(rules.sitemaps) == ["http://testserver/sitemap.xml"]
    assert f"Content-Usage: {usage}\nContent-Signal: {signal}\n" in text
    page, feed = client.get("/people/ada-vos/"), client.get("/feed.atom")
    again = client.get("/people/ada-vos/", headers={"If-None-Match": page["ETag"]})
    assert {page["Content-Usage"], feed["Content-Usage"], again["Content-Usage"]} == {usage}
    assert page.get("X-Robots-Tag", "") == ("" if searcher else "noindex, nofollow")
    for path in (f"/embed/{said.code}/", f"/cite/{said.code}.bib", "/search/?q=a", "/search/answers.csv?q=a"):
        assert "noindex" in client.get(path)["X-Robots-Tag"], path
