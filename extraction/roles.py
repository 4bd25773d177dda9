"""What the people in a text are called, as printed: "Kazakh Foreign Minister", "a baker from Port Sorrel"."""

from . import gazetteer
from .clauses import Clause
from .findings import Span
from .names import Name
from .sources import OWNS
from .verbs import is_noun

LONGEST = 22  # tokens of a description


def description_of(name: Name, clause: Clause, body: str) -> str:
    """The words beside a name that say who it is, as printed; empty if there are none."""
    return next((found for told in WAYS if (found := told(name, clause, body))), "")


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
    first = name.first - 1
    while first > 0 and name.first - first < LONGEST and not _acts(clause, _over_brackets(clause, first) - 1):
        before = _over_brackets(clause, first) - 1
        if not clause.is_word(before):
            break
        first = before
    closes = name.stop == clause.size or clause.tokens[name.stop].text in ",."
    if not closes and not (clause.is_verb(name.stop) and clause.low(first) in clause.language.determiners):
        return ""
    first = _over_lead_in(clause, first, name.first)
    led = name.first - first >= LONGEST
    return "" if led or not _has_role(clause, first, name.first - 1) else _exact(clause, first, name.first - 1, body)


def _over_brackets(clause: Clause, stop: int) -> int:
    """Where the words in brackets begin that end before `stop`; `stop` if there are none."""
    if stop < 2 or clause.tokens[stop - 1].text != ")":
        return stop
    opened = (n for n in range(stop - 2, max(stop - LONGEST, 0), -1) if clause.tokens[n].text == "(")
    return next(opened, stop)


def _over_lead_in(clause: Clause, first: int, stop: int) -> int:
    """Behind what leads in ("according to | the mayor", "on Friday | the mayor"): the determiner after it, if any."""
    language = clause.language
    starts = (place for place in range(first, stop) if clause.low(place) in language.determiners)
    low = clause.low(first)
    return next(starts, stop) if low in language.when_and_where or low in language.according_words else first


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


def _of_body(name: Name, clause: Clause, body: str) -> str:
    """ "speaker of the parliament | Ada Vos", "senator from Texas | Ada Vos"."""
    language, last = clause.language, name.first - 1
    of = last - 1 - (clause.low(last - 1) in language.determiners)
    leads = clause.low(of) in language.of or clause.low(of) in language.origin
    if not leads or not clause.is_role(of - 1):
        return ""
    if clause.low(last) not in language.bodies and gazetteer.load().find(clause.tokens[last].text) is None:
        return ""
    first = of - 1
    while clause.describes(first - 1):
        first -= 1
    return _exact(clause, first, name.first, body)


def _named(name: Name, clause: Clause, body: str) -> str:
    """ "A university student | named Vos"."""
    stop = first = name.title - 1
    if clause.low(stop) not in clause.language.named:
        return ""
    while clause.describes(first - 1):
        first -= 1
    return _exact(clause, first, stop, body) if _has_role(clause, stop - 1, stop) else ""


def _shared(name: Name, clause: Clause, body: str) -> str:
    """ "Two officers, | Ada Vos and Tom Reed", "astronauts | Ada Vos, Tom Reed and Ida Lund": what each of them is."""
    stop = name.first
    while stop > 1 and (other := _before_and(clause, stop - 1)) is not None:
        stop = other.first
    if stop == name.first and not _goes_with_another(clause, name.stop):
        return ""
    stop -= clause.low(stop - 1) == ","
    if not clause.language.is_plural_role(clause.low(stop - 1)):
        return ""
    first = stop - 1
    while clause.describes(first - 1):
        first -= 1
    return _exact(clause, first, stop, body)


def _before_and(clause: Clause, place: int) -> Name | None:
    """The name before "and" or a comma at a place, or before both."""
    if clause.low(place) in clause.language.coordinations:
        place -= clause.low(place - 1) == ","
    elif clause.low(place) != ",":
        return None
    return clause.ending.get(place)


def _goes_with_another(clause: Clause, place: int) -> bool:
    """Whether "and" or a comma at a place leads to another name."""
    if clause.low(place) != "," and clause.low(place) not in clause.language.coordinations:
        return False
    return clause.beginning.get(place + 1) is not None


def _relative(name: Name, clause: Clause, body: str) -> str:
    """ "Ada Vos, | who chairs the union |,", "Ada Vos, who was | a candidate in the spring |,"."""
    first, language = name.stop + 1, clause.language
    if clause.low(name.stop) != "," or clause.low(first) not in language.relatives:
        return ""
    act = first + 1
    while clause.is_adverb(act):
        act += 1
    holds = clause.low(act) in language.offices
    is_one = not holds and act > first + 1 and clause.low(act) in language.determiners
    stop = act + 1
    while stop < clause.size and stop - first < LONGEST and _goes_on(clause, stop):
        stop += 1
    if holds and stop > act + 1:
        return _exact(clause, first, stop, body)
    return _exact(clause, act, stop, body) if is_one and _has_role(clause, act, stop) else ""


WAYS = (_set_off_before, _before, _of_body, _named, _shared, _behind, _relative)


def _goes_on(clause: Clause, place: int) -> bool:
    return (clause.is_word(place) or clause.tokens[place].text in OWNS) and not _acts(clause, place)


def _acts(clause: Clause, place: int) -> bool:
    """A verb; the "counter" of "the country's counter terror police" is none."""
    return clause.is_verb(place) and not (clause.low(place) in clause.language.verbs and is_noun(clause, place))


def _exact(clause: Clause, first: int, stop: int, body: str) -> str:
    """The words without an article before them."""
    while first < stop and clause.low(first) in clause.language.determiners:
        first += 1
    if clause.low(first) in clause.language.of:
        first -= 1  # "one of the mayors"
    span: Span | None = clause.sentence.span(body, first, stop)
    return span.exact if span else ""
