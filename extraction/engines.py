"""The engines: each finds what a sentence reports in its own way; everything else is the same for all."""

from collections.abc import Callable
from dataclasses import dataclass

from .clauses import Clause
from .cues import find_cues
from .language import Language
from .reading import Sentence
from .reported import Report, find_reports

Reader = Callable[[Clause, int], list[Report]]
"""Takes a clause and its sentence's number; returns what is reported in it, in reading order."""


@dataclass(frozen=True)
class Engine:
    """version: what the attribution ledger keeps. reader: made once for the sentences of an article."""

    name: str
    version: str
    reader: Callable[[str, list[Sentence], Language], Reader]


class UnknownEngineError(ValueError):
    """No engine has this name."""


def _by_rules(body: str, sentences: list[Sentence], language: Language) -> Reader:
    return lambda clause, number: find_reports(clause, find_cues(clause))


RULES = Engine("rules", "rules-2", _by_rules)
ENGINES = {engine.name: engine for engine in (RULES,)}


def load(name: str) -> Engine:
    """The engine of a name. Raises UnknownEngineError, which names those there are."""
    if name not in ENGINES:
        raise UnknownEngineError(f"there is no engine “{name}”: {', '.join(ENGINES)}")
    return ENGINES[name]
