"""Words as they are indexed, asked for and marked: the same folding everywhere, and fast on long texts."""

from functools import cache

from articles.importing.foreseen import Foreseen
from people.naming import fold_name, words_of
from people.romanising import ARABIC, LATIN, romanisations
from people.sounds import sounds_of, sounds_of_names

from . import stemming
from .remembering import Remembered

LONGEST_WORD = 100
LONGEST_TEXT = 200_000  # characters of folded words: what PostgreSQL takes as one document, whatever the script
NAME_END = "¦"  # stands between two names of a record; no reader's word can be it
SOUND_SIGN = "≋"
SOUNDS = {
    "arabic": f"{SOUND_SIGN}a",
    "latin": f"{SOUND_SIGN}l",
}  # before the sounds of a name that is stored in these letters alone


def chunk_words(chunk):
    """The folded words of a stretch without white space."""
    return next(_recalled(_remembered, [chunk])).split()


def _folded(chunk):
    folded = " ".join([word[:LONGEST_WORD] for word in words_of(chunk)])
    return chunk if chunk == folded else folded  # one object is kept, and looked at, instead of two


_remembered = Remembered(_folded, 2**17)  # a word is folded once, not once a text


def _recalled(remembered, chunks):
    """What is remembered of each chunk; of what is longer than any word it is worked out each time."""
    if len(max(chunks, key=len, default="")) <= LONGEST_WORD:
        return map(remembered.__getitem__, chunks)
    return (remembered[chunk] if len(chunk) <= LONGEST_WORD else remembered.work(chunk) for chunk in chunks)


def fold_text(text):
    """The folded words of a text, in order, as one string."""
    return " ".join(filter(None, _recalled(_remembered, text.split())))[:LONGEST_TEXT]


@Foreseen
def fold_with_stems(text, language):
    """The same, and after them the stems that are no words of the text."""
    chunks = text.split()
    if not chunks:
        return ""
    language = stemming.main_language(language)
    folded, stems = zip(*_recalled(_with_stems_in(language), chunks), strict=True)
    words, stems = " ".join(filter(None, folded)), " ".join(filter(None, stems)).split()
    if len(words) > LONGEST_TEXT:
        words = words[:LONGEST_TEXT]
        stems = stemming.stems_of(words.split(), language)
    return " ".join([words, *dict.fromkeys(stems)])


def _with_stems_in(language):
    return _both_in(language if language in stemming.LANGUAGES else "")


@cache
def _both_in(language):
    """{chunk: (its folded words, their stems)}: one look into a large dict for each chunk of a text, instead of two."""

    def both(chunk):
        folded = _folded(chunk)
        return folded, " ".join(stemming.stems_of(folded.split(), language))

    return Remembered(both, 2**17)


def fold_names(names):
    """The folded words of several names, kept apart; O’Brien is found as o brien and as obrien."""
    spellings = dict.fromkeys(spelling for name in names for spelling in (fold_text(name), fold_name(name)))
    return f" {NAME_END} ".join(spelling for spelling in spellings if spelling)


def fold_all_names(names, language):
    """The words by which a record is found: its names, their Latin spellings where it has none, and how they sound.

    The sounds are for those who write the other letters: Arabic ones, where no name is in Latin, and the reverse.
    """
    romanised = romanisations(names, language)
    folded = [fold_name(name) for name in (*names, *romanised)]
    arabic, latin = ([name for name in folded if letters.search(name)] for letters in (ARABIC, LATIN))
    sounds = [f"{SOUNDS['latin']}{sound}" for sound in sounds_of_names(latin)] if not arabic else []
    sounds += [f"{SOUNDS['arabic']}{sound}" for sound in sounds_of_names(arabic)] if not latin else []
    return " ".join([fold_names([*names, *romanised]), *sounds])


def sounds_asked(word):
    """The sounds by which a reader's folded word finds names in the other letters."""
    stored = SOUNDS["latin" if ARABIC.match(word) else "arabic"]
    return [f"{stored}{sound}" for sound in sounds_of(word)]
