"""What a page costs a reader who opens it for the first time: requests and kilobytes, as gzip packs them."""

import pytest

from articles.models import Article, Place, Statement
from bench.first_view import Opening
from people.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.only_on("sqlite"), pytest.mark.django_db(transaction=True)]

MOST = {"requests": 6, "KB": 80, "CSS KB": 15, "JS KB": 10, "HTML KB": 25}
OF_AN_ARTICLE = MOST | {"HTML KB": 40}


def test_a_first_view_fits_its_budget(archive, browser):
    longest = max(Article.objects.published(), key=lambda article: len(article.current.body))
    lists = ["/", "/people/", "/statements/", "/search/?q=the", "/search/?q=the&group=speaker"]
    records = [Statement, Person, Place]
    pages = dict.fromkeys([*lists, *(m.objects.published().first().get_absolute_url() for m in records)], MOST)
    pages[longest.get_absolute_url()] = OF_AN_ARTICLE
    contexts = {path: browser.new_context() for path in pages}  # each as somebody who was never here
    openings = {path: Opening(context.new_page(), archive + path) for path, context in contexts.items()}
    over = {}
    for path, most in pages.items():
        seen = openings[path].fetched()
        assert seen["requests"] >= 2 and seen["HTML KB"] > 0.5 and seen["CSS KB"] > 1
        over |= {(path, name): seen[name] for name, number in most.items() if seen[name] > number}
        contexts[path].close()
    assert over == {}
