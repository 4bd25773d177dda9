"""What extraction knows of a language: its reporting verbs, pronouns, titles and function words (languages/*.toml)."""

import re
import tomllib
from functools import cache, cached_property
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "languages"
POSSESSIVE = frozenset({"'s", "’s"})  # the ending that makes a name the owner of what follows
WORD = re.compile(r"[^\W\d_]+")
COMMON = re.compile(r'^common = "([^"]*)"$', re.M)


def words(text: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in text.split())


class Language:
    """One language file: word lists as sets in small letters, verbs by each of their forms."""

    def __init__(self, code: str, data: dict[str, Any]):
        self.code = code
        self.data = data
        self.speech = self._forms("speech")
        self.quoting = self._forms("quoting")
        self.naming = self._forms("naming")
        self.verbs = self.quoting | self.naming | self.speech
        self.pronouns: dict[str, str] = data["pronouns"]
        self.titles = {title: gender for gender, titles in data["titles"].items() for title in titles.split()}
        self.given = {name: gender for gender, names in data["given"].items() for name in names.split()}

    def __getattr__(self, name: str) -> frozenset[str]:
        """A list of words by its name in the file: `language.prepositions`, `language.roles`."""
        if name.startswith("_"):
            raise AttributeError(name)
        found = words(self.data["words"].get(name) or self.data.get(name) or "")
        setattr(self, name, found)
        return found

    def _forms(self, kind: str) -> dict[str, str]:
        verbs = self.data["verbs"].get(kind, {})
        return {form.replace("_", " "): lemma for lemma, forms in verbs.items() for form in forms.split()}

    @cached_property
    def function_words(self) -> frozenset[str]:
        """Words that are neither names nor nouns."""
        grammar = self.determiners | self.prepositions | self.conjunctions | self.auxiliaries | self.adverbs
        return grammar | self.negations | self.that | self.whether | self.verbs_finite | frozenset(self.pronouns)

    @cached_property
    def binding(self) -> frozenset[str]:
        """The small words that stand within a name: "de", "Jr.", "of", "&"."""
        return self.particles | self.suffixes | self.of | {"&"}

    @cached_property
    def cue_words(self) -> frozenset[str]:
        """The words that a cue can begin with."""
        return self.according_words | frozenset(self.verbs)

    @cached_property
    def according_words(self) -> frozenset[str]:
        """The first words of "according to" and the like."""
        return frozenset(phrase.split()[0] for phrase in self.according)

    @cached_property
    def has_capitals(self) -> bool:
        """Names can be told by their capital letters."""
        return self.data.get("capitals", True)

    @cached_property
    def small_demonyms(self) -> bool:
        """Adjectives such as "syrisch" are written small."""
        return self.data.get("small_demonyms", False)

    @cached_property
    def interrupts_by(self) -> str:
        """How a frame stands inside the marks of a quotation: "dashes", "commas" or not at all."""
        return self.data.get("interrupts_by", "")

    def is_role(self, word: str) -> bool:
        """A noun for what a person does: listed, or of an ending that makes such nouns ("Schneiderin")."""
        return word in self.roles or (bool(self.role_endings) and word.endswith(tuple(self.role_endings)))

    @cached_property
    def nouns_have_capitals(self) -> bool:
        return self.data.get("nouns_have_capitals", False)

    @cached_property
    def no_articles(self) -> bool:
        return self.data.get("no_articles", False)

    @cached_property
    def drops_subject(self) -> bool:
        """A verb alone can have the subject of the sentence before (Arabic)."""
        return self.data.get("drops_subject", False)

    @cached_property
    def cue_takes_auxiliary(self) -> bool:
        """The cue is "a déclaré", not "déclaré"."""
        return self.data.get("cue_takes_auxiliary", False)

    @cached_property
    def channels(self) -> list[tuple[str, str]]:
        """Each phrase that tells a channel, and the channel, in the order of the file."""
        return [(phrase, name) for name, told in self.data.get("channels", {}).items() for phrase in told.split("|")]

    def channel_of(self, text: str) -> str:
        """By which channel the words say it was said ("press conference"): the first in the file; or nothing."""
        low = text.lower()
        told = [(phrase, name) for phrase, name in self.channels if phrase in low]
        return next((name for phrase, name in told if re.search(rf"\b{re.escape(phrase)}\b", low)), "")

    def _calendar(self, name: str) -> dict[str, int]:
        """Words of the calendar by their number: one to a place in the list, its forms parted by strokes."""
        listed = self.data.get("calendar", {}).get(name, "").split()
        return {form: number for number, forms in enumerate(listed) for form in forms.split("|")}

    @cached_property
    def weekdays(self) -> dict[str, int]:
        """Monday is 0, as Python counts."""
        return self._calendar("weekdays")

    @cached_property
    def month_numbers(self) -> dict[str, int]:
        return {word: number + 1 for word, number in self._calendar("months").items()}

    @cached_property
    def days_ago(self) -> dict[str, int]:
        return self._calendar("days_ago")

    @cached_property
    def bygone(self) -> frozenset[str]:
        return words(self.data.get("calendar", {}).get("bygone", ""))

    @cached_property
    def coming(self) -> frozenset[str]:
        return words(self.data.get("calendar", {}).get("coming", ""))

    @cached_property
    def events(self) -> dict[str, str]:
        """The kind of event by each word for it."""
        return {word: kind for kind, words in self.data.get("events", {}).items() for word in words.split("|")}


@cache
def available() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def load(code: str) -> Language:
    """The language of a code ("en", "fr-CA"); English for one that has no file."""
    code = code.split("-")[0].lower()
    code = code if code in available() else "en"
    return Language(code, tomllib.loads(_file(code)))


def _file(code: str) -> str:
    return (FOLDER / f"{code}.toml").read_text(encoding="utf-8")


@cache
def _codes_by_word() -> dict[str, list[str]]:
    """The languages by their commonest words; of each file this line alone is read."""
    found: dict[str, list[str]] = {}
    for code in available():
        line = COMMON.search(_file(code))
        for word in words(line[1]) if line else load(code).common:
            found.setdefault(word, []).append(code)
    return found


def guess(body: str) -> str:
    """The language whose commonest words the text has most of; English when none shows."""
    codes, scores = _codes_by_word(), dict.fromkeys(available(), 0)
    for word in filter(codes.__contains__, WORD.findall(body[:2000].lower())):
        for code in codes[word]:
            scores[code] += 1
    best = max(scores, key=lambda code: (scores[code], code == "en"))
    return best if scores[best] else "en"
