"""Pages, places in lists, days and versions that are no numbers: a page or a 404, never an error. Case T71."""

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db

NUMBERS = [
    "0", "-1", "abc", "", "1.5", "1e5", str(10**20), "9" * 5000, "٣", "%FF", "%00", "1_000", "9223372036854775808",
    "1987-03-14~" + "9" * 40,
]  # fmt: skip
IN_LISTS = ["page={0}&after={0}&year={0}", "before={0}&view={0}&letter={0}&within={0}"]
IN_PATHS = [
    "/articles/{}/", "/articles/1987/{}/", "/articles/1987/03/{}/", "/{}/", "/1987/{}/", "/1987/03/{}/",
    "/on-this-day/{}/", "/on-this-day/03/{}/", "/revisions/{code}/{}/", "/s/{}/", "/a/{}/", "/statements/{}/",
    "/sitemaps/people-{}.xml", "/sitemaps/articles-1987-{}.xml", "/sitemaps/articles-1987-03-{}.xml", "/cite/{}.bib",
    "/card/{}.png", "/embed/{}/", "/people/{}/", "/places/{}/", "/events/{}/", "/organisations/{}/",
]  # fmt: skip


@pytest.fixture
def said(db):
    place = make.make_place()
    event, union = make.make_event(place=place), make.make_organisation()
    article = make.make_article(dateline_place=place, publisher=union)
    return make.make_statement(article, speaker=make.make_person(), said_in=place, event=event, on_behalf_of=union)


def pages_of(said):
    """Every page with a list that goes on, or that a number chooses from."""
    records = [said.speaker, said.said_in, said.event, said.on_behalf_of]
    yield from (record.get_absolute_url() for record in records)
    yield from (
        "/people/",
        "/organisations/",
        "/places/",
        "/events/",
        "/articles/",
        "/articles/undated/",
        "/statements/",
    )
    yield from (
        "/articles/1987/",
        "/articles/1987/03/",
        "/articles/1987/03/14/",
        "/on-this-day/03/14/",
        "/corrections/",
    )
    yield f"/statements/{said.code}/reports/"
    yield from ("/search/?q=work", "/search/?q=work&sort=relevance", "/search/?q=work&group=speaker")


@pytest.mark.parametrize("query", IN_LISTS)
def test_a_list_shows_its_first_page_or_nothing(client, said, query):
    for path in pages_of(said):
        sign = "&" if "?" in path else "?"
        answers = {typed: client.get(f"{path}{sign}{query.format(typed)}").status_code for typed in NUMBERS}
        assert set(answers.values()) <= {200, 404}, (path, answers)


def test_versions_to_compare_and_days_to_go_to_are_chosen_or_not_found(client, said):
    for path in (f"/revisions/{said.article.code}/compare/?from={{}}&to=1", "/on-this-day/?day={}&month=3",
                 "/on-this-day/?day=14&month={}", "/corrections/?of={}", "/oembed/?url=x&maxwidth={}"):  # fmt: skip
        for typed in NUMBERS:
            assert client.get(path.format(typed)).status_code in {200, 302, 301, 404}, (path, typed)


@pytest.mark.parametrize("path", IN_PATHS)
def test_an_address_that_has_no_number_where_one_belongs_is_not_there(client, said, path):
    for typed in NUMBERS:
        address = path.replace("{code}", said.article.code).replace("{}", typed)
        assert client.get(address).status_code in {200, 301, 404}, address
