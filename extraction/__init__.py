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
from .findings import Findings
from .interruptions import part
from .names import find_names
from .parties import Register
from .places import find_places
from .quotations import find_stretches
from .reading import read, within_quotations
from .statements import Collector
from .words import words_of

VERSION = engines.RULES.version
__all__ = ["VERSION", "Findings", "extract"]


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
    code = language or languages.guess(body)
    spoken = languages.load(code)
    dateline, dateline_place, begin = find_dateline(body)
    words = words_of(body, spoken)
    sentences = read(body, words, part(body, find_stretches(body), spoken), spoken, begin)
    found = find_names(sentences, spoken)
    cast = Cast(found, spoken, names)
    reader = engines.load(engine).reader(body, sentences, spoken)
    collector = Collector(body, sentences, found, cast, spoken, reader)
    statements = collector.collect()
    register = Register(body, cast, spoken)
    quoted = within_quotations(words, sentences, spoken)
    register.note(words, sentences, found, quoted)
    register.note_speakers(statements)
    register.describe(collector.clauses)
    parties = register.parties()
    places = find_places(body, words, register.taken, spoken)
    around = Circumstances(body, parties, places, sentences, published_on)
    quotations = [as_quotation(s, **around.of(s, dateline_place, spoken)) for s in statements]
    quotations.sort(key=lambda q: (q.pieces[0].start, q.pieces[-1].end))
    events = find_events(body, places, spoken)
    return Findings(code, dateline, dateline_place, tuple(quotations), parties, places.found(), events)
