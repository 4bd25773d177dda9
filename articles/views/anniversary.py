"""On this day: what was printed and said on one day of the year, year by year."""

from datetime import date

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from articles import calendar

YEARS = 12  # a page
LEAP = 2000  # a year that has every day


def today(request):
    """The day that the address asks for (?month=3&day=14), or this one."""
    asked = (request.GET.get("month", ""), request.GET.get("day", ""))
    day = _read(*asked) if all(word.isascii() and word.isdigit() and len(word) < 3 for word in asked) else None
    day = day or timezone.localdate()
    return redirect("articles:on_this_day", day.month, day.day)


def first_of_month(request, month):
    """A month alone leads to its first day."""
    return redirect("articles:on_this_day", month, 1)


def on_this_day(request, month, day):
    """An article and a statement of this day from each year, the latest first, with how many more there are."""
    asked = _read(month, day)
    if not asked:
        raise Http404
    before = request.GET.get("before", "")
    before = int(before) if before.isascii() and before.isdigit() and len(before) < 5 else 0
    years = calendar.anniversaries(month, day)
    shown = [year for year in years if not before or year.day.year < before]
    context = {
        "day": asked,
        "total": len(years),
        "years": calendar.with_examples(shown[:YEARS]),
        "earlier": f"?before={shown[YEARS - 1].day.year}" if len(shown) > YEARS else "",
        "is_further_on": bool(before),
        "months": [date(LEAP, number, 1) for number in range(1, 13)],
        "days": range(1, 32),
        "yesterday": date.fromordinal(asked.toordinal() - 1),
        "tomorrow": date.fromordinal(asked.toordinal() + 1),
    }
    return render(request, "articles/on_this_day.html", context)


def _read(month, day):
    """The day of a leap year, or None."""
    try:
        return date(LEAP, int(month), int(day))
    except ValueError:
        return None
