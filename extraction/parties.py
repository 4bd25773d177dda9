"""The parties of an article: people and bodies with every mention, their description and their other names."""

import re
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter

from . import gazetteer
from .cast import ACRONYM, Cast
from .clauses import Clause
from .drafts import Statement
from .findings import Naming, Party, PartyRule, Span
from .language import Language
from .names import Name, names_in
from .reading import Sentence
from .roles import description_of
from .words import Tokens

PLACE = attrgetter("start", "end")
MOST_SPELT = 300  # names looked for one by one in a script without capitals: keeps the time in line with the text


@dataclass
class Noted:
    """A party in the making."""

    name: str
    is_body: bool
    rule: PartyRule
    described_as: str = ""
    other_names: list[str] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)


class Register:
    """Notes every mention of the cast and of bodies, inside quotations as well."""

    def __init__(self, body: str, cast: Cast, language: Language):
        self.body, self.cast, self.language = body, cast, language
        self.noted: dict[str, Noted] = {}
        self.taken: set[int] = set()

    def note(
        self, words: Tokens, sentences: list[Sentence], names: list[Name], quoted: list[tuple[int, Tokens]]
    ) -> None:
        """Note the names outside quotations, and those in the sentences within them; bodies among all the words."""
        for name in names:
            self._note_name(name, sentences[name.sentence])
        for number, sentence in quoted:
            for name in names_in(sentence.tokens, number, self.language) if self.language.has_capitals else ():
                self._note_name(name, sentence)
        self._note_state_bodies(words)
        if not self.language.has_capitals:
            self._note_spelt()
        self._join_other_names()

    def note_speakers(self, statements: list[Statement]) -> None:
        """Whoever speaks is a party, also where their name elsewhere is taken for somebody else's."""
        begun: dict[str, set[int]] = {}
        for statement in statements:
            speaker, source = statement.speaker, statement.source
            if speaker.name and source and speaker.named_how == Naming.EXPLICIT:
                noted = self._noted(speaker.name, speaker.is_organisation, PartyRule.SPEAKER)
                if noted.name not in begun:
                    begun[noted.name] = {mention.start for mention in noted.mentions}
                starts = begun[noted.name]
                if starts.isdisjoint(range(source.start, source.end)):
                    noted.mentions.append(source)
                    starts.add(source.start)

    def _note_spelt(self) -> None:
        """Where names cannot be told by their letters: every place at which a speaker's full name stands."""
        for member in list(self.cast.members.values())[:MOST_SPELT]:
            for match in re.finditer(rf"(?<!\w){re.escape(member.name)}(?!\w)", self.body):
                noted = self._noted(member.name, member.is_body, member.rule)
                noted.mentions.append(Span(match.start(), match.end(), match[0]))
                noted.described_as = member.described_as

    def _note_name(self, name: Name, sentence: Sentence) -> None:
        member = self.cast.find(name)
        is_body = member.is_body if member else self.cast.kind_of(name) == "body"
        if member is None and not is_body:
            return
        if member is not None and not is_body and not member.sure:
            return
        span = sentence.span(self.body, name.first, name.stop)
        key = member.name if member else span.exact
        self._noted(key, is_body, member.rule if member else None).mentions.append(span)
        self.taken.update(range(span.start, span.end))

    def _noted(self, name: str, is_body: bool, rule: PartyRule | None) -> Noted:
        return self.noted.setdefault(name.lower(), Noted(name, is_body, rule or PartyRule.BODY))

    def _note_state_bodies(self, words: Tokens) -> None:
        """ "the Syrian opposition": what is called by its country, and a common noun."""
        known, bodies, tokens = gazetteer.load(), self.language.state_bodies, words.tokens
        for place in [place for place, token in enumerate(tokens) if token.low in bodies and place]:
            if tokens[place].text == tokens[place].low and known.adjective(tokens[place - 1].text):
                span = words.span(self.body, place - 1, place + 1)
                self._noted(span.exact, True, PartyRule.STATE_BODY).mentions.append(span)

    def _join_other_names(self) -> None:
        """ "ISIL (the former acronym of the Islamic State)": one body under two names; the words before the letters."""
        bodies = [noted for noted in self.noted.values() if noted.is_body]
        mentions = sorted(((span, noted) for noted in bodies for span in noted.mentions), key=lambda m: PLACE(m[0]))
        for (one, first), (other, second) in pairwise(mentions):
            if first is not second and self._brackets(one, other):
                self._join(first, second)

    def _join(self, first: Noted, second: Noted) -> None:
        """Under the longer name, if the other is an acronym."""
        short, long = sorted([first, second], key=lambda noted: len(noted.name))
        if ACRONYM.fullmatch(short.name) and self.noted.pop(short.name.lower(), None):
            long.other_names.append(short.name)
            long.mentions = sorted({*long.mentions, *short.mentions})

    def _brackets(self, one: Span, other: Span) -> bool:
        between = self.body[one.end : min(other.start, one.end + 44)]
        return (
            len(between) < 44
            and bool(re.fullmatch(r" ?\([^()]*", between))
            and self.body[other.end : other.end + 1] == ")"
        )

    def describe(self, clauses: list[Clause]) -> None:
        """Keep the first description of each person, as printed."""
        for clause in clauses:
            for name in clause.names:
                member = self.cast.find(name)
                noted = self.noted.get(member.name.lower()) if member and not member.is_body else None
                if noted is not None and not noted.described_as:
                    noted.described_as = description_of(name, clause, self.body)

    def parties(self) -> tuple[Party, ...]:
        """Everyone noted, in the order they are first named."""
        found = [noted for noted in self.noted.values() if noted.mentions]
        for noted in found:
            noted.mentions = sorted(set(noted.mentions), key=PLACE)
        return tuple(
            Party(n.name, n.is_body, n.described_as, tuple(n.other_names), tuple(n.mentions), n.rule)
            for n in sorted(found, key=lambda noted: noted.mentions[0].start)
        )
