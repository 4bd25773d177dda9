"""What the front page shows. Each part is one or two bounded queries, however large the archive is."""

from collections import Counter
from datetime import date

from django.db.models import F
from django.utils import timezone

from articles import corrections
from articles.models import Article, Statement
from people.models import Person, Precision

DATED = date.min  # “later than this” lets SQLite read the end of the index of days; “not null” does not
LATEST_STATEMENTS = 8
PER_ARTICLE = 2
CONSIDERED = 100
LATEST_ARTICLES = 6
ON_THIS_DAY = 4
YEARS_BACK = 250
COUNTED = 500
MOST_QUOTED = 6
CORRECTED = 4


def latest_statements():
    """By day said, no article filling the page; the undated, which have no place there, only where all are."""
    statements = Statement.objects.published()
    dated = statements.filter(sorted_on__gt=DATED).order_by("-sorted_on", "-pk")
    chosen = _a_few_of_each(dated) or _a_few_of_each(statements.order_by("-pk"))
    return sorted(Statement.objects.filter(pk__in=chosen).for_display(), key=lambda s: chosen.index(s.pk))


def _a_few_of_each(statements):
    """The first keys of so many statements, at most PER_ARTICLE from one article."""
    taken, chosen = Counter(), []
    for key, article in statements.values_list("pk", "article")[:CONSIDERED]:
        taken[article] += 1
        if taken[article] <= PER_ARTICLE:
            chosen.append(key)
    return chosen[:LATEST_STATEMENTS]


def latest_articles():
    """By day printed; the undated only where there are no others."""
    articles = Article.objects.published().select_related("publisher")
    in_order = "-printed_on", F("published_at").desc(nulls_last=True), "-pk"
    dated = articles.filter(printed_on__gt=DATED).order_by(*in_order)
    return list(dated[:LATEST_ARTICLES]) or list(articles.order_by("-pk")[:LATEST_ARTICLES])


def on_this_day():
    """Articles printed on this day in earlier years, newest first."""
    printed = Article.objects.published().filter(printed_on__in=_this_day_before(timezone.localdate()))
    exact = printed.filter(printed_on_precision=Precision.DAY)
    return list(exact.select_related("publisher").order_by("-printed_on", "-pk")[:ON_THIS_DAY])


def _this_day_before(today):
    """The same day in earlier years, as dates: the index answers them; 29 February only in leap years."""
    for year in range(max(1, today.year - YEARS_BACK), today.year):
        try:
            yield date(year, today.month, today.day)
        except ValueError:
            continue


def most_quoted():
    """Who speaks most among the latest statements, with the numbers and what they were counted over."""
    latest = Statement.objects.published().filter(sorted_on__gt=DATED).order_by("-sorted_on", "-pk")
    rows = list(latest.values_list("speaker", "sorted_on")[:COUNTED])
    said = Counter(speaker for speaker, _day in rows if speaker)
    people = Person.objects.published().in_bulk([key for key, _n in said.most_common(MOST_QUOTED)])
    ranked = [{"person": people[key], "said": n} for key, n in said.most_common(MOST_QUOTED) if key in people]
    return {"people": ranked, "counted": len(rows), "since": rows[-1][1] if rows else None}


def recently_corrected():
    """The latest corrections of what readers can see."""
    return list(corrections.of_visible_records()[:CORRECTED])
