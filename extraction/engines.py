"""The engines: each finds what a sentence reports in its own way; everything else is the same for all."""

from collections.abc import Callable
from typing import NamedTuple

from .clauses import Clause
from .cues import find_cues
from .language import Language
from .reading import Sentence
from .reported import Report, find_reports

Reader = Callable[[Clause], list[Report]]
"""Takes a clause; returns what is reported in it, in reading order."""


class Engine(NamedTuple):
    """version: what the attribution ledger keeps. reader: made once for the sentences of an article.

    make_ready: loads what the engine needs, once; raises EngineNotReadyError if something is not installed.
    """

    name: str
    version: str
    reader: Callable[[str, list[Sentence], Language], Reader]
    make_ready: Callable[[], object] = lambda: None


class UnknownEngineError(ValueError):
    """No engine has this name."""


class EngineNotReadyError(RuntimeError):
    """What the engine needs is not installed; the message says what to do."""


def _by_rules(body: str, sentences: list[Sentence], language: Language) -> Reader:
    return lambda clause: find_reports(clause, find_cues(clause))


def _by_parser(body: str, sentences: list[Sentence], language: Language) -> Reader:
    from .syntax import read_by_syntax

    return read_by_syntax(body, sentences, language) or _by_rules(body, sentences, language)


def _load_parser() -> None:
    from .parsing import parser

    parser()


RULES = Engine("rules", "rules-6", _by_rules)
PARSER = Engine("parser", "parser-4", _by_parser, _load_parser)
ENGINES = {engine.name: engine for engine in (RULES, PARSER)}


def load(name: str) -> Engine:
    """The engine of a name, ready to read. Raises UnknownEngineError (with those there are), EngineNotReadyError."""
    if name not in ENGINES:
        raise UnknownEngineError(f"there is no engine “{name}”: {', '.join(ENGINES)}")
    ENGINES[name].make_ready()
    return ENGINES[name]
