"""Marks in the text of an article, in a real browser: what is read out of them, and what is copied."""

import pytest

from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.only_on("sqlite"), pytest.mark.django_db(transaction=True)]


def test_a_mark_says_whose_words_it_holds_until_it_is_silenced_and_never_copies_it(transactional_db, live_server, page):
    statement = make.make_statement(speaker=make.make_person())
    page.goto(live_server.url + statement.article.get_absolute_url())
    body = page.locator(".body")
    assert "quote by Ada Vos:" in body.aria_snapshot()
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.body'))")
    assert make.WORDS in page.evaluate("getSelection().toString()")
    assert "quote by" not in page.evaluate("getSelection().toString()")
    page.locator("#marks").uncheck()
    assert "quote by" not in body.aria_snapshot() and make.WORDS in body.aria_snapshot()
