"""Which words name the source beside a reporting verb: a name, a pronoun or a noun phrase."""

from dataclasses import dataclass
from enum import StrEnum

from .language import Language
from .names import Name
from .reading import Sentence

FURTHEST = 45  # tokens between a speaker and the verb, over "a baker from Port Sorrel who …"


class Form(StrEnum):
    NAME = "name"
    NOUN = "noun"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Source:
    """tokens[first:stop] name the source; `begin` is where its description begins, `name` set for a name."""

    form: Form
    first: int
    stop: int
    begin: int
    name: Name | None = None


class Clause:
    """A sentence with its names, and what can be asked of it."""

    def __init__(self, sentence: Sentence, names: list[Name], language: Language):
        self.sentence, self.tokens, self.language = sentence, sentence.tokens, language
        self.names = names
        self.ending = {name.stop: name for name in names}
        self.beginning = {name.title: name for name in names} | {name.first: name for name in names}

    def low(self, place: int) -> str:
        return self.tokens[place].low if 0 <= place < len(self.tokens) else ""

    def is_quote(self, place: int) -> bool:
        return 0 <= place < len(self.tokens) and self.tokens[place].stretch is not None

    def is_word(self, place: int) -> bool:
        return 0 <= place < len(self.tokens) and self.tokens[place].is_word

    def is_verb(self, place: int) -> bool:
        """A word that a noun phrase does not go over: a finite verb we know."""
        low, token = self.low(place), self.tokens[place]
        language = self.language
        return (
            low in language.auxiliaries or low in language.verbs_finite or (low in language.verbs and token.text == low)
        )

    # ------------------------------------------------------------- before the verb

    def source_before(self, cue: int) -> Source | None:
        """The subject of the verb at `cue`, over adverbs, "who" and what stands between commas."""
        place = self._over_adverbs(cue - 1)
        if place < 0 or self.is_quote(place):
            return None
        if self.low(place) in self.language.relatives:
            place -= 2 if self.low(place - 1) == "," else 1
            return self.phrase_ending(place + 1)
        if self.tokens[place].text in {",", "—", "–", ")"}:
            return self._over_commas(place)
        return self.phrase_ending(place + 1)

    def _over_adverbs(self, place: int) -> int:
        language, furthest = self.language, max(place - 6, -1)
        while place > furthest and self._is_adverb(place) and self.low(place) not in language.pronouns:
            place -= 1
        return place

    def _is_adverb(self, place: int) -> bool:
        low = self.low(place)
        language = self.language
        return low in language.adverbs or low in language.auxiliaries or (low.endswith("ly") and language.code == "en")

    def phrase_ending(self, stop: int) -> Source | None:
        """The noun phrase whose last word stands before `stop`."""
        place = stop - 1
        if not self.is_word(place):
            return None
        if self.low(place) in self.language.pronouns:
            return Source(Form.PRONOUN, place, stop, place)
        name = self.ending.get(stop)
        if name is not None:
            return self._wider(name) or self._named(name)
        return self._noun_phrase(stop)

    def _named(self, name: Name) -> Source:
        return Source(Form.NAME, name.first, name.stop, self.description_start(name), name)

    def _wider(self, name: Name) -> Source | None:
        """The phrase that a name only ends ("a spokesman for Vos"), if a noun for a source leads it."""
        begin = self.description_start(name)
        if begin < 2 or self.low(begin - 1) not in self.language.prepositions:
            return None
        source = self._noun_phrase(begin - 1)
        if source is None or not self._has_source_noun(source.first, begin - 1):
            return None
        return Source(Form.NOUN, source.first, name.stop, source.begin)

    def _has_source_noun(self, first: int, stop: int) -> bool:
        language = self.language
        return any(self.low(n) in language.roles or self.low(n) in language.sources for n in range(first, stop))

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
        if not self._is_role(place) and not (self.language.genitive_after_role and self._is_role(place - 1)):
            return begin
        while place >= max(begin - 7, 0) and self._describes(place):
            begin, place = place, place - 1
        return begin

    def _is_role(self, place: int) -> bool:
        low, language = self.low(place), self.language
        return self.is_word(place) and (language.is_role(low) or low.rstrip(".") in language.titles)

    def _describes(self, place: int) -> bool:
        if not self.is_word(place) or self.is_verb(place):
            return False
        low, language = self.low(place), self.language
        if low in language.determiners:
            return False
        return not (low in language.prepositions or low in language.conjunctions or low in language.times)

    def _noun_phrase(self, stop: int) -> Source | None:
        """A phrase without a name of its own at the end: "a senior official at the ministry"."""
        first = stop
        while first > max(stop - 16, 0) and self._continues_phrase(first - 1):
            first -= 1
        if (
            first > 0
            and self.is_word(first - 1)
            and self.is_verb(first - 1)
            and self._relative_before(first) is not None
        ):
            return self.phrase_ending(self._relative_before(first))
        first = self._after_adverbial(first, stop)
        if first is None or first >= stop or self.low(stop - 1) in self.language.function_words:
            return None
        return Source(Form.NOUN, first, stop, first)

    def _relative_before(self, place: int) -> int | None:
        """Where the relative clause begins that a verb before `place` belongs to ("those | who met him")."""
        for at in range(place - 1, max(place - 12, 0), -1):
            if not self.is_word(at):
                return None
            if self.low(at) in self.language.relatives or self.low(at) in self.language.that:
                return at
        return None

    def _continues_phrase(self, place: int) -> bool:
        low, language = self.low(place), self.language
        if self.tokens[place].text in {"'s", "’s", "’", "'", "&"}:
            return True
        is_noun = low in language.sources and low not in language.function_words
        if not self.is_word(place) or (self.is_verb(place) and not is_noun):
            return False
        return low not in language.conjunctions and low not in language.that and low not in language.pronouns

    def _after_adverbial(self, first: int, stop: int) -> int | None:
        """Without what leads in ("on Thursday the minister"): from the last determiner on."""
        leads, language = self.low(first), self.language
        if leads not in language.prepositions and leads not in language.times and leads not in language.adverbs:
            return first
        starts = [n for n in range(first + 1, stop) if self.low(n) in language.determiners]
        starts = [n for n in starts if self.low(n - 1) not in language.prepositions]
        return starts[-1] if starts else None

    def _over_commas(self, comma: int) -> Source | None:
        """ "Vos, a baker, said", "the activist, Ada Vos, said", "Vos, said"."""
        name = self.ending.get(comma)
        if name is not None and self._stands_alone(name):
            return Source(Form.NAME, name.first, name.stop, self._described_before(name), name)
        for place in range(comma - 1, max(comma - FURTHEST, 0), -1):
            if self.is_quote(place):
                return None
            if self.tokens[place].text in {",", "—", "–", "("}:
                found = self._parenthesis_after(place, comma)
                if found is not None:
                    return found
        return None

    def _stands_alone(self, name: Name) -> bool:
        begin = self.description_start(name)
        return begin == 0 or not self.is_word(begin - 1) or self.low(begin - 1) in self.language.conjunctions

    def _parenthesis_after(self, place: int, comma: int) -> Source | None:
        if self.low(place + 1) in self.language.conjunctions - self.language.relatives:
            return self._parenthesis_before(place) if self.low(place + 2) in self.language.relatives else None
        if self.low(place + 1) in self.language.pronouns:
            return None
        name = self.ending.get(place)
        if name is not None:
            return self._wider(name) or self._named(name)
        source = self._noun_phrase(place) if self.is_word(place - 1) else None
        if source is None or source.form == Form.NAME:
            return source
        leads = source.first == 0 and self.low(0) in self.language.determiners and source.stop < place
        return source if leads or self._has_source_noun(source.first, source.stop) else None

    def _parenthesis_before(self, place: int) -> Source | None:
        """ "A clerk who saw it, and who asked not to be named, said"."""
        source = self._noun_phrase(place) if self.is_word(place - 1) else None
        return source if source and source.first == 0 else None

    def _described_before(self, name: Name) -> int:
        """The description before ", Ada Vos, said": back to the comma before it, if it tells what somebody is."""
        begin = self.description_start(name)
        if begin < 2 or self.tokens[begin - 1].text != ",":
            return begin
        first = begin - 1
        while first > 0 and begin - first < 20 and (self.is_word(first - 1) and not self.is_verb(first - 1)):
            first -= 1
        return first if self._has_source_noun(first, begin - 1) else begin

    # ------------------------------------------------------------- after the verb

    def source_after(self, cue: int) -> Source | None:
        """The subject behind the verb: "said Vos", "said a baker from Port Sorrel"."""
        place = cue + 1
        if place < len(self.tokens) and self.tokens[place].text in {"-", "-t-"}:
            place += 1
        if not self.is_word(place):
            return None
        if self.low(place) in self.language.pronouns:
            return Source(Form.PRONOUN, place, place + 1, place)
        if not self.language.has_capitals:
            return self._plain_name(place)
        return self._name_after(place) or self._noun_after(place)

    def _name_after(self, place: int) -> Source | None:
        """ "said Vos", "said the foreign minister, Ada Vos": a name at once or after the words for a role."""
        seen, language = False, self.language
        for first in range(place, min(place + 16, len(self.tokens))):
            name = self.beginning.get(first)
            if name is not None and (first == place or self._leads_up(place, first, seen)):
                return Source(Form.NAME, name.first, name.stop, place, name)
            seen = seen or language.is_role(self.low(first))
            if self.tokens[first].text == "," and seen and self.beginning.get(first + 1) is not None:
                continue
            if (
                not self.is_word(first)
                or self.low(first) in (language.prepositions | language.conjunctions) - language.of
            ):
                return None
        return None

    def _leads_up(self, place: int, first: int, has_role: bool) -> bool:
        """Words for a role, or a few plain words in small letters ("said crane driver Ada Vos")."""
        if has_role:
            return self.low(first - 1) not in self.language.of | self.language.determiners
        plain = (self.is_word(n) and self.low(n) not in self.language.function_words for n in range(place, first))
        return first - place <= 3 and all(plain)

    def _noun_after(self, place: int) -> Source | None:
        stop = place
        while stop < min(place + 14, len(self.tokens)) and self._goes_on(stop):
            stop += 1
        if stop == place or not (self.low(place) in self.language.determiners or self._has_source_noun(place, stop)):
            return None
        return Source(Form.NOUN, place, stop, place)

    def _goes_on(self, place: int) -> bool:
        low, language = self.low(place), self.language
        if not self.is_word(place):
            return self.tokens[place].text in {"'s", "’s", "&"}
        return not (
            low in language.conjunctions or low in language.that or low in language.times or self.is_verb(place)
        )

    def _plain_name(self, place: int) -> Source | None:
        """A name in a script without capitals: after the words for a role, up to a function word."""
        stop = place
        while stop < min(place + 9, len(self.tokens)) and self.is_word(stop) and not self._is_function(stop):
            stop += 1
        first = self._after_roles(place, stop)
        if first == stop:
            return Source(Form.NOUN, place, stop, place) if stop > place else None
        words = tuple(t.text for t in self.tokens[first:stop])
        return Source(Form.NAME, first, stop, place, Name(-1, place, first, stop, words))

    def _after_roles(self, place: int, stop: int) -> int:
        """Where a name begins behind words for a role: behind the last of them, or the last word with an article."""
        if self.low(place) in self.language.bodies:
            return place
        roles = [n for n in range(place, stop) if self.low(n) in self.language.roles]
        articled = [n for n in range(place, stop - 2) if self.low(n).startswith(("ال", "لل"))]
        return max([place, *(n + 1 for n in roles + articled)])

    def _is_function(self, place: int) -> bool:
        low, language = self.low(place), self.language
        if low.startswith("لل") and not self.low(place + 1).startswith("ال"):
            return True
        return low in language.function_words or low in language.times or low in language.verbs
