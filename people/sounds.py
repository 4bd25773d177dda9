"""Names in Arabic and in Latin letters compared by what both write: consonants and long vowels. Plain Python.

Arabic leaves short vowels out and Latin spellings vary, so a word in Latin letters may stand for several Arabic ones.
حسين is hsIn and حسن hsn; “Hussein” is hsIn or hUsIn, “Hassan” hsn alone.
"""

import re
from functools import lru_cache
from itertools import product

from .likeness import PARTICLES, table
from .naming import fold_name
from .romanising import ARABIC, LATIN

MOST = 16  # readings of one word
LETTERS = str.maketrans(
    table("""
ا _ ع _ ء _ ب b پ b ت t ث t ط t ج g غ g گ g ح h خ h ه h د d ذ d ض d ر r ز z ظ z ژ z س s ص s ش s چ s ف f ڤ f ق k ك k
ل l م m ن n و U ي I
""")
)
FIRST = {"ا": "a", "ع": "a", "و": "w", "ي": "y"}
DIGRAPHS = (
    *(("tch", "s"), ("sch", "s"), ("kh", "h"), ("sh", "s"), ("ch", "s"), ("ph", "f"), ("gh", "g"), ("dh", "d")),
    *(("th", "t"), ("zh", "z"), ("dj", "g"), ("ck", "k"), ("j", "g"), ("x", "ks"), ("c", "k"), ("q", "k")),
    *(("v", "f"), ("p", "b")),
)
PARTS = re.compile(r"[aeiou]+|y(?![aeiou])[aeiou]*|(?<!^)[wy]|.")
LONG = {"ei": "I", "ai": "I", "ey": "I", "ay": "I", "ee": "I", "ou": "U", "oo": "U"}
TWICE = re.compile(r"(.)\1+")
NO_SOUND = frozenset({"al", "el", "ul", "ad", "as", "ash", "an", "ar", "at", "az"}) | PARTICLES


@lru_cache(maxsize=2**14)
def sounds_of(word: str) -> tuple[str, ...]:
    """How a folded word sounds: one way for a word in Arabic letters, several for one in Latin, none for others."""
    if ARABIC.match(word):
        return (sound,) if len(sound := _of_arabic(word)) > 1 else ()
    return _of_latin(word) if LATIN.match(word) and word.isalpha() and word not in NO_SOUND else ()


def sounds_of_names(names: list[str]) -> list[str]:
    """The sounds of all words of these names, each once."""
    words = (word for name in names for word in fold_name(name).split())
    return list(dict.fromkeys(sound for word in words for sound in sounds_of(word)))


def _of_arabic(word: str) -> str:
    word = word[2:] if word.startswith("ال") and len(word) > 4 else word
    word = word[:-1] if word.endswith("ه") and len(word) > 2 else word
    first = FIRST.get(word[0])
    return TWICE.sub(r"\1", f"{first}{word[1:].translate(LETTERS)}" if first else word.translate(LETTERS))


def _of_latin(word: str) -> tuple[str, ...]:
    word = word[:-1] if word.endswith("h") and word[-2:-1] in {"a", "e"} else word
    for letters, plain in DIGRAPHS:
        word = word.replace(letters, plain)
    parts = [match[0] for match in PARTS.finditer(word)]
    options = [_readings(part, n == 0, n == len(parts) - 1) for n, part in enumerate(parts)]
    sounds = {TWICE.sub(r"\1", "".join(chosen)) for chosen, _n in zip(product(*options), range(MOST), strict=False)}
    return tuple(sorted(sound for sound in sounds if len(sound) > 1))


def _readings(part: str, is_first: bool, is_last: bool) -> list[str]:
    """The ways in which Arabic may write a vowel, or a letter between vowels."""
    if part[0] not in "aeiouwy" or (is_first and part in {"w", "y"}):
        return [part, "k"] if part == "g" and is_first else [part]
    long = LONG.get(part) or ("I" if set(part) & set("iy") or part == "e" else "U" if set(part) & set("ouw") else "")
    if is_first:
        return ["a", f"a{long}"] if long else ["a"]
    if not long:
        return [""]
    return [long] if part in LONG or part in {"w", "y"} or (is_last and part == "i") else ["", long]
