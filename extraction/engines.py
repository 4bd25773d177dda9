"""The engines: each finds what a sentence reports in its own way; everything else is the same for both."""

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


NAMES = ("rules", "parser")
RULES = Engine("rules", "rules-2", _by_rules)


def load(name: str) -> Engine:
    """The engine of a name: "rules", or "parser"."""
    if name != RULES.name:
        raise UnknownEngineError(f"there is no engine “{name}”: rules, parser")
    return RULES
