"""Two versions of an article compared: what changed, word by word, of texts that a reader may read and of no others."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Correction
from tests import factories as make
from tests.articles.test_article_page import page, replace_text, text_of

pytestmark = pytest.mark.django_db

THURSDAY = "The strike ended on Thursday.\n\nThe port was quiet."
FRIDAY = "The strike ended on Friday.\n\nThe port was quiet."
TOLD = "The strike ended on Friday.\n\nThe port was loud."


@pytest.fixture
def article(db):
    """An article with three versions."""
    article = make.make_article(body=THURSDAY)
    replace_text(article, FRIDAY, reason="The day was wrong.")
    replace_text(article, TOLD, reason="A reader was there.")
    return article


def compared(client, article, query=""):
    response = client.get(f"/revisions/{article.code}/compare/{query}")
    assert response.status_code == 200
    return response.content.decode()


def marked(html):
    """(what was left out, what was added), in order."""
    body = re.search(r'<div class="body comparison".*?</div>', html, re.S)[0]
    return [
        (tag, words.strip())
        for tag, words in re.findall(r'<(del|ins)><span class="unseen">[^<]*</span>(.*?)</\1>', body, re.S)
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [("del", "quiet"), ("ins", "loud")]),
        ("?to=2", [("del", "Thursday"), ("ins", "Friday")]),
        ("?from=1", [("del", "Thursday"), ("ins", "Friday"), ("del", "quiet"), ("ins", "loud")]),
        ("?from=3&to=2", [("del", "quiet"), ("ins", "loud")]),
        ("?from=2&to=2", []),
        ("?to=1", []),
    ],
)
def test_any_two_versions_are_compared_the_earlier_first(client, article, query, expected):
    assert marked(compared(client, article, query)) == expected


def test_the_editors_reasons_stand_beside_what_changed(client, article):
    text = text_of(compared(client, article, "?from=1"))
    assert "Version 2: The day was wrong." in text
    assert "Version 3: A reader was there." in text
    assert "The day was wrong." not in text_of(compared(client, article, "?to=3")).split("About this article")[0]


def test_a_headline_that_changed_is_told_too(client, article):
    article.revisions.filter(number=1).update(headline="Harbour strike goes on")
    html = compared(client, article, "?to=2")
    headline = re.search(r"<h1.*?</h1>", html, re.S)[0]
    assert "Harbour strike" in headline and '<span class="unseen">left out: </span>goes on</del>' in headline


def test_a_reader_goes_from_an_article_to_a_comparison_in_one_click_and_chooses_any_two(client, article):
    html = page(client, article)
    for query in ("?to=2", "?from=1", "?to=3", "?from=2"):
        assert f'href="/revisions/{article.code}/compare/{query}"' in html
    assert f'<form class="two-versions" action="/revisions/{article.code}/compare/"' in html
    options = re.findall(r"<option( selected)?>(\d)</option>", compared(client, article, "?from=1&to=2"))
    assert options == [(" selected", "1"), ("", "2"), ("", "3"), ("", "1"), (" selected", "2"), ("", "3")]


def test_of_one_version_no_comparison_is_offered(client):
    article = make.make_article()
    assert "/compare/" not in page(client, article)
    assert "This is one and the same version." in compared(client, article)


@pytest.mark.parametrize(
    "query", ["?from=4", "?to=0", "?from=x", "?to=²", "?from=01", "?to=1&from=99999999999999999999"]
)
def test_a_version_that_never_was_is_not_found(client, article, query):
    assert client.get(f"/revisions/{article.code}/compare/{query}").status_code == 404


def test_a_text_from_before_a_name_was_withheld_is_neither_offered_nor_compared(client, article):
    withheld = timezone.now() + timedelta(seconds=1)
    Correction.objects.create(
        article=article, act="withheld_name", what_changed="A name.", reason="Safety.", made_at=withheld
    )
    replace_text(article, "Nothing is left.", after=withheld + timedelta(seconds=1))
    replace_text(article, "Nothing at all is left.", after=withheld + timedelta(seconds=2))
    assert marked(compared(client, article)) == [("ins", "at all")]
    for query in ("?from=3", "?to=3", "?from=1&to=5", "?from=4&to=2"):
        answer = client.get(f"/revisions/{article.code}/compare/{query}")
        assert answer.status_code == 404
        assert "Thursday" not in answer.content.decode()
    for html in (compared(client, article), page(client, article)):
        assert not re.search(r"compare/\?(from|to)=[123]\b|<option[^>]*>[123]<", html)


def test_what_a_draft_said_is_not_compared(client):
    article = make.make_article(status="draft")
    replace_text(article, "Zyxwort.")
    replace_text(article, "All is quiet.")
    article.status = Article.Status.PUBLISHED
    article.save()
    make.publishing.refresh([article.pk])
    assert client.get(f"/revisions/{article.code}/compare/?from=2").status_code == 404
    assert "Zyxwort" not in compared(client, article)


@pytest.mark.parametrize("status", ["draft", "retracted", "removed"])
def test_nothing_is_compared_of_an_article_that_readers_may_not_see(client, status):
    article = make.make_article(status=status)
    replace_text(article, "All is quiet.")
    assert client.get(f"/revisions/{article.code}/compare/").status_code == 404


def test_the_queries_do_not_grow_with_the_versions(client, article, django_assert_num_queries):
    with django_assert_num_queries(5):
        compared(client, article)
    for n in range(10):
        replace_text(article, f"The strike ended in week {n}.\n\nThe port was loud.")
    with django_assert_num_queries(5):
        compared(client, article, "?from=1&to=13")


def test_an_arabic_article_is_compared_from_right_to_left(client):
    article = make.make_article("الميناء يعود", body="قال: نعود اليوم.", language="ar")
    replace_text(article, "قال: نعود غدا.")
    html = compared(client, article)
    assert '<article class="article" dir="rtl">' in html
    assert marked(html) == [("del", "اليوم"), ("ins", "غدا")]
