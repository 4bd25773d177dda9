"""Which words report speech ("said", "according to"), whose they are, and where what was said begins and ends."""

from enum import StrEnum
from typing import NamedTuple

from .clauses import Clause, Form, Source
from .inversion import source_after
from .language import POSSESSIVE
from .sources import source_before, subject_of


class Manner(StrEnum):
    SPEECH = "speech"
    QUOTING = "quoting"
    NAMING = "naming"
    ACCORDING = "according"


class Cue(NamedTuple):
    """A reporting verb and its source: tokens[first:stop] are the frame, tokens[at:at_stop] the cue itself.

    shares: the source is that of the cue before it ("… and added").
    """

    at: int
    at_stop: int
    lemma: str
    manner: Manner
    source: Source | None
    first: int
    stop: int
    shares: bool = False
    inverted: bool = False


def find_cues(clause: Clause) -> list[Cue]:
    """Return the cues of a sentence in reading order, their frames not overlapping."""
    cues: list[Cue] = []
    words = clause.language.cue_words
    for place in [place for place, low in enumerate(clause.lows) if low in words]:
        if cues and place < cues[-1].stop:
            continue
        cue = _according(clause, place) or _verb(clause, place, cues)
        if cue is not None:
            cues.append(cue)
    return cues


def _according(clause: Clause, place: int) -> Cue | None:
    language, low = clause.language, clause.lows[place]
    if low not in language.according_words:
        return None
    length = 2 if f"{low} {clause.low(place + 1)}" in language.according else 1
    if length == 1 and low not in language.according:
        return None
    source = source_after(clause, place + length - 1) or _anything(clause, place + length)
    if source is None:
        return None
    lemma = " ".join(t.low for t in clause.tokens[place : place + length])
    stop = _over_apposition(clause, source.stop)
    return Cue(place, place + length, lemma, Manner.ACCORDING, source, place, stop, inverted=True)


def _anything(clause: Clause, place: int) -> Source | None:
    stop = place
    while stop < min(place + 12, len(clause.tokens)) and clause.is_word(stop) and not clause.is_verb(stop):
        stop += 1
    return Source(Form.NOUN, place, stop, place) if stop > place else None


def _over_apposition(clause: Clause, stop: int) -> int:
    """The end of the phrase about a source: "according to Ada Vos of the union"."""
    while stop < len(clause.tokens) and clause.is_word(stop) and not clause.is_verb(stop):
        stop += 1
    return stop


def _verb(clause: Clause, place: int, earlier: list[Cue]) -> Cue | None:
    token, language = clause.tokens[place], clause.language
    lemma = language.verbs.get(token.low)
    if lemma is None or (token.text != token.low and place) or _is_noun(clause, place) or _is_unreal(clause, place):
        return None
    manner = _manner(clause, token.low)
    if _shares(clause, place, earlier):
        return _sharing(clause, place, lemma, manner, earlier)
    behind = source_after(clause, place) if _stands_after_words(clause, place) else None
    source = behind or source_before(clause, place)
    if source is None:
        return _leading(clause, place, lemma, manner)
    begin, first = _begin(clause, place), _over(clause, place if behind else source.begin)
    return Cue(
        begin, place + 1, lemma, manner, source, first, behind.stop if behind else place + 1, inverted=bool(behind)
    )


def _leading(clause: Clause, place: int, lemma: str, manner: Manner) -> Cue | None:
    """A verb that leads its clause, before its subject or without one (Arabic)."""
    if place and clause.tokens[place - 1].text not in {",", "—", "–"} and not clause.is_quote(place - 1):
        return None
    source = source_after(clause, place)
    followed = source is not None and source.stop < len(clause.tokens) and clause.is_verb(source.stop)
    if source is not None and not followed:
        return Cue(place, place + 1, lemma, manner, source, place, source.stop, inverted=True)
    return Cue(place, place + 1, lemma, manner, None, place, place + 1) if clause.language.drops_subject else None


def _begin(clause: Clause, place: int) -> int:
    """Where the cue begins: with its auxiliary, in languages that report in the perfect ("a déclaré")."""
    takes = clause.language.cue_takes_auxiliary and clause.low(place - 1) in clause.language.auxiliaries
    return place - 1 if takes else place


def _over(clause: Clause, first: int) -> int:
    """Where the frame begins: before the auxiliary of "a déclaré Vos" and of "a-t-elle ajouté"."""
    while clause.language.cue_takes_auxiliary and first > 0:
        if clause.low(first - 1) not in clause.language.auxiliaries and clause.tokens[first - 1].text not in {
            "-",
            "-t-",
        }:
            break
        first -= 1
    return first


def _manner(clause: Clause, low: str) -> Manner:
    language = clause.language
    return Manner.SPEECH if low in language.speech else Manner.NAMING if low in language.naming else Manner.QUOTING


def _is_noun(clause: Clause, place: int) -> bool:
    """ "the claims", "to report", "news reports say": not a verb that reports here."""
    before, language = clause.low(place - 1), clause.language
    if before in language.determiners or before in language.possessives or before in POSSESSIVE or before.isdigit():
        return True
    after = clause.low(place + 1)
    ends = place + 1 == len(clause.tokens) or clause.tokens[place + 1].text in {",", "."}
    known = place in clause.ending or before in language.pronouns or before in language.relatives
    if ends and not known and clause.low(place).endswith("s") and not clause.is_quote(place + 2) and before != ",":
        return True
    if clause.low(place).endswith(("s", "e")) and (after in language.verbs or after in language.verbs_finite):
        return True
    return before in language.prepositions or (before in language.unreal and before == "to")


def _is_unreal(clause: Clause, place: int) -> bool:
    """ "would say", "did not say", "was told": nothing is reported, or by another."""
    language = clause.language
    for back in range(place - 1, max(place - 4, -1), -1):
        low = clause.low(back)
        if low in language.unreal or low in language.negations or low in language.passive:
            return True
        if not clause.is_adverb(back):
            return False
    return False


def _is_participle(clause: Clause, place: int) -> bool:
    ending = clause.language.participle
    is_one = bool(ending) and clause.low(place).endswith(ending)
    return is_one and clause.low(place - 1) not in clause.language.auxiliaries


def _shares(clause: Clause, place: int, earlier: list[Cue]) -> bool:
    if _is_participle(clause, place):
        return True
    back = place - 1
    while back >= 0 and clause.is_adverb(back):
        back -= 1
    return bool(earlier) and clause.low(back) in clause.language.coordinations


def _sharing(clause: Clause, place: int, lemma: str, manner: Manner, earlier: list[Cue]) -> Cue | None:
    source = _own_subject(clause, place) or (earlier[-1].source if earlier else subject_of(clause, place))
    first = place
    while first > 0 and (clause.is_adverb(first - 1) or clause.low(first - 1) in clause.language.coordinations):
        first -= 1
    return Cue(place, place + 1, lemma, manner, source, first, place + 1, shares=True) if source else None


def _own_subject(clause: Clause, place: int) -> Source | None:
    """ "with Vos noting that …": a name right before the participle, led by a preposition."""
    name = clause.ending.get(place)
    if name is None or clause.low(name.title - 1) not in clause.language.prepositions:
        return None
    return Source(Form.NAME, name.first, name.stop, name.title, name)


def _stands_after_words(clause: Clause, place: int) -> bool:
    """The verb follows a quotation or a comma right after one: its subject may come behind it."""
    back = place - 1
    while back >= 0 and not clause.is_word(back) and not clause.is_quote(back) and place - back <= 3:
        back -= 1
    if back >= 0 and clause.is_adverb(back) and clause.low(back) in clause.language.auxiliaries:
        return _stands_after_words(clause, back)
    return clause.is_quote(back)
