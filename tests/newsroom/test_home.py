"""The front page, the page about the archive, and what answers where nothing stands."""

import gzip
import re
from datetime import date
from html import unescape

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.template.loader import render_to_string
from django.utils import timezone

from articles.models import Correction
from newsroom import front_page
from tests import factories as make

pytestmark = pytest.mark.django_db

PATHS = ["/", "/about/"]


def page(client, path="/"):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def text_of(html):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", html)))


def section(html, name):
    return re.search(rf'<section aria-labelledby="{name}">.*?</section>', html, re.S)[0]


def test_an_empty_archive_says_that_it_is_empty(client):
    text = text_of(page(client))
    assert "Nothing that was said has been recorded yet." in text
    assert "No article has been published yet." in text
    assert "Most quoted" not in text


def test_the_front_page_asks_the_question_in_one_sentence(client):
    html = page(client)
    assert all(f'name="{slot}"' in html for slot in ("speaker", "about", "place", "from", "to-date", "q"))


def test_the_latest_statements_come_first_with_speaker_place_date_and_article(client):
    ada, port = make.make_person(), make.make_place("Port Sorrel")
    for year in range(1980, 1990):
        article = make.make_article(f"Headline {year}", printed_on=date(year, 3, 14))
        make.make_statement(article, f"Words of {year}", ada, said_in=port)
    latest = text_of(section(page(client), "latest"))
    assert re.findall(r"Words of (\d+)", latest) == [str(year) for year in range(1989, 1981, -1)]
    assert "Ada Vos printed 14 March 1989 in Port Sorrel word for word In Headline 1989" in latest


def test_one_long_article_does_not_fill_the_latest_statements(client):
    long, short = make.make_article("Long"), make.make_article("Short", printed_on=date(1980, 1, 1))
    for n in range(12):
        make.make_statement(long, f"Words {n} of the long one")
    make.make_statement(short, "Words of the short one")
    latest = text_of(section(page(client), "latest"))
    assert re.findall(r"Words (\d+) of the long one", latest) == ["11", "10"]
    assert "Words of the short one" in latest


def test_an_archive_without_dates_still_shows_what_it_has(client):
    make.make_statement(make.make_article(printed_on=None), "Undated words")
    html = page(client)
    assert "Undated words" in section(html, "latest")
    assert "Harbour strike ends" in section(html, "articles")


def test_on_this_day_shows_the_same_day_of_earlier_years_only(client, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: date(2024, 3, 14))
    make.make_article("Same day", printed_on=date(1987, 3, 14))
    make.make_article("Another day", printed_on=date(1987, 3, 15))
    make.make_article("Today", printed_on=date(2024, 3, 14))
    make.make_article("Some day that month", printed_on=date(1988, 3, 14), printed_on_precision="month")
    found = section(page(client), "this-day")
    assert re.findall(r">([^<]+)</a></h3>", found) == ["Same day"]


def test_a_leap_day_has_its_own_years(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: date(2024, 2, 29))
    leap = make.make_article("Leap day", printed_on=date(1988, 2, 29))
    assert front_page.on_this_day() == [leap]


def test_who_is_quoted_most_is_counted_openly(client):
    ada, bea, article = make.make_person(), make.make_person("Bea Lund"), make.make_article()
    for n in range(3):
        make.make_statement(article, f"Line {n}", ada if n else bea)
    text = text_of(section(page(client), "quoted"))
    assert "Ada Vos 2 Bea Lund 1" in text
    assert "Counted over the 3 latest dated statements recorded here, since 14 March 1987." in text


def test_corrections_are_shown_with_what_changed(client):
    article = make.make_article(status="corrected")
    statement = make.make_statement(article, status="corrected")
    Correction.objects.create(article=article, what_changed="It said Thursday.", reason="A slip.")
    Correction.objects.create(statement=statement, what_changed="It named Bea.", reason="A slip.")
    hidden = make.make_article("Zyxwort", status="draft")
    Correction.objects.create(article=hidden, what_changed="Zyxwort.", reason="Zyxwort.")
    found = section(page(client), "corrected")
    assert "It said Thursday." in found
    assert f'<a href="{statement.get_absolute_url()}">A statement</a>' in found
    assert "Zyxwort" not in found


@pytest.mark.parametrize("state", ["draft", "in_review", "retracted", "removed"])
def test_nothing_unpublished_is_shown_or_counted(client, state):
    before = [page(client, path) for path in PATHS]
    hidden = make.make_article("Zyxwort", status=state, printed_on=timezone.localdate().replace(year=1987, day=1))
    make.make_statement(hidden, "Zyxwort", make.make_person("Zyxwort"), said_in=make.make_place("Zyxwort"))
    assert [page(client, path) for path in PATHS] == before


def test_the_queries_and_the_size_do_not_grow_with_the_archive(client, django_assert_max_num_queries):
    for n in range(12):
        article = make.make_article(
            f"Headline {n}", printed_on=date(2000 + n, 1, 1), publisher=make.make_organisation(f"P {n}")
        )
        make.make_statement(
            article, f"Words {n}", make.make_person(f"Speaker {n}"), said_in=make.make_place(f"Town {n}")
        )
        Correction.objects.create(article=article, what_changed=f"Change {n}", reason="A slip.")
    with django_assert_max_num_queries(8):
        html = page(client)
    assert len(gzip.compress(html.encode())) < 25 * 1024


def test_the_page_about_the_archive_counts_what_is_in_it(client, django_assert_max_num_queries):
    make.make_statement(make.make_article(coverage="all"), speaker=make.make_person(), checked_at=timezone.now())
    make.make_statement(make.make_article(printed_on=None))
    with django_assert_max_num_queries(10):
        text = text_of(page(client, "/about/"))
    assert "Articles2, printed from 1987 to 1987; 1 undated" in text
    assert "Statements2, of which 1 checked by an editor" in text
    assert "Every statement recorded1 article" in text


@pytest.mark.parametrize(
    ("contact", "link"),
    [("desk@archive.example", "mailto:desk@archive.example"),
     ("https://archive.example/@desk?a=1&b=2", "https://archive.example/@desk?a=1&amp;b=2")],
)  # fmt: skip
def test_whoever_finds_a_mistake_is_told_where_to_write_to(client, settings, contact, link):
    settings.CONTACT, settings.PUBLISHER = contact, "Harbour <Archive> Trust"
    assert 'href="/about/#corrections">Report a mistake' in page(client)
    html = page(client, "/about/")
    assert f'<a href="{link}">' in html.partition('id="corrections"')[2].partition("<h2")[0]
    assert "It is published by <bdi>Harbour &lt;Archive&gt; Trust</bdi>." in html


@pytest.mark.parametrize("path", ["/", "/about/", "/no-such-page/", "/health/"])
def test_readers_get_no_cookie_and_no_page_runs_or_styles_itself(client, path):
    response = client.get(path)
    assert not response.cookies
    html = re.sub(r'<script [^>]*src="/static/js/(suggest|keys).js"[^>]*></script>', "", response.content.decode())
    assert "<script" not in html
    assert "style=" not in response.content.decode()
    assert "'none'" in response.headers["Content-Security-Policy"]


def test_the_style_sheet_stays_within_its_budget():
    sheet = (settings.BASE_DIR / "static/css/site.css").read_text()
    assert len(gzip.compress(sheet.encode())) < 15 * 1024


def test_what_is_not_there_answers_the_same_whatever_was_asked(client):
    answers = [client.get(path) for path in ("/no-such-page/", "/articles/1987/13/99/", "/statements/7K3QX9TD/")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_a_path_that_cannot_be_text_is_no_error_page(client):
    paths = ["/articles/%ff%fe/", "/people/%00/", "/places/a%00b/", "/articles/undated/%00/", "/%00", "/x/%ed%a0%80/"]
    assert [client.get(path).status_code for path in paths] == [404] * len(paths)


def test_health_tells_whether_the_database_can_be_reached(client, monkeypatch):
    assert client.get("/health/").json() == {"status": "ok", "database": True}

    def fail():
        raise DatabaseError("gone")

    monkeypatch.setattr(connection, "cursor", fail)
    response = client.get("/health/")
    assert (response.status_code, response.json()["database"]) == (503, False)


def test_robots_are_kept_from_searches_without_end(client):
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"].startswith("text/plain")
    assert "Disallow: /search/" in response.content.decode()


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "500.html"])
def test_each_error_has_a_page_that_asks_nothing_of_the_database(name, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert render_to_string(name).count("<h1>") == 1
