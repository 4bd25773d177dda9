"""One page of answers: which entries, the records behind them with the words marked, and how many there are.

Every step is bounded: a page is read from the index by its key, nothing is counted beyond ten thousand, and the
best, the groups and the facets are found among the newest two thousand. What takes too long is left out, and said.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache
from time import monotonic

from django.db.models import Value
from django.utils import timezone

from articles.models import Article, ArticleRevision
from articles.shown import statements_shown
from articles.wording import statement_in_words
from people.counting import Tally
from people.paths import path_to
from people.prepared import prepared

from .backends import SearchTimeoutError, backend, limits
from .counted import ARTICLE, ORG, SPEAKER, numbers_of, value_of
from .folding import fold_text
from .highlighting import highlight, snippet
from .lines import MODELS
from .stemming import main_language

SIZE = 20
MOST_COUNTED = 10_000
POOL = 2000
MOST_NAMES = 8
PAGES = {
    "person": "people:person",
    "organisation": "people:organisation",
    "place": "articles:place",
    "event": "articles:event",
}
MEMBERS = {
    "speaker": ((SPEAKER, "person"), (ORG, "organisation")),
    "article": ((ARTICLE, "article"),),
}  # the facets by which answers are grouped: an organisation speaks where no person does


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
    code: str
    language: str
    summary: str

    def get_absolute_url(self):
        return path_to(PAGES[self.kind], self.slug)


@dataclass
class Found:
    """Rows of the index on one page, and from which keys or number its neighbours go on; None where there is none."""

    rows: list = field(default_factory=list)
    older: int | None = None
    newer: int | None = None
    next_number: int | None = None
    previous_number: int | None = None


@dataclass
class Pool:
    """The first rows that answer: over them facets and groups are counted, and kinds. is_whole: there are no more.

    is_late: finding them took so long that counting further would take too long as well.
    """

    rows: list
    is_whole: bool
    is_late: bool = False


@dataclass
class Group:
    """What one speaker said, or one article reports, of the answers. of: (kind, primary key); row: the newest."""

    of: tuple
    number: int
    row: tuple


def find(question, sort, *, before=None, after=None, number=1, enough=None):
    """The page of rows that answers, and what it was cut from: (Found, pool). Its names must be resolved.

    pool: a Pool of the first two thousand in the order asked for, but `enough` (those of the page) where they are hard
    to find; further down a list in order of time None, for there only the page is read. Raises SearchTimeoutError.
    """
    asked = question.expression(), timezone.now(), *question.range
    if before is not None or after is not None:
        return _further_on(question, sort == "oldest", before, after), None
    if sort == "relevance":
        rows = backend().best(*asked, POOL + 1)
        return _by_number(rows[:POOL], number), Pool(rows[:POOL], len(rows) <= POOL)
    is_upwards = sort == "oldest"
    began = monotonic()
    rows, is_whole = backend().first(*asked, POOL, enough or SIZE + 1, oldest_first=is_upwards)
    pool = Pool(rows, is_whole, is_late=monotonic() - began > limits.LATE)
    return _first_of(pool, oldest_first=is_upwards), pool


def _first_of(pool, *, oldest_first):
    rows = pool.rows[:SIZE]
    last = rows[-1][0] if rows and (len(pool.rows) > SIZE or not pool.is_whole) else None
    return Found(rows, newer=last) if oldest_first else Found(rows, older=last)


def _by_number(ranked, number):
    first, last = (number - 1) * SIZE, number * SIZE
    more = len(ranked) > last
    return Found(ranked[first:last], next_number=number + 1 if more else None, previous_number=number - 1 or None)


def _further_on(question, oldest_first, before, after):
    low, high = question.range
    high = min(high, before - 1) if before is not None else high
    low = max(low, after + 1) if after is not None else low
    upwards = before is None
    rows = backend().matches(question.expression(), timezone.now(), low, high, SIZE + 1, oldest_first=upwards)
    more, rows = len(rows) > SIZE, sorted(rows[:SIZE], reverse=not oldest_first)
    if not rows:
        return Found()
    has_older, has_newer = (after is not None, more) if upwards else (more, before is not None)
    ends = sorted((rows[0][0], rows[-1][0]))
    return Found(rows, older=ends[0] if has_older else None, newer=ends[1] if has_newer else None)


def groups_of(rows, by, number=1):
    """These rows in groups by speaker or article, the largest first: (a page of them, are there more, rows in none)."""
    sizes, newest, rest = Counter(), {}, 0
    for row in rows:
        of = _member_of(row, by)
        if of is None:
            rest += 1
            continue
        sizes[of] += 1
        newest.setdefault(of, row)
    ranked = sorted(sizes, key=lambda of: (-sizes[of], -newest[of][0]))
    shown = ranked[(number - 1) * SIZE : number * SIZE]
    return [Group(of, sizes[of], newest[of]) for of in shown], len(ranked) > number * SIZE, rest


def _member_of(row, by):
    found = dict(value_of(number) for number in reversed(numbers_of([row[3]])))
    return next(((kind, found[facet]) for facet, kind in MEMBERS[by] if facet in found), None)


def count(question, pool, others=()):
    """{kind: a Tally of how many answer, or None where that took too long}, and a Tally for each other question.

    One query, or none.
    pool: what find() returned; where it holds all answers of the kinds that are shown, they need not be counted again,
    and where it does not, there are more of each than it holds; so many are told where finding them took long.
    """
    seen, shown = Counter(row[1] for row in pool.rows) if pool else Counter(), question.shown_kinds
    known = {kind: Tally(0) for kind in question.kinds if kind not in question.answering_kinds}
    if pool and not pool.is_whole and len(shown) == 1:
        seen[shown[0]] += 1  # the pool is not all there is
    if pool and (pool.is_whole or pool.is_late):
        known |= {kind: Tally(seen[kind]) if pool.is_whole else _at_least(seen[kind], None) for kind in shown}
    asked = [kind for kind in question.kinds if kind not in known]
    of_kinds = [(question.expression([kind]), *question.range_of([kind])) for kind in asked]
    counted = _tallies([*of_kinds, *((other.expression(), *other.range) for other in others)])
    known |= {kind: _at_least(seen[kind], tally) for kind, tally in zip(asked, counted, strict=False)}
    return {kind: known[kind] for kind in question.kinds}, counted[len(asked) :]


def _at_least(seen, tally):
    """What was counted; or what was seen, where counting did not get so far."""
    return Tally.broken_off(seen) if seen > 1 and (tally is None or tally < seen) else tally


def count_each(questions):
    """A Tally of how many answer each of these questions, or None where that took too long."""
    return _tallies([(question.expression(), *question.range) for question in questions])


def _tallies(asked):
    try:
        return backend().count(asked, timezone.now(), MOST_COUNTED)
    except SearchTimeoutError:
        return [None] * len(asked)


def cards_of(rows, question):
    """The records of these rows, in their order, with what was asked for marked. Always three queries or less."""
    by_kind = {kind: [row[2] for row in rows if row[1] == kind] for kind in MODELS}
    statements, printed = statements_shown(by_kind["statement"]), _printed(by_kind["article"])
    cards = {("statement", pk): _statement_card(record, question) for pk, record in statements.items()}
    cards |= {("article", revision.article_id): _article_card(revision, question) for revision in printed}
    return [cards[kind, pk] for _key, kind, pk, _facets in rows if (kind, pk) in cards]


@prepared
def _printed(articles):
    """The texts of these articles, of those that readers may see, as they stand now."""
    public = Article.objects.published().filter(pk__in=articles)
    return ArticleRevision.objects.filter(is_current=True, article__in=public).select_related("article__publisher")


def names_of(references):
    """{(kind, primary key): the public person, organisation, place or event}: one query."""
    by_kind = defaultdict(list)
    for kind, pk in references:
        by_kind[str(kind)].append(pk)
    rows = _named(tuple(by_kind))(*by_kind.values()) if by_kind else ()
    return {(kind, pk): Named(kind, *facts) for kind, pk, *facts in rows}


@cache
def _named(kinds):
    """A query for the names of records of these kinds; it takes a list of keys of each."""

    @prepared
    def named(*keys):
        facts = "pk", "name", "slug", "code", "language", "summary"
        queries = [
            MODELS[kind].objects.published().filter(pk__in=some).order_by().values_list(Value(kind), *facts)
            for kind, some in zip(kinds, keys, strict=True)
        ]
        return queries[0].union(*queries[1:], all=True)

    return named


def _statement_card(statement, question):
    language = statement.language or statement.article.language
    words = statement_in_words(statement.pieces, language)
    return Card("statement", statement, highlight(words, *marked_in(question, language)))


def _article_card(revision, question):
    article = revision.article
    article.current_revisions = [revision]
    return Card("article", article, snippet(revision.body, *marked_in(question, article.language)))


def marked_in(question, language):
    """What is marked in a text of this language: the words asked for anywhere, and those the talk was to be about."""
    language = main_language(language)
    terms = [term for term in question.query.wanted if term.words and term.field in {"", "about"}]
    stems = {stem for term in terms for code, stem in question.stems_of(term) if code == language}
    return [term.marked for term in terms], language, stems


def words_to_mark(question):
    """The same words as a reader would type them, for the address of a page on which they are to be marked."""
    return " ".join(term.value for term in question.query.wanted if term.words and term.field in {"", "about"})


def best_known(question, names):
    """Whom and what the words name, at most eight: those first that are called just so."""
    known = [(names[record], words) for record, words in question.called.items() if record in names]
    known.sort(key=lambda each: sorted(fold_text(each[0].name).split()) != sorted(each[1]))
    return [name for name, _words in known[:MOST_NAMES]]
