"""What the people in a text are called, as printed: "Kazakh Foreign Minister", "a baker from Port Sorrel"."""

from .clauses import Clause
from .findings import Span
from .language import POSSESSIVE
from .names import Name

LONGEST = 22  # tokens of a description


def description_of(name: Name, clause: Clause, body: str) -> str:
    """The words beside a name that say who it is, as printed; empty if there are none."""
    return _set_off_before(name, clause, body) or _before(name, clause, body) or _behind(name, clause, body)


def _has_role(clause: Clause, first: int, stop: int) -> bool:
    return not clause.language.roles.isdisjoint(clause.lows[first:stop])


def _before(name: Name, clause: Clause, body: str) -> str:
    """ "Kazakh political scientist | Dosym Satpayev"; a bare "Mr." tells nothing."""
    begin = clause.description_start(name)
    if begin == name.first or not _has_role(clause, begin, name.first):
        return ""
    return _exact(clause, begin, name.first, body)


def _set_off_before(name: Name, clause: Clause, body: str) -> str:
    """ "human rights activist and a participant at the talks, | Amar Abdul Hameed,": between two commas."""
    if name.title != name.first or name.first < 2 or clause.tokens[name.first - 1].text != ",":
        return ""
    if name.stop < len(clause.tokens) and clause.tokens[name.stop].text not in ",.":
        return ""
    first = name.first - 1
    while first > 0 and name.first - first < LONGEST and clause.is_word(first - 1) and not clause.is_verb(first - 1):
        first -= 1
    first = _over_lead_in(clause, first, name.first)
    led = name.first - first >= LONGEST
    return "" if led or not _has_role(clause, first, name.first - 1) else _exact(clause, first, name.first - 1, body)


def _over_lead_in(clause: Clause, first: int, stop: int) -> int:
    """Behind what leads in ("according to | the mayor", "on Friday | the mayor"): the first determiner after it."""
    language = clause.language
    starts = (place for place in range(first, stop) if clause.low(place) in language.determiners)
    low = clause.low(first)
    return next(starts, first) if low in language.when_and_where or low in language.according_words else first


def _behind(name: Name, clause: Clause, body: str) -> str:
    """ "Ada Vos, | a baker from Port Sorrel,": up to the next comma, if it names a role."""
    first = name.stop + 1
    if first >= len(clause.tokens) or clause.tokens[name.stop].text != "," or not clause.is_word(first):
        return ""
    stop = first
    while stop < len(clause.tokens) and stop - first < LONGEST and _goes_on(clause, stop):
        stop += 1
    closed = stop == len(clause.tokens) or clause.tokens[stop].text in ",.;:—–)"
    led = clause.low(first) in clause.language.conjunctions or clause.low(first) in clause.language.prepositions
    return _exact(clause, first, stop, body) if closed and not led and _has_role(clause, first, stop) else ""


def _goes_on(clause: Clause, place: int) -> bool:
    return (clause.is_word(place) or clause.tokens[place].text in POSSESSIVE) and not clause.is_verb(place)


def _exact(clause: Clause, first: int, stop: int, body: str) -> str:
    """The words without an article before them."""
    while first < stop and clause.low(first) in clause.language.determiners:
        first += 1
    span: Span | None = clause.sentence.span(body, first, stop)
    return span.exact if span else ""
