"""A sentence as it is asked about: its words, its names, and the words that describe them."""

from enum import StrEnum
from typing import NamedTuple

from .language import Language
from .names import Name
from .reading import Sentence
from .words import QUOTED

REACH = 12  # words before a name that may be about whoever bears it


class Form(StrEnum):
    NAME = "name"
    NOUN = "noun"
    PRONOUN = "pronoun"


class Source(NamedTuple):
    """tokens[first:stop] name the source; `begin` is where its description begins, `name` set for a name."""

    form: Form
    first: int
    stop: int
    begin: int
    name: Name | None = None


class Clause:
    """A sentence with its names, and what can be asked of it.

    number: of the sentence in the article. quoted: the places of the quotations in it.
    """

    def __init__(self, sentence: Sentence, number: int, names: list[Name], language: Language):
        self.sentence, self.tokens, self.language = sentence, sentence.tokens, language
        self.lows = [token.low for token in sentence.tokens]
        quoted = QUOTED in self.lows
        self.quoted = [place for place, token in enumerate(self.tokens) if token.stretch] if quoted else []
        self.size = len(self.lows)
        self.number, self.names = number, names
        self.ending, self.beginning = {}, {}
        for name in names:
            self.ending[name.stop] = self.beginning[name.title] = self.beginning[name.first] = name

    def low(self, place: int) -> str:
        return self.lows[place] if 0 <= place < self.size else ""

    def is_quote(self, place: int) -> bool:
        return 0 <= place < self.size and self.tokens[place].stretch is not None

    def quoted_within(self, first: int, stop: int) -> list[int]:
        """The places of the quotations from one token to before another."""
        return [place for place in self.quoted if first <= place < stop] if self.quoted else []

    def is_word(self, place: int) -> bool:
        return 0 <= place < self.size and self.tokens[place].is_word

    def is_verb(self, place: int) -> bool:
        """A word that a noun phrase does not go over: a finite verb we know."""
        token, language = self.tokens[place], self.language
        return token.low in language.sure_verbs or (token.low in language.verbs and token.text == token.low)

    def is_adverb(self, place: int) -> bool:
        low = self.low(place)
        return low in self.language.between or (low.endswith("ly") and self.language.code == "en")

    def has_source_noun(self, first: int, stop: int) -> bool:
        return not self.language.source_nouns.isdisjoint(self.lows[first:stop])

    def has_role(self) -> bool:
        """Whether any of the words may say what somebody is."""
        return bool(self.language.role_endings) or not self.language.roles.isdisjoint(self.lows)

    def has_role_beside(self, name: Name) -> bool:
        """Whether any of the words that may be about a name may say what somebody is."""
        language, begin = self.language, max(name.title - REACH, 0)
        if language.role_endings or not language.titled.isdisjoint(self.lows[begin : name.first]):
            return True
        stop = name.stop
        return stop < self.size and self.lows[stop] == "," and not language.titled.isdisjoint(self.lows[stop:])

    def printed_from(self, source: Source) -> int:
        """Where the words for a source begin: with the description right before a name, if it has one."""
        if source.name is None:
            return source.begin
        begin = self.description_start(source.name)
        return begin if begin < source.name.first else source.begin

    def description_start(self, name: Name) -> int:
        """Where the words that describe a name begin ("Kazakh political scientist Dosym Satpayev")."""
        begin = name.title
        place = begin - 1
        if place < 0:
            return begin
        if not self.is_role(place) and not (self.language.genitive_after_role and self.is_role(place - 1)):
            return begin
        while place >= max(begin - 7, 0) and self.describes(place):
            begin, place = place, place - 1
        return self._behind_verb(begin, name.title) or self._with_whole_name(begin)

    def _behind_verb(self, begin: int, stop: int) -> int:
        """ "he selected | union leader Tom Reed", "Vos selected | …": whoever did so describes nobody."""
        for place in range(begin, stop - 1) if self.language.third_person else ():
            acts = self.low(place).endswith("ed") and self.tokens[place].text == self.low(place)
            if acts and place and (self.low(place - 1) in self.language.pronouns or self.tokens[place - 1].is_capital):
                return place + 1
        return 0

    def _with_whole_name(self, begin: int) -> int:
        """ "| University of Eko | scholar Tom Reed": a name is not cut in two."""
        cut = (name.first for name in self.names if name.first < begin < name.stop)
        return next(cut, begin)

    def described(self, name: Name) -> list[int]:
        """The places of the words right before a name and of what comes behind it ("Vos, | the mayor of | …")."""
        begin, stop, determiners = self.description_start(name), name.stop + 1, self.language.determiners
        if self.low(name.stop) == "," and self.low(stop) in determiners:
            while self.describes(stop) or self.low(stop) in determiners:
                stop += 1
        return [*range(begin, name.first), *range(name.stop + 1, stop)]

    def of_what(self, place: int) -> list[str]:
        """The words behind the "of" at a place: "the mayor | of Eko", "Senator Ada Vos | of Texas"."""
        stop = place
        while stop < min(place + 6, self.size) and self.tokens[stop].is_word and not self.is_verb(stop):
            stop += 1
        return self.lows[place + 1 : stop] if self.low(place) in self.language.of else []

    def is_role(self, place: int) -> bool:
        if not self.is_word(place):
            return False
        low, language = self.lows[place], self.language
        return low in language.titled or low.endswith(language.role_endings)

    def describes(self, place: int) -> bool:
        if not self.is_word(place) or (self.is_verb(place) and not self._is_bare_noun(place)):
            return False
        return self.lows[place] not in self.language.apart_from_names

    def _is_bare_noun(self, place: int) -> bool:
        """The "state" of "state senator": a verb would have an ending."""
        language, low = self.language, self.lows[place]
        return bool(language.third_person) and language.verbs.get(low) == low and self.is_role(place + 1)
