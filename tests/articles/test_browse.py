"""By date: from decades to a day in three steps, counting only what readers may see and dates as far as known."""

import gzip
import re
from datetime import date

import pytest

from articles import publishing
from tests import factories as make

pytestmark = pytest.mark.django_db


def printed(headline, *day, **fields):
    return make.make_article(headline, printed_on=date(*day) if day else None, **fields)


def html_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def words_of(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def headlines(page):
    return [article.headline for article in page.context["page"]]


def test_decades_lead_to_years_with_their_counts(client):
    printed("A", 1987, 3, 14)
    printed("B", 1987, 5, 1)
    printed("C", 1991, 1, 1, printed_on_precision="year")
    printed("D", 1992, 1, 1, status="draft")
    printed("E")
    page = client.get("/articles/")
    found = [(decade, [(year, int(number)) for year, number in years]) for decade, years in page.context["decades"]]
    assert found == [(1990, [(1991, 1)]), (1980, [(1987, 2)])]
    assert page.context["undated"] == 1
    assert headlines(page) == ["C", "B", "A"]


def test_a_year_counts_its_months_and_says_of_what_only_the_year_is_known(client):
    printed("A", 1987, 3, 14)
    printed("B", 1987, 3, 1, printed_on_precision="month")
    printed("C", 1987, 1, 1, printed_on_precision="year")
    page = client.get("/articles/1987/")
    assert [int(number) for _month, number in page.context["months"]] == [0, 0, 2] + [0] * 9
    assert headlines(page) == ["A", "B", "C"]
    assert "Of 1 article only the year is known" in words_of(page.content.decode())


def test_a_month_is_a_calendar_of_what_was_printed_and_said(client):
    article = printed("A", 1987, 3, 14)
    make.make_statement(article, "On the day it was printed.")
    make.make_statement(article, "The day before.", said_on=date(1987, 3, 13))
    make.make_statement(article, "Sometime in March.", said_on=date(1987, 3, 1), said_on_precision="month")
    printed("B", 1987, 3, 1, printed_on_precision="month")
    printed("C", 1987, 1, 1, printed_on_precision="year")
    page = client.get("/articles/1987/03/")
    days = {d.day: (d.articles, d.statements) for week in page.context["weeks"] for d in week if d.has_something}
    assert days == {date(1987, 3, 14): (1, 1), date(1987, 3, 13): (0, 1)}
    assert headlines(page) == ["A", "B"]
    assert "Of 1 article only the month is known" in words_of(page.content.decode())
    assert client.get("/articles/1987/01/").context["page"].rows == []


def test_a_day_lists_what_was_printed_then_what_was_said(client):
    article = printed("Printed then", 1987, 3, 14)
    make.make_statement(article, "Said then.")
    make.make_statement(article, "Said before.", said_on=date(1987, 3, 13))
    printed("Printed that month", 1987, 3, 14, printed_on_precision="month")
    html = html_of(client, "/articles/1987/03/14/")
    assert html.index("Printed then") < html.index("“Said then.”")
    assert "“Said before.”" not in html
    assert "Printed that month" not in html
    assert "“Said before.”" in html_of(client, "/articles/1987/03/13/")


def test_everything_leads_to_the_nearest_that_has_something(client):
    printed("A", 1985, 2, 3)
    article = printed("B", 1987, 3, 14)
    printed("Hidden", 1986, 1, 1, status="draft")
    make.make_statement(article, "Said before.", said_on=date(1987, 3, 10))
    printed("C", 1999, 12, 31)
    for address, before, after in [
        ("/articles/1987/", "/articles/1985/", "/articles/1999/"),
        ("/articles/1987/03/", "/articles/1985/02/", "/articles/1999/12/"),
        ("/articles/1987/03/14/", "/articles/1987/03/10/", "/articles/1999/12/31/"),
        ("/articles/1990/06/15/", "/articles/1987/03/14/", "/articles/1999/12/31/"),
    ]:
        html = html_of(client, address)
        assert f'<a rel="prev" href="{before}"' in html
        assert f'<a rel="next" href="{after}"' in html


@pytest.mark.parametrize(
    "address", ["/articles/1850/", "/articles/1850/02/", "/articles/1850/02/28/", "/articles/9999/12/31/"]
)
def test_a_date_without_anything_answers_and_says_so(client, address):
    assert "is in the archive" in html_of(client, address)
    assert "noindex" in html_of(client, address)


@pytest.mark.parametrize("address", ["/articles/1987/13/", "/articles/1987/02/30/", "/articles/0000/", "/articles/87/"])
def test_a_date_that_does_not_exist_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_a_date_with_something_unpublished_reads_like_an_empty_one(client):
    before = [
        html_of(client, a) for a in ("/articles/", "/articles/1987/", "/articles/1987/03/", "/articles/1987/03/14/")
    ]
    make.make_statement(printed("Hidden", 1987, 3, 14, status="draft"), "Hidden.")
    after = [
        html_of(client, a) for a in ("/articles/", "/articles/1987/", "/articles/1987/03/", "/articles/1987/03/14/")
    ]
    assert after == before


def test_the_undated_have_a_list_of_their_own(client):
    printed("Without a date")
    printed("With one", 1987, 3, 14)
    html = html_of(client, "/articles/undated/")
    assert "Without a date" in html
    assert "With one" not in html
    assert "1 article whose date is not known" in words_of(html)


def test_a_day_with_very_much_shows_the_beginning_and_leads_to_the_rest(client):
    with publishing.together():
        for number in range(24):
            make.make_statement(printed(f"No. {number}", 1987, 3, 14), f"Line {number}.")
    page = client.get("/articles/1987/03/14/")
    assert (len(page.context["printed"]["page"]), len(page.context["said"]["page"])) == (10, 10)
    for key, name in [("printed", "articles"), ("said", "statements")]:
        rest = client.get(page.context[key]["more"])
        assert page.context[key]["more"] == f"/articles/1987/03/14/?view={name}"
        onward = client.get(rest.context[key]["page"].following)
        assert len(rest.context[key]["page"]) + len(onward.context[key]["page"]) == 24


def test_statements_are_listed_the_latest_first_to_the_last_one(client):
    with publishing.together():
        for number in range(25):
            make.make_statement(printed(f"No. {number}", 1987, 3, number + 1), f"Line {number}.")
    make.make_statement(printed("Undated"), "Nobody knows when.")
    first = client.get("/statements/")
    second = client.get(first.context["page"].following)
    texts = [s.text for page in (first, second) for s in page.context["page"]]
    assert texts == [f"Line {number}." for number in reversed(range(25))]
    assert "1 undated statement" in words_of(second.content.decode())
    undated = client.get("/statements/?undated=1")
    assert [s.text for s in undated.context["page"]] == ["Nobody knows when."]


def test_no_list_asks_more_however_much_it_shows_and_all_stay_light(client, django_assert_num_queries):
    asked = {
        "/articles/": 5, "/articles/undated/": 3, "/articles/1987/": 6, "/articles/1987/03/": 7,
        "/articles/1987/03/14/": 8, "/statements/": 4,
    }  # fmt: skip

    @publishing.together()
    def fill(number):
        publisher = make.make_organisation(f"Paper {number}")
        article = printed(f"No. {number}", 1987, 3, 14, publisher=publisher, lead="Words. " * 40)
        printed(f"Undated {number}", publisher=publisher)
        place, speaker = make.make_place(f"Port {number}"), make.make_person(f"Ada {number}")
        make.make_statement(article, f"Line {number}. " * 9, speaker, said_in=place, on_behalf_of=publisher)

    fill(0)
    for address, queries in asked.items():
        with django_assert_num_queries(queries):
            client.get(address)
    for number in range(1, 13):
        fill(number)
    for address, queries in asked.items():
        with django_assert_num_queries(queries):
            page = client.get(address)
        assert len(gzip.compress(page.content)) < 25 * 1024
