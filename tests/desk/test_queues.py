"""How long the oldest of each queue has waited: since it came into the queue, and not since its article came."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import curation, editions
from articles.anchoring import revise
from articles.attribution import attribute
from articles.models import Article, ArticleRevision, Attribution, Likeness
from desk import queues
from tests.desk.suggesting import suggest
from tests.factories import make_article, make_editor, make_person, make_statement

pytestmark = pytest.mark.django_db
NOW = timezone.now().replace(microsecond=0)
LONG_AGO = NOW - timedelta(days=400)


def ago(days):
    return NOW - timedelta(days=days)


def since(name, editor):
    [found] = [entry for entry in queues.waiting(editor) if entry.queue.name == name]
    return found.since


def came_long_ago(*articles):
    Article.objects.filter(pk__in=[article.pk for article in articles]).update(first_seen_at=LONG_AGO)


def saved(article, at):
    """Date the last save of an article."""
    last = article.history.order_by("-history_id").first()
    type(last).objects.filter(pk=last.pk).update(history_date=at)


def test_an_article_waits_since_it_was_handed_in_last(edith):
    rita, first, second = make_editor("rita", group="reporter"), *(make_article(n, status="draft") for n in "ab")
    came_long_ago(first, second)
    for act, at in [(editions.submit, 90), (editions.hand_back, 80), (editions.submit, 3)]:
        act(first, by=edith, reason="Ready.")
        saved(first, ago(at))
    first.refresh_from_db()
    first.byline = "Rita Smit"
    first.save()  # is no handing in
    assert since("in-review", edith) == ago(3)
    editions.submit(second, by=rita, reason="Ready.")
    saved(second, ago(20))
    assert since("in-review", edith) == ago(20)  # the later of the two by number, and the older in the queue


def test_an_article_that_came_in_review_waits_since_it_came(edith):
    Article.history.filter(id=make_article(status="in_review").pk).delete()
    Article.objects.update(first_seen_at=ago(5))
    assert since("in-review", edith) == ago(5)


@pytest.mark.parametrize("queue", ["suggestions", "unresolved"])
def test_a_statement_waits_since_the_first_row_of_its_ledger(edith, queue):
    article = make_article()
    came_long_ago(article)
    for words, at in [("We go back to work on Monday,", 9), ("The port was quiet.", 11)]:
        statement = suggest(article, exact=words)
        for days in (at, 1):
            row = attribute(statement, person=None, method="extractor", version="rules 1")
            Attribution.objects.filter(pk=row.pk).update(asserted_at=ago(days))
    assert since(queue, edith) == ago(11)


def test_a_statement_without_a_ledger_waits_since_its_article_came(edith):
    article = make_article()
    make_statement(article, speaker=None)
    came_long_ago(article)
    assert since("unresolved", edith) == LONG_AGO


def test_lost_words_wait_since_the_text_came_that_lost_them(edith):
    first, second = (make_article(name) for name in "ab")
    for article, at in [(first, 4), (second, 40)]:
        came_long_ago(article)
        make_statement(article, speaker=make_person(article.headline * 3))
        revise(article, "The strike ended.", reason="Shorter.")
        ArticleRevision.objects.filter(article=article, number=2).update(created_at=ago(at))
        revise(article, "The strike ended, at last.", reason="Longer.")
    assert since("orphans", edith) == ago(40)


def test_possible_same_utterances_wait_among_the_others(edith, client):
    one, other = (make_statement(make_article(name), speaker=None) for name in "ab")
    pair = Likeness.objects.create(one=one, other=other, reason="nearly the same words")
    Likeness.objects.update(found_at=ago(6))
    assert since("like_utterances", edith) == ago(6)
    page = client.get("/desk/").content.decode()
    assert re.search(r'<a href="/admin/articles/likeness/"[^>]*>Possible same utterances</a>', page)
    assert "6\xa0days" in page
    pair.decision, pair.decided_by, pair.decided_at = "rejected", edith, NOW
    pair.save()
    assert since("like_utterances", edith) is None


def test_ages_are_looked_for_among_so_many_and_no_more(edith, monkeypatch):
    monkeypatch.setattr(queues, "MOST", 2)
    for days in (1, 2, 3):
        make_statement(make_article(f"Article {days}"), speaker=None)
        Article.objects.filter(headline=f"Article {days}").update(first_seen_at=ago(days))
    [found] = [entry for entry in queues.waiting(edith) if entry.queue.name == "unresolved"]
    assert (str(found.count), found.since) == ("over 2", ago(2))


def test_an_accepted_suggestion_waits_no_more(edith):
    statement = suggest(speaker=make_person())
    assert since("suggestions", edith)
    curation.accept(statement, edith)
    assert since("suggestions", edith) is None


def test_the_queues_take_the_same_queries_however_much_waits(edith):
    queues.waiting(edith)  # what she may do is read once
    asked = []
    for n in range(3):
        suggest(make_article(f"Article {n}"))
        editions.submit(make_article(f"Draft {n}", status="draft"), by=edith, reason="Ready.")
        with CaptureQueriesContext(connection) as queries:
            queues.waiting(edith)
        asked.append(len(queries))
    assert len(set(asked)) == 1
