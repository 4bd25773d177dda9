"""Which earlier texts of an article a reader may see: those that were public once, and from which no name was withheld.

publishing.py decides about the article; this decides about what it said before.
"""

from itertools import pairwise

from django.db.models import Case, Min, OuterRef, Subquery, TextField, Value, When

from .models import Article, ArticleRevision, Correction
from .publishing import OPEN_ARTICLE


def with_first_instants(records, article="pk"):
    """Records with `first_kept`, when the history of their article begins, and `first_open`, when it was first public."""
    entries = Article.history.model.objects.filter(id=OuterRef(article)).order_by().values("id")
    opened = entries.filter(status__in=[*OPEN_ARTICLE, Article.Status.SCHEDULED])
    first = Min("history_date")
    return records.annotate(
        first_kept=Subquery(entries.annotate(at=first).values("at")),
        first_open=Subquery(opened.annotate(at=first).values("at")),
    )


def with_replaced_at(statements):
    """Statements with the instant at which the revision they quote gave way to the next; None while it stands."""
    following = ArticleRevision.objects.filter(article=OuterRef("article"), number__gt=OuterRef("revision__number"))
    return statements.annotate(replaced_at=Subquery(following.order_by("number").values("created_at")[:1]))


def with_one_text(revisions, **which):
    """Revisions in their order, as `text` the body of the one asked for; the others’ is empty."""
    body = Case(When(**which, then="body"), default=Value(""), output_field=TextField())
    return revisions.defer("body", "source_text").annotate(text=body).order_by("number")


def readable(article, revisions, corrections):
    """Of all revisions in their order, those a reader may see. `article` comes from with_first_instants()."""
    public_from = public_since(article, article)
    following = pairwise([*revisions, None])
    return [r for r, after in following if is_readable(r, after and after.created_at, public_from, corrections)]


def public_since(article, instants):
    """From when the article could be read, as far as its embargo and its history tell."""
    was_closed = instants.first_open and instants.first_kept < instants.first_open
    return max(article.visible_from, instants.first_open) if was_closed else article.visible_from


def is_readable(revision, replaced_at, public_from, corrections):
    """Whether a text was public while it stood, and no name has been withheld since. The present text always is."""
    if replaced_at is None:
        return True
    withheld = [c.made_at for c in corrections if c.act == Correction.Act.WITHHELD_NAME]
    return replaced_at > public_from and all(at < revision.created_at for at in withheld)
