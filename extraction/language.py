"""What extraction knows of a language: its reporting verbs, pronouns, titles and function words (languages/*.toml)."""

import re
import tomllib
from collections import Counter
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "languages"
POSSESSIVE = frozenset({"'s", "’s"})  # the ending that makes a name the owner of what follows
COMMON = re.compile(r'^common = "([^"]*)"$', re.M)


def words(text: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in text.split())


# Every list of words there is, at the top of a file or in its [words]: docs/languages.md says what each holds.
LISTS = """
common that whether conjunctions relatives prepositions determiners auxiliaries negations unreal adverbs verbs_finite
according of here within passive coordinations definite agent origin alone needs_it tell ask infinitive ask_to moods
separated elisions joined_pronouns remarks meanwhile needs_that roles role_prefixes offices named sources as_told thus
bodies bodies_alone state_bodies no_names months days times particles suffixes abbreviations
"""
SWITCHES = {
    "capitals": True, "nouns_have_capitals": False, "no_articles": False, "genitive_after_role": False,
    "small_demonyms": False, "drops_subject": False, "cue_takes_auxiliary": False, "bare_clauses": "",
    "interrupts_by": "", "participle": "", "third_person": "", "plural": "", "event_in": "in",
}  # fmt: skip


class Language:
    """One language file: `language.prepositions` is its list of that name as a set, in small letters.

    verbs, speech, quoting, naming: the dictionary's form by each form. titles, given: the gender they tell.
    """

    def __init__(self, code: str, data: dict[str, Any]):
        self.code, self.data = code, data
        for name in LISTS.split():
            setattr(self, name, words(data["words"].get(name) or data.get(name) or ""))
        for name, otherwise in SWITCHES.items():
            setattr(self, name, data.get(name, otherwise))
        self.speech, self.quoting, self.naming = (self._forms(kind) for kind in ("speech", "quoting", "naming"))
        self.verbs: dict[str, str] = self.quoting | self.naming | self.speech
        self.pronouns: dict[str, str] = data["pronouns"]
        self.possessives: dict[str, str] = data["possessives"]
        self.titles = {title: gender for gender, titles in data["titles"].items() for title in titles.split()}
        self.given = {name: gender for gender, names in data["given"].items() for name in names.split()}
        self.has_capitals = self.capitals
        self.role_endings = tuple(words(data["words"].get("role_endings", "")))
        self._join()
        self._tell_time(data.get("calendar", {}))
        self.channels = [(phrase, name) for name, told in data["channels"].items() for phrase in told.split("|")]
        self.events = {word: kind for kind, told in data["events"].items() for word in told.split("|")}

    def _forms(self, kind: str) -> dict[str, str]:
        verbs = self.data["verbs"].get(kind, {})
        return {form.replace("_", " "): lemma for lemma, forms in verbs.items() for form in forms.split()}

    def _join(self) -> None:
        """What is asked for again and again: several lists in one."""
        self.roles |= {f"{prefix}-{role}" for prefix in self.role_prefixes for role in self.roles}
        self.sure_verbs = self.auxiliaries | self.verbs_finite
        self.function_words = self.determiners | self.prepositions | self.conjunctions | self.sure_verbs
        self.function_words |= self.adverbs | self.negations | self.that | self.whether | set(self.pronouns)
        self.source_nouns = self.roles | self.sources
        self.titled = {*self.roles, *self.titles, *(f"{title}." for title in self.titles)}  # stand before a name
        self.nameless = self.titled | self.no_names | self.sources
        self.between = self.adverbs | self.auxiliaries  # stand between a subject and its verb
        self.it = frozenset(word for word, gender in self.pronouns.items() if gender == "o")
        self.persons = frozenset(word for word, gender in self.pronouns.items() if gender in {"m", "f"})
        self.bare_suffixes = {suffix.strip(".") for suffix in self.suffixes}
        self.binding = self.particles | self.suffixes | self.of | {"&"}  # small words within a name
        self.according_words = frozenset(phrase.split()[0] for phrase in self.according) | self.thus
        self.cue_words = self.according_words | set(self.verbs)
        self.opening = self.conjunctions | self.that | self.prepositions  # begin a new phrase
        self.when_and_where = self.prepositions | self.times
        self.apart_from_names = self.when_and_where | self.conjunctions | self.determiners  # describe nobody
        self.apart_from_names |= set(self.pronouns)

    def _tell_time(self, calendar: dict[str, str]) -> None:
        """Words of the calendar by their number: Monday is 0, as Python counts, January 1, today 0."""
        self.weekdays, self.days_ago = _numbered(calendar, "weekdays"), _numbered(calendar, "days_ago")
        self.month_numbers = {word: number + 1 for word, number in _numbered(calendar, "months").items()}
        self.bygone, self.coming = words(calendar.get("bygone", "")), words(calendar.get("coming", ""))

    def is_role(self, word: str) -> bool:
        """A noun for what a person does: listed, or of an ending that makes such nouns ("Schneiderin")."""
        return word in self.roles or word.endswith(self.role_endings)

    def is_plural_role(self, word: str) -> bool:
        """What several people are: "officers" before their names."""
        return bool(self.plural) and word.endswith(self.plural) and word.removesuffix(self.plural) in self.roles

    def channel_of(self, text: str) -> str:
        """By which channel the words say it was said ("press conference"): the first in the file; or nothing."""
        low = text.lower()
        told = [(phrase, name) for phrase, name in self.channels if phrase in low]
        return next((name for phrase, name in told if re.search(rf"\b{re.escape(phrase)}\b", low)), "")


def _numbered(calendar: dict[str, str], name: str) -> dict[str, int]:
    """One number to a place in the list, its forms parted by strokes."""
    return {form: number for number, forms in enumerate(calendar.get(name, "").split()) for form in forms.split("|")}


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
    codes = _codes_by_word()
    known = filter(codes.__contains__, body[:2000].lower().split())
    scores = Counter(chain.from_iterable(map(codes.__getitem__, known)))
    return max(available(), key=lambda code: (scores[code], code == "en"))
