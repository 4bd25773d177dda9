"""Browsing by date: decades, years, months, days, and everything that was said."""

from datetime import date

from django.shortcuts import redirect, render

from articles import calendar
from articles.models import Article, Statement
from people.counting import LIMIT, Tally
from people.models import Precision
from people.paging import SIZE, address, page_of


def articles(request):
    """The years with the number of articles in each, and the latest articles."""
    found = Article.objects.published().filter(printed_on__isnull=False)
    context = {"decades": calendar.decades(), "undated": _tally(_undated()), "page": _page(request, found)}
    return render(request, "articles/articles.html", context)


def undated(request):
    """Articles whose date nobody knows."""
    return render(request, "articles/undated.html", {"total": _tally(_undated()), "page": _page(request, _undated())})


def year(request, year):
    """The months with the number of articles in each, and the articles of the year."""
    found = Article.objects.published().printed_in(year)
    before, after = calendar.years_beside(year)
    context = {"year": year, "months": calendar.months_of(year), "before": before, "after": after}
    vague = _tally(found.filter(printed_on_precision=Precision.YEAR))
    return render(request, "articles/year.html", context | {"vague": vague, "page": _page(request, found)})


def month(request, year, month):
    """The days with what was printed and said on each, and the articles of the month."""
    found = Article.objects.published().printed_in(year, month)
    before, after = calendar.months_beside(year, month)
    context = {"month": date(year, month, 1), "weeks": calendar.weeks_of(year, month)}
    context |= {"before": before, "after": after}
    vague = _tally(found.filter(printed_on_precision=Precision.MONTH))
    return render(request, "articles/month.html", context | {"vague": vague, "page": _page(request, found)})


def day(request, day):
    """What was printed on a day, then what was said on it."""
    printed = Article.objects.published().printed_in(day.year, day.month, day.day)
    said = Statement.objects.published().of_day(day)
    view = request.GET.get("view", "")
    before, after = calendar.days_beside(day)
    context = {
        "day": day,
        "before": before,
        "after": after,
        "printed": _part(
            request, printed.select_related("publisher"), ["printed_on", "published_at"], "articles", view
        ),
        "said": _part(request, said.for_display(), ["sorted_on"], "statements", view),
    }
    return render(request, "articles/day.html", context)


def short_year(request, year):
    """/1987/, as somebody may type it."""
    return redirect("articles:year", year, permanent=True)


def short_month(request, year, month):
    return redirect("articles:month", year, month, permanent=True)


def short_day(request, day):
    return redirect("articles:day", day, permanent=True)


def _part(request, rows, order, name, view):
    """One of the two lists of a day: the beginning of it, all of it page by page (?view=), or not this one now."""
    if view == name:
        return {"page": page_of(rows, request, *order, kept={"view": name})}
    if view in ("articles", "statements"):
        return {"page": []}
    beginning = list(rows.order_by("-pk")[: SIZE // 2 + 1])
    more = address(request, view=name) if len(beginning) > SIZE // 2 else ""
    return {"page": beginning[: SIZE // 2], "more": more}


def statements(request):
    """Everything that was said, the latest first; what has no day stands on a list of its own."""
    everything = Statement.objects.published()
    is_undated = request.GET.get("undated") == "1"
    found = everything.filter(sorted_on__isnull=is_undated).for_display()
    context = {
        "is_undated": is_undated,
        "undated": _tally(everything.filter(sorted_on__isnull=True)),
        "page": page_of(found, request, "sorted_on", kept={"undated": "1" if is_undated else ""}),
    }
    return render(request, "articles/statements.html", context)


def _undated():
    return Article.objects.published().filter(printed_on__isnull=True)


def _tally(rows):
    return Tally(rows.order_by()[: LIMIT + 1].count(), LIMIT)


def _page(request, articles):
    return page_of(articles.select_related("publisher"), request, "printed_on", "published_at")
