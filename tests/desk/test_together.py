"""Two editors at one statement, at the same moment: each act happens once, and the words stay right."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from articles.anchoring import revise
from articles.models import Statement
from newsroom.checks.texts import find_wrong_statements
from people.models import Person
from people.ranges import EVERY
from tests.factories import make_article, make_editor, make_statement

pytestmark = pytest.mark.django_db(transaction=True)

BODY = "The strike ended. “We go back to work on Monday,” Ada Vos said.\n\nThe port was quiet."
WORDS = "We go back to work on Monday,"
TIMES = 5


def together(*acts):
    """Do these at the same moment, each with a connection of its own; what they gave back."""
    given, begin = {}, threading.Barrier(len(acts))

    def run(number, act):
        begin.wait()
        try:
            given[number] = act()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [given[number] for number in range(len(acts))]


def posting(editor, name, record, **posted):
    client = Client()
    client.force_login(editor)
    address = reverse(f"desk:{name}", args=[record.code])
    return lambda: client.post(address, posted, headers={"Accept": "application/json"}).status_code


@pytest.fixture
def editors():
    return make_editor("edith"), make_editor("amal")


def test_words_that_two_quote_at_once_are_quoted_once(editors):
    for n in range(TIMES):
        article = make_article(f"Article {n}", BODY)
        start = BODY.index(WORDS)
        posted = {"start": start, "end": start + len(WORDS), "exact": WORDS, "revision": 1, "who": "new-person:Ada Vos"}
        assert together(*(posting(editor, "quote", article, **posted) for editor in editors)) == [200, 200]
        assert article.statements.count() == 1
    assert Person.objects.count() == 1


def test_a_suggestion_is_accepted_or_lost_never_both(editors):
    edith, amal = editors
    for n in range(TIMES):
        article = make_article(f"Article {n}", BODY)
        statement = make_statement(article, WORDS, status="suggested")
        accepting = posting(edith, "decide_statement", statement, act="accept", version=statement.version)
        status, _ = together(
            accepting, lambda a=article: revise(a, BODY.replace("Monday", "Tuesday"), by=amal, reason="So.")
        )
        statement.refresh_from_db()
        assert statement.is_orphan and (status, statement.status) in {(200, "accepted"), (409, "suggested")}
    assert list(find_wrong_statements(EVERY)) == []


def test_an_orphan_that_two_decide_on_at_once_is_decided_once(editors):
    edith, amal = editors
    for n in range(TIMES):
        article = make_article(f"Article {n}", BODY)
        statement = make_statement(article, WORDS, status="suggested")
        revise(article, BODY.replace("Monday", "Tuesday"), reason="So.")
        words = WORDS.replace("Monday", "Tuesday")
        start = article.current.body.index(words)
        where = {"start": start, "end": start + len(words), "exact": words, "revision": 2}
        replacing = posting(edith, "orphan", statement, act="replace", **where)
        assert sorted(together(replacing, posting(amal, "orphan", statement, act="drop"))) == [200, 400]
    assert Statement.objects.filter(is_orphan=True).exclude(status="rejected").count() == 0
