"""Which corrections readers may know of: those of what they can see, and those that say why something is gone."""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from .models import Article, Correction, Statement
from .visibility import OPEN_STATEMENT

GONE = {Article.Status.RETRACTED: 200, Article.Status.REMOVED: 410}  # with what its address answers
ENDS = [Correction.Act.RETRACTION, Correction.Act.REMOVAL]
LATEST = 1000  # among which are looked for those of one person, place or event


def gone_articles():
    """Articles that were taken back after they could be read: not those still under embargo."""
    return Article.objects.filter(status__in=GONE).exclude(embargo_until__gt=timezone.now())


def of_visible_records():
    return Correction.objects.filter(_is_seen()).select_related("article", "statement__article")


def public():
    """The whole log: also retractions and removals, of which it tells when and why, and not of what."""
    retracted = Statement.objects.filter(
        status=Statement.Status.RETRACTED, article__visible_from__lte=timezone.now(), pk=OuterRef("statement")
    )
    is_gone = Q(Exists(gone_articles().filter(pk=OuterRef("article")))) | Q(Exists(retracted))
    found = Correction.objects.filter(_is_seen() | (is_gone & Q(act__in=ENDS)))
    return found.select_related("article", "statement__article")


def of_record(code):
    """Those of one article and of its statements that readers can see, or of one statement; none for any other code."""
    own = [Q(article__code=code), Q(statement__code=code)]
    seen = Statement.objects.published().filter(article__code=code)
    either = [Correction.objects.order_by().filter(way).values("pk") for way in [*own, Q(statement__in=seen)]]
    return public().filter(pk__in=either[0].union(*either[1:]))  # joined by OR, all there are would be read


def of_statements(said):
    """Of the latest thousand, those of statements for which `said` (a Q) holds, and the retractions of their articles.

    What the law removed is in no such list: it would point at whom it protects.
    """
    latest = Correction.objects.order_by("-made_at", "-pk").values("pk")[:LATEST]
    own = Statement.objects.filter(said, pk=OuterRef("statement"))
    printed = Statement.objects.filter(said, article=OuterRef("article"), status__in=OPEN_STATEMENT)
    concerned = Q(Exists(own)) | (Q(Exists(printed)) & Q(act=Correction.Act.RETRACTION))
    return public().filter(concerned, pk__in=latest).exclude(act=Correction.Act.REMOVAL)


def _is_seen():
    article = Article.objects.published().filter(pk=OuterRef("article"))
    statement = Statement.objects.published().filter(pk=OuterRef("statement"))
    return Q(Exists(article)) | Q(Exists(statement))
