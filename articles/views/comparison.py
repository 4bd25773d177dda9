"""Two versions of an article compared: any two that a reader may read."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from articles import changes, versions

from .article import corrections_of, published_articles


def compare(request, code):
    """What changed from one version (?from=) to a later one (?to=): else to the present one, from the one before."""
    article = get_object_or_404(published_articles(), code=code)
    kept = versions.with_one_text(article.revisions.all(), number=None)
    readable = versions.readable(article, kept, corrections_of(article))
    former, later = _chosen(readable, request.GET.get("from", ""), request.GET.get("to", ""))
    texts = dict(article.revisions.filter(pk__in=[former.pk, later.pk]).values_list("pk", "body"))
    context = {
        "article": article,
        "versions": readable,
        "former": former,
        "later": later,
        "headline": changes.word_by_word(former.headline, later.headline),
        "passages": changes.passages(texts[former.pk], texts[later.pk]),
        "steps": [version for version in readable if former.number < version.number <= later.number],
    }
    return render(request, "articles/comparison.html", context)


def _chosen(readable, former, later):
    """The two versions asked for by their numbers, the earlier first; Http404 where a reader may not read one."""
    by_number = {str(version.number): version for version in readable}
    if not {former, later} <= {"", *by_number}:
        raise Http404
    end = by_number[later] if later else readable[-1]
    place = readable.index(end)
    start = by_number[former] if former else readable[max(0, place - 1)]
    return sorted((start, end), key=lambda version: version.number)
