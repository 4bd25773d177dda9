"""The words and marks of a body, and where they stand. What is printed alike is looked at once."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

from .findings import Span
from .gazetteer import is_inflected
from .language import Language
from .quotations import Stretch

WORD = r"""(?:[^\W\d_]\.){2,}|n['’]t\b|\d[\d.,:]*\d|LETTERS(?:['’\-‐‑.&](?!['’]?s\b)LETTERS)*"""
WORD = WORD.replace("LETTERS", r"[^\W_][\w\u0300-\u036f\u064b-\u065f\u0670]*")  # with accents and vowel marks
PLAIN = r"[A-Za-z]++(?=[ ,])"  # most words: nothing that the patterns below would not find, but found sooner
MARKS = r"""(?<!['’])['’]s\b|['’]|\.{2,}|--|_+|[^\w\s]"""
SPACE = re.compile(r"\s*")
VOWELS = dict.fromkeys([*range(1611, 1632), 1648])
ENDS = frozenset(".!?…؟。|")
QUOTED = '"'  # what is looked up of a whole quotation


class Token:
    """A word or a mark.

    low: as it is looked up; is_inflected: where names are (gazetteer.py); may_end: a sentence.
    """

    __slots__ = ("is_capital", "is_inflected", "is_word", "length", "low", "may_end", "text")
    stretch, last, is_title = None, "", False

    def __init__(self, text: str):
        first = text[0]
        self.text, self.length, self.is_capital = text, len(text), first.isupper()
        if text.isalpha() and first < "\u0400":  # most words
            self.low, self.is_word, self.is_inflected, self.may_end = text.lower(), True, False, False
            return
        self.low, self.may_end = _low(text), first in ENDS
        self.is_word = first.isalnum() or text[-1].isalnum()
        self.is_inflected = first >= "\u0400" and self.is_word and is_inflected(text)


class Quoted(Token):
    """A whole quotation as a single token, which may end a sentence.

    stretch: where it stands. last: the last sign in it; is_title: it names a work.
    """

    __slots__ = ("is_title", "last", "stretch")

    def __init__(self, stretch: Stretch, last: str, is_title: bool):
        self.text = self.low = QUOTED
        self.is_capital = self.is_inflected = self.is_word = False
        self.length, self.may_end = stretch.closed_at - stretch.opened_at, True
        self.stretch, self.last, self.is_title = stretch, last, is_title


def _low(text: str) -> str:
    """A word as it is looked up: small, without vowel marks (Arabic), without the apostrophe of "l’"."""
    if text[0] >= "\u0600":
        return text.translate(VOWELS)
    return text.lower() if text[-1] not in "'’" or len(text) < 2 else text[:-1].lower()


class Tokens:
    """Words, marks and quotations in reading order, and where in the body each of them starts."""

    __slots__ = ("starts", "tokens")

    def __init__(self, tokens: list[Token], starts: list[int]):
        self.tokens, self.starts = tokens, starts

    def end(self, place: int) -> int:
        """Where a token ends in the body."""
        return self.starts[place] + self.tokens[place].length

    def span(self, body: str, first: int, stop: int) -> Span | None:
        """The stretch of the body from one token to before another; nothing for no tokens."""
        if first >= stop:
            return None
        start, end = self.starts[first], self.end(stop - 1)
        return Span(start, end, body[start:end])

    def place_of(self, position: int) -> int:
        """The first token that starts at a position of the body or behind it."""
        return bisect_left(self.starts, position)

    def between(self, start: int, end: int) -> "Tokens":
        """Those that start between two positions of the body."""
        return self.part(self.place_of(start), self.place_of(end))

    def part(self, first: int, stop: int) -> "Tokens":
        return Tokens(self.tokens[first:stop], self.starts[first:stop])


class Met(dict[str, Token]):
    """The words met so far, by what is printed and the space behind it: each is looked at once.

    Nothing is kept of what is longer than any word: a text without spaces, or of spaces alone, leaves no trace.
    """

    MOST, LONGEST = 50_000, 100

    def __missing__(self, printed: str) -> Token:
        text = printed.rstrip()
        if len(printed) > self.LONGEST:
            return Token(text)
        if len(self) >= self.MOST:
            self.clear()
        self[printed] = self[text] = word = self.get(text) or Token(text)
        return word


MET = Met()


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    """A word or a mark, and the space behind it."""
    word = WORD
    if language.elisions:
        word = rf"\b(?i:{'|'.join(language.elisions)})['’](?=\w)|" + word
    if language.joined_pronouns:
        word = _parting_pronouns(word, language)
    return re.compile(rf"(?:{PLAIN}|{word}|{MARKS})\s*")


def _parting_pronouns(word: str, language: Language) -> str:
    """ "dit-il" is two words."""
    pronouns = "|".join(language.joined_pronouns)
    apart = rf"-(?:t-)?(?=(?:{pronouns})\b)|"
    return apart + word.replace("(?!['", rf"(?!(?:t-)?(?:{pronouns})\b)(?!['")


def words_of(body: str, language: Language, begin: int = 0, end: int | None = None) -> Tokens:
    """Words and marks of a body, or of a part of it; the full stop of "Dr." and of an initial belongs to its word."""
    words, end = Tokens([], []), len(body) if end is None else end
    _add(words, body, language, begin, end)
    return _with_stops(words, [n for n in _stops(body, words, begin, end) if _takes_stop(body, words, n, language)])


def _add(words: Tokens, body: str, language: Language, begin: int, end: int) -> None:
    printed = _pattern(language).findall(body, begin, end)
    if printed:
        words.tokens += map(MET.__getitem__, printed)
        printed.pop()
        words.starts += accumulate(map(len, printed), initial=SPACE.match(body, begin).end())


def words_around(body: str, quotations: list[Quoted], language: Language, begin: int) -> Tokens:
    """The words and marks from `begin` on, each quotation a single token: what stands in it is not looked at."""
    words, at = Tokens([], []), begin
    for quoted in quotations:
        _add(words, body, language, at, quoted.stretch.opened_at)
        words.tokens.append(quoted)
        words.starts.append(quoted.stretch.opened_at)
        at = quoted.stretch.closed_at
    end = len(body)
    _add(words, body, language, at, end)
    return _with_stops(words, [n for n in _stops(body, words, begin, end) if _takes_stop(body, words, n, language)])


def words_within(body: str, words: Tokens, language: Language, begin: int) -> Tokens:
    """All words: those around the quotations, those in them, and those before `begin`."""
    whole = words_of(body, language, 0, begin)
    for token, start in zip(words.tokens, words.starts, strict=True):
        inner = words_of(body, language, start, start + token.length) if token.stretch else Tokens([token], [start])
        whole.tokens += inner.tokens
        whole.starts += inner.starts
    return whole


def _stops(body: str, words: Tokens, begin: int, end: int) -> Iterator[int]:
    """The full stops that stand right behind a letter."""
    at = body.find(".", begin + 1, end)
    while at > 0:
        if body[at - 1].isalpha():
            place = words.place_of(at)
            if place < len(words.tokens) and words.starts[place] == at and words.tokens[place].text == ".":
                yield place
        at = body.find(".", at + 1, end)


def _takes_stop(body: str, words: Tokens, at: int, language: Language) -> bool:
    """Whether the full stop belongs to the word before it."""
    word, stop = words.tokens[at - 1], words.starts[at]
    if not word.text[0].isalpha():
        return False
    if len(word.text) == 1 and language.has_capitals:
        return body[stop + 1 : stop + 3].lstrip()[:1].isalpha()
    return word.low in language.abbreviations


def _with_stops(words: Tokens, taken: list[int]) -> Tokens:
    """The words, each of the full stops that are taken made part of the word before it."""
    tokens, starts, begun = [], [], 0
    for stop in taken:
        tokens += words.tokens[begun : stop - 1]
        tokens.append(MET[f"{words.tokens[stop - 1].text}."])
        starts += words.starts[begun:stop]
        begun = stop + 1
    return Tokens(tokens + words.tokens[begun:], starts + words.starts[begun:])
