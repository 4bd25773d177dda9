"""Who is meant by a source: a surname, "he", "the minister" → the full name."""

from typing import NamedTuple

from .cast import NAMESAKES, Cast, Member, key_of
from .clauses import Clause, Form, Source
from .findings import Candidate, Naming, PartyRule
from .language import POSSESSIVE, Language

RECENT = 12  # sentences within which somebody can be "he"


class Speaker(NamedTuple):
    """name: empty when nobody named spoke. confidence: that the words for the source mean them, from 0 to 1."""

    name: str = ""
    is_organisation: bool = False
    named_how: Naming = Naming.EXPLICIT
    confidence: float = 1.0
    candidates: tuple[Candidate, ...] = ()


class Resolver:
    """Follows an article and remembers who was last spoken of, so that "he" can be answered."""

    def __init__(self, cast: Cast, language: Language):
        self.cast, self.language = cast, language
        self.topics: list[tuple[int, Member]] = []
        self.passing: list[tuple[int, Member]] = []
        self.descriptions: dict[str, Member] = {}

    def pass_by(self, member: Member, sentence: int) -> None:
        """Somebody is named in passing: less likely to be "he" than those who are spoken of."""
        self.passing = [*self.passing[-20:], (sentence, member)]

    def attend(self, member: Member | None, sentence: int) -> None:
        """Somebody is spoken of: the latest is the likeliest to be "he"."""
        if member is not None:
            others = [(n, m) for n, m in self.topics if m is not member]
            self.topics = [*others[-20:], (sentence, member)]

    def describe(self, word: str, member: Member) -> None:
        """ "the minister" is from now on whoever was last called a minister."""
        self.descriptions[word] = member

    def speaker_of(self, source: Source, clause: Clause, sentence: int) -> Speaker:
        if source.form == Form.NAME and source.name is not None:
            return self._named(source.name, sentence)
        if source.form == Form.PRONOUN:
            return self._pronoun(clause.low(source.first), clause, source.first, sentence)
        return self._phrase(source, clause, sentence)

    def _named(self, name, sentence: int) -> Speaker:
        member = self.cast.meet_speaker(name)
        if member is None:
            return Speaker(confidence=0.75)
        self.attend(member, sentence)
        namesakes = self.cast.by_last.get(key_of(self.cast.last_word(name)), [])[-NAMESAKES:]
        same = [m for m in namesakes if m is not member]
        others = same if len(name.words) == 1 else []
        sure = 1.0 if not others else 0.85
        return Speaker(member.name, member.is_body, Naming.EXPLICIT, sure, _candidates([member, *others], sure))

    def _pronoun(self, word: str, clause: Clause, place: int, sentence: int) -> Speaker:
        gender = self.language.pronouns[word]
        if gender in {"x", "p", "o"}:
            return Speaker(named_how=Naming.ANAPHORIC)
        possible = self._fitting(gender, clause, place, sentence)
        if not possible:
            return Speaker(named_how=Naming.ANAPHORIC)
        possible[0].be_sure(PartyRule.MEANT)
        self.attend(possible[0], sentence)
        sure = 0.95 if len(possible) == 1 else 0.85
        return Speaker(possible[0].name, False, Naming.ANAPHORIC, sure, _candidates(possible, sure))

    def _fitting(self, gender: str, clause: Clause, place: int, sentence: int) -> list[Member]:
        """Whom a pronoun can mean, the likeliest first: the subject of its sentence, then who was spoken of last."""
        here = [self.cast.find(n) for n in clause.names if _may_be_meant(clause, n, place)]
        passing = [(n, m) for n, m in self.passing if n < sentence and m.sure]
        latest = [m for n, m in [*passing, *self.topics][::-1] if sentence - n <= RECENT]
        possible = [m for m in [*here, *latest] if m and not m.is_body and m.gender in {"", gender}]
        certain = [m for m in possible if m.gender == gender]
        ordered = possible if not possible or possible[0].gender or not certain else [possible[0], *certain]
        return list({m.name: m for m in ordered}.values())[:4]

    def _phrase(self, source: Source, clause: Clause, sentence: int) -> Speaker:
        """ "the minister", "the ministry": whoever was called so before; else nobody with a name."""
        words = [clause.low(place) for place in range(source.first, source.stop)]
        if len(words) > 4 or not words or words[0] not in self.language.definite:
            return Speaker()
        member = self.descriptions.get(words[-1]) or self._body_called(words[-1], sentence)
        if member is None:
            return Speaker()
        member.be_sure(PartyRule.TITLE)
        self.attend(member, sentence)
        return Speaker(member.name, member.is_body, Naming.ANAPHORIC, 0.85, _candidates([member], 0.85))

    def _body_called(self, word: str, sentence: int) -> Member | None:
        """The body of this kind that was named last: "the federation"."""
        bodies = self.cast.bodies.get(word, []) if word in self.language.bodies else []
        seen = [body for body in bodies if body.last_seen(sentence) >= 0]
        return max(seen, key=lambda body: body.last_seen(sentence), default=None)

    def latest(self, sentence: int) -> Speaker:
        """Who goes on speaking when nobody is named."""
        recent = [
            m for number, m in reversed(self.topics) if sentence - number <= 3 and (m.sure or not m.name.isupper())
        ]
        if not recent:
            return Speaker(named_how=Naming.IMPLICIT)
        recent[0].be_sure(PartyRule.MEANT)
        return Speaker(recent[0].name, recent[0].is_body, Naming.IMPLICIT, 1.0, _candidates(recent[:3], 0.65))


def _may_be_meant(clause: Clause, name, place: int) -> bool:
    """A name before the pronoun that nothing like "with" or "of" leads, and that owns nothing ("Vos's aide")."""
    if name.stop > place or clause.low(name.stop) in POSSESSIVE:
        return False
    begin = clause.description_start(name)
    return clause.low(begin - 1) not in clause.language.prepositions


def _candidates(members: list[Member], sure: float) -> tuple[Candidate, ...]:
    share = [sure] + [round((1 - sure) / 2**n, 2) for n in range(1, len(members))]
    return tuple(Candidate(m.name, c) for m, c in zip(members, share, strict=False))
