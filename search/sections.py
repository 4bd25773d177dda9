"""The sections of a record's page that the index answers: what stands in some relation to it, in order of time.

What was said about somebody stands in another table than when; the index has both, and reads the newest from its end.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from articles.models import Statement
from articles.shown import articles_shown, statements_shown
from people.counting import Tally
from people.paging import SIZE, Page, address
from people.sections import POOL, UNDATED, Section

from . import keys
from .backends import SearchTimeoutError, backend, limits
from .expressions import Facet, Phrase, all_of
from .facet_words import SAID
from .lines import KINDS
from .models import Entry
from .question import of_kinds

RELATIONS = {
    "about": "about{kind}{pk}",
    "to": "to{kind}{pk}",
    "in": "in{pk}",
    "at": "at{pk}",
    "written": "written{pk}",
    "from": "from{pk}",
    "around": "around{pk}",
    "event": "event{pk}",
}  # the facets by which what is listed names the record (search/facet_words.py)
SHARED = ("about", "around")  # relations that articles have too: statements say them in a word of their own
UNITS = {"statement": Entry.Kind.STATEMENT, "article": Entry.Kind.ARTICLE}
MODE, SPEAKER = "mode", "speaker"  # how the words begin that say how it is reported, and who said it


@dataclass
class IndexedSection(Section):
    """Rows that the index finds. facets: the words of which they have one in their entries."""

    facets: tuple = ()
    pool: list | None = None

    def __post_init__(self):
        self.kinds = dict(Statement.Kind.choices) if self.unit == "statement" else {}

    def expression(self, kind=""):
        wanted = [Facet(self.facets), *([Facet((f"{MODE}{kind}",))] if kind else [])]
        return of_kinds([UNITS[self.unit]], wanted)

    def page(self, request, year, kind, words):
        """The page that the address asks for; the first one of all is the beginning of the pool."""
        onward, back = (keys.read_key(request.GET.get(name, "")) for name in ("after", "before"))
        turned = back is not None and onward is None
        if (onward, back, year, kind) == (None, None, "", ""):
            rows = self.newest(POOL)[: SIZE + 1]
        else:
            low, high = _range(year)
            high = min(high, onward - 1) if onward is not None else high
            low = max(low, back + 1) if turned else low
            rows = self._matches(kind, low, high, SIZE + 1, oldest_first=turned)
        more, rows = len(rows) > SIZE, rows[:SIZE][:: -1 if turned else 1]
        has_following, has_preceding = (bool(rows), more) if turned else (more, onward is not None and bool(rows))
        following = address(request, **words, after=rows[-1][0]) if has_following else ""
        preceding = address(request, **words, before=rows[0][0]) if has_preceding else ""
        return Page(self._records(rows), following, preceding)

    def newest(self, most):
        """The newest rows of the index; all that are ever counted over are asked for once."""
        if self.pool is None and most < POOL:
            return self._matches("", *keys.ANY_TIME, most)
        if self.pool is None:
            self.pool = self._matches("", *keys.ANY_TIME, POOL)
        return self.pool[:most]

    def days_and_kinds(self):
        for key, _kind, _pk, facets in self.newest(POOL):
            kind = next((w.removeprefix(MODE) for w in facets.split() if w.startswith(MODE)), "")
            yield keys.day_of(key), kind

    def years(self, kind):
        """The years between the first and the last, uncounted."""
        ends = [self._matches(kind, keys.FIRST_DATED, keys.LAST, 1, oldest_first=first) for first in (True, False)]
        if not all(ends):
            return {}
        first, last = (keys.day_of(rows[0][0]).year for rows in ends)
        return dict.fromkeys(map(str, range(first, last + 1)))

    def _matches(self, kind, low, high, most, *, oldest_first=False):
        try:
            return backend().matches(self.expression(kind), timezone.now(), low, high, most, oldest_first=oldest_first)
        except SearchTimeoutError:
            self.is_given_up = True
            return []

    def _records(self, rows):
        pks = [pk for _key, _kind, pk, _facets in rows]
        records = statements_shown(pks) if self.unit == "statement" else articles_shown(pks)
        return [records[pk] for pk in pks if pk in records]


def section(key, label, relation, record, unit, **options):
    begun = SAID if unit == "statement" and relation in SHARED else ""
    facet = RELATIONS[relation].format(kind=record._meta.model_name, pk=record.pk)
    return IndexedSection(key, label, unit, facets=(f"{begun}{facet}",), **options)


def count(sections):
    """Fill in how much each holds; where that takes too long, that there may be something, uncounted."""
    try:
        tallies = backend().count(
            [(s.expression(), *keys.ANY_TIME) for s in sections], timezone.now(), POOL, limits.LIMIT
        )
    except SearchTimeoutError:
        tallies = [None] * len(sections)
    for section, tally in zip(sections, tallies, strict=True):
        section.is_given_up = tally is None
        section.tally = Tally(1, 0) if tally is None else tally


def speakers_in(section, most):
    rows = section.newest(most)
    return Counter(int(w.removeprefix(SPEAKER)) for row in rows for w in row[3].split() if w.startswith(SPEAKER))


def named(model, names, most):
    return _keys_of(model, most, *(Phrase(tuple(name.split()), ("title",)) for name in names))


def lying_in(model, place, most):
    return _keys_of(model, most, Facet((f"in{place.pk}",)))


def _keys_of(model, most, *ways):
    """What goes by name has no place in time: of more than so many, those that came first."""
    of_kind = Facet((f"kind{KINDS[model]}",))
    questions = [(all_of(of_kind, way), *keys.ALL_NAMES) for way in ways]
    try:
        return {pk for _n, _key, _kind, pk in backend().first_matches(questions, timezone.now(), most)}
    except SearchTimeoutError:
        return set()


def _range(year):
    if year == UNDATED:
        return keys.FIRST_UNDATED, keys.FIRST_DATED - 1
    return keys.keys_between(date(int(year), 1, 1), date(int(year), 12, 31)) if year else keys.ANY_TIME
