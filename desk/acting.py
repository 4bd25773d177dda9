"""An act on an article as the editor saw it: what a colleague changed meanwhile is looked at first."""

from django.core.exceptions import ValidationError

from articles.models import Article

CHANGED = "A colleague changed it since you opened this page. Look at it again: nothing was done."


def as_seen(article, version):
    """The article, locked until the act is done; ValidationError where it is no longer the version that was seen."""
    article = Article.objects.select_for_update().get(pk=article.pk)
    if str(article.version) != str(version):
        raise ValidationError(CHANGED)
    return article
