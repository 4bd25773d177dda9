"""What a reader asks, clause by clause, becomes one expression for the index."""

from dataclasses import dataclass, field, replace
from itertools import chain

from articles.languages import language_code

from . import keys
from .expressions import But, Facet, Phrase, all_of, any_of
from .facet_words import UNPLACED
from .kinds import kind_named
from .models import Entry
from .names import find_names
from .periods import Period, ends_a_month, ends_a_year
from .query import CHOSEN, WORDS, Clause, Query, Term
from .query import NAMED as NAMED_FIELDS
from .stemming import SIGN, stem_of

REPORTED = (Entry.Kind.STATEMENT, Entry.Kind.ARTICLE)
PEOPLE = (Entry.Kind.PERSON, Entry.Kind.ORGANISATION)
NAMED = (*PEOPLE, Entry.Kind.PLACE, Entry.Kind.EVENT)
NAMEABLE = {
    WORDS: NAMED,
    "speaker": PEOPLE,
    "about": NAMED,
    "to": NAMED,
    "place": (Entry.Kind.PLACE,),
    "said-in": (Entry.Kind.PLACE,),
    "org": (Entry.Kind.ORGANISATION,),
    "event": (Entry.Kind.EVENT,),
    "source": (Entry.Kind.ORGANISATION,),
}  # the kinds of record that a field's words may name
SPEAKER = {"person": "speaker", "organisation": "org"}
PARTS = {"place": ["in"], "said-in": ["in"], "event": ["event", "aboutevent"], "source": ["publisher"]}
TOPICS = (WORDS, "about")  # whose words may mean no name
NAMES = tuple(name for name in NAMED_FIELDS if name not in TOPICS)
# An index that finds few within a time looks on below it for the next: of so many things asked for, few have all, and
# their years, where they are no more than so many, say where to end.
MANY, YEARS = 3, 5
OF_STATEMENTS = ("speaker", "to", "said-in", "org")
NOT_OF_ARTICLES = ("to", "said-in", "org")  # a speaker may have written it
TOUCHED = {"event": ["event", "aboutevent"], "place": ["aboutplace"]}  # by a word anywhere in the query


@dataclass
class Question:
    """A query, a period and a kind. Resolve the names once, then ask for its expression.

    kind: of the entries wanted, or empty; mode: how statements report (direct, mixed, indirect), or empty.
    called: {record: the words that name it}, of those that are wanted. together: {terms: records that they all name}.
    """

    query: Query = field(default_factory=Query)
    since: Period | None = None
    until: Period | None = None
    kind: str = ""
    mode: str = ""
    languages: tuple = ()
    named: dict = field(default_factory=dict)
    called: dict = field(default_factory=dict)
    together: dict = field(default_factory=dict)

    @property
    def is_empty(self):
        return not (self.query or self.is_narrowed)

    @property
    def is_narrowed(self):
        """Asked for what only statements and articles have."""
        return bool(self.since or self.until or self.mode or any(term.field for term in self.query.terms))

    @property
    def kinds(self):
        return REPORTED if self.is_narrowed else (*REPORTED, *NAMED)

    @property
    def shown_kinds(self):
        """The kinds on the page: the one chosen; else what was reported, and of a speaker what they said."""
        if self.kind:
            return [self.kind] if self.kind in self.kinds else [Entry.Kind.STATEMENT]
        return [Entry.Kind.STATEMENT] if self.is_of_statements else list(REPORTED)

    @property
    def answering_kinds(self):
        """Those of `kinds` that can answer: no article was said to somebody, in a place or on behalf of another."""
        wanted = {clause.field for clause in self.query.clauses if not clause.is_excluded}
        return [Entry.Kind.STATEMENT] if self.mode or wanted.intersection(NOT_OF_ARTICLES) else self.kinds

    @property
    def is_of_statements(self):
        """Asked for what no article has of its own: a speaker, an addressee, a way of reporting."""
        return bool(self.mode or any(self.query.of(field) for field in OF_STATEMENTS))

    @property
    def range(self):
        """The lowest and highest key of what is shown: of the time asked for."""
        return self.range_of(self.shown_kinds)

    def range_of(self, kinds):
        """The lowest and highest key of the time asked for, of entries of these kinds."""
        if self.since or self.until:
            return keys.keys_between(self.since and self.since.first, self.until and self.until.last)
        return keys.ANY_TIME if set(kinds) <= set(REPORTED) else keys.ALL_NAMES

    def resolve_names(self):
        """Find whom and what the words name, and which languages they may be in: one query."""
        resolve_names([self])

    def take_names(self, terms, found):
        if not set(terms).isdisjoint(self.query.wanted):
            self.called |= {record: words for record, words in found.called.items() if record not in self.called}
        self.together[terms] = found.together
        for term in terms:
            self.named[term] = found.terms[term]

    def meant_by(self, field):
        """The records that the words of a field name together: all that one alone names, where it is one."""
        terms = tuple(self._single(field))
        return self.together.get(terms, ()) if len(terms) != 1 else self.named.get(terms[0], ())

    def speak(self, languages):
        """Look for words in these languages, or in those that were asked for."""
        asked_for = [_language_of(t) for c in self.query.of("lang") if not c.is_excluded for t in c.terms]
        self.languages = tuple(asked_for or languages)

    def slots(self):
        """(field, terms that stand together) of what may be a name: a first name and a surname, say."""
        alone = [(t.field, (t,)) for c in self.query.clauses if c.is_excluded or len(c.terms) > 1 for t in c.terms]
        slots = [(f, tuple(self._single(f))) for f in (WORDS, *NAMED_FIELDS)]
        return [(f, terms) for f, terms in (*slots, *alone) if f in NAMEABLE and terms]

    def _single(self, field):
        return (c.terms[0] for c in self.query.of(field) if not c.is_excluded and len(c.terms) == 1)

    def expression(self, kinds=None):
        """What an entry must say to answer this, of the given kinds only; to be asked within range_of() them."""
        names = {name: terms for name in NAMES if self.together.get(terms := tuple(self._single(name)))}
        wanted, unwanted = [self._of_name(*name) for name in names.items()], list(self._too_vague())
        for clause in self.query.clauses:
            if clause.is_excluded or clause.field not in names or len(clause.terms) > 1:
                (unwanted if clause.is_excluded else wanted).append(self._of_clause(clause))
        wanted += [Facet((f"mode{self.mode}",))] if self.mode else []
        wanted += self._of_years() if len(wanted) >= MANY else []
        return of_kinds(kinds or self.shown_kinds, wanted, unwanted)

    def without(self, clause):
        """The same question without one of its clauses, its names as they were found."""
        return replace(self, query=Query(tuple(other for other in self.query.clauses if other is not clause)))

    def _of_name(self, name, terms):
        """Whom these words name together, or the words as they stand: one alone, a first name, may name many others."""
        words = [None if term.code else self._in_words(term) for term in terms]
        return any_of(all_of(*words) if all(words) else None, *self._in_facets(name, sorted(self.together[terms])))

    def _of_clause(self, clause: Clause):
        if clause.is_excluded and clause.field == WORDS:
            return self._phrase(clause.terms[0])
        return any_of(*map(self._of_term, clause.terms))

    def _of_term(self, term: Term):
        if term.field in CHOSEN:
            return Facet(_chosen(term))
        words = None if term.code else self._in_words(term)
        return any_of(words, *self._in_facets(term.field, sorted(self.named.get(term, ()))))

    def _in_words(self, term):
        columns = {WORDS: None, "speaker": ("source",), "about": ("title", "text")}
        return self._phrase(term, columns[term.field]) if term.field in columns else None

    def _phrase(self, term, columns=None):
        """The words of a term as they stand, or a word in any of its forms."""
        if not term.words:
            return None
        columns = columns or ("title", "source", "text")
        forms = (_forms(term.words[0], *told, columns) for told in self.stems_of(term))
        return any_of(Phrase(term.words, columns, is_beginning=term.is_beginning), *chain.from_iterable(forms))

    def stems_of(self, term):
        """(language, stem) of a word in each language that is searched."""
        stems = [(code, stem_of(term.words[0], code)) for code in self.languages] if term.is_inflected else []
        return [(code, stem) for code, stem in stems if stem]

    def _in_facets(self, name, named):
        """The facets of those who are named, for the part they play in this field."""
        yield Facet(tuple(facet for kind, pk in named for facet in _parts_of(name, kind, pk)))
        if name == "place":
            yield all_of(Facet(tuple(f"written{pk}" for _kind, pk in named)), Facet((UNPLACED,)))

    def _of_years(self):
        """The years of the time asked for, as facets: what lies between its keys has one of them."""
        years = range(self.since.first.year, self.until.last.year + 1) if self.since and self.until else ()
        return [Facet(tuple(f"year{year}" for year in years))] if 0 < len(years) <= YEARS else []

    def _too_vague(self):
        """What is known to the year stands on its first day: it is no answer to “until May of that year”."""
        last = self.until and self.until.last
        if last and not ends_a_year(last):
            yield all_of(Facet((f"year{last.year}",)), Facet(("toyear",)))
        if last and not ends_a_month(last):
            yield all_of(Facet((f"month{last.year}{last.month:02}",)), Facet(("tomonth",)))


def resolve_names(questions):
    """Find for each question whom and what its words name, and which languages they may be in: one query for all."""
    slots = {
        (n, terms): (terms, NAMEABLE[field], field not in TOPICS)
        for n, question in enumerate(questions)
        for field, terms in question.slots()
    }
    asked = list(dict.fromkeys(slots.values()))
    named, languages = find_names(asked)
    found = dict(zip(asked, named, strict=True))
    for (n, terms), slot in slots.items():
        questions[n].take_names(terms, found[slot])
    for question in questions:
        question.speak(languages)


def of_kinds(kinds, wanted, unwanted=()):
    """What says all that is wanted and nothing unwanted, of these kinds only.

    What has a place in time is a statement or an article. Not to be an article is asked sooner than to be a statement:
    nine of ten entries are.
    """
    kinds, unwanted = set(kinds), list(unwanted)
    if not wanted or not kinds <= set(REPORTED) or kinds == {Entry.Kind.ARTICLE}:
        wanted = [Facet(tuple(f"kind{kind}" for kind in sorted(kinds))), *wanted]
    elif kinds == {Entry.Kind.STATEMENT}:
        unwanted.append(Facet((f"kind{Entry.Kind.ARTICLE}",)))
    return But(all_of(*wanted), any_of(*unwanted)) if unwanted else all_of(*wanted)


def _chosen(term):
    """The facets of a kind or a language, by whichever of its names it was asked for."""
    if term.field == "lang":
        return (f"lang{_language_of(term)}",)
    kind = kind_named(term.text) or "".join(term.words)
    return f"mode{kind}", f"kind{kind}"


def _language_of(term):
    return language_code(term.text) or "".join(term.words)


def _parts_of(field, kind, pk):
    """The facets by which a record plays its part in a field: it spoke, was spoken to, was what it was about …"""
    if field in {"speaker", "org"} or (field == WORDS and kind in SPEAKER):
        yield f"{SPEAKER[kind]}{pk}"
    if field in {"about", "to"}:
        yield f"{field}{kind}{pk}"
    elif field == WORDS:
        yield from (f"{facet}{pk}" for facet in TOUCHED.get(kind, [f"about{kind}"]))
    else:
        yield from (f"{facet}{pk}" for facet in PARTS.get(field, ()))


def _forms(word, language, stem, columns):
    """What has the stem of this word in this language: words that differ from it, and the word that is its own stem."""
    yield Phrase((f"{SIGN}{language}{stem}",), columns)
    if word != stem == stem_of(stem, language):
        yield all_of(Phrase((stem,), columns), Facet((f"lang{language}",)))
