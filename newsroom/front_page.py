"""What the front page shows. Each part is one or two bounded queries, however large the archive is."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from articles import calendar, corrections
from articles.models import Article, Statement
from people.counting import firsts_between
from people.models import Person, Precision

LATEST_STATEMENTS = 8
PER_ARTICLE = 2
CONSIDERED = 500
LATEST_ARTICLES = 6
ON_THIS_DAY = 4
MOST_QUOTED = 6
CORRECTED = 4


@dataclass(frozen=True)
class Voices:
    """Who speaks most among the latest statements, with the numbers and what they were counted over."""

    people: list
    counted: int
    since: date | None


def latest_statements():
    """The latest statements and who speaks most among them: (statements, Voices). Both are chosen from one look.

    By day said, no article filling the page; the undated, which have no place there, only where all are.
    """
    statements = Statement.objects.published()
    columns = "pk", "article", "speaker", "sorted_on"
    dated = list(statements.filter(sorted_on__isnull=False).newest_first().values_list(*columns)[:CONSIDERED])
    rows = dated or list(statements.order_by("-pk").values_list(*columns)[:CONSIDERED])
    chosen = _a_few_of_each(rows)
    shown = sorted(Statement.objects.filter(pk__in=chosen).for_display(), key=lambda s: chosen.index(s.pk))
    return shown, most_quoted(dated)


def _a_few_of_each(rows):
    """The first keys of so many statements, at most PER_ARTICLE from one article."""
    taken, chosen = Counter(), []
    for key, article, *_rest in rows:
        taken[article] += 1
        if taken[article] <= PER_ARTICLE:
            chosen.append(key)
    return chosen[:LATEST_STATEMENTS]


def most_quoted(rows):
    said = Counter(speaker for _key, _article, speaker, _day in rows if speaker)
    people = Person.objects.published().in_bulk([key for key, _n in said.most_common(MOST_QUOTED)])
    ranked = [{"person": people[key], "said": n} for key, n in said.most_common(MOST_QUOTED) if key in people]
    return Voices(ranked, counted=len(rows), since=rows[-1][3] if rows else None)


def latest_articles():
    """By day printed; the undated only where there are no others."""
    articles = Article.objects.published().select_related("publisher")
    dated = articles.filter(printed_on__isnull=False).newest_first()
    return list(dated[:LATEST_ARTICLES]) or list(articles.order_by("-pk")[:LATEST_ARTICLES])


def on_this_day():
    """An article of this day from each of the latest years that have one, newest first."""
    days = calendar.this_day_before(timezone.localdate())
    printed = Article.objects.published().filter(printed_on_precision=Precision.DAY).newest_first()
    keys = firsts_between(printed, "printed_on", [(day, day) for day in days])
    found = Article.objects.published().filter(pk__in=keys).select_related("publisher")
    return list(found.order_by("-printed_on", "-pk")[:ON_THIS_DAY])


def recently_corrected():
    """The latest corrections of what readers can see."""
    return list(corrections.of_visible_records()[:CORRECTED])
