"""Reads an article: who said what, in which words, where; which people, places and events it names.

>>> findings = extract(body)
>>> findings.quotations[0].speaker, findings.quotations[0].pieces[0].exact
"""

from collections.abc import Iterable
from datetime import date

from . import engines
from . import language as languages
from .cast import Cast
from .circumstances import Circumstances
from .dateline import find_dateline
from .drafts import as_quotation
from .events import find_events
from .findings import Findings, Quotation
from .interruptions import part
from .names import find_names
from .parties import Register
from .places import find_places
from .quotations import find_stretches
from .reading import read, within_quotations
from .statements import Collector
from .words import words_of

VERSION = engines.RULES.version
__all__ = ["VERSION", "Findings", "extract", "statements_of"]


def extract(
    body: str,
    *,
    language: str | None = None,
    names: Iterable[str] = (),
    engine: str = "rules",
    published_on: date | None = None,
) -> Findings:
    """Return what is found in a body. Every span holds: body[start:end] == exact (code points, half-open).

    language: a code such as "en"; guessed when not given. names: full names known already, which count as names
    wherever they stand. engine: one of engines.ENGINES; raises engines.UnknownEngineError for another.
    published_on: the day from which "on Thursday" is counted.
    """
    article = _Article(body, language, names, engine)
    spoken, statements = article.language, article.collector.collect()
    register = Register(body, article.cast, spoken)
    quoted = within_quotations(article.words, article.sentences, spoken)
    register.note(article.words, article.sentences, article.names, quoted)
    register.note_speakers(statements)
    register.describe(article.collector.clauses)
    parties = register.parties()
    places = find_places(body, article.words, register.taken, spoken)
    around = Circumstances(body, parties, places, article.sentences, published_on)
    quotations = [as_quotation(s, **around.of(s, article.dateline_place, spoken)) for s in statements]
    events = find_events(body, places, spoken)
    return Findings(
        article.code,
        article.dateline,
        article.dateline_place,
        tuple(sorted(quotations, key=_place)),
        parties,
        places.found(),
        events,
    )


def statements_of(body: str, *, language: str | None = None, engine: str = "rules") -> list[Quotation]:
    """Only who said what, as extract() finds it: without circumstances, parties, places and events."""
    statements = _Article(body, language, (), engine).collector.collect()
    return sorted(map(as_quotation, statements), key=_place)


def _place(quotation: Quotation) -> tuple[int, int]:
    return quotation.pieces[0].start, quotation.pieces[-1].end


class _Article:
    """A body with its words, sentences, names and cast, ready for its statements to be collected."""

    def __init__(self, body: str, language: str | None, names: Iterable[str], engine: str):
        self.code = language or languages.guess(body)
        self.language = spoken = languages.load(self.code)
        self.dateline, self.dateline_place, begin = find_dateline(body)
        self.words = words_of(body, spoken)
        self.sentences = read(body, self.words, part(body, find_stretches(body), spoken), spoken, begin)
        self.names = find_names(self.sentences, spoken)
        self.cast = Cast(self.names, spoken, names)
        reader = engines.load(engine).reader(body, self.sentences, spoken)
        self.collector = Collector(body, self.sentences, self.names, self.cast, spoken, reader)
