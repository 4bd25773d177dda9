"""Whether two names may be one person's: plain Python. What is alike is proposed to an editor, never merged.

Names are compared by their consonants in Latin letters, so that Cyrillic and Arabic names meet the spellings that
newspapers give them. The tables follow the romanisations of BGN/PCGN, with letters that papers write for one another
(c k q, w v, y i) made one.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from .naming import WORD, fold_name

CYRILLIC = """
а a б b в v г g д d е e ж z з z и i й i к k л l м m н n о o п p р r с s т t у u ф f х h ц s ч s ш s щ s ъ _ ы i ь _
э e ю u я a і i ї i є e ў u қ k ғ g ң n ө o ү u ұ u ә a һ h
"""
ARABIC = """
ا a ب b ت t ث t ج g ح h خ h د d ذ d ر r ز z س s ش s ص s ض d ط t ظ z ع a غ g ف f ق k ك k ل l م m ن n ه h و u ي i
ء _ پ b چ s ڤ v گ g
"""


def table(pairs: str) -> dict[str, str]:
    """Letters, each followed by the Latin one it is compared as; "_" stands for none."""
    letters = pairs.replace("_", " _ ").split()
    return {letter: plain.strip("_") for letter, plain in zip(letters[::2], letters[1::2], strict=True)}


LETTERS = str.maketrans(table(CYRILLIC) | table(ARABIC))
DIGRAPHS = (
    *(("shch", "s"), ("sch", "s"), ("tch", "s"), ("kh", "h"), ("zh", "z"), ("sh", "s"), ("ch", "s"), ("ts", "s")),
    *(("tz", "s"), ("ph", "f"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("dj", "g"), ("j", "g"), ("x", "ks")),
    *(("c", "k"), ("q", "k"), ("w", "v"), ("p", "b")),
)
VOWELS = frozenset("aeiouy")
PARTICLES = frozenset(
    WORD.findall("al el ibn bin ben abu bint de del della di da do dos das du la le van von der den ter zu af y e")
)


SMALL_WORDS = frozenset(
    WORD.findall("the a an of for and in on at to le la les l de du des d et pour un une der die das")
)
SMALL_WORDS |= frozenset(WORD.findall("und für von el los las y do da dos e и в на по для"))
ADDITION = re.compile(r"\s*[(（][^)）]*[)）]\s*$")
REMEMBERED = 2**16  # names and words that are compared again and again
SURE = 4  # consonants that two names of bodies or places share before they are one in another spelling


class Likeness(StrEnum):
    """Why two names may be of one, in an editor's words; the surest first."""

    SAME = "the same name"
    ORDER = "the same words in another order"
    SPELLING = "the same in another spelling or script"
    PARTICLES = "the same but for a particle"
    ADDITION = "the same but for an addition in brackets"
    MIDDLE = "the same but for a middle name"
    INITIALS = "the same family name, and an initial that fits"


@lru_cache(maxsize=REMEMBERED)
def skeleton(word: str) -> str:
    """A folded word by its consonants in Latin letters, each written once; a vowel that begins it is "a"."""
    latin = word.translate(LETTERS)
    for letters, plain in DIGRAPHS:
        latin = latin.replace(letters, plain)
    kept = ["a" if letter in VOWELS else letter for n, letter in enumerate(latin) if not n or letter not in VOWELS]
    return "".join(letter for n, letter in enumerate(kept) if not n or letter != kept[n - 1])


@lru_cache(maxsize=REMEMBERED)
def core_of(name: str) -> tuple[str, ...]:
    """The folded words of a name without particles behind the first, and without the article that Arabic joins."""
    words = [word for n, word in enumerate(fold_name(name).split()) if not n or word not in PARTICLES]
    return tuple(word[2:] if word.startswith("ال") and len(word) > 4 else word for word in words)


def likeness_key(name: str) -> str:
    """What all spellings of a name share: its family name by consonants, and the first letter of the given one.

    Empty for a name of one word. At most sixty characters.
    """
    words = core_of(name)
    return f"{skeleton(words[-1])[:58]} {skeleton(words[0])[:1]}" if len(words) > 1 else ""


def keys_to_ask(names: Iterable[str]) -> set[str]:
    """The keys under which names that are alike stand, also those with the family name first."""
    turned = (" ".join(reversed(core_of(name))) for name in names)
    return {key for name in (*names, *turned) if (key := likeness_key(name))}


def likeness(one: str, other: str) -> Likeness | None:
    """Why two names may be one person's; None where nothing speaks for it."""
    if fold_name(one) == fold_name(other):
        return Likeness.SAME
    ours, theirs = core_of(one), core_of(other)
    if min(len(ours), len(theirs)) < 2:
        return None
    if ours == theirs:
        return Likeness.PARTICLES
    if sorted(ours) == sorted(theirs):
        return Likeness.ORDER
    if skeleton(ours[-1]) != skeleton(theirs[-1]):
        return None
    return _by_first_name(ours, theirs)


def _by_first_name(ours: tuple[str, ...], theirs: tuple[str, ...]) -> Likeness | None:
    """Of two of one family name."""
    if 1 in {len(ours[0]), len(theirs[0])}:
        return Likeness.INITIALS if skeleton(ours[0])[:1] == skeleton(theirs[0])[:1] else None
    if skeleton(ours[0]) != skeleton(theirs[0]):
        return None
    return Likeness.SPELLING if len(ours) == len(theirs) else Likeness.MIDDLE


def body_words(name: str) -> list[str]:
    """The folded words of an organisation's or a place's name, without small words and what stands in brackets."""
    words = fold_name(ADDITION.sub("", name)).split()
    return [word for word in words if word not in SMALL_WORDS] or words


def body_key(name: str) -> str:
    """What all spellings of an organisation's or a place's name share: its words by consonants, in any order."""
    return " ".join(sorted(skeleton(word) for word in body_words(name)))[:60]


def body_likeness(one: str, other: str) -> Likeness | None:
    """Why two names may be of one organisation or place; None where nothing speaks for it."""
    if fold_name(one) == fold_name(other):
        return Likeness.SAME
    ours, theirs = sorted(body_words(one)), sorted(body_words(other))
    if ours == theirs:
        return Likeness.ORDER if not {*one, *other} & {*"(（"} else Likeness.ADDITION
    key = body_key(one)
    return Likeness.SPELLING if key == body_key(other) and len(key.replace(" ", "")) >= SURE else None
