"""The addresses of all public records for search engines (sitemaps.org), articles by the month they were printed in.

No file lists more than 50,000: a month with more is continued in further parts; people, organisations, places and
events stand in files by their primary key, 50,000 keys each.

A search engine may ask for a file that the index named before what stood in it was taken back, and a file without an
address is none by the schema: an empty one leads to the list of what would stand in it.

Only articles say when they changed last. The page of a person or a place changes with each of thousands of statements,
and with embargoes that end by themselves: no instant that is kept tells when, and a wrong one is worse than none.
"""

import re
from datetime import date, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db.models import Max, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from people.counting import tallies
from people.models import Organisation, Person
from people.models.record import last_of_month

from .calendar import printed_by_month
from .models import Article, ArticleRevision, Correction, Event, Place
from .xml import writable

MOST = 50_000  # addresses in one file
MOST_PARTS = 20  # files of one month
AT_ONCE = 500  # files of which it is asked in one query whether anything stands in them
HOUR = 3600  # seconds that the list of files is kept
MONTH = re.compile(r"(?:([0-9]{4}-[0-9]{2})|undated)(?:-([1-9][0-9]{0,4}))?")
NEWS_FOR = timedelta(hours=48)
MOST_NEWS = 1000
RECORDS = {"people": Person, "organisations": Organisation, "places": Place, "events": Event}
LISTS = {"people": "people:people", "organisations": "people:organisations", "places": "articles:places",
         "events": "articles:events", "articles": "articles:articles"}  # fmt: skip
PAGES = ["home", "about", *LISTS.values(), "articles:statements", "articles:corrections"]


def index(request):
    """The sitemaps there are, as they were within the last hour."""
    names = cache.get_or_set("sitemaps", lambda: list(_names()), HOUR)
    if _news().exists():
        names.append("news")
    addresses = [request.build_absolute_uri(reverse("sitemap_of", args=[name])) for name in names]
    return _xml(request, "sitemap_index.xml", {"addresses": addresses})


def _names():
    yield "pages"
    yield from _of_articles()
    for kind in RECORDS:
        yield from _of_records(kind)


def _of_articles():
    """articles-1987-03, articles-1987-03-2 …, articles-undated. Of each month no more than one file is counted."""
    articles = Article.objects.published()
    for month, number in sorted(printed_by_month(MOST + 1).items()):
        first = date.fromisoformat(f"{month}-01")
        of_month = articles.filter(printed_on__range=(first, last_of_month(first.year, first.month)))
        yield from _parts(f"articles-{month}", number, of_month)
    undated = articles.filter(printed_on=None)
    yield from _parts("articles-undated", undated.order_by()[: MOST + 1].count(), undated)


def _parts(name, number, articles):
    """The names of a file, and of its further parts where it has more than one can hold."""
    if number:
        yield name
    if number > MOST:
        further = range(-(-articles.order_by()[: MOST * MOST_PARTS].count() // MOST))
        yield from (f"{name}-{part + 1}" for part in further if part)


def _of_records(kind):
    """people-1, people-3 …: only parts in which there is somebody to be seen. Of each no more is asked than whether."""
    seen = RECORDS[kind].objects.published().order_by()
    parts = range(-(-(RECORDS[kind].objects.aggregate(last=Max("pk"))["last"] or 0) // MOST))
    for some in (parts[start : start + AT_ONCE] for start in range(0, len(parts), AT_ONCE)):
        asked = {f"{kind}-{n + 1}": seen.filter(pk__range=(n * MOST + 1, (n + 1) * MOST)) for n in some}
        yield from (name for name, number in tallies(asked, limit=1).items() if number)


def sitemap(request, name):
    """One of them; a name that the index cannot give is no page."""
    kind, _dash, rest = name.partition("-")
    if name == "pages":
        return _urlset(request, [(reverse(page), None) for page in PAGES])
    if name == "news":
        return _news_sitemap(request)
    if kind in RECORDS and rest.isascii() and rest.isdigit() and len(rest) < 8:
        return _urlset(request, _record_rows(RECORDS[kind], int(rest)) or _list_of(kind))
    if kind == "articles":
        return _urlset(request, _article_rows(*_read_month(rest)) or _list_of(kind))
    raise Http404


def _list_of(kind):
    return [(reverse(LISTS[kind]), None)]


def _record_rows(model, number):
    if number < 1:
        raise Http404
    keys = range((number - 1) * MOST + 1, number * MOST + 1)
    records = model.objects.published().filter(pk__range=(keys.start, keys.stop - 1)).order_by("pk")
    return [(record.get_absolute_url(), None) for record in records.only("slug")]


def _read_month(typed):
    """(first day or None for the undated, part) of “1987-03-2” or “undated”."""
    *month, part = (
        typed.split("-") if typed.count("-") == 2 or typed.startswith("undated-") else [*typed.split("-"), "1"]
    )
    try:
        first = None if month == ["undated"] else date.fromisoformat(f"{'-'.join(month)}-01")
        number = int(part) if part.isascii() and part.isdigit() and len(part) < 6 else 0
    except ValueError:
        raise Http404 from None
    if not 1 <= number <= MOST_PARTS:
        raise Http404
    return first, number


def _article_rows(first, part):
    articles = Article.objects.published()
    found = articles.filter(printed_on=None) if first is None else articles.filter(
        printed_on__range=(first, last_of_month(first.year, first.month))
    )  # fmt: skip
    some = found.annotate(changed_at=_last_change()).newest_first()[(part - 1) * MOST : part * MOST]
    return [(article.get_absolute_url(), article.changed_at) for article in some.only("slug", "printed_on")]


def _last_change():
    current = ArticleRevision.objects.filter(article=OuterRef("pk"), is_current=True).values("created_at")[:1]
    last = Correction.objects.filter(article=OuterRef("pk")).order_by("-made_at").values("made_at")[:1]
    return Greatest(Coalesce(Subquery(current), "first_seen_at"), Coalesce(Subquery(last), "first_seen_at"))


def _news():
    return Article.objects.published().filter(published_at__gt=timezone.now() - NEWS_FOR)


def _news_sitemap(request):
    articles = list(_news().order_by("-published_at")[:MOST_NEWS])
    if not articles:
        return _urlset(request, _list_of("articles"))
    rows = [
        (request.build_absolute_uri(article.get_absolute_url()), article, writable(article.headline))
        for article in articles
    ]
    return _xml(request, "news_sitemap.xml", {"rows": rows, "name": writable(settings.SITE_NAME)})


def _urlset(request, rows):
    rows = [(request.build_absolute_uri(path), changed_at) for path, changed_at in rows]
    return _xml(request, "sitemap.xml", {"rows": rows})


def _xml(request, template, context):
    return render(request, f"articles/{template}", context, content_type="application/xml; charset=utf-8")
