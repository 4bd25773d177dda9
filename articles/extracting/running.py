"""The workers that read, the batches that are saved, and what became of each article."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import islice

from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from articles.importing.draft import Unreadable
from articles.models import Article, ArticleRevision
from extraction.findings import Findings
from extraction.reader import Text, pool_of, read_text

from .renewing import Change, renew
from .selecting import texts_of

BATCH = 50  # articles that are read ahead of being saved, for each worker
TOGETHER = 25  # articles that are saved in one transaction
ReadArticle = tuple[ArticleRevision, Findings | Exception]


@dataclass(frozen=True)
class Outcome:
    """What became of an article: how its suggestions changed, or why they did not."""

    article: Article
    change: Change = field(default_factory=Change)
    reason: str = ""


def extract_articles(articles: QuerySet, *, engine: str, version: str, jobs: int = 1) -> Iterator[Outcome]:
    """Read these articles on so many cores and yield what became of each. One that fails keeps none of the others back.

    Each is saved whole or not at all: killed at any moment, what is done is done.
    """
    texts = texts_of(articles, engine, BATCH * jobs)
    with pool_of(jobs) if jobs > 1 else nullcontext() as workers:
        while batch := list(islice(texts, BATCH * jobs)):
            read = list(read_batch(batch, workers))
            for begin in range(0, len(read), TOGETHER):
                yield from save(read[begin : begin + TOGETHER], version)


def read_batch(batch: list[tuple[ArticleRevision, Text]], workers: Executor | None) -> Iterator[ReadArticle]:
    revisions, texts = zip(*batch, strict=True)
    found = workers.map(read_text, texts, chunksize=10) if workers else map(read_text, texts)
    return zip(revisions, found, strict=True)


def save(read: list[ReadArticle], version: str) -> list[Outcome]:
    """Save what was found in some articles together; where that fails, each alone."""
    found = [(revision, findings) for revision, findings in read if not isinstance(findings, Exception)]
    try:
        saved = save_together(found, version)
    except (Unreadable, DatabaseError) as problem:
        if len(read) > 1:
            return [outcome for one in read for outcome in save([one], version)]
        return [Outcome(read[0][0].article, reason=str(problem).splitlines()[0])]
    return [outcome_of(revision, findings, saved) for revision, findings in read]


def outcome_of(
    revision: ArticleRevision, findings: Findings | Exception, saved: dict[ArticleRevision, Change]
) -> Outcome:
    if revision in saved:
        return Outcome(revision.article, saved[revision])
    if isinstance(findings, Exception):
        return Outcome(revision.article, reason=f"it could not be read: {findings}")
    return Outcome(revision.article, reason="its text changed meanwhile: run again to read the new one")


@transaction.atomic
def save_together(found: list[tuple[ArticleRevision, Findings]], version: str) -> dict[ArticleRevision, Change]:
    """Save what was found in the texts that still stand, all or none of it."""
    articles = [revision.article_id for revision, _ in found]
    list(Article.objects.select_for_update().filter(pk__in=articles).order_by("pk").values_list("pk"))
    standing = set(ArticleRevision.objects.filter(article__in=articles, is_current=True).values_list("pk", flat=True))
    readings = [(revision, findings) for revision, findings in found if revision.pk in standing]
    changes = renew(readings, version) if readings else []
    return {revision: change for (revision, _), change in zip(readings, changes, strict=True)}
