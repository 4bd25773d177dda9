"""Which corrections readers may know of: those of what they can see, and those that say why something is gone."""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from .models import Article, Correction, Statement

GONE = {Article.Status.RETRACTED: 200, Article.Status.REMOVED: 410}  # with what its address answers
ENDS = [Correction.Act.RETRACTION, Correction.Act.REMOVAL]


def gone_articles():
    """Articles that were taken back after they could be read: not those still under embargo."""
    return Article.objects.filter(status__in=GONE).exclude(embargo_until__gt=timezone.now())


def of_visible_records():
    return Correction.objects.filter(_is_seen()).select_related("article", "statement__article")


def public():
    """The whole log: also retractions and removals, of which it tells when and why, and not of what."""
    retracted = Statement.objects.filter(
        status=Statement.Status.RETRACTED, article__in=Article.objects.published(), pk=OuterRef("statement")
    )
    is_gone = Q(Exists(gone_articles().filter(pk=OuterRef("article")))) | Q(Exists(retracted))
    found = Correction.objects.filter(_is_seen() | (is_gone & Q(act__in=ENDS)))
    return found.select_related("article", "statement__article")


def _is_seen():
    article = Article.objects.published().filter(pk=OuterRef("article"))
    statement = Statement.objects.published().filter(pk=OuterRef("statement"))
    return Q(Exists(article)) | Q(Exists(statement))
