"""Whatever is asked of the site, it answers: never with an error of its own, and never by leading elsewhere."""

import random
from urllib.parse import quote

import pytest

from tests import factories as make
from tests.rounds import ROUNDS

pytestmark = pytest.mark.django_db

JUNK = [
    "", " ", "0", "-1", "9" * 400, "1e9", "abc", "'", '"', "%", "%00", "\x00", "\ud800", "\u202e", "ﷺ", "🙂", "a\nb",
    "<script>alert(1)</script>", "{{ 7*7 }}", "../../etc/passwd", "//evil.example", "\\\\evil.example", "NEAR(a b)",
    "a AND b", "col:x", "*", "^", "C++", "(a+)+$", "x" * 5000, "1987", "0000", "13", "99", "31/02",
    "ada-vos", "2015-02-30",
]  # fmt: skip
STEMS = [
    "/", "/articles/", "/articles/1987/", "/articles/1987/03/", "/articles/1987/03/14/", "/articles/undated/",
    "/statements/", "/people/", "/organisations/", "/places/", "/events/", "/revisions/", "/search/", "/about/",
    "/people/ada-vos/", "/places/rotterdam/", "/corrections/", "/s/", "/a/", "/embed/", "/oembed/", "/cite/",
    "/feed.atom", "/people/ada-vos/feed.json", "/search/answers.csv", "/search/feed.atom", "/sitemap.xml",
    "/sitemaps/",
]  # fmt: skip
PARAMETERS = [
    "q", "speaker", "about", "place", "said-in", "org", "event", "source", "lang", "from", "to", "to-date", "kind",
    "sort",     "group", "exact", "url", "format", "maxwidth", "view", "year", "letter", "after", "before",
    "older", "newer", "within", "page", "script", "status", "ordering", "fields",
]  # fmt: skip
METHODS = ["get"] * 8 + ["head", "post", "put", "options", "trace"]


def a_request(choice):
    """A method, an address and its query, put together at random."""
    stem = choice.choice(STEMS) + "".join(f"{choice.choice(JUNK)}/" for _ in range(choice.randrange(3)))
    query = "&".join(
        f"{choice.choice(PARAMETERS)}={quote(choice.choice(JUNK), errors='surrogatepass')}"
        for _ in range(choice.randrange(4))
    )
    path = quote(stem, safe="/%", errors="surrogatepass")
    return choice.choice(METHODS), f"{path}?{query}" if query else path


@pytest.mark.parametrize("seed", range(4 * ROUNDS))
def test_no_request_is_answered_with_an_error_or_sent_to_another_host(client, seed):
    make.make_statement(speaker=make.make_person(), said_in=make.make_place())
    choice = random.Random(seed)
    for _ in range(300):
        method, address = a_request(choice)
        answer = client.generic(method.upper(), address)
        assert answer.status_code < 500 or (answer.status_code == 501 and "/oembed/" in address), (method, address)
        assert not answer.headers.get("Location", "/").startswith(("//", "http", "\\")), (method, address)
