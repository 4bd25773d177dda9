"""What the archive has of a draft already, and whether an editor has changed it since it came."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from articles.models import (
    Article,
    ArticleRevision,
    Attribution,
    Correction,
    EventMention,
    Participation,
    PlaceMention,
    Statement,
)


def find_articles(keys: Iterable[str]) -> dict[str, Article]:
    """Return the articles that came under these keys; on PostgreSQL they are locked until the batch is saved."""
    articles = Article.objects.filter(origin_key__is_among=list(keys)).select_for_update()
    return {article.origin_key: article for article in articles}


def touched_by_editors(articles: Iterable[int]) -> dict[int, datetime | None]:
    """Return when an editor last changed each of these articles, or what it says; only those that one changed.

    The instant is None where only the fact is known.
    """
    articles, touched = list(articles), {}
    for rows in editors_traces(articles) if articles else ():
        for article, at in rows:
            touched[article] = max(filter(None, [touched.get(article), at]), default=None)
    return touched


def editors_traces(articles: list[int]) -> Iterable:
    """Yield (article, instant) wherever a person has left a trace: a query each, however many articles."""
    within = {"article__in": articles}
    by_hand = {"history_user__isnull": False}
    yield Article.history.filter(id__in=articles, **by_hand).values_list("id", "history_date")
    yield Statement.history.filter(article_id__in=articles, **by_hand).values_list("article_id", "history_date")
    yield ArticleRevision.objects.filter(created_by__isnull=False, **within).values_list("article", "created_at")
    yield Statement.objects.filter(checked_at__isnull=False, **within).values_list("article", "checked_at")
    yield Correction.objects.filter(made_by__isnull=False, **within).values_list("article", "made_at")
    ledger = Attribution.objects.filter(method=Attribution.Method.EDITOR, statement__article__in=articles)
    yield ledger.values_list("statement__article", "asserted_at")
    for model in (Participation, PlaceMention, EventMention):
        rejected = model.objects.filter(review=model.Review.REJECTED, **within).values_list("article", flat=True)
        yield ((article, None) for article in rejected)


def vouched_for(articles: Iterable[int]) -> set[int]:
    """Return which of these articles say anything that a record or an editor stands for."""
    articles = list(articles)
    if not articles:
        return set()
    accepted = [
        model.objects.filter(article__in=articles, review=model.Review.ACCEPTED)
        for model in (Participation, PlaceMention, EventMention)
    ]
    accepted.append(Statement.objects.filter(article__in=articles).exclude(status=Statement.Status.SUGGESTED))
    return {article for rows in accepted for article in rows.values_list("article", flat=True)}


def reason_to_keep(at: datetime | None) -> str:
    """Why the article was left as it is."""
    day = f" on {timezone.localtime(at):%Y-%m-%d}" if at else ""
    return f"it changed where it came from, but an editor changed it{day}: the editor’s stands"
