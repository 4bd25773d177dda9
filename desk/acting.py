"""An act on an article as the editor saw it: what a colleague changed meanwhile is looked at first."""

from django.core.exceptions import ValidationError

from articles.models import Article

CHANGED = "A colleague changed it since you opened this page. Look at it again: nothing was done."
LONGEST_KEY = 18  # digits that every database takes


def as_seen(article, version):
    """The article, locked until the act is done; ValidationError where it is no longer the version that was seen."""
    article = Article.objects.select_for_update().get(pk=article.pk)
    if str(article.version) != str(version):
        raise ValidationError(CHANGED)
    return article


def typed(request, name, otherwise=""):
    """What was typed into a field, without the sign that no database takes."""
    return request.POST.get(name, otherwise).replace("\0", "")


def key_of(written):
    """The key of a row that a form names; None for what is none."""
    return int(written) if written.isdecimal() and len(written) <= LONGEST_KEY else None
