"""The words that were asked for, marked in the original text. Compared folded, shown as they were printed."""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import compress, count, islice

from django.utils.html import escape
from django.utils.safestring import mark_safe

from .folding import LONGEST_WORD, chunk_words
from .query import BEGINNING, SHORTEST_BEGINNING
from .remembering import Remembered
from .stemming import SIGN, stem_of

SNIPPET = 240  # characters
LOOKED_THROUGH = 20_000  # characters of a text in which a snippet is looked for
STRETCHES = 2**13  # of text that are remembered: the texts of a page have some thousands
CHUNK = re.compile(r"\S+")
PART_OF_WORD = {"Mn", "Me", "Cf"}


def highlight(text, phrases, language="", stems=frozenset()):
    """The text, escaped, with <mark> round every word or phrase (tuples of folded words) that stands in it.

    A last word with * behind it is marked in every word that begins so. language: of the text; stems: what has one of
    these in it is marked too.
    """
    return _marked(text, find_hits(text, phrases, language, stems))


def snippet(text, phrases, language="", stems=frozenset()):
    """The text around the first hit, marked like highlight(); empty where nothing that was asked for stands in it."""
    hit = _first_hit(text, phrases, language, stems)
    if hit is None:
        return ""
    start, end = _window(text, hit)
    marked = highlight(text[start:end], phrases, language, stems)
    return mark_safe(f"{'… ' if start else ''}{marked}{' …' if end < len(text) else ''}")


def _first_hit(text, *wanted):
    """Where the first hit begins, of those that stand early."""
    whole_words = LOOKED_THROUGH if len(text) <= LOOKED_THROUGH else text.rfind(" ", 0, LOOKED_THROUGH) + 1
    return next((start for start, _end in find_hits(text[:whole_words], *wanted)), None)


def find_hits(text, phrases, language="", stems=frozenset()):
    """(start, end) of each hit in order, none overlapping another; the text is read no further than they are asked for.

    Few stretches of a text have a word in them that a hit can begin with: only those are looked at closely.
    """
    by_first = {}
    for phrase in phrases:
        by_first.setdefault(_first_of(phrase), []).append(phrase)
    wanted, done = frozenset([*by_first, *(SIGN + stem for stem in stems)]), 0
    may_begin = _beginnings(wanted, language if stems else "")
    for chunk in CHUNK.finditer(text, _first_stretch(text, may_begin)):
        if not may_begin[chunk[0]]:
            continue
        for number, (word, start, end) in enumerate(words_in(chunk[0])):
            start, end = chunk.start() + start, chunk.start() + end
            asked = by_first.get(word, []) + by_first.get(_beginning_of(word), [])
            last = _end_of_phrase(text, chunk.start(), number, asked)
            last = last or (end if stems and stem_of(word, language) in stems else 0)
            if last and start >= done:
                yield start, last
                done = last


def _first_stretch(text, may_begin):
    """Where the first stretch of a text begins in which a hit can begin; its end where none can."""
    number = next(compress(count(), map(may_begin.__getitem__, text.split())), None)
    return len(text) if number is None else len(text) - len(text.split(None, number)[number])


@lru_cache(maxsize=8)  # the texts of a page are asked for the same
def _beginnings(wanted, language):
    """{stretch of text: whether a hit can begin in it}, found out where it is looked up."""
    signs_of = _signs_in(language)
    return Remembered(lambda chunk: not wanted.isdisjoint(signs_of(chunk)), STRETCHES)


def _first_of(phrase):
    """By what a phrase is looked up at a word of the text: its first word, of a beginning its first letters."""
    return _beginning_of(phrase[0]) if phrase[0].endswith(BEGINNING) else phrase[0]


def _beginning_of(word):
    return word[:SHORTEST_BEGINNING] + BEGINNING


@cache
def _signs_in(language):
    """A function: by what a hit that begins in a stretch of text may have been asked for: words, beginnings, stems.

    They follow from the stretch alone, whatever is asked for: so they are remembered from page to page.
    """

    @lru_cache(maxsize=2**16)
    def signs_of(chunk):
        words = dict.fromkeys(word for word, _start, _end in words_in(chunk))
        stems = (SIGN + stem for word in words if language and (stem := stem_of(word, language)))
        return (*words, *map(_beginning_of, words), *stems)

    return signs_of


def _end_of_phrase(text, at, number, phrases):
    """Where the longest phrase ends that begins with this word of those that stand from a place on; 0 for none."""
    longest = max(map(len, phrases), default=0)
    here = list(islice(placed_words(text, at), number, number + longest))
    words = tuple(word for word, _start, _end in here)
    length = max((len(phrase) for phrase in phrases if _is_there(phrase, words[: len(phrase)])), default=0)
    return here[length - 1][2] if length else 0


def _is_there(phrase, here):
    *whole, last = phrase
    if last.endswith(BEGINNING):
        return len(here) == len(phrase) and here[:-1] == tuple(whole) and here[-1].startswith(last[:-1])
    return here == phrase


def placed_words(text, at=0):
    """(folded word, start, end) of each word from a place on; where folding makes several of one, they share it."""
    for chunk in CHUNK.finditer(text, at):
        for word, start, end in words_in(chunk[0]):
            yield word, chunk.start() + start, chunk.start() + end


def words_in(chunk):
    """(folded word, start, end) of each word of a stretch without white space."""
    return _remembered(chunk) if len(chunk) <= LONGEST_WORD else _words_in(chunk)


def _words_in(chunk):
    found, start = [], None
    for place, letter in enumerate(f"{chunk} "):
        belongs = letter.isalnum() or unicodedata.category(letter) in PART_OF_WORD
        if belongs and start is None:
            start = place
        elif not belongs and start is not None:
            found += [(word, start, place) for word in chunk_words(chunk[start:place])]
            start = None
    return tuple(found)


_remembered = lru_cache(maxsize=50_000)(_words_in)


def _marked(text, hits):
    parts, at = [], 0
    for start, end in hits:
        parts += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    return mark_safe("".join([*parts, escape(text[at:])]))


def _window(text, hit):
    """Where a snippet begins and ends: at white space where there is some near, and with the hit inside."""
    start = max(0, hit - SNIPPET // 3)
    if start:
        start = text.rfind(" ", max(0, start - 30), start) + 1 or start
    end = min(len(text), start + SNIPPET)
    if end < len(text):
        space = text.rfind(" ", max(hit, end - 30), end)
        end = space if space > hit else end
    return start, end
