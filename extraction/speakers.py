"""Who is meant by a source: a surname, "he", "the minister" → the full name."""

from collections import deque
from typing import NamedTuple

from .belonging import Belonging
from .cast import NAMESAKES, Cast, Member, key_of
from .clauses import Clause, Form, Source
from .findings import Candidate, Naming, PartyRule
from .language import POSSESSIVE, Language
from .names import Name

MOST_REMEMBERED = 21  # of those who are spoken of, and of those named in passing
RECENT = 12  # sentences within which somebody can be "he"
MOST_WORDS = 4  # of "the foreign minister", if nothing else says whom it means
SOON = 6  # sentences behind "the minister" within which the minister is named
LATER = 0.7  # how sure it is then who is meant


class Role(NamedTuple):
    """What somebody is called: since which sentence, and the other words that tell it."""

    since: int
    others: set[str]


class Speaker(NamedTuple):
    """name: empty when nobody named spoke. confidence: that the words for the source mean them, from 0 to 1.

    possible: whom the words can mean, the likeliest first; share: how sure that one is.
    """

    name: str = ""
    is_organisation: bool = False
    named_how: Naming = Naming.EXPLICIT
    confidence: float = 1.0
    possible: tuple[Member, ...] = ()
    share: float = 0.0

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """Whom the words can mean, the likeliest first, the first with the share, the others with what it leaves."""
        shares = [self.share] + [round((1 - self.share) / 2**n, 2) for n in range(1, len(self.possible))]
        return tuple(Candidate(member.name, share) for member, share in zip(self.possible, shares, strict=False))


class Resolver:
    """Follows an article and remembers who was last spoken of, so that "he" can be answered."""

    def __init__(self, cast: Cast, language: Language):
        self.cast, self.language = cast, language
        self.topics: dict[Member, int] = {}
        self.passing: deque[tuple[int, Member]] = deque(maxlen=MOST_REMEMBERED)
        self.descriptions: dict[str, Member] = {}
        self.roles: dict[str, dict[Member, Role]] = {}
        self.belongs: dict[tuple[str, Member | None], Member | None] = {}
        self.body: tuple[int, Member] | None = None

    def pass_by(self, member: Member, sentence: int) -> None:
        """Somebody is named in passing: less likely to be "he" than those who are spoken of."""
        self.passing.append((sentence, member))

    def attend(self, member: Member | None, sentence: int) -> None:
        """Somebody is spoken of: the latest is the likeliest to be "he"."""
        if member is None:
            return
        self.topics.pop(member, None)
        self.topics[member] = sentence
        if len(self.topics) > MOST_REMEMBERED:
            del self.topics[next(iter(self.topics))]

    def describe(self, word: str, member: Member, others: set[str], sentence: int) -> None:
        """ "the minister" is from now on whoever was last called a minister. others: words of the description."""
        self.descriptions[word] = member
        role = self.roles.setdefault(word, {}).setdefault(member, Role(sentence, set()))
        role.others.update(others)

    def hear_of(self, body: Member, sentence: int) -> None:
        """A body is named: the first of the latest sentence that names one can be "its"."""
        if self.body is None or self.body[0] != sentence:
            self.body = sentence, body

    def belong(self, member: Member, told: Belonging, clause: Clause, sentence: int) -> None:
        """ "her spokesman" is from now on whoever was introduced as hers; "their", if that is one person only."""
        owners = self._owners(clause, told.place, sentence) if told.owner is None else [self.cast.find(told.owner)]
        owners = [owner for owner in owners if owner is not member and (owner or told.owner is None)]
        if not owners:
            return
        key = (told.role, owners[0])
        is_sure = owners[0] is not None or self.belongs.get(key, member) is member
        self.belongs[key] = member if is_sure else None
        if owners[0] is not None and owners[0].is_body:
            self.body = sentence, owners[0]

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
        return Speaker(member.name, member.is_body, Naming.EXPLICIT, sure, (member, *others), sure)

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
        return Speaker(possible[0].name, False, Naming.ANAPHORIC, sure, tuple(possible), sure)

    def _fitting(self, gender: str, clause: Clause, place: int, sentence: int) -> list[Member]:
        """Whom a pronoun can mean, the likeliest first: the subject of its sentence, then who was spoken of last."""
        here = [self.cast.find(n) for n in clause.names if _may_be_meant(clause, n, place)]
        passing = [(n, m) for n, m in self.passing if n < sentence and m.sure]
        spoken_of = [(n, m) for m, n in self.topics.items()]
        latest = [m for n, m in [*passing, *spoken_of][::-1] if sentence - n <= RECENT]
        genders = {"", "m", "f"} if gender == "x" else {"", gender}
        possible = [m for m in [*here, *latest] if m and not m.is_body and m.gender in genders]
        certain = [m for m in possible if m.gender == gender]
        ordered = possible if not possible or possible[0].gender or not certain else [possible[0], *certain]
        return list({m.name: m for m in ordered}.values())[:4]

    def _phrase(self, source: Source, clause: Clause, sentence: int) -> Speaker:
        """ "the minister", "the ministry", "her spokesman": whoever was called so before; else nobody with a name."""
        words = clause.lows[source.first : source.stop]
        if not words:
            return Speaker()
        if (name := _apposed(source, clause)) is not None:
            return self._named(name, sentence)
        if words[0] in self.language.definite:
            member = self._described(words)
            if member is None and len(words) <= MOST_WORDS:
                member = self._body_called(words[-1], sentence)
        else:
            member = self._belonging(words, clause, source.first, sentence) if len(words) <= MOST_WORDS else None
        if member is None:
            return Speaker()
        member.be_sure(PartyRule.TITLE)
        self.attend(member, sentence)
        return Speaker(member.name, member.is_body, Naming.ANAPHORIC, 0.85, (member,), 0.85)

    def _described(self, words: list[str]) -> Member | None:
        """Whoever was last called so: no other minister than of health, and of mayors of Eko the one of Eko."""
        word = self._role_in(words)
        member = self.descriptions.get(word)
        return member if member is not None and self._fits(words, word, member) else None

    def _role_in(self, words: list[str]) -> str:
        """The "mayor" of "the mayor of Eko"."""
        behind = (n for n, word in enumerate(words) if word in self.language.prepositions or word in self.language.of)
        return words[next(behind, len(words)) - 1]

    def _fits(self, words: list[str], word: str, member: Member) -> bool:
        """What else a phrase tells of somebody is told of this one too, or the one or the other tells no more."""
        more = {*words} - {word} - self.language.function_words
        others = self.roles[word][member].others
        if words[-1] != word or len(words) > MOST_WORDS:
            return not more.isdisjoint(others)
        return not more or not others or not more.isdisjoint(others)

    def told_later(self, words: list[str], sentence: int) -> Speaker:
        """Whom "the minister" means when it stands before the name: the only one of the article, named soon."""
        word = self._role_in(words)
        called = [*self.roles.get(word, {})] if words[0] in self.language.definite else []
        if len(called) != 1 or not self._fits(words, word, called[0]):
            return Speaker()
        member = called[0]
        if not 0 < self.roles[word][member].since - sentence <= SOON:
            return Speaker()
        member.be_sure(PartyRule.TITLE)
        return Speaker(member.name, member.is_body, Naming.ANAPHORIC, LATER, (member,), LATER)

    def _belonging(self, words: list[str], clause: Clause, place: int, sentence: int) -> Member | None:
        """Whoever was introduced as the spokesman of the person that "her" means, and of nobody else."""
        if words[0] not in self.language.possessives or not POSSESSIVE.isdisjoint(words):
            return None
        role = next((word for word in (words[-1], *words[1:2]) if self.language.is_role(word)), "")
        passed: list[Member | None] = []
        for owner in self._owners(clause, place, sentence):
            member = self.belongs.get((role, owner))
            if member is not None and all(other is member for other in passed):
                return member
            passed.append(owner)
        return None

    def _owners(self, clause: Clause, place: int, sentence: int) -> list[Member | None]:
        """Whom the possessive at a place can mean, the likeliest first; of several ("their") nobody is known: None."""
        gender = self.language.possessives[clause.low(place)]
        if gender in {"", "p"}:
            return [None] if gender else []
        bodies = [self.body[1]] if self.body and gender in {"o", "x"} and sentence - self.body[0] <= 1 else []
        people = self._fitting(gender, clause, place, sentence) if gender != "o" else []
        return [*people, *bodies]

    def _body_called(self, word: str, sentence: int) -> Member | None:
        """The body of this kind that was named last: "the federation"."""
        bodies = self.cast.bodies.get(word, []) if word in self.language.bodies else []
        seen = [body for body in bodies if body.last_seen(sentence) >= 0]
        return max(seen, key=lambda body: body.last_seen(sentence), default=None)

    def latest(self, sentence: int) -> Speaker:
        """Who goes on speaking when nobody is named."""
        topics = reversed(self.topics.items())
        recent = [m for m, number in topics if sentence - number <= 3 and (m.sure or not m.name.isupper())]
        if not recent:
            return Speaker(named_how=Naming.IMPLICIT)
        recent[0].be_sure(PartyRule.MEANT)
        return Speaker(recent[0].name, recent[0].is_body, Naming.IMPLICIT, 1.0, tuple(recent[:3]), 0.65)


def _apposed(source: Source, clause: Clause) -> Name | None:
    """ "The mayor of Lund, | Ada Vos, | came, adding …": the name of whoever a phrase for a role describes."""
    place = source.stop + len(clause.of_what(source.stop)) + (clause.low(source.stop) in clause.language.of)
    name = clause.beginning.get(place + 1) if clause.low(place) == "," else None
    is_set_off = name is not None and clause.low(name.stop) == "," and clause.is_role(source.stop - 1)
    return name if is_set_off else None


def _may_be_meant(clause: Clause, name, place: int) -> bool:
    """A name before the pronoun that nothing like "with" or "of" leads, and that owns nothing ("Vos's aide")."""
    if name.stop > place or clause.low(name.stop) in POSSESSIVE:
        return False
    begin = clause.description_start(name)
    return clause.low(begin - 1) not in clause.language.prepositions
