"""What answers are counted by, of each entry: facets as numbers, for two thousand entries are counted on a page.

A number says which facet in its four highest bits, and in the other 28 a primary key, a year or a code.
"""

import re
import struct
from functools import lru_cache

from .facet_words import UNPLACED
from .models import Entry

# What stands before the number or code in a facet word. Its place here is kept in every entry: nothing is ever moved.
FACETS = (
    "article", "speaker", "org", "publisher", "aboutperson", "aboutorganisation", "aboutplace", "aboutevent", "in",
    "year", "lang", "mode",
)  # fmt: skip
ARTICLE, SPEAKER, ORG = map(FACETS.index, ("article", "speaker", "org"))
LANG, MODE = map(FACETS.index, ("lang", "mode"))
NUMBERED = {name: place for place, name in enumerate(FACETS) if place < LANG}
MODES = ("direct", "indirect", "mixed")  # by their place, too
OF_STATEMENTS = {SPEAKER, ORG, MODE}  # narrowed by these, only statements are shown: only they are counted
BITS = 28
MOST = 2**BITS
LETTERS = re.compile(r"[a-z]{1,5}")  # so many have room
NUMBER_OF_LETTERS = 27  # and one for none
STATEMENT = f"kind{Entry.Kind.STATEMENT}"
NOT_COUNTED = " around"  # begins the words at the end that are only asked for
WRITTEN, IN = "written", "in"
DIGITS = "0123456789"


def packed(facets):
    """The numbers of an entry with these facets, as it keeps them.

    Where something was written stands in for where it was said, if that is not known.
    """
    words, is_statement = facets.partition(NOT_COUNTED)[0].split(), facets.startswith(STATEMENT)
    if UNPLACED in words:
        words = [IN + word[len(WRITTEN) :] if word.startswith(WRITTEN) else word for word in words]
    numbers = [n for n in map(number_of, words) if n is not None and (is_statement or n >> BITS not in OF_STATEMENTS)]
    return struct.pack(f"<{len(numbers)}I", *numbers)


@lru_cache(maxsize=2**15)
def number_of(word):
    """The number of a facet word; None for one that is not counted, or has no room."""
    name = word.rstrip(DIGITS)
    if name in NUMBERED and name != word:
        place, value = NUMBERED[name], int(word[len(name) :])
    elif word[:4] == FACETS[LANG] and LETTERS.fullmatch(word[4:]):
        place, value = LANG, _number_of_letters(word[4:])
    elif word[:4] == FACETS[MODE] and word[4:] in MODES:
        place, value = MODE, MODES.index(word[4:])
    else:
        return None
    return place << BITS | value if value < MOST else None


def _number_of_letters(code):
    number = 0
    for letter in code:
        number = number * NUMBER_OF_LETTERS + ord(letter) - ord("a") + 1
    return number


def numbers_of(kept):
    """All numbers of several entries, one after another."""
    kept = b"".join(kept)
    return struct.unpack(f"<{len(kept) // 4}I", kept)


def value_of(number):
    """(place of the facet, its value): a primary key, a year as a number; a code as text."""
    place, value = number >> BITS, number % MOST
    if place == MODE:
        return place, MODES[value]
    return place, _letters_of(value) if place == LANG else value


def _letters_of(number):
    letters = ""
    while number:
        number, letter = divmod(number, NUMBER_OF_LETTERS)
        letters = chr(ord("a") + letter - 1) + letters
    return letters
