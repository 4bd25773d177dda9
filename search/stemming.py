"""Words by their stems, so that “strike” finds “strikes”: of folded words, in Python, the same for both databases.

Snowball's rules (snowballstemmer) for the languages it knows, light ones in the manner of Larkey for Arabic. A stem
stands in the index after the words, behind a sign that no text can contain and the language: ≈enstrike. Languages whose
words folding takes apart (Hindi, Tamil) have none.
"""

from functools import cache
from importlib import import_module
from threading import Lock

from .remembering import Remembered

SIGN = "≈"
SHORTEST, LONGEST = 3, 40  # letters of a word that has a stem
REMEMBERED = 2**17  # words of a language
LATIN, GREEK, CYRILLIC, ARMENIAN, ARABIC = (0, 0x24F), (0x370, 0x3FF), (0x400, 0x4FF), (0x530, 0x58F), (0x600, 0x6FF)
LANGUAGES = {
    "ar": ("arabic", ARABIC), "ca": ("catalan", LATIN), "cs": ("czech", LATIN), "da": ("danish", LATIN),
    "de": ("german", LATIN), "el": ("greek", GREEK), "en": ("english", LATIN), "es": ("spanish", LATIN),
    "et": ("estonian", LATIN), "eu": ("basque", LATIN), "fi": ("finnish", LATIN), "fr": ("french", LATIN),
    "hu": ("hungarian", LATIN), "hy": ("armenian", ARMENIAN), "it": ("italian", LATIN), "lt": ("lithuanian", LATIN),
    "nb": ("norwegian", LATIN), "nl": ("dutch", LATIN), "nn": ("norwegian", LATIN), "no": ("norwegian", LATIN),
    "pl": ("polish", LATIN), "pt": ("portuguese", LATIN), "ro": ("romanian", LATIN), "ru": ("russian", CYRILLIC),
    "sv": ("swedish", LATIN), "tr": ("turkish", LATIN),
}  # fmt: skip
ARTICLES = ("وال", "فال", "بال", "كال", "لل", "ال")
ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
VOWELS = frozenset("аеиоуыэюя")


def stem_of(word, language):
    """The stem of a folded word in a language (its code); empty where the language has none for such a word."""
    return _stems_in(language)(word) if language in LANGUAGES else ""


def stems_of(words, language):
    """The stems of these folded words that differ from them, as they stand in the index, in order, each once."""
    language = main_language(language)
    if language not in LANGUAGES:
        return []
    stem_in = _stems_in(language)
    stems = [stem for word in words if (stem := stem_in(word)) and stem != word]
    return [f"{SIGN}{language}{stem}" for stem in dict.fromkeys(stems)]


def main_language(language):
    """“pt” for pt-BR."""
    return language.partition("-")[0].lower()


@cache
def _stems_in(language):
    """{word: stem} as a function that remembers; one for each language is faster than one for all."""
    name, (first, last) = LANGUAGES[language]
    stem = _stemmer(name)

    def stem_in(word):
        is_known = SHORTEST <= len(word) <= LONGEST and first <= ord(word[0]) <= last and word.isalpha()
        return stem(word) if is_known else ""

    return Remembered(stem_in, REMEMBERED).__getitem__


@cache
def _stemmer(name):
    if name == "arabic":
        return _without_article_and_ending
    module = import_module(f"snowballstemmer.{name}_stemmer")
    stemmer, alone = getattr(module, f"{name.title()}Stemmer")(), Lock()

    def stem(word):
        with alone:  # it keeps the word that it is working on
            return stemmer.stemWord(word)

    return (lambda word: stem(_with_short_i(word))) if name == "russian" else stem


def _with_short_i(word):
    """Folding makes й and и one; endings are known by it."""
    return f"{word[:-1]}й" if word[-1] == "и" and word[-2] in VOWELS else word


def _without_article_and_ending(word):
    """“هدنه” for “والهدنة”: three letters stay at least."""
    for article in ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= SHORTEST:
            word = word[len(article) :]
            break
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)]
    return word
