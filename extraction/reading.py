"""A body as it is read: paragraphs, sentences and words, each quotation a single token."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from .findings import Span
from .language import Language
from .quotations import PARAGRAPH, Stretch

WORD = r"""(?:[^\W\d_]\.){2,}|n['’]t\b|\d[\d.,:]*\d|LETTERS(?:['’\-‐‑.&](?!['’]?s\b)LETTERS)*"""
WORD = WORD.replace("LETTERS", r"[^\W_][\w\u0300-\u036f\u064b-\u065f\u0670]*")  # with accents and vowel marks
VOWELS = dict.fromkeys([*range(1611, 1632), 1648])
MARKS = r"""['’]s\b|['’]|\.{2,}|--|[^\w\s]"""
ENDS = frozenset(".!?…؟。|")
LONGEST = 400  # tokens of a sentence that are looked at together: longer ones are read in parts


class Token(NamedTuple):
    """A word, a mark, or a whole quotation (stretch), and the last sign in it.

    low: the word as it is looked up; may_end: a sentence.
    """

    start: int
    end: int
    text: str
    low: str
    is_word: bool = False
    is_capital: bool = False
    may_end: bool = True
    stretch: Stretch | None = None
    last: str = ""


class Words(dict):
    """All that the letters alone say of a word or mark: the fields of its Token behind its place."""

    MOST = 50_000

    def __missing__(self, text: str) -> tuple[str, str, bool, bool, bool, None, str]:
        if len(self) >= self.MOST:
            self.clear()
        is_word = text[-1].isalnum() or text[0].isalnum()
        self[text] = known = (text, _low(text), is_word, text[0].isupper(), text[0] in ENDS, None, "")
        return known


WORDS = Words()


@dataclass(frozen=True, slots=True)
class Sentence:
    """Its tokens, and the number of its paragraph and of its place within it."""

    tokens: list[Token]
    paragraph: int
    position: int

    def span(self, body: str, first: int, stop: int) -> Span | None:
        """The stretch of the body from one token to before another; nothing for no tokens."""
        if first >= stop:
            return None
        start, end = self.tokens[first].start, self.tokens[stop - 1].end
        return Span(start, end, body[start:end])


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    word = WORD
    if language.elisions:
        word = rf"\b(?i:{'|'.join(language.elisions)})['’](?=\w)|" + word
    if language.joined_pronouns:
        word = _parting_pronouns(word, language)
    return re.compile(f"{word}|{MARKS}")


def _parting_pronouns(word: str, language: Language) -> str:
    """ "dit-il" is two words."""
    pronouns = "|".join(language.joined_pronouns)
    apart = rf"-(?:t-)?(?=(?:{pronouns})\b)|"
    return apart + word.replace("(?!['", rf"(?!(?:t-)?(?:{pronouns})\b)(?!['")


def read(body: str, stretches: list[Stretch], language: Language, begin: int = 0) -> list[Sentence]:
    """Return the sentences of a body from `begin` on, in reading order."""
    sentences: list[Sentence] = []
    waiting = iter(stretches)
    upcoming = next(waiting, None)
    for number, paragraph in enumerate(PARAGRAPH.finditer(body)):
        start, end = max(paragraph.start(), begin), paragraph.end()
        inside = []
        while upcoming is not None and upcoming.opened_at < end:
            inside.append(upcoming)
            upcoming = next(waiting, None)
        if start < end:
            tokens = _tokens(body, start, end, inside, language)
            for place, part in enumerate(_sentences(tokens, language, body)):
                sentences.append(Sentence(part, number, place))
    return sentences


def _tokens(body: str, start: int, end: int, inside: list[Stretch], language: Language) -> list[Token]:
    tokens: list[Token] = []
    for stretch in inside:
        if stretch.opened_at >= start:
            tokens += plain_tokens(body, start, stretch.opened_at, language)
            last = body[stretch.end - 1]
            tokens.append(Token(stretch.opened_at, stretch.closed_at, '"', '"', stretch=stretch, last=last))
            start = stretch.closed_at
    return tokens + plain_tokens(body, start, end, language)


def plain_tokens(body: str, start: int, end: int, language: Language) -> list[Token]:
    """Words and marks; the full stop of "Dr." and of an initial belongs to its word."""
    found = [tuple.__new__(Token, m.span() + WORDS[m[0]]) for m in _pattern(language).finditer(body, start, end)]
    taken = {n for n, token in enumerate(found) if token.text == "." and n and _takes_stop(body, found, n, language)}
    return _with_stops(found, taken) if taken else found


def _with_stops(found: list[Token], taken: set[int]) -> list[Token]:
    """The tokens, each of the full stops that are taken by the word before it made part of that word."""
    joined = (
        token._replace(end=token.end + 1, text=f"{token.text}.", low=f"{token.low}.") if n + 1 in taken else token
        for n, token in enumerate(found)
        if n not in taken
    )
    return list(joined)


def _takes_stop(body: str, found: list[Token], at: int, language: Language) -> bool:
    word, stop = found[at - 1], found[at].start
    if word.end != stop or not word.text[0].isalpha():
        return False
    if len(word.text) == 1 and language.has_capitals:
        return body[stop + 1 : stop + 3].lstrip()[:1].isalpha()
    return word.low in language.abbreviations


def _low(text: str) -> str:
    """A word as it is looked up: small, without vowel marks (Arabic), without the apostrophe of "l’"."""
    if text[0] >= "\u0600":
        return text.translate(VOWELS)
    return text.lower() if len(text) < 2 or text[-1] not in "'’" else text[:-1].lower()


def within_quotations(body: str, sentences: list[Sentence], language: Language) -> list[tuple[int, Sentence]]:
    """The sentences that stand between quotation marks, marks included, each with the number of the one around it."""
    return [
        (number, Sentence(part, sentence.paragraph, sentence.position))
        for number, sentence in enumerate(sentences)
        for token in sentence.tokens
        if token.stretch is not None
        for part in _sentences(plain_tokens(body, token.start, token.end, language), language, body)
    ]


def tokens_of(sentences: list[Sentence], quoted: list[tuple[int, Sentence]]) -> list[Token]:
    """All words and marks in reading order, those within quotations too."""
    inside: dict[int, list[Token]] = {}
    for number, sentence in quoted:
        inside.setdefault(number, []).extend(sentence.tokens)
    tokens: list[Token] = []
    for number, sentence in enumerate(sentences):
        if number in inside:
            outside = [token for token in sentence.tokens if token.stretch is None]
            tokens += sorted([*outside, *inside[number]], key=attrgetter("start"))
        else:
            tokens += sentence.tokens
    return tokens


def _sentences(tokens: list[Token], language: Language, body: str) -> Iterator[list[Token]]:
    begun, last = 0, len(tokens) - 1
    for place, token in enumerate(tokens):
        if place - begun >= LONGEST or (token.may_end and place < last and _ends(tokens, place, token, language, body)):
            yield tokens[begun : place + 1]
            begun = place + 1
    if begun <= last:
        yield tokens[begun:]


def _ends(tokens: list[Token], place: int, token: Token, language: Language, body: str) -> bool:
    """A full stop, or a quotation that ends with one, ends a sentence unless its speaker is named right after."""
    after = tokens[place + 1]
    begins = after.stretch is not None or not after.text[:1].islower()
    if token.stretch is None:
        return begins and after.text not in ENDS and after.text not in ",)’'"
    last = token.last
    if last not in ENDS or not begins or after.text in ENDS or after.text[:1] in ",;:—–-()":
        return False
    reach = 5 if last == "." else 14
    return after.stretch is not None or not _names_the_speaker(tokens[place + 1 : place + reach], language)


def _may_follow(after: Token, language: Language) -> bool:
    """What stands behind the verb of "Vos said": the speaker, when and where, a full stop; not what was said."""
    if after.stretch is not None or not after.is_word:
        return after.stretch is None and after.text not in ",:"
    when = after.low in language.times or after.low in language.prepositions or after.low in language.adverbs
    return when or after.is_capital


def _names_the_speaker(tokens: list[Token], language: Language) -> bool:
    """The words up to the next full stop or quotation hold a reporting verb near their beginning ("Vos said.")."""
    for place, token in enumerate(tokens):
        if token.low in language.verbs:
            after = tokens[place + 1] if place + 1 < len(tokens) else None
            return after is None or _may_follow(after, language)
        if token.stretch is not None or token.text in ENDS or place > 6:
            return False
    return False
