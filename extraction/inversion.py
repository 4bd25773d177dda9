"""Which words behind a reporting verb name its source: "said Vos", "قال الوزير"."""

from .clauses import Clause, Form, Source
from .language import POSSESSIVE, Language
from .names import Name

GOES_ON = POSSESSIVE | {"&"}


def source_after(clause: Clause, cue: int) -> Source | None:
    """The subject behind the verb: "said Vos", "said a baker from Port Sorrel"."""
    place = cue + 1
    if place < len(clause.tokens) and clause.tokens[place].text in {"-", "-t-"}:
        place += 1
    if not clause.is_word(place):
        return None
    if clause.low(place) in clause.language.pronouns:
        return Source(Form.PRONOUN, place, place + 1, place)
    if not clause.language.has_capitals:
        return _plain_name(clause, place)
    return _name_after(clause, place) or _noun_after(clause, place)


def _name_after(clause: Clause, place: int) -> Source | None:
    """ "said Vos", "said the foreign minister, Ada Vos": a name at once or after the words for a role."""
    begin, first, seen, language = place, place, False, clause.language
    while first < min(begin + 16, len(clause.tokens)):
        name = clause.beginning.get(first)
        if name is not None and clause.low(name.stop) in POSSESSIVE:  # "said Vos's aide, | Tom Reed"
            first = place = name.stop + 1
            seen = False
            continue
        if (
            name is not None and first == place and (stop := _before_another(clause, name.stop))
        ):  # "said Eko mayor | Vos"
            first, seen = stop, True
            continue
        if name is not None and (first == place or _leads_up(clause, place, first, seen)):
            return Source(Form.NAME, name.first, name.stop, begin, name)
        seen = seen or language.is_role(clause.low(first))
        leads = clause.tokens[first].text == "," and seen and clause.beginning.get(first + 1) is not None
        if not leads and (not clause.is_word(first) or _starts_anew(clause.low(first), language)):
            return None
        first += 1
    return None


def _before_another(clause: Clause, place: int) -> int | None:
    """Where a name begins that a role right behind another name leads up to."""
    if not clause.is_role(place):
        return None
    return next((n for n in range(place, place + 3) if clause.is_role(n) and clause.beginning.get(n + 1)), None)


def _starts_anew(low: str, language: Language) -> bool:
    """A word at which a noun phrase ends; "of" goes on."""
    return (low in language.prepositions or low in language.conjunctions) and low not in language.of


def _leads_up(clause: Clause, place: int, first: int, has_role: bool) -> bool:
    """Words for a role, or a few plain words in small letters ("said crane driver Ada Vos")."""
    if has_role:
        before = clause.low(first - 1)
        return before not in clause.language.of and before not in clause.language.determiners
    place += clause.low(place) in clause.language.definite
    plain = (clause.is_word(n) and clause.low(n) not in clause.language.function_words for n in range(place, first))
    return first - place <= 3 and all(plain)


def _noun_after(clause: Clause, place: int) -> Source | None:
    stop = place
    while stop < min(place + 14, len(clause.tokens)) and _goes_on(clause, stop):
        stop += 1
    if stop == place or not (clause.low(place) in clause.language.determiners or clause.has_source_noun(place, stop)):
        return None
    return Source(Form.NOUN, place, stop, place)


def _goes_on(clause: Clause, place: int) -> bool:
    low, language = clause.low(place), clause.language
    if not clause.is_word(place):
        return clause.tokens[place].text in GOES_ON
    return not (low in language.conjunctions or low in language.that or low in language.times or clause.is_verb(place))


def _plain_name(clause: Clause, place: int) -> Source | None:
    """A name in a script without capitals: after the words for a role, up to a function word."""
    stop = place
    while stop < min(place + 9, len(clause.tokens)) and clause.is_word(stop) and not _is_function(clause, stop):
        stop += 1
    first = _after_roles(clause, place, stop)
    if first == stop:
        return Source(Form.NOUN, place, stop, place) if stop > place else None
    name = Name([t.text for t in clause.tokens[first:stop]], clause.number, place, first, stop)
    return Source(Form.NAME, first, stop, place, name)


def _after_roles(clause: Clause, place: int, stop: int) -> int:
    """Where a name begins behind words for a role: behind the last of them, or the last word with an article."""
    if clause.low(place) in clause.language.bodies:
        return place
    roles = [n for n in range(place, stop) if clause.low(n) in clause.language.roles]
    articled = [n for n in range(place, stop - 2) if clause.low(n).startswith(("ال", "لل"))]
    return max([place, *(n + 1 for n in roles + articled)])


def _is_function(clause: Clause, place: int) -> bool:
    low, language = clause.low(place), clause.language
    if low.startswith("لل") and not clause.low(place + 1).startswith("ال"):
        return True
    return low in language.function_words or low in language.times or low in language.verbs
