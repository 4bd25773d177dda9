"""One day of the year, year by year; and dates that somebody types as an address."""

import gzip
from datetime import date

import pytest
from django.utils import timezone

from articles.views import anniversary
from tests import factories as make

pytestmark = pytest.mark.django_db


def printed(headline, *day, **fields):
    return make.make_article(headline, printed_on=date(*day), **fields)


def years(client, path="/on-this-day/03/14/"):
    return client.get(path).context["years"]


def test_each_year_has_an_article_and_a_statement_the_latest_year_first(client):
    first, second = printed("Of 1987", 1987, 3, 14), printed("Of 1990", 1990, 3, 14)
    printed("Another day", 1988, 3, 15)
    said = make.make_statement(first, "Said that day.")
    assert [(y.day.year, y.article, y.statement) for y in years(client)] == [
        (1990, second, None),
        (1987, first, said),
    ]


def test_more_of_a_day_is_counted_and_one_click_away(client):
    for number in range(3):
        printed(f"No. {number}", 1987, 3, 14)
    html = client.get("/on-this-day/03/14/").content.decode()
    assert '<a href="/articles/1987/03/14/">All of 14 March 1987</a>' in html
    assert "3 articles" in html


def test_what_is_known_to_the_month_belongs_to_no_day(client):
    printed("Some day that month", 1987, 3, 1, printed_on_precision="month")
    article = printed("To the day", 1990, 5, 5)
    make.make_statement(article, "Some year.", said_on=date(1985, 1, 1), said_on_precision="year")
    assert years(client, "/on-this-day/03/01/") == years(client, "/on-this-day/01/01/") == []


def test_the_29th_of_february_has_only_leap_years(client):
    printed("Leap", 1988, 2, 29)
    printed("Later", 1991, 2, 28)
    assert [y.day for y in years(client, "/on-this-day/02/29/")] == [date(1988, 2, 29)]
    assert client.get("/on-this-day/02/30/").status_code == 404


def test_earlier_years_are_on_further_pages_to_the_first(client, monkeypatch):
    monkeypatch.setattr(anniversary, "YEARS", 2)
    for year in range(1980, 1985):
        printed(f"Of {year}", year, 3, 14)
    page, seen = client.get("/on-this-day/03/14/"), []
    while True:
        seen += [y.day.year for y in page.context["years"]]
        if not page.context["earlier"]:
            break
        page = client.get(f"/on-this-day/03/14/{page.context['earlier']}")
    assert seen == [1984, 1983, 1982, 1981, 1980]
    assert len(years(client, "/on-this-day/03/14/?before=nonsense")) == 2


@pytest.mark.parametrize(
    ("asked", "day"), [("", None), ("?month=3&day=14", "03/14"), ("?month=2&day=30", None), ("?month=x&day=1", None)]
)
def test_the_form_leads_to_the_day_and_nonsense_to_today(client, asked, day):
    response = client.get(f"/on-this-day/{asked}")
    assert response["Location"] == f"/on-this-day/{day or format(timezone.localdate(), '%m/%d')}/"


def test_home_and_the_day_lead_here(client):
    printed("A year ago", timezone.localdate().year - 4, timezone.localdate().month, min(28, timezone.localdate().day))
    printed("That day", 1987, 3, 14)
    assert 'href="/on-this-day/03/14/"' in client.get("/articles/1987/03/14/").content.decode()


@pytest.mark.parametrize(
    ("typed", "page"),
    [("/1987/03/14/", "/articles/1987/03/14/"), ("/1987/03/", "/articles/1987/03/"), ("/1987/", "/articles/1987/")],
)
def test_a_date_can_be_typed_as_an_address(client, typed, page):
    assert client.get(typed)["Location"] == page
    assert client.get("/1987/02/31/").status_code == 404


def test_it_asks_the_same_however_much_there_is_and_stays_light(client, django_assert_num_queries):
    def fill(number):
        publisher = make.make_organisation(f"Paper {number}")
        article = printed(f"No. {number}", 1970 + number, 3, 14, publisher=publisher, lead="Words. " * 40)
        make.make_statement(article, f"Line {number}. " * 20, make.make_person(f"Ada {number}"))

    fill(0)
    with django_assert_num_queries(10):
        client.get("/on-this-day/03/14/")
    for number in range(1, 20):
        fill(number)
    with django_assert_num_queries(10):
        page = client.get("/on-this-day/03/14/")
    assert len(gzip.compress(page.content)) < 25 * 1024
