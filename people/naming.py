"""Folding and comparing names: plain Python, shared by everything that finds a name or a word.

Folding is for finding only. What is shown and exported is always the text as it came.
"""

import os
import re
import unicodedata
from functools import lru_cache

# Letters that NFKD leaves whole, and Arabic letters that readers type for one another.
FOLDED_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك",
        "ё": "е", "ґ": "г", "ς": "σ", "ـ": None, "’": "'", "ʼ": "'", "‘": "'", "`": "'",
    }
)  # fmt: skip
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # signs that embed, override or isolate a direction
BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")  # letters and signs without ink
MIXABLE = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN")  # alphabets with letters that look alike
WORD = re.compile(r"[^\W_]+")
CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_OF_BYTES = (8 * CODE_LETTERS).encode()  # a letter for each byte, each as often
LOOKALIKES = str.maketrans("ILO", "110")


def fold(text: str) -> str:
    """Return text as it is compared: no case, accents, vowel marks, format characters or tatweel.

    Compatibility forms are decomposed (NFKD), so full-width letters and Arabic presentation
    forms meet their plain ones. Folding twice changes nothing.
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    plain = plain.translate(FOLDED_LETTERS)
    return "".join(c for c in plain if unicodedata.category(c) not in {"Mn", "Me", "Cf"})


def words_of(text: str) -> list[str]:
    """Return the folded words of a text, in order: runs of letters and digits."""
    return WORD.findall(fold(text))


@lru_cache(maxsize=2**14)
def fold_name(name: str) -> str:
    """Return a name as it is compared: its folded words, apostrophes dropped, single spaces."""
    return " ".join(WORD.findall(fold(name).replace("'", "")))


def in_plain_order(name: str) -> str:
    """Return a name without signs that turn the direction of what stands beside it; marks and joiners stay."""
    return name if name.isascii() else TURNING.sub("", name)


def is_visible(name: str) -> bool:
    """Whether there is ink in a name."""
    return any(unicodedata.category(c)[0] not in "ZC" and c not in BLANK for c in name)


def mixed_words(name: str) -> list[str]:
    """Return the words of a name whose letters are of several alphabets that look alike, as in “Иoсиф”."""
    return [word for word in WORD.findall(name) if len(_alphabets(word)) > 1]


def _alphabets(word: str) -> set[str]:
    names = {unicodedata.name(letter, "").partition(" ")[0] for letter in unicodedata.normalize("NFKC", word)}
    return names & set(MIXABLE)


def slug_for(name: str, *, fallback: str) -> str:
    """Return a readable Unicode slug of at most 80 characters; `fallback` where no letter is left.

    A slug is never digits alone: those are the years, months and days of an address.
    """
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())
    text = text.replace("'", "").replace("’", "")
    text = "".join(c for c in text if unicodedata.category(c) not in {"Mn", "Cf"} or c == "\u200c")
    slug = "-".join(WORD.findall(text))[:80].strip("-")
    return slug if slug and not slug.isdigit() else f"{fallback.lower()}{slug and '-'}{slug}"


def new_code() -> str:
    """Return a fresh public code: eight random characters of Crockford's base 32 (40 bits)."""
    return os.urandom(8).translate(CODE_OF_BYTES).decode()


def read_code(typed: str) -> str:
    """Return the code a reader meant: in capitals, with I, L and O read as the digits they look like."""
    return typed.upper().translate(LOOKALIKES)
