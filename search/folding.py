"""Words as they are indexed, asked for and marked: the same folding everywhere, and fast on long texts."""

from articles.importing.foreseen import Foreseen
from articles.importing.saving.statements import content_of, described_as, joined_text
from people.naming import fold_name, words_of
from people.romanising import ARABIC, LATIN, romanisations
from people.sounds import sounds_of, sounds_of_names

from .remembering import Remembered
from .stemming import stems_of

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
    return _fold(chunk).split()


def _fold(chunk):
    return _remembered(chunk) if len(chunk) <= LONGEST_WORD else _folded(chunk)


def _folded(chunk):
    folded = " ".join([word[:LONGEST_WORD] for word in words_of(chunk)])
    return chunk if chunk == folded else folded  # one object is kept, and looked at, instead of two


_remembered = Remembered(_folded, 2**17).__getitem__  # a word is folded once, not once a text


def texts_of(draft):
    """What a draft will say in the entries of its article and its statements, each with its language: headline and
    body, then the speaker as printed and the words of each statement.
    """
    yield from ((draft.headline, draft.language), (draft.body, draft.language))
    for statement in draft.statements:
        language = statement.language or draft.language
        yield described_as(statement, draft.body), language
        yield joined_text(draft.body, content_of(statement), statement.kind), language


def fold_text(text):
    """The folded words of a text, in order, as one string."""
    chunks = text.split()
    fold = _fold if len(max(chunks, key=len, default="")) > LONGEST_WORD else _remembered
    return " ".join(filter(None, map(fold, chunks)))[:LONGEST_TEXT]


@Foreseen
def fold_with_stems(text, language):
    """The same, and after them the stems that are no words of the text."""
    folded = fold_text(text)
    return " ".join([folded, *stems_of(folded.split(), language)])


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
