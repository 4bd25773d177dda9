"""The people and bodies an article names: each under the fullest name it gives, found again by a surname."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from . import gazetteer
from .findings import PartyRule
from .language import Language
from .names import Name

NAMESAKES = 20  # of one surname who are told apart
ACRONYM = re.compile(r"[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я&\-]{1,6}")


def key_of(word: str) -> str:
    """A word of a name as it is looked up: in small letters, and without its case where Russian declines it."""
    return gazetteer.stem(word.lower()) if "\u0400" <= word[:1] < "\u0500" else word.lower()


@dataclass(eq=False)
class Member:
    """A person or a body of the cast. gender: m, f or empty; seen: the sentences that name it, outside quotations."""

    name: str
    is_body: bool = False
    gender: str = ""
    rule: PartyRule | None = None
    described_as: str = ""
    named: list[Name] = field(default_factory=list)

    @property
    def sure(self) -> bool:
        return self.rule is not None

    def be_sure(self, rule: PartyRule) -> None:
        """It is a person or a body: the first rule that says so stays."""
        self.rule = self.rule or rule

    def last_seen(self, sentence: int) -> int:
        """The latest sentence up to this one that names it; -1 if none does."""
        place = bisect_right(self.named, sentence, key=lambda name: name.sentence)
        return self.named[place - 1].sentence if place else -1


class Cast:
    """Who takes part in an article."""

    def __init__(self, names: list[Name], language: Language, known: Iterable[str] = ()):
        self.language = language
        self.known = {name.lower() for name in known}
        self.members: dict[str, Member] = {}
        self.by_last: dict[str, list[Member]] = {}
        self.by_first: dict[str, list[Member]] = {}
        self.bodies: dict[str, list[Member]] = {}
        self.found: dict[Name, Member | None] = {}
        for name in names:
            if len(name.words) > 1:
                self._meet(name)
        for name in names:
            self._meet_again(name)

    def _meet(self, name: Name) -> None:
        kind = self.kind_of(name)
        if kind not in {"person", "body"}:
            return
        new = Member(name.text, kind == "body")
        member = self.members.setdefault(name.low, new)
        if member is new and kind == "body":
            for word in set(name.lows):
                self.bodies.setdefault(word, []).append(member)
        if member is new and kind == "person":
            self.by_last.setdefault(key_of(self.last_word(name)), []).append(member)
            self.by_first.setdefault(key_of(name.words[0]), []).append(member)
        if kind == "person":
            member.gender = member.gender or self._gender(name)
            self._tell_apart(member, name)

    def _tell_apart(self, member: Member, name: Name) -> None:
        """A person from other capitals."""
        if name.low in self.known:
            member.be_sure(PartyRule.KNOWN)
        elif name.titles:
            member.be_sure(PartyRule.TITLE)
        elif name.lows[0] in self.language.given:
            member.be_sure(PartyRule.GIVEN)

    def _meet_again(self, name: Name) -> None:
        called = self._called(name)
        member = self._best(called, name)
        if len(called) == 1:
            self.found[name] = member
        if member is None and len(name.words) == 1:
            member = self._meet_alone(name)
        if member is not None:
            member.named.append(name)
            if len(name.words) == 1 and not member.is_body:
                member.be_sure(PartyRule.SURNAME)
            member.gender = member.gender or self._gender(name)

    def _meet_alone(self, name: Name) -> Member | None:
        """A single word: a body such as NATO, or "Mr. Vos" of whom no more is told."""
        kind = self.kind_of(name)
        titled = any(title in self.language.titles for title in name.titles)
        if kind == "body" or (kind != "place" and titled):
            return self.members.setdefault(
                name.low, Member(name.text, kind == "body", rule=PartyRule.BODY if kind == "body" else PartyRule.TITLE)
            )
        return None

    def meet_speaker(self, name: Name) -> Member | None:
        """The member a source names; someone new if only a surname is known of them."""
        member = self.find(name)
        if member is None and self.kind_of(name) in {"person", "single", "body"}:
            is_body = self.kind_of(name) == "body"
            member = Member(name.text, is_body, self._gender(name))
            self.members[name.low] = member
            self.by_last.setdefault(key_of(self.last_word(name)), []).append(member)
            member.named.append(name)
            self.found.clear()
        if member is not None:
            member.be_sure(PartyRule.SPEAKER)
        return member

    def find(self, name: Name) -> Member | None:
        """The member of this name: the same name, or the latest named who bears this surname or given name."""
        if name not in self.found:
            self.found[name] = self._best(self._called(name), name)
        return self.found[name]

    def _called(self, name: Name) -> list[Member]:
        """Those whom a name can mean."""
        member = self.members.get(name.low)
        if member is not None:
            return [member]
        is_single = len(name.words) == 1
        if not is_single and ("." not in name.words[0] or self.kind_of(name) != "person"):
            return []
        last = key_of(self.last_word(name))
        if is_single and self._is_place(name, last):
            return []
        found = self.by_last.get(last, [])[-NAMESAKES:]
        if not is_single:
            return [m for m in found if m.name[0] == name.words[0][0]]
        return found if found or name.titles else self.by_first.get(last, [])[-NAMESAKES:]

    def _is_place(self, name: Name, last: str) -> bool:
        """ "about Georgia" is no Georgia Vos, "in Washington" no Ada Washington, though they are in the article."""
        led = self.language.prepositions if last not in self.by_last else self.language.within
        return name.before in led and not name.titles and gazetteer.load().find(name.text) is not None

    def _best(self, found: list[Member], name: Name) -> Member | None:
        if len(found) < 2:
            return found[0] if found else None
        gender = self._gender(name) if len(name.words) == 1 and name.titles else ""
        fitting = [m for m in found if not gender or m.gender in {"", gender}] or found
        return max(fitting, key=lambda m: m.last_seen(name.sentence))

    def kind_of(self, name: Name) -> str:
        """person, body, place, or nothing sure."""
        if name.low in self.known:
            return "person"
        if gazetteer.load().find(name.text) and not name.titles:
            return "place"
        return self._single(name) if len(name.words) == 1 else self._of_several(name)

    def _of_several(self, name: Name) -> str:
        language, lows = self.language, name.lows
        joint = next((n for n, low in enumerate(lows) if low in language.of), 0)
        if lows[-1] in language.bodies or any(low in language.bodies for low in lows[:joint]):
            return "body"
        if not language.has_capitals:
            return "body" if lows[0] in language.bodies else "person"
        if lows[-1].strip(".") in language.bare_suffixes:
            return "person"
        strange = not (language.no_names.isdisjoint(lows) and language.bodies.isdisjoint(lows))
        strange = strange or gazetteer.load().adjective(name.words[0]) is not None or not name.words[-1][0].isupper()
        if strange:
            return ""
        is_team = name.before in language.definite and not name.titles and name.lows[0] not in language.given
        return "body" if is_team else "person"  # "the Eko Mariners"

    def _single(self, name: Name) -> str:
        """One capitalised word: where nouns have capitals or stand without articles it is seldom a name."""
        low = name.low
        if low in self.language.bodies_alone or (ACRONYM.fullmatch(name.text) and not name.titles):
            return "body"
        if gazetteer.load().adjective(name.text):
            return ""
        if self.language.nouns_have_capitals:
            return "body" if low.endswith(tuple(self.language.bodies)) else ""
        return "" if self.language.no_articles and name.first == 0 else "single"

    def last_word(self, name: Name) -> str:
        """The surname, not "Jr."."""
        suffixes = self.language.suffixes
        if name.lows[-1] not in suffixes:
            return name.words[-1]
        return next((w for w in reversed(name.words) if w.lower() not in suffixes), name.words[-1])

    def _gender(self, name: Name) -> str:
        """As a title tells it, else a given name that a surname follows."""
        if name.titles and (told := {self.language.titles.get(title) for title in name.titles} & {"m", "f"}):
            return min(told)
        return self.language.given.get(name.lows[0], "") if len(name.words) > 1 else ""
