"""Which articles an extractor may read, which of them it has not read yet, and what it is given of each."""

from collections.abc import Iterator

from django.db.models import F, QuerySet

from articles.models import Article, ArticleRevision, Participation
from extraction.reader import Text

GONE = (Article.Status.RETRACTED, Article.Status.REMOVED)


def readable(articles: QuerySet) -> QuerySet:
    """Without what was taken back: nobody checks suggestions there any more."""
    return articles.exclude(status__in=GONE)


def unread(articles: QuerySet, version: str) -> QuerySet:
    """Those that this version has not read as they stand now."""
    current = {"revisions__is_current": True, "reading__revision": F("revisions")}
    return articles.exclude(pk__in=Article.objects.filter(reading__version=version, **current).values("pk"))


def texts_of(articles: QuerySet, engine: str, size: int) -> Iterator[tuple[ArticleRevision, Text]]:
    """Yield the current text of each article, in the order of their keys, `size` at a time from the database."""
    last = 0
    while keys := list(articles.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:size]):
        names = names_in(keys)
        current = ArticleRevision.objects.filter(article__in=keys, is_current=True).select_related("article")
        for revision in current.order_by("article"):
            yield revision, text_of(revision, names.get(revision.article_id, ()), engine)
        last = keys[-1]


def text_of(revision: ArticleRevision, names: tuple[str, ...], engine: str) -> Text:
    article = revision.article
    return Text(revision.pk, revision.body, article.language or None, names, article.printed_on, engine)


def names_in(articles: list[int]) -> dict[int, tuple[str, ...]]:
    """The full names of the people whom editors and records say take part in these articles."""
    rows = Participation.objects.filter(
        article__in=articles, person__isnull=False, review=Participation.Review.ACCEPTED
    )
    names: dict[int, tuple[str, ...]] = {}
    for article, name in rows.order_by("pk").values_list("article", "person__name"):
        names[article] = (*names.get(article, ()), name)
    return names
