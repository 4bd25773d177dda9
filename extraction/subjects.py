"""Whom a sentence is about, where no verb that reports says whose a quotation is: its first name, pronoun or role."""

from .clauses import Clause, Form, Source
from .sources import OWNS, named, noun_phrase

WITHIN = 8  # tokens behind the comma of a lead-in, or before a colon
SIGNATURE = 24  # tokens of "– Ada Vos, a baker from Port Sorrel" at most
DASHES = frozenset({"-", "–", "—", "--", "―"})


def source_before_colon(clause: Clause, colon: int) -> Source | None:
    """ "Tom Reed: “…”", "the plan is late – Tom Reed: “…”", "from the report: “…”"."""
    if colon < 1 or clause.tokens[colon].text != ":":
        return None
    name, place = clause.ending.get(colon), colon - 1
    if name is not None and not clause.is_word(clause.description_start(name) - 1):
        return named(clause, name)
    while colon - place < WITHIN and clause.is_word(place):
        if clause.low(place) in clause.language.origin:
            return Source(Form.NOUN, place + 1, colon, place + 1) if place + 1 < colon else None
        place -= 1
    return None


def subject_of(clause: Clause, limit: int | None = None) -> Source | None:
    """Whom a sentence is about: its first name or pronoun, before `limit`, that no preposition leads.

    What leads in is passed over, if somebody is named behind it ("After Vos left the council, | Tom Reed …").
    """
    stop = len(clause.tokens) if limit is None else limit
    return _subject_behind_lead_in(clause, stop) or _first_named(clause, 0, stop)


def _subject_behind_lead_in(clause: Clause, stop: int) -> Source | None:
    low, language = clause.low(0), clause.language
    if not (low in language.prepositions or low in language.conjunctions or _leads_a_participle(clause)):
        return None
    for comma in range(2, stop - 2):
        if clause.tokens[comma].text == "," or clause.tokens[comma].last == ",":
            source = _first_named(clause, comma + 1, min(comma + WITHIN, stop))
            if source is not None and clause.is_word(source.stop):
                return source
    return None


def _leads_a_participle(clause: Clause) -> bool:
    ending = clause.language.participle
    return bool(ending) and clause.low(0).endswith(ending)


def _is_led(clause: Clause, place: int) -> bool:
    """By a preposition, also with an article between them."""
    before = place - 1 - (clause.low(place - 1) in clause.language.determiners)
    return clause.low(before) in clause.language.prepositions


def _first_named(clause: Clause, begin: int, stop: int) -> Source | None:
    for place in range(begin, stop):
        if _is_led(clause, place) or (place == 0 and (_leads_a_participle(clause) or clause.is_adverb(0))):
            continue
        if clause.low(place) in clause.language.pronouns:
            return Source(Form.PRONOUN, place, place + 1, place)
        if clause.has_source_noun(place, place + 1) and (source := _described(clause, place)) is not None:
            return source
        name = clause.beginning.get(place)
        if name is not None and clause.low(name.stop) not in OWNS:
            return Source(Form.NAME, name.first, name.stop, name.title, name)
    return None


def _described(clause: Clause, place: int) -> Source | None:
    """ "The judge | turned": a noun for a source that ends its phrase, behind a determiner."""
    if clause.beginning.get(place) is not None or not clause.is_word(place + 1) or clause.is_role(place + 1):
        return None
    source = noun_phrase(clause, place + 1)
    led = source is not None and clause.low(source.first) in clause.language.determiners
    return source if led and clause.beginning.get(place + 1) is None else None


def signed_by(clause: Clause) -> Source | None:
    """Of "– Ada Vos, baker" under a quotation: the name behind the dash, if no verb follows."""
    name = clause.beginning.get(1)
    if name is None or clause.tokens[0].text not in DASHES or clause.quoted or clause.size > SIGNATURE:
        return None
    return None if any(clause.is_verb(place) for place in range(1, clause.size)) else named(clause, name)
