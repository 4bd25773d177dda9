"""The words that were searched for stay marked on the page that is opened from the answers, without any script."""

import html
import re

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db

BODY = "The strïke ended.\n\n“We end the strike & go back,” she said. <b>No strike</b> since."


@pytest.fixture
def said(db):
    return make.make_statement(make.make_article("Strike ends", body=BODY), "We end the strike & go back,")


def links(client, **asked):
    """The links of the first cards to statements and articles, as a reader follows them."""
    page = client.get("/search/", asked).content.decode()
    found = re.findall(
        r'href="(/(?:statements/[0-9A-Z]{8}|articles/[0-9/]+/[^"?#]+)/[^"]*)"', page.partition("<main")[2]
    )
    return list(dict.fromkeys(map(html.unescape, found)))


def marked(client, address):
    text = client.get(address).content.decode()
    return [html.unescape(word) for word in re.findall(r"<mark>([^<]*)</mark>", text)]


def test_each_card_leads_to_a_page_on_which_the_same_words_are_marked(client, said):
    found = links(client, q="strike")
    assert {address.partition("?")[0] for address in found} == {
        said.get_absolute_url(),
        said.article.get_absolute_url(),
    }
    assert all("?mark=strike" in address for address in found)
    for address in found:
        assert set(marked(client, address)) <= {"strike", "strïke", "Strike"} and marked(client, address)
    assert marked(client, f"{said.article.get_absolute_url()}?mark=strike") == ["Strike", "strïke", "strike", "strike"]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"q": '"end the strike" -football'}, ["end the strike"]),
        ({"q": "end OR walkout"}, ["end"]),
        ({"q": "str* bac*"}, ["strike", "back"]),
        ({"about": "strike", "q": "go"}, ["strike", "go"]),
        ({"kind": "direct"}, []),
    ],
)
def test_phrases_alternatives_and_topics_are_carried_on_and_filters_are_not(client, said, asked, words):
    address = next(link for link in links(client, **asked) if link.startswith("/statements/"))
    figure = client.get(address).content.decode().partition("<figure")[2].partition("</figure>")[0]
    assert re.findall(r"<mark>([^<]*)</mark>", figure) == words


def test_nothing_that_is_to_be_marked_is_markup_or_changes_the_address_of_the_page(client, said):
    address = f"{said.article.get_absolute_url()}?mark=<b>%20%22%20strike*%20no"
    text = client.get(address).content.decode()
    assert "&lt;<mark>b</mark>&gt;No" in text and "<b>" not in text
    assert f'<link rel="canonical" href="http://testserver{said.article.get_absolute_url()}">' in text
    for hostile in ("%00", "%FF", "x" * 5000, "%22", "(a%2B)%2B$" * 500, "strike " * 500):
        assert client.get(f"{said.get_absolute_url()}?mark={hostile}").status_code == 200
    assert marked(client, said.get_absolute_url()) == []


def test_marking_asks_the_database_nothing(client, said, django_assert_num_queries):
    address = said.article.get_absolute_url()
    client.get(address)
    with django_assert_num_queries(9):
        client.get(address)
    with django_assert_num_queries(9):
        client.get(f"{address}?mark=strike+back")
