"""The queues of the desk: what waits for a decision, how much of it, and since when.

Counts stop at MOST and say so: a queue of two million suggestions costs no more than one of a thousand.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse

from articles.attribution import SILENT
from articles.models import Article, Statement
from desk.bench.orphans import lost_at, waiting_orphans
from people.counting import Tally, tallies

from .models import Double, FailedImport, RemovalRequest

MOST = 1_000


@dataclass(frozen=True)
class Queue:
    """Something that waits. rows: its records, the oldest first. address: where it is worked on. since: from when on
    a record waits.
    """

    name: str
    label: str
    rows: Callable
    address: Callable
    permission: str
    since: Callable


@dataclass(frozen=True)
class Waiting:
    """How a queue stands: how many wait, and since when the oldest does; None where none does."""

    queue: Queue
    count: Tally
    since: datetime | None


def admin_list(model, **filters):
    """What gives the address of a list in the admin, narrowed by these filters."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
    return lambda: f"{reverse(name)}?{urlencode(filters)}"


def suggested():
    """Suggestions, in the order in which they are checked."""
    return Statement.objects.to_review().select_related("article")


def unresolved():
    """Statements of someone whom nobody has identified yet."""
    return Statement.objects.unresolved().exclude(status__in=SILENT).select_related("article").order_by("pk")


def in_review():
    """Articles that a reporter has handed in."""
    return Article.objects.filter(status=Article.Status.IN_REVIEW).order_by("pk")


QUEUES = [
    Queue(
        "in-review",
        "Articles handed in",
        in_review,
        admin_list(Article, status__exact=Article.Status.IN_REVIEW),
        "articles.correct_article",
        lambda article: article.first_seen_at,
    ),
    Queue(
        "suggestions",
        "Suggestions to check",
        suggested,
        lambda: reverse("desk:review"),
        "articles.accept_statement",
        lambda statement: statement.article.first_seen_at,
    ),
    Queue(
        "unresolved",
        "Speakers not identified",
        unresolved,
        lambda: reverse("desk:unnamed"),
        "articles.accept_statement",
        lambda statement: statement.article.first_seen_at,
    ),
    Queue(
        "orphans",
        "No longer in the text",
        waiting_orphans,
        lambda: reverse("desk:orphans"),
        "articles.accept_statement",
        lost_at,
    ),
    Queue(
        "doubles",
        "Perhaps one and the same",
        lambda: Double.objects.order_by("pk"),
        lambda: reverse("desk:doubles"),
        "articles.accept_statement",
        lambda double: double.found_at,
    ),
    Queue(
        "failed_imports",
        "Failed imports",
        FailedImport.objects.waiting,
        lambda: reverse("desk:failed_imports"),
        "articles.add_article",
        lambda failed: failed.made_at,
    ),
    Queue(
        "removals",
        "Removals to confirm",
        RemovalRequest.objects.waiting,
        lambda: reverse("desk:removals"),
        "articles.remove_article",
        lambda request: request.asked_at,
    ),
]


def waiting(user):
    """How the queues stand that a user may work on: all counts in one query, and one for the oldest of each."""
    allowed = [queue for queue in QUEUES if user.has_perm(queue.permission)]
    if not allowed:
        return []
    counts = tallies({queue.name: queue.rows().order_by() for queue in allowed}, limit=MOST)
    return [Waiting(queue, counts[queue.name], _oldest(queue)) for queue in allowed]


def _oldest(queue):
    first = queue.rows().first()
    return queue.since(first) if first else None
