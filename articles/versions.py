"""Which earlier texts of an article a reader may see: those that were public once, and from which no name was withheld.

publishing.py decides about the article; this decides about what it said before.
"""

from itertools import pairwise

from django.db.models import Case, Min, OuterRef, Subquery, Value, When

from .models import Article, Correction
from .publishing import OPEN_ARTICLE


def with_first_instants(articles):
    """Articles with `first_kept`, the first entry of their history, and `first_open`, the first that was public."""
    entries = Article.history.model.objects.filter(id=OuterRef("pk")).order_by().values("id")
    opened = entries.filter(status__in=[*OPEN_ARTICLE, Article.Status.SCHEDULED])
    first = Min("history_date")
    return articles.annotate(
        first_kept=Subquery(entries.annotate(at=first).values("at")),
        first_open=Subquery(opened.annotate(at=first).values("at")),
    )


def with_one_text(revisions, **which):
    """Revisions in their order; the body is fetched for the one asked for, and is empty in the others."""
    body = Case(When(**which, then="body"), default=Value(""))
    return revisions.defer("body", "source_text").annotate(text=body).order_by("number")


def readable(article, revisions, corrections):
    """Of all revisions in their order, those a reader may see; the one that stands now is always among them."""
    public_from = _public_from(article)
    withheld = [c.made_at for c in corrections if c.act == Correction.Act.WITHHELD_NAME]
    shown = []
    for revision, following in pairwise([*revisions, None]):
        was_public = following is None or public_from is None or following.created_at > public_from
        is_silent = following is not None and any(revision.created_at <= at for at in withheld)
        if was_public and not is_silent:
            shown.append(revision)
    return shown


def _public_from(article):
    """When the article became public; None where nothing is known of a time before that."""
    was_closed = article.first_open and article.first_kept < article.first_open
    return max(article.visible_from, article.first_open) if was_closed else article.visible_from
