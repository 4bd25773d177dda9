"""One page of answers: which entries, the records behind them with the words marked, and how many there are.

Every step is bounded: a page is read from the index by its key, nothing is counted beyond ten thousand, and
the best are looked for among the newest two thousand.
"""

from dataclasses import dataclass

from django.db.models import Value
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Statement
from articles.wording import statement_in_words

from . import keys
from .backends import backend
from .highlighting import highlight, snippet
from .lines import MODELS
from .question import NAMED, REPORTED

SIZE = 20
MOST_COUNTED = 10_000
RANKED = 2000
MOST_NAMES = 8
PAGES = {
    "person": "people:person",
    "organisation": "people:organisation",
    "place": "articles:place",
    "event": "articles:event",
}


@dataclass
class Card:
    """A record that answers. words: its own words with those marked that were asked for; safe to show."""

    kind: str
    record: object
    words: str = ""


@dataclass(frozen=True)
class Named:
    """A person, organisation, place or event as a line in a list."""

    kind: str
    name: str
    slug: str
    language: str
    summary: str

    def get_absolute_url(self):
        return reverse(PAGES[self.kind], args=[self.slug])


@dataclass
class Found:
    """Rows of the index on one page, and from which keys or number its neighbours go on; None where there is none."""

    rows: list
    older: int | None = None
    newer: int | None = None
    next_number: int | None = None
    previous_number: int | None = None


def find(question, kinds, sort, *, before=None, after=None, number=1):
    """The page of rows that answers; its names must be resolved."""
    expression = question.expression(kinds)
    if sort == "relevance":
        return _find_best(expression, question.range, number)
    return _find_in_time(expression, question.range, sort == "oldest", before, after)


def _find_best(expression, span, number):
    skip = (number - 1) * SIZE
    rows = backend().best(expression, timezone.now(), *span, RANKED, SIZE + 1, skip)
    more = len(rows) > SIZE
    return Found(rows[:SIZE], next_number=number + 1 if more else None, previous_number=number - 1 or None)


def _find_in_time(expression, span, oldest_first, before, after):
    low, high = span
    high = min(high, before - 1) if before is not None else high
    low = max(low, after + 1) if after is not None else low
    upwards = oldest_first if before is None and after is None else before is None
    rows = backend().matches(expression, timezone.now(), low, high, SIZE + 1, oldest_first=upwards)
    more, rows = len(rows) > SIZE, sorted(rows[:SIZE], reverse=not oldest_first)
    if not rows:
        return Found([])
    found = [key for key, _kind, _pk in rows]
    has_older, has_newer = (after is not None, more) if upwards else (more, before is not None)
    return Found(rows, older=min(found) if has_older else None, newer=max(found) if has_newer else None)


def count(question):
    """{kind: how many answer}, counted no further than ten thousand and one: one query."""
    questions = [(question.expression([kind]), *question.range) for kind in REPORTED]
    if not question.is_narrowed:
        questions += [(question.expression([kind]), keys.NAMES, keys.FIRST_UNDATED - 1) for kind in NAMED]
    kinds = question.kinds if not question.is_narrowed else REPORTED
    return dict(zip(kinds, backend().count(questions, timezone.now(), MOST_COUNTED + 1), strict=True))


def cards_of(rows, question):
    """The records of these rows, in their order, with what was asked for marked. Always five queries or less."""
    by_kind = {kind: [pk for _key, row_kind, pk in rows if row_kind == kind] for kind in MODELS}
    statements = Statement.objects.published().for_display().in_bulk(by_kind["statement"])
    articles = Article.objects.published().select_related("publisher").with_text().in_bulk(by_kind["article"])
    cards = {("statement", pk): _statement_card(record, question) for pk, record in statements.items()}
    cards |= {("article", pk): _article_card(record, question) for pk, record in articles.items()}
    return [cards[kind, pk] for _key, kind, pk in rows if (kind, pk) in cards]


def names_of(references):
    """The public people, organisations, places and events of these (kind, primary key), in their order: one query."""
    queries = [
        MODELS[kind].objects.published().filter(pk__in=[pk for other, pk in references if other == kind]).order_by()
        .values_list(Value(str(kind)), "pk", "name", "slug", "language", "summary")
        for kind in dict.fromkeys(kind for kind, _pk in references)
    ]  # fmt: skip
    if not queries:
        return []
    rows = queries[0].union(*queries[1:], all=True)
    named = {(kind, pk): Named(kind, *facts) for kind, pk, *facts in rows}
    return [named[reference] for reference in references if reference in named]


def _statement_card(statement, question):
    language = statement.language or statement.article.language
    words = statement_in_words(statement.pieces, language)
    return Card("statement", statement, highlight(words, phrases_of(question)))


def _article_card(article, question):
    body = article.current.body if article.current else ""
    return Card("article", article, snippet(body, phrases_of(question)))


def phrases_of(question):
    """What is marked: the words asked for anywhere, and those the talk was to be about."""
    return [term.words for term in (*question.q.wanted, *question.about.wanted)]


def best_known(question):
    """(kind, primary key) of whom and what the slots name as a whole, at most eight."""
    return list(dict.fromkeys(reference for named in question.named.values() for reference in named.whole))[:MOST_NAMES]
