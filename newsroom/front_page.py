"""What the front page shows. Each part is one or two bounded queries, however large the archive is."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from articles import calendar, corrections
from articles.models import Article, Statement
from articles.shown import statements_shown
from people.counting import firsts_between
from people.models import Person, Precision
from people.prepared import prepared

LATEST_STATEMENTS = 8
PER_ARTICLE = 2
CONSIDERED = 500
LATEST_ARTICLES = 6
ON_THIS_DAY = 4
MOST_QUOTED = 6
CORRECTED = 4
COLUMNS = ("pk", "article", "speaker", "sorted_on")


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
    dated = _dated_statements()
    chosen = _a_few_of_each(dated or _added_statements())
    found = statements_shown(chosen)
    return [found[key] for key in chosen if key in found], most_quoted(dated)


@prepared
def _dated_statements():
    dated = Statement.objects.published().filter(sorted_on__isnull=False)
    return dated.newest_first().values_list(*COLUMNS)[:CONSIDERED]


@prepared
def _added_statements():
    return Statement.objects.published().order_by("-pk").values_list(*COLUMNS)[:CONSIDERED]


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
    people = {person.pk: person for person in _people([key for key, _n in said.most_common(MOST_QUOTED)])}
    ranked = [{"person": people[key], "said": n} for key, n in said.most_common(MOST_QUOTED) if key in people]
    return Voices(ranked, counted=len(rows), since=rows[-1][3] if rows else None)


@prepared
def _people(keys):
    return Person.objects.published().filter(pk__in=keys)


def latest_articles():
    """By day printed; the undated only where there are no others."""
    return _dated_articles() or _added_articles()


@prepared
def _dated_articles():
    dated = Article.objects.published().filter(printed_on__isnull=False)
    return dated.select_related("publisher").newest_first()[:LATEST_ARTICLES]


@prepared
def _added_articles():
    return Article.objects.published().select_related("publisher").order_by("-pk")[:LATEST_ARTICLES]


def on_this_day():
    """An article of this day from each of the latest years that have one, newest first."""
    days = calendar.this_day_before(timezone.localdate())
    printed = Article.objects.published().filter(printed_on_precision=Precision.DAY).newest_first()
    keys = firsts_between(printed, "printed_on", [(day, day) for day in days])
    found = Article.objects.published().filter(pk__in=keys).select_related("publisher")
    return list(found.order_by("-printed_on", "-pk")[:ON_THIS_DAY])


@prepared
def recently_corrected():
    """The latest corrections of what readers can see."""
    return corrections.of_visible_records()[:CORRECTED]
