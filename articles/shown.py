"""Statements and articles as lists show them, by their keys: only what readers may see, in queries worded once."""

from collections import defaultdict

from people.prepared import prepared

from .models import Article, Statement, StatementSpan


def statements_shown(keys):
    """{key: statement} with all that for_display() fetches, in two queries."""
    return {statement.pk: statement for statement in with_spans(_statements(list(keys)))}


def with_spans(statements):
    """These statements, each with its spans: one query. One of them may stand there several times."""
    spans = defaultdict(list)
    for span in _spans(list({statement.pk for statement in statements})):
        spans[span.statement_id].append(span)
    for statement in statements:
        statement.fetched_spans = spans[statement.pk]
    return statements


def articles_shown(keys):
    """{key: article} with its publisher."""
    return {article.pk: article for article in _articles(list(keys))}


@prepared
def _statements(keys):
    return Statement.objects.published().for_display().prefetch_related(None).filter(pk__in=keys)


@prepared
def _spans(statements):
    return StatementSpan.objects.filter(statement__pk__in=statements)


@prepared
def _articles(keys):
    return Article.objects.published().select_related("publisher").filter(pk__in=keys)
