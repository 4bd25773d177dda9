"""Which words report speech ("said", "according to"), whose they are, and where what was said begins and ends."""

from enum import StrEnum
from typing import NamedTuple

from .clauses import Clause, Form, Source
from .inversion import source_after
from .sources import source_before
from .subjects import subject_of
from .verbs import is_noun, is_participle, is_passive, is_unreal


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
    words, according = clause.language.cue_words, clause.language.according_words
    if words.isdisjoint(clause.lows):
        return cues
    for place in [place for place, low in enumerate(clause.lows) if low in words]:
        if cues and place < cues[-1].stop:
            continue
        cue = (clause.lows[place] in according and _according(clause, place)) or _verb(clause, place, cues)
        if cue is not None:
            cues.append(cue)
    return cues


def _according(clause: Clause, place: int) -> Cue | None:
    language, low = clause.language, clause.lows[place]
    length = 2 if f"{low} {clause.low(place + 1)}" in language.according else 1
    told_thus = low in language.thus and clause.low(place - 1) == "," and clause.is_quote(place - 2)
    if length == 1 and low not in language.according and not told_thus:
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
    if lemma is None:
        return None
    if is_passive(clause, place) and (lemma in language.ask or lemma in language.tell):
        return _by_agent(clause, place, lemma)
    if lemma in language.needs_it and clause.low(place + 1) not in language.it:
        return None
    if (token.text != token.low and place) or is_unreal(clause, place) or is_noun(clause, place):
        return None
    manner = _manner(clause, token.low)
    if _shares(clause, place, earlier):
        return _sharing(clause, place, lemma, manner, earlier)
    may_invert = lemma not in language.needs_it and _stands_after_words(clause, place)
    behind = source_after(clause, place) if may_invert else None
    source = behind or source_before(clause, place)
    if source is None and lemma in language.needs_it:
        return None
    if source is None:
        return _leading(clause, place, lemma, manner)
    begin, first = _begin(clause, place), _over(clause, place if behind else source.begin)
    stop = behind.stop if behind else place + 1 + (lemma in language.needs_it)
    return Cue(begin, place + 1, lemma, manner, source, first, stop, inverted=bool(behind))


def _by_agent(clause: Clause, place: int, lemma: str) -> Cue | None:
    """ "Vos was asked by Reed whether …"."""
    source = source_after(clause, place + 1)
    if source is None:
        return None
    return Cue(place, place + 1, lemma, Manner.SPEECH, source, place, source.stop)


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


def _shares(clause: Clause, place: int, earlier: list[Cue]) -> bool:
    if is_participle(clause, place):
        return True
    back = place - 1
    while back >= 0 and clause.is_adverb(back):
        back -= 1
    if not earlier:
        return back > 1 and clause.low(back) in clause.language.coordinations and clause.is_word(back - 1)
    return clause.low(back) in clause.language.coordinations


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
