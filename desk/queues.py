"""The queues of the desk: what waits for a decision, how much of it, and since when.

Counts stop at MOST and say so: a queue of two million suggestions costs no more than one of a thousand. So do ages:
the oldest is looked for among the first MOST by primary key, which are those that came in first.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import F, Min, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from articles.attribution import SILENT
from articles.models import Article, ArticleRevision, Attribution, Likeness, Statement
from desk.bench.orphans import waiting_orphans
from people.counting import Tally, tallies

from .models import Double, FailedImport, RemovalRequest, SecondLook

MOST = 1_000


@dataclass(frozen=True)
class Queue:
    """Something that waits. rows: its records for an editor. address: where it is worked on. entered: the instant at
    which a record came into the queue, as a column.
    """

    name: str
    label: str
    rows: Callable
    address: Callable
    permission: str
    entered: F | Coalesce | Subquery


@dataclass(frozen=True)
class Waiting:
    """How a queue stands: how many wait, and since when the oldest does; None where none does."""

    queue: Queue
    count: Tally
    since: datetime | None


def admin_list(model, **filters):
    """What gives the address of a list in the admin, narrowed by these filters."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
    return lambda: f"{reverse(name)}?{urlencode(filters)}" if filters else reverse(name)


def same_for_all(rows):
    """What gives these records to whoever asks."""
    return lambda _editor: rows()


def suggested():
    """Suggestions, in the order in which they are checked."""
    return Statement.objects.to_review()


def unresolved():
    """Statements of someone whom nobody has identified yet."""
    return Statement.objects.unresolved().exclude(status__in=SILENT).select_related("article").order_by("pk")


def like_utterances():
    """Pairs of statements that may report one utterance."""
    return Likeness.objects.filter(decision=Likeness.Decision.SUGGESTED)


def second_looks(editor):
    """What colleagues have decided, for second looks: nobody looks at their own."""
    return SecondLook.objects.waiting_for(editor).select_related("first").order_by("pk")


def in_review():
    """Articles that a reporter has handed in."""
    return Article.objects.filter(status=Article.Status.IN_REVIEW)


def handed_in():
    """When an article was handed in last: the first save of it in review behind the last in another status.

    An article that came into the archive in review has no such save: it waits since it came.
    """
    elsewhere = Article.history.filter(id=OuterRef(OuterRef("pk"))).exclude(status=Article.Status.IN_REVIEW)
    last = Subquery(elsewhere.order_by("-history_id").values("history_id")[:1])
    since = Article.history.filter(id=OuterRef("pk"), history_id__gt=Coalesce(last, 0))
    first = since.order_by("history_id").values("history_date")[:1]
    return Coalesce(Subquery(first), F("first_seen_at"))


def suggested_at():
    """When a statement came in: the first row of its ledger, or its article where the ledger is empty."""
    first = Attribution.objects.filter(statement=OuterRef("pk")).order_by("pk").values("asserted_at")[:1]
    return Coalesce(Subquery(first), F("article__first_seen_at"))


def lost_at():
    """When the text came in which the words of a statement no longer stand."""
    later = ArticleRevision.objects.filter(article=OuterRef("article"), number__gt=OuterRef("revision__number"))
    return Subquery(later.order_by("number").values("created_at")[:1])


QUEUES = [
    Queue(
        "in-review",
        "Articles handed in",
        same_for_all(in_review),
        admin_list(Article, status__exact=Article.Status.IN_REVIEW),
        "articles.correct_article",
        handed_in(),
    ),
    Queue(
        "suggestions",
        "Suggestions to check",
        same_for_all(suggested),
        lambda: reverse("desk:review"),
        "articles.accept_statement",
        suggested_at(),
    ),
    Queue(
        "second_looks",
        "Second looks",
        second_looks,
        lambda: f"{reverse('desk:review')}?look=second",
        "articles.accept_statement",
        F("first__decided_at"),
    ),
    Queue(
        "unresolved",
        "Speakers not identified",
        same_for_all(unresolved),
        lambda: reverse("desk:unnamed"),
        "articles.accept_statement",
        suggested_at(),
    ),
    Queue(
        "orphans",
        "No longer in the text",
        same_for_all(waiting_orphans),
        lambda: reverse("desk:orphans"),
        "articles.accept_statement",
        lost_at(),
    ),
    Queue(
        "doubles",
        "Possible doubles",
        same_for_all(Double.objects.order_by("pk").all),
        lambda: reverse("desk:doubles"),
        "articles.accept_statement",
        F("found_at"),
    ),
    Queue(
        "like_utterances",
        "Possible same utterances",
        same_for_all(like_utterances),
        admin_list(Likeness),
        "articles.accept_statement",
        F("found_at"),
    ),
    Queue(
        "failed_imports",
        "Failed imports",
        same_for_all(FailedImport.objects.waiting),
        lambda: reverse("desk:failed_imports"),
        "articles.add_article",
        F("made_at"),
    ),
    Queue(
        "removals",
        "Removals to confirm",
        same_for_all(RemovalRequest.objects.waiting),
        lambda: reverse("desk:removals"),
        "articles.remove_article",
        F("asked_at"),
    ),
]


def waiting(user):
    """How the queues stand that a user may work on: all counts in one query, and one for the oldest of each."""
    allowed = [queue for queue in QUEUES if user.has_perm(queue.permission)]
    if not allowed:
        return []
    counts = tallies({queue.name: queue.rows(user).order_by() for queue in allowed}, limit=MOST)
    return [Waiting(queue, counts[queue.name], _oldest(queue, user)) for queue in allowed]


def _oldest(queue, user):
    first = queue.rows(user).annotate(entered=queue.entered).order_by("pk")[:MOST]
    return first.aggregate(oldest=Min("entered"))["oldest"]
