"""An act on a record as the editor saw it: what a colleague changed meanwhile is looked at first."""

from django.core.exceptions import ValidationError

from articles.models import Article


class Changed(ValidationError):  # noqa: N818
    """A colleague was quicker."""

    def __init__(self):
        super().__init__("A colleague changed it since you opened this page. Look at it again: nothing was done.")


def locked(article):
    """The article as it stands now, kept from colleagues with its statements until the act is done."""
    return Article.objects.select_for_update().get(pk=article.pk)


def as_seen(article, version):
    """The article, locked; raises Changed where it is no longer the version that was seen."""
    article = locked(article)
    if str(article.version) != str(version):
        raise Changed
    return article
