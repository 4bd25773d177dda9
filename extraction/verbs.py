"""Whether a word that looks like a reporting verb is one here: no noun, nothing that was only meant or asked for."""

from .clauses import Clause
from .language import POSSESSIVE

FRAME = 12  # tokens between a quotation and the verb behind its source, at most


def is_noun(clause: Clause, place: int) -> bool:
    """ "the claims", "to report", "news reports say": not a verb that reports here."""
    before, language = clause.low(place - 1), clause.language
    if before in language.alone:
        return not _is_past(clause, place)  # "another claim", but "another claimed"
    if before in language.determiners or before in language.possessives or before in POSSESSIVE or before.isdigit():
        return True
    if _ends_a_phrase(clause, place) or _is_object(clause, place):
        return True
    after = clause.low(place + 1)
    ends = place + 1 == len(clause.tokens) or clause.tokens[place + 1].text in {",", "."}
    known = place in clause.ending or before in language.pronouns or before in language.relatives
    known = known or frames_a_quotation(clause, place)
    if ends and not known and clause.low(place).endswith("s") and not clause.is_quote(place + 2) and before != ",":
        return True
    if clause.low(place).endswith(("s", "e")) and (after in language.verbs or after in language.verbs_finite):
        return True
    return before in language.prepositions or (before in language.unreal and before == "to")


def _ends_a_phrase(clause: Clause, place: int) -> bool:
    """ "a radio comment", "his recent attack": of one thing, so a verb behind it would have an ending."""
    low, before, language = clause.low(place), clause.low(place - 1), clause.language
    is_bare = language.third_person and low == language.verbs[low] and low not in language.needs_it
    if not is_bare or before.endswith("s") or before in language.source_nouns or before in language.function_words:
        return False
    starts = [clause.low(n) for n in range(place - 2, max(place - 4, -1), -1) if clause.is_word(n)]
    return before.isalpha() and any(low in language.determiners or low in language.possessives for low in starts)


def _is_object(clause: Clause, place: int) -> bool:
    """ "giving states more power": what somebody is giving."""
    led = place > 0 and is_participle(clause, place - 1) and not clause.tokens[place - 1].is_capital
    return led and bool(clause.language.third_person) and clause.low(place).endswith(clause.language.third_person)


def frames_a_quotation(clause: Clause, place: int) -> bool:
    """ "“…,” the note says.": between a quotation and the word stands a phrase only."""
    back = place - 1
    while place - back < FRAME and clause.is_word(back):
        if clause.is_verb(back) and clause.low(back) not in clause.language.sources:
            return False
        back -= 1
    return back < place - 1 and clause.is_quote(back)


def _is_past(clause: Clause, place: int) -> bool:
    low = clause.low(place)
    return low != clause.language.verbs[low] and not low.endswith("s")


def is_unreal(clause: Clause, place: int) -> bool:
    """ "would say", "did not say", "was told": nothing is reported, or by another."""
    language = clause.language
    for back in range(place - 1, max(place - 4, -1), -1):
        low = clause.low(back)
        if low in language.unreal or low in language.negations or low in language.passive:
            return True
        if not clause.is_adverb(back):
            return False
    return False


def is_participle(clause: Clause, place: int) -> bool:
    ending = clause.language.participle
    is_one = bool(ending) and clause.low(place).endswith(ending)
    return is_one and clause.low(place - 1) not in clause.language.auxiliaries


def is_passive(clause: Clause, place: int) -> bool:
    return clause.low(place - 1) in clause.language.passive and clause.low(place + 1) in clause.language.agent
