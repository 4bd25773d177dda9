"""Where an article is worked on."""

from django.urls import NoReverseMatch, reverse


def workbench_of(article):
    """The page on which an article is edited and its statements are checked."""
    try:
        return reverse("desk:workbench", kwargs={"code": article.code})
    except NoReverseMatch:  # while the desk has no workbench, the admin is where articles are edited
        return reverse("admin:articles_article_change", args=[article.pk])
