"""Which words before a reporting verb name its source: a name, a pronoun or a noun phrase."""

from .clauses import Clause, Form, Source
from .language import POSSESSIVE
from .names import Name

OWNS = POSSESSIVE | {"'", "’"}
GOES_ON = OWNS | {"&"}
PAUSES = {",", "—", "–", "("}
FURTHEST = 45  # tokens between a speaker and the verb, over "a baker from Port Sorrel who …"


def source_before(clause: Clause, cue: int) -> Source | None:
    """The subject of the verb at `cue`, over adverbs, "who" and what stands between commas."""
    place = _over_adverbs(clause, cue - 1)
    if place < 0 or clause.is_quote(place):
        is_work = place > 0 and clause.tokens[place].is_title and clause.tokens[place].last == ","
        return _over_commas(clause, place) if is_work else None
    if clause.low(place) in clause.language.relatives:
        place -= 2 if clause.low(place - 1) == "," else 1
        return phrase_ending(clause, place + 1)
    if clause.tokens[place].text in {",", "—", "–", ")"}:
        return _over_commas(clause, place)
    return phrase_ending(clause, place + 1)


def _over_adverbs(clause: Clause, place: int) -> int:
    language, furthest = clause.language, max(place - 6, -1)
    while place > furthest and clause.is_adverb(place) and clause.low(place) not in language.pronouns:
        place -= 1
    return place


def phrase_ending(clause: Clause, stop: int) -> Source | None:
    """The noun phrase whose last word stands before `stop`."""
    place = stop - 1
    if not clause.is_word(place):
        return None
    if clause.low(place) in clause.language.pronouns:
        return Source(Form.PRONOUN, place, stop, place)
    name = clause.ending.get(stop)
    if name is not None:
        name = _who_is_of(clause, name) or name
        return _wider(clause, name) or named(clause, name)
    return noun_phrase(clause, stop)


def _who_is_of(clause: Clause, place: Name) -> Name | None:
    """ "Senator Ada Vos | of Texas": the name of whoever is from a place."""
    if clause.low(place.title - 1) not in clause.language.of:
        return None
    name = clause.ending.get(place.title - 1)
    return name if name is not None and (len(name.words) > 1 or name.titles) else None


def named(clause: Clause, name: Name) -> Source:
    return Source(Form.NAME, name.first, name.stop, _back_to_quotation(clause, clause.description_start(name)), name)


def _back_to_quotation(clause: Clause, begin: int) -> int:
    """What stands between a quotation and the name of its speaker describes the speaker ("Radio Eko's | Ada Vos")."""
    language, place = clause.language, begin - 1
    while place >= max(begin - 6, 0) and (clause.is_word(place) or clause.tokens[place].text in POSSESSIVE):
        if clause.is_verb(place) or clause.low(place) in language.opening or clause.low(place) in language.pronouns:
            return begin
        place -= 1
    return place + 1 if clause.is_quote(place) else begin


def _wider(clause: Clause, name: Name) -> Source | None:
    """The phrase that a name only ends ("a spokesman for Vos"), if a noun for a source leads it."""
    begin = clause.description_start(name)
    begin -= clause.low(begin - 1) in clause.language.determiners
    if begin < 2 or clause.low(begin - 1) not in clause.language.prepositions:
        return None
    source = noun_phrase(clause, begin - 1)
    if source is None or not clause.has_source_noun(source.first, begin - 1):
        return None
    return Source(Form.NOUN, source.first, name.stop, source.begin)


def noun_phrase(clause: Clause, stop: int) -> Source | None:
    """A phrase without a name of its own at the end: "a senior official at the ministry"."""
    first = stop
    while first > max(stop - 16, 0) and _continues_phrase(clause, first - 1):
        first -= 1
    if (
        first > 0
        and clause.is_word(first - 1)
        and clause.is_verb(first - 1)
        and _relative_before(clause, first) is not None
    ):
        return phrase_ending(clause, _relative_before(clause, first))
    first = _after_adverbial(clause, first, stop)
    if first is None or first >= stop:
        return None
    if clause.low(stop - 1) in clause.language.function_words and not _stands_for_somebody(clause, first, stop):
        return None
    return Source(Form.NOUN, first, stop, first)


def _stands_for_somebody(clause: Clause, first: int, stop: int) -> bool:
    """ "Another said", "yet another said": a word that otherwise leads a noun, alone."""
    return clause.low(stop - 1) in clause.language.alone and all(clause.is_adverb(n) for n in range(first, stop - 1))


def _relative_before(clause: Clause, place: int) -> int | None:
    """Where the relative clause begins that a verb before `place` belongs to ("those | who met him")."""
    for at in range(place - 1, max(place - 12, 0), -1):
        if not clause.is_word(at):
            return None
        if clause.low(at) in clause.language.relatives or clause.low(at) in clause.language.that:
            return at
    return None


def _continues_phrase(clause: Clause, place: int) -> bool:
    low, language = clause.low(place), clause.language
    if clause.tokens[place].text in GOES_ON:
        return True
    is_noun = low in language.sources and low not in language.function_words
    if not clause.is_word(place) or (clause.is_verb(place) and not is_noun):
        return False
    return low not in language.conjunctions and low not in language.that and low not in language.pronouns


def _after_adverbial(clause: Clause, first: int, stop: int) -> int | None:
    """Without what leads in ("on Thursday the minister"): from the last determiner on."""
    leads, language = clause.low(first), clause.language
    if leads not in language.prepositions and leads not in language.times and leads not in language.adverbs:
        return first
    starts = [n for n in range(first + 1, stop) if clause.low(n) in language.determiners]
    starts = [n for n in starts if clause.low(n - 1) not in language.prepositions]
    return starts[-1] if starts else None


def _over_commas(clause: Clause, comma: int) -> Source | None:
    """ "Vos, a baker, said", "the activist, Ada Vos, said", "Vos, said", "Vos (R) said"."""
    name, closes = clause.ending.get(comma), clause.tokens[comma].text == ")"
    if not closes and name is not None and _stands_alone(clause, name):
        return Source(Form.NAME, name.first, name.stop, _described_before(clause, name), name)
    for place in range(comma - 1, max(comma - FURTHEST, 0), -1):
        if clause.is_quote(place) and not clause.tokens[place].is_title:
            return None
        if clause.tokens[place].text in ({"("} if closes else PAUSES):
            found = _parenthesis_after(clause, place, comma)
            if found is not None:
                return found
    return None


def _stands_alone(clause: Clause, name: Name) -> bool:
    begin = clause.description_start(name)
    return begin == 0 or not clause.is_word(begin - 1) or clause.low(begin - 1) in clause.language.conjunctions


def _parenthesis_after(clause: Clause, place: int, comma: int) -> Source | None:
    name = clause.ending.get(place)
    if clause.low(place + 1) in clause.language.meanwhile and name is not None and _stands_alone(clause, name):
        return named(clause, name)
    after, language = clause.low(place + 1), clause.language
    if after in language.conjunctions and after not in language.relatives:
        return _parenthesis_before(clause, place) if clause.low(place + 2) in clause.language.relatives else None
    if clause.low(place + 1) in clause.language.pronouns:
        return None
    if name is not None:
        return _wider(clause, name) or named(clause, name)
    source = noun_phrase(clause, place) if clause.is_word(place - 1) else None
    if source is None or source.form == Form.NAME:
        return source
    leads = source.first == 0 and clause.low(0) in clause.language.determiners and source.stop < place
    return source if leads or clause.has_source_noun(source.first, source.stop) else None


def _parenthesis_before(clause: Clause, place: int) -> Source | None:
    """ "A clerk who saw it, and who asked not to be named, said"."""
    source = noun_phrase(clause, place) if clause.is_word(place - 1) else None
    return source if source and source.first == 0 else None


def _described_before(clause: Clause, name: Name) -> int:
    """The description before ", Ada Vos, said": back to the comma before it, if it tells what somebody is."""
    begin = clause.description_start(name)
    if begin < 2 or clause.tokens[begin - 1].text != ",":
        return begin
    first = begin - 1
    while first > 0 and begin - first < 20 and (clause.is_word(first - 1) and not clause.is_verb(first - 1)):
        first -= 1
    return first if clause.has_source_noun(first, begin - 1) else begin
