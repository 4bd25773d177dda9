"""The workers that read, the batches that are saved, and what became of each article."""

from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context

from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from articles.importing.draft import Unreadable
from articles.models import Article, ArticleRevision
from extraction.findings import Findings
from extraction.reader import Text, read_text

from .renewing import Change, renew
from .selecting import texts_of

BATCH = 50  # articles that are read ahead of being saved, for each worker


@dataclass(frozen=True)
class Outcome:
    """What became of an article: how its suggestions changed, or why they did not."""

    article: Article
    change: Change = field(default_factory=Change)
    reason: str = ""


def extract_articles(articles: QuerySet, *, engine: str, version: str, jobs: int = 1) -> Iterator[Outcome]:
    """Read these articles on so many cores and yield what became of each. One that fails keeps none of the others back.

    Each is saved for itself, whole or not at all: killed at any moment, what is done is done.
    """
    texts = texts_of(articles, engine, BATCH * jobs)
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) if jobs > 1 else nullcontext() as workers:
        while batch := list(islice(texts, BATCH * jobs)):
            for revision, found in read_batch(batch, workers):
                yield save(revision, found, version)


def read_batch(
    batch: list[tuple[ArticleRevision, Text]], workers: Executor | None
) -> Iterator[tuple[ArticleRevision, Findings | Exception]]:
    revisions, texts = zip(*batch, strict=True)
    found = workers.map(read_text, texts, chunksize=10) if workers else map(read_text, texts)
    return zip(revisions, found, strict=True)


def save(revision: ArticleRevision, found: Findings | Exception, version: str) -> Outcome:
    if isinstance(found, Exception):
        return Outcome(revision.article, reason=f"it could not be read: {found}")
    try:
        with transaction.atomic():
            Article.objects.select_for_update().get(pk=revision.article_id)
            if not ArticleRevision.objects.filter(pk=revision.pk, is_current=True).exists():
                return Outcome(revision.article, reason="its text changed meanwhile: run again to read the new one")
            return Outcome(revision.article, renew(revision, found, version))
    except (Unreadable, DatabaseError, Article.DoesNotExist) as problem:
        return Outcome(revision.article, reason=str(problem).splitlines()[0])
