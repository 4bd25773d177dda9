"""Suggestions as an extractor leaves them, for the tests of the review queue."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.attribution import attribute
from desk.models import Hold
from tests.factories import make_statement

RULE = "name behind the cue in the same sentence"


def suggest(article=None, *, speaker=None, others=(), confidence=0.82, **fields):
    """A suggested statement, its speaker and other candidates in the ledger."""
    fields = {"status": "suggested", "rule": RULE, "confidence": confidence, "language": "en"} | fields
    statement = make_statement(article, **fields)
    for n, person in enumerate([speaker, *others]):
        if person:
            attribute(statement, person=person, method="extractor", version="rules 1", confidence=confidence - n / 10)
    statement.refresh_from_db()
    return statement


def queries_of(client, addresses):
    """How many queries each page takes, for somebody who has nothing before them."""
    counts = []
    for address in addresses:
        Hold.objects.all().delete()
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    return counts
