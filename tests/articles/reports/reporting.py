"""Reports for the tests: the words, who spoke, on which day, each in an article of its own."""

from datetime import date, timedelta

from articles.models import Article, ArticleRevision, Statement, StatementSpan
from articles.reports import upkeep

NO_COMMENT = "No comment"
WORDS = "We go back to work on Monday and nobody will be left behind"  # 13 words
FIRST = date(1987, 3, 14)


def report(words=WORDS, speaker=None, day=0, **fields):
    """An accepted statement that has not been compared with any."""
    printed_on = FIRST + timedelta(days=day)
    article = Article.objects.create(
        headline=f"Report of day {day}", status=Article.Status.PUBLISHED, printed_on=printed_on
    )
    revision = ArticleRevision.objects.create(article=article, headline=article.headline, body=words)
    defaults = {"kind": "direct", "status": "accepted", "described_as": str(speaker or ""), "position": 0}
    statement = Statement.objects.create(
        article=article, revision=revision, text=words, speaker=speaker, **(defaults | fields)
    )
    StatementSpan.objects.create(statement=statement, start=0, end=len(words), exact=words, is_verbatim=True)
    return statement


def compared(*statements):
    """The same statements after they were compared, one after another."""
    for statement in statements:
        upkeep.compare([statement.pk])
    return again(*statements)


def again(*statements):
    found = Statement.objects.in_bulk([statement.pk for statement in statements])
    return [found[statement.pk] for statement in statements]


def groups_of(statements):
    """Which of the statements are in one group, by their places in the list."""
    groups = {}
    for place, statement in enumerate(again(*statements)):
        if statement.utterance_id:
            groups.setdefault(statement.utterance_id, set()).add(place)
    return {frozenset(group) for group in groups.values() if len(group) > 1}
