"""Which earlier texts of an article a reader may see: those that were public once, and from which no name was withheld.

publishing.py decides about the article; this decides about what it said before.
"""

from itertools import pairwise

from django.db.models import Case, Exists, OuterRef, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce, Greatest

from .models import Article, ArticleRevision, Correction
from .visibility import OPEN_ARTICLE


def with_first_instants(records, article="pk"):
    """Records with `first_kept`, when their article’s history begins, and `first_public`, when it was public first."""
    entries = Article.history.model.objects.filter(id=OuterRef(article)).order_by()
    return records.annotate(
        first_kept=Subquery(entries.order_by("history_date").values("history_date")[:1]),
        first_public=Subquery(_made_public(entries).order_by("instant").values("instant")[:1]),
    )


def _made_public(entries):
    """The entries of a history that made their article public, with the instant: nothing was decided anew before it."""
    opened = entries.filter(status__in=[*OPEN_ARTICLE, Article.Status.SCHEDULED])
    held_back = [Coalesce(field, "history_date") for field in ("scheduled_for", "embargo_until")]
    dated = opened.annotate(instant=Greatest("history_date", *held_back))
    entry = {"id": OuterRef("id"), "history_date__gt": OuterRef("history_date")}
    return dated.exclude(Exists(Article.history.model.objects.filter(**entry, history_date__lt=OuterRef("instant"))))


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
    was_closed = instants.first_public and instants.first_kept < instants.first_public
    return instants.first_public if was_closed else article.visible_from


def is_readable(revision, replaced_at, public_from, corrections):
    """Whether a text was public while it stood, and no name has been withheld since. The present text always is."""
    if replaced_at is None:
        return True
    withheld = [c.made_at for c in corrections if c.act == Correction.Act.WITHHELD_NAME]
    return replaced_at > public_from and all(at < revision.created_at for at in withheld)
