"""What a reader asks in the slots of the form becomes one expression for the index."""

from dataclasses import dataclass, field

from . import keys
from .expressions import AnyOf, But, Facet, Phrase, all_of, any_of
from .lines import UNPLACED
from .models import Entry
from .names import ANYTHING, PEOPLE, find_names
from .periods import Period, ends_a_month, ends_a_year
from .query import Query

REPORTED = (Entry.Kind.STATEMENT, Entry.Kind.ARTICLE)
NAMED = ANYTHING
SLOTS = {"q": ANYTHING, "who": PEOPLE, "about": ANYTHING, "where": (Entry.Kind.PLACE,)}
SPEAKER = {"person": "speaker", "organisation": "org"}
TOUCHED = {"event": ["event", "aboutevent"], "place": ["aboutplace"]}  # by a word anywhere in the query


@dataclass
class Question:
    """The four slots, free words, a period and a mode. Resolve the names once, then ask for its expression."""

    q: Query = field(default_factory=Query)
    who: Query = field(default_factory=Query)
    about: Query = field(default_factory=Query)
    where: Query = field(default_factory=Query)
    since: Period | None = None
    until: Period | None = None
    mode: str = ""
    named: dict = field(default_factory=dict)

    @property
    def is_empty(self):
        return not (self.q or self.is_narrowed)

    @property
    def is_narrowed(self):
        """Asked for what only statements and articles have."""
        return bool(self.who or self.about or self.where or self.since or self.until or self.mode)

    @property
    def kinds(self):
        return REPORTED if self.is_narrowed else (*REPORTED, *NAMED)

    @property
    def notices(self):
        return [notice for slot in SLOTS for notice in getattr(self, slot).notices]

    @property
    def range(self):
        """The lowest and highest key of the time asked for."""
        if not (self.since or self.until):
            return 0, keys.LAST
        return keys.keys_between(self.since and self.since.first, self.until and self.until.last)

    def resolve_names(self):
        """Find whom and what the words name: one query."""
        slots = [(getattr(self, slot).wanted, kinds) for slot, kinds in SLOTS.items()]
        self.named = dict(zip(SLOTS, find_names(slots), strict=True))

    def expression(self, kinds=None):
        """What an entry must say to answer this, of the given kinds only."""
        wanted = [
            Facet(tuple(f"kind{kind}" for kind in kinds or self.kinds)),
            *(self._anywhere(term) for term in self.q.wanted),
            *(self._by(term) for term in self.who.wanted),
            *(self._about(term) for term in self.about.wanted),
            *(self._in(term) for term in self.where.wanted),
            Facet((f"mode{self.mode}",)) if self.mode else None,
        ]
        return self._without(all_of(*wanted))

    def _without(self, wanted):
        unwanted = [Phrase(term.words) for term in self.q.excluded]
        unwanted += [Phrase(term.words, ("source",)) for term in self.who.excluded]
        unwanted += [Phrase(term.words, ("title", "text")) for term in self.about.excluded]
        unwanted += self._too_vague()
        return But(wanted, AnyOf(tuple(unwanted))) if unwanted else wanted

    def _too_vague(self):
        """What is known to the year stands on its first day: it is no answer to “until May of that year”."""
        last = self.until and self.until.last
        if last and not ends_a_year(last):
            yield all_of(Facet((f"year{last.year}",)), Facet(("toyear",)))
        if last and not ends_a_month(last):
            yield all_of(Facet((f"month{last.year}{last.month:02}",)), Facet(("tomonth",)))

    def _anywhere(self, term):
        names = self._names("q", term)
        touched = [f"{SPEAKER[kind]}{pk}" for kind, pk in names if kind in SPEAKER]
        touched += [f"{facet}{pk}" for kind, pk in names for facet in TOUCHED.get(kind, [f"about{kind}"])]
        return any_of(Phrase(term.words), Facet(tuple(touched)))

    def _by(self, term):
        said_by = tuple(f"{SPEAKER[kind]}{pk}" for kind, pk in self._names("who", term))
        return any_of(Phrase(term.words, ("source",)), Facet(said_by))

    def _about(self, term):
        subjects = tuple(f"about{kind}{pk}" for kind, pk in self._names("about", term))
        return any_of(Phrase(term.words, ("title", "text")), Facet(subjects))

    def _in(self, term):
        """Said in one of these places; where that is not known, written from there."""
        places = [pk for _kind, pk in self._names("where", term)]
        written = all_of(Facet(tuple(f"written{pk}" for pk in places)), Facet((UNPLACED,)))
        return any_of(Facet(tuple(f"in{pk}" for pk in places)), written)

    def _names(self, slot, term):
        return sorted(self.named[slot].terms[term])
