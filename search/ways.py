"""The ways on from a search that finds nothing: what may have been meant, and fewer of the things asked for."""

from dataclasses import dataclass, replace
from itertools import islice

from .backends import SearchTimeoutError
from .kinds import KINDS
from .proposals import did_you_mean
from .query import CHOSEN, WORDS, Query
from .question import Question

FIELDS = {
    "speaker": "said by", "about": "about", "to": "said to", "place": "where", "said-in": "said in",
    "org": "on behalf of", "event": "at", "source": "published by", WORDS: "the words",
}  # fmt: skip
MOST_ALONE = 6  # things asked for, that are looked for each by itself where nothing else finds anything


@dataclass(frozen=True)
class Way:
    """Another search, where this one finds nothing."""

    label: str
    address: str
    question: Question


def nothing_of(question, names):
    """What was not found, in words: of other kinds there may be answers."""
    shown = " or ".join(question.shown_kinds)
    return f"No {shown} was found" if names or len(question.shown_kinds) == 1 else "Nothing was found"


def ways_on(asked):
    """What may have been meant, and this search without one of the things asked for; where more than one of them is
    too much, each by itself: lists of ways.
    """
    try:
        meant = [Way(other.in_words, other.address(), other.question) for other in did_you_mean(asked)]
    except SearchTimeoutError:
        meant = []
    fewer = [way for way in shorter(asked) if not way.question.is_empty]
    return {"meant": meant, "offers": fewer, "alone": alone(asked) if len(fewer) > 2 else []}


def with_numbers(ways, numbers):
    """Of the ways those that lead to something, each with how many answers it has: {label, number, address}."""
    numbers = iter(numbers)
    counted = {name: _leading_on(some, islice(numbers, len(some))) for name, some in ways.items()}
    return counted | {"alone": [] if counted["offers"] else counted["alone"]}


def _leading_on(ways, numbers):
    counted = zip(ways, numbers, strict=True)
    return [{"label": way.label, "number": number, "address": way.address} for way, number in counted if number]


def shorter(asked):
    """This search without one of the things that were asked for."""
    question = asked.question
    yield from (Way(in_words(c), asked.address_without(c), question.without(c)) for c in question.query.clauses)
    for name, word, end in (("from", "from", "since"), ("to-date", "until", "until")):
        if getattr(question, end):
            label = f"{word} {asked.typed[name]}"
            yield Way(label, asked.address(**{name: None}), replace(question, **{end: None}))
    if question.mode:
        yield Way(KINDS[question.mode], asked.address(kind="statement"), replace(question, mode=""))


def alone(asked):
    """Each thing that was asked for by itself."""
    question = replace(asked.question, since=None, until=None, mode="")
    wanted = [c for c in question.query.clauses if not c.is_excluded and c.field not in CHOSEN][:MOST_ALONE]
    return [Way(in_words(c), asked.address_of(c), replace(question, query=Query((c,)))) for c in wanted]


def in_words(clause):
    """“said by Ada Vos”, “not about the harbour”."""
    what = " or ".join(term.label for term in clause.terms)
    return f"{'not ' * clause.is_excluded}{FIELDS.get(clause.field, '')} {what}".strip()
