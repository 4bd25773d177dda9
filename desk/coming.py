"""What is not out yet: the drafts of an editor, and what readers will see soon."""

from datetime import timedelta

from django.utils import timezone

from articles.models import Article

LATEST = 2_000  # saves of an editor that are looked through for drafts
SOON = timedelta(hours=48)
UNFINISHED = (Article.Status.DRAFT, Article.Status.IN_REVIEW)


def drafts_of(user):
    """The unfinished articles among those that a user saved lately, each once, the one saved last first."""
    saves = Article.history.filter(history_user=user).order_by("-history_date").values_list("id", flat=True)
    recent = list(dict.fromkeys(saves[:LATEST]))
    found = Article.objects.filter(pk__in=recent, status__in=UNFINISHED).in_bulk()
    return [found[key] for key in recent if key in found]


def shown_soon():
    """The articles that readers see from an instant in the next two days on, the nearest first."""
    now = timezone.now()
    coming = Article.objects.filter(visible_from__gt=now, visible_from__lte=now + SOON)
    return coming.order_by("visible_from", "pk")
