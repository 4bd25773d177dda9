"""Reads an article: who said what, in which words, where; which people, places and events it names.

>>> findings = extract(body)
>>> findings.quotations[0].speaker, findings.quotations[0].pieces[0].exact
"""

from collections.abc import Iterable
from datetime import date

from . import engines
from .article import Article
from .drafts import Statement, as_quotation
from .findings import Findings, Quotation, in_reading_order

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
    from .surroundings import everything  # not loaded where statements alone are asked for: it takes its time

    article = Article(body, language, names, engine)
    return everything(article, article.collector.collect(), published_on)


def statements_of(body: str, *, language: str | None = None, engine: str = "rules") -> tuple[Quotation, ...]:
    """Only who said what, as extract() finds it: without circumstances, parties, places and events."""
    return tuple(map(as_quotation, drafts_of(body, language=language, engine=engine)))


def drafts_of(body: str, *, language: str | None = None, engine: str = "rules") -> tuple[Statement, ...]:
    """The same in the making: enough for whoever needs the words and the speakers alone."""
    return in_reading_order(Article(body, language, (), engine).collector.collect())
