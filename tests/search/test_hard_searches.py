"""Searches and requests that are made to hurt: long, repeated, in odd methods. Cases T67 to T76."""

import re

import pytest

from search.facets import LABELS
from search.filters import SearchFilter
from search.highlighting import LOOKED_THROUGH, highlight, snippet
from search.query import LONGEST, MOST_TERMS, parse
from search.results import marked_in
from tests import factories as make
from tests.steps import steps

pytestmark = pytest.mark.django_db

BOMBS = ["(a+)+$" * 40, " " * 100_000, "<" * 50_000, "a" * 100_000, "a " * 50_000, '"' * 50_000, "-" * 50_000,
         "#" * 50_000, "speaker:" * 10_000, "*" * 50_000, " OR " * 50_000, "“" * 50_000, "e\u0301" * 9_000]  # fmt: skip


@pytest.mark.parametrize("number", range(len(BOMBS)))
def test_no_input_keeps_the_parser_busy(number):
    """T68: no more work than for the longest that is searched for; a pattern that grew faster would never end here."""
    assert steps(lambda: parse(BOMBS[number])) < 100 * LONGEST
    assert steps(lambda: SearchFilter({"q": BOMBS[number]}).in_words) < 300 * LONGEST


def test_no_text_keeps_the_marking_busy():
    """T68, for snippets of long texts; a whole article of twenty thousand characters is marked as quickly."""
    asked = marked_in(SearchFilter({"q": 'a b "a a" <'}).question, "en")
    for text in BOMBS:
        assert steps(lambda text=text: snippet(text, *asked)) < 50 * LOOKED_THROUGH
    words = "The harbour strike goes on, and nobody knows how. " * 400
    assert steps(lambda: highlight(words, *asked)) < 50 * len(words)


def test_what_is_searched_for_has_an_end_and_the_page_says_so(client):
    """T67: in any field, however often."""
    for asked in ({"q": "x" * 5000}, {"q": " OR ".join(["a"] * 10_000)}, {"speaker": "y " * 500}):
        assert f"Only the first {LONGEST} characters" in client.get("/search/", asked).content.decode()
    many = {"q": " ".join(f"w{n}" for n in range(30)), "about": " ".join(f"v{n}" for n in range(30))}
    assert f"Only the first {MOST_TERMS} words" in client.get("/search/", many).content.decode()
    assert len(SearchFilter(many).query.terms) == MOST_TERMS


@pytest.fixture
def said(db):
    place, union = make.make_place(), make.make_organisation()
    article = make.make_article(publisher=union, language="en")
    return make.make_statement(article, speaker=make.make_person(), said_in=place, on_behalf_of=union, about=[place])


def test_all_facets_at_once_repeated_and_unknown_parameters_are_answered_under_one_address(client, said):
    """T73."""
    person, place, union = (f'"{r} #{r.code}"' for r in (said.speaker, said.said_in, said.on_behalf_of))
    every = {"speaker": person, "place": place, "about": place, "org": union, "source": union, "lang": "en",
             "kind": "direct", "from": "1987", "to-date": "1987", "q": "work"}  # fmt: skip
    assert set(LABELS) <= set(every)
    page = client.get("/search/", every)
    assert [card.record for card in page.context["cards"]] == [said]
    address = page.context["filter"].address()
    again = client.get(f"/search/{address}&utm_source=x&speaker_id=7&speaker={'z' * 9}&{address[1:]}")
    assert again.context["filter"].address() == address
    assert [card.record for card in again.context["cards"]] == [said]
    values = "&".join(f"speaker=name{n}" for n in range(200))
    assert client.get(f"/search/?{values}&{'&'.join(f'x{n}=1' for n in range(700))}").status_code == 200
    assert client.get(f"/search/?{'&'.join(f'x{n}=1' for n in range(5001))}").status_code == 400


def test_three_people_of_long_names_have_room_in_one_field(client, said):
    people = [make.make_person("Maximiliane-Theodora " * n + "von und zu Hohenstein-Wolfenbüttel") for n in (5, 6, 7)]
    quoted = make.make_statement(said.article, "We all said so", about=people)
    make.make_statement(said.article, "They said no", about=people[:2])
    make.make_statement(said.article, "She said maybe")
    address = "/search/?q=said&kind=statement"
    for person in people:
        facet = next(f for f in client.get(address).context["facets"] if f.name == "about")
        choice = next(c for c in facet.choices if c.label == person.name)
        address = f"/search/{choice.address}"
        page = client.get(address)
        assert not page.context["notices"] and len(page.context["cards"]) == choice.number
    assert [card.record for card in page.context["cards"]] == [quoted]


def test_no_link_that_narrows_is_one_for_robots(client, said):
    """T74: nofollow on each, noindex on the page, and robots.txt closes them all."""
    main = client.get("/search/?q=work").content.decode().partition("<main")[2].partition("</main")[0]
    links = re.findall(r"<a [^>]*>", main)
    into_search = [link for link in links if re.search(r'href="(\?|/search/.*\?)', link)]
    assert len(into_search) > 5 and all('rel="nofollow"' in link for link in into_search)
    assert 'name="robots" content="noindex' in client.get("/search/?q=work").content.decode()
    assert "Disallow: /search/" in client.get("/robots.txt").content.decode()


PAGES = ["/", "/search/?q=work", "/people/ada-vos/", "/feed.atom", "/search/answers.csv?q=work", "/sitemap.xml"]


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "PATCH", "PROPFIND"])
def test_odd_methods_change_nothing_and_break_nothing(client, said, method):
    """T76."""
    for path in PAGES:
        answer = client.generic(method, path)
        assert answer.status_code in {200, 400, 403, 405}, path
    said.refresh_from_db()
    assert client.get(said.get_absolute_url()).status_code == 200


def test_long_headers_many_cookies_and_ranges_break_nothing(client, said):
    """T76."""
    cookies = "; ".join(f"c{n}=1" for n in range(10_000))
    for headers in ({"X-Long": "x" * 64_000}, {"Cookie": cookies}, {"Range": "bytes=0-5"}, {"Range": "bytes=9-1,,"},
                    {"If-None-Match": "x" * 5000}, {"If-Modified-Since": "never"}, {"Accept": "\udcff"}):  # fmt: skip
        for path in PAGES:
            assert client.get(path, headers=headers).status_code == 200, (headers, path)


def test_files_have_names_that_no_header_can_be_broken_by(client, said):
    """T91: the names are made of our own letters, whatever is asked for."""
    for path in ("/search/answers.csv?q=%22%0d%0aX-Evil:1%22", f"/cite/{said.code}.bib"):
        header = client.get(path)["Content-Disposition"]
        assert re.fullmatch(r'(attachment|inline); filename="[A-Za-z0-9.-]{1,40}"', header)
