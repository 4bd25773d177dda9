"""A name in Cyrillic or Greek letters, spelt in Latin ones the ways that newspapers do: plain Python.

For finding only: what an editor wrote is shown, and a name that is stored in Latin letters is not spelt anew. The
tables follow BGN/PCGN (Yevgeniy), passports (Evgenii) and the press (Evgeny), and ELOT 743 for Greek. Arabic leaves
its short vowels out: see sounds.py.
"""

import re
import unicodedata

from .likeness import table

LATIN, ARABIC = re.compile(r"[a-zß-ɏ]"), re.compile(r"[ء-ۿ]")
CYRILLIC, GREEK = re.compile(r"[а-ӿ]"), re.compile(r"[α-ω]")
LETTERS = table("""
а a б b в v г g д d е e ё yo ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch
ъ _ ы y ь _ э e ю yu я ya і i ї yi є ye ґ g ў w ј j љ lj њ nj ћ c ђ dj џ dz ѓ gj ќ kj ѕ dz қ q ғ gh ң ng ө o ү u ұ u
ә a һ h
""")
PASSPORT = LETTERS | table("ё e й i ъ ie ю iu я ia ї i є ie")
UKRAINIAN = LETTERS | table("г h и y й i ї i є ie ю iu я ia")
BULGARIAN = LETTERS | table("щ sht ъ a х h")
SERBIAN = LETTERS | table("х h ц c ж z ч c ш s")
SERBIAN_ASCII = SERBIAN | table("ђ d")
JOTATED = (r"(^|[ аеёиоуыэюяъь])е", r"\1ye")
PRESS = ((r"[иы]й\b", "y"), (r"ия\b", "ia"), ("ей", "ei"), ("ай", "ai"), (r"ь(?=е)", "i"))
SCHEMES = (  # letters, and what is spelt otherwise before them
    (LETTERS, (JOTATED,)),
    (PASSPORT, ()),
    (LETTERS, (*PRESS, ("ё", "e"))),
    (LETTERS, (*PRESS, JOTATED, ("ё", "yo"))),
    (LETTERS, (*PRESS, ("кс", "x"), (r"ндр\b", "nder"), ("ё", "e"))),
)
INITIAL = ((r"\bї", "yi"), (r"\bє", "ye"), (r"\bю", "yu"), (r"\bя", "ya"), (r"\bй", "y"))
OF_LANGUAGES = {
    "uk": ((UKRAINIAN, INITIAL), (UKRAINIAN, (*INITIAL, (r"[иі]й\b", "y"), (r"ь(?=о)", "i")))),
    "bg": ((BULGARIAN, ()),),
    "sr": ((SERBIAN, ()), (SERBIAN_ASCII, ())),
    "mk": ((SERBIAN, ()),),
}
OWN_LETTERS = {"uk": re.compile("[іїєґ]"), "sr": re.compile("[љњћђџ]")}
GREEK_LETTERS = table("""
α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s τ t υ y φ f χ ch ψ ps ω o
""")
GREEK_PAIRS = (
    (r"\bμπ", "b"), (r"\bντ", "d"), (r"\bγκ", "g"), ("γγ", "ng"), ("γξ", "nx"), ("γχ", "nch"), ("ου", "ou"),
    (r"([αεη])υ(?=[θκξπσςτφχψ]|\b)", r"\1f"), (r"([αεη])υ", r"\1v"),
)  # fmt: skip
GREEK_SCHEMES = ((GREEK_LETTERS, GREEK_PAIRS), (GREEK_LETTERS | table("χ h υ i"), GREEK_PAIRS))


def romanisations(names: list[str], language: str = "") -> list[str]:
    """The Latin spellings of a record's names, where none of them is in Latin letters; each once."""
    plain = [_plain(name) for name in names]
    if any(LATIN.search(name) for name in plain):
        return []
    return list(dict.fromkeys(spelling for name in plain for spelling in spellings_of(name, language)))


def spellings_of(name: str, language: str = "") -> list[str]:
    """The ways in which a name in Cyrillic or Greek letters is written in Latin ones; none for other names."""
    name, schemes = _plain(name), ()
    if CYRILLIC.search(name):
        own = [code for code, letters in OWN_LETTERS.items() if letters.search(name)] or [language.partition("-")[0]]
        schemes = (*SCHEMES, *OF_LANGUAGES.get(own[0], ()))
    elif GREEK.search(name):
        name, schemes = _without_accents(name), GREEK_SCHEMES
    return list(dict.fromkeys(_spelt(name, *scheme) for scheme in schemes))


def _spelt(name: str, letters: dict[str, str], otherwise: tuple) -> str:
    for pattern, spelling in otherwise:
        name = re.sub(pattern, spelling, name)
    return name.translate(str.maketrans(letters))


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _without_accents(name: str) -> str:
    """Greek without accents; a diaeresis keeps two vowels apart."""
    apart = unicodedata.normalize("NFD", name).replace("ι\u0308", "ι ").replace("υ\u0308", "υ ")
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter)).replace("ς", "σ")
    return plain.replace("ι ", "ι").replace("υ ", "υ")
