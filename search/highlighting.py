"""The words that were asked for, marked in the original text. Compared folded, shown as they were printed."""

import unicodedata
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import mark_safe

from .folding import LONGEST_WORD, chunk_words
from .query import BEGINNING, SHORTEST_BEGINNING
from .stemming import stem_of

SNIPPET = 240  # characters
LOOKED_THROUGH = (1_500, 20_000)  # characters of a text in which a snippet is looked for: mostly it stands early
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
    for length in LOOKED_THROUGH:
        whole_words = length if length >= len(text) else text.rfind(" ", 0, length) + 1
        hits = find_hits(text[:whole_words], *wanted)
        if hits:
            return hits[0][0]
    return None


def find_hits(text, phrases, language="", stems=frozenset()):
    """(start, end) of each hit in order, none overlapping another."""
    by_first = {}
    for phrase in phrases:
        by_first.setdefault(_first_of(phrase), []).append(phrase)
    words, hits, number = list(placed_words(text)), [], 0
    while number < len(words):
        first = words[number][0]
        asked = by_first.get(first, []) + by_first.get(first[:SHORTEST_BEGINNING] + BEGINNING, [])
        length = _hit_at(words, number, asked)
        length = length or (bool(stems) and stem_of(words[number][0], language) in stems)
        if length:
            hits.append((words[number][1], words[number + length - 1][2]))
        number += length or 1
    return hits


def _first_of(phrase):
    """By what a phrase is looked up at a word of the text: its first word, of a beginning its first letters."""
    first = phrase[0]
    return first[:SHORTEST_BEGINNING] + BEGINNING if first.endswith(BEGINNING) else first


def _hit_at(words, number, phrases):
    """How many words the longest phrase takes that begins here; 0 for none."""
    longest = 0
    for phrase in phrases:
        here = tuple(word for word, _start, _end in words[number : number + len(phrase)])
        longest = max(longest, len(phrase) if _is_there(phrase, here) else 0)
    return longest


def _is_there(phrase, here):
    *whole, last = phrase
    if last.endswith(BEGINNING):
        return len(here) == len(phrase) and here[:-1] == tuple(whole) and here[-1].startswith(last[:-1])
    return here == phrase


def placed_words(text):
    """(folded word, start, end) of each word; where folding makes several of one, they share its place."""
    at = 0
    for chunk in text.split():
        at = text.index(chunk, at)
        for word, start, end in (_remembered if len(chunk) <= LONGEST_WORD else _words_in)(chunk):
            yield word, at + start, at + end
        at += len(chunk)


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
