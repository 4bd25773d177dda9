"""A body as it is read: paragraphs and sentences, each quotation a single token."""

from collections.abc import Iterator

from .language import Language
from .quotations import PARAGRAPH, Stretch
from .words import ENDS, Quoted, Token, Tokens

LONGEST = 401  # tokens of a sentence that are looked at together: longer ones are read in parts

TITLE_WORDS = 8  # that tell something, in capitals: so many or more are a sentence


class Sentence(Tokens):
    """Tokens, and the number of their paragraph and of their place within it."""

    __slots__ = ("paragraph", "position")

    def __init__(self, tokens: Tokens, paragraph: int, position: int):
        self.tokens, self.starts = tokens.tokens, tokens.starts
        self.paragraph, self.position = paragraph, position


def read(body: str, words: Tokens, language: Language, begin: int = 0) -> list[Sentence]:
    """Return the sentences of a body from `begin` on, in reading order; each quotation is one of the words."""
    sentences: list[Sentence] = []
    for number, paragraph in enumerate(PARAGRAPH.finditer(body)):
        tokens = words.between(max(paragraph.start(), begin), paragraph.end())
        sentences += [Sentence(part, number, place) for place, part in enumerate(_sentences(tokens, language))]
    return sentences


def quotations_in(body: str, stretches: list[Stretch], language: Language, begin: int) -> list[Quoted]:
    """Each stretch that opens at `begin` or behind it, as a token."""
    exact = ((stretch, body[stretch.start : stretch.end]) for stretch in stretches if stretch.opened_at >= begin)
    return [Quoted(stretch, words[-1], is_title(words.rstrip(","), language)) for stretch, words in exact]


def is_title(exact: str, language: Language) -> bool:
    """Capitals throughout: a film, a book, a slogan on a sign."""
    small = (w for w in exact.split() if w[0].isalpha() and not w[0].isupper())
    if not language.has_capitals or exact[-1] in ".,!?" or any(w.lower() not in language.function_words for w in small):
        return False
    return sum(w[0].isupper() and w.lower() not in language.function_words for w in exact.split()) < TITLE_WORDS


def within_quotations(words: Tokens, sentences: list[Sentence], language: Language) -> list[tuple[int, Tokens]]:
    """The sentences that stand between quotation marks, marks included, each with the number of the one around it."""
    inside = [(n, token.stretch) for n, sentence in enumerate(sentences) for token in sentence.tokens if token.stretch]
    return [
        (number, part)
        for number, stretch in inside
        for part in _sentences(words.between(stretch.opened_at, stretch.closed_at), language)
    ]


def _sentences(words: Tokens, language: Language) -> Iterator[Tokens]:
    begun = 0
    for stop in _stops(words.tokens, language):
        yield words.part(begun, stop)
        begun = stop


def _stops(tokens: list[Token], language: Language) -> Iterator[int]:
    """Behind which tokens a sentence stops; at the latest where it has grown too long."""
    begun, inner = 0, enumerate(tokens[:-1])
    ends = [place + 1 for place, token in inner if token.may_end and _ends(tokens, place, language)]
    for stop in [*ends, len(tokens)] if tokens else ():
        yield from range(begun + LONGEST, stop, LONGEST)
        yield stop
        begun = stop


def _ends(tokens: list[Token], place: int, language: Language) -> bool:
    """A full stop, or a quotation that ends with one, ends a sentence unless its speaker is named right after."""
    token, after = tokens[place], tokens[place + 1]
    begins = after.stretch is not None or not after.text[:1].islower()
    if token.stretch is None:
        return begins and after.text not in ENDS and after.text not in ",)’'"
    last = token.last
    if last not in ENDS or not begins or after.text in ENDS or after.text[:1] in ",;:—–-()":
        return False
    reach, verbs = (5, language.speech) if last == "." else (14, language.verbs)
    return after.stretch is not None or not _names_the_speaker(tokens[place + 1 : place + reach], verbs, language)


def _may_follow(after: Token, language: Language) -> bool:
    """What stands behind the verb of "Vos said": the speaker, when and where, a full stop; not what was said."""
    if after.stretch is not None or not after.is_word:
        return after.stretch is None and after.text not in ",:"
    when = after.low in language.times or after.low in language.prepositions or after.low in language.adverbs
    return when or after.is_capital


def _names_the_speaker(tokens: list[Token], verbs: dict[str, str], language: Language) -> bool:
    """The words up to the next full stop or quotation hold a reporting verb near their beginning ("Vos said.")."""
    for place, token in enumerate(tokens):
        if token.low in verbs:
            after = tokens[place + 1] if place + 1 < len(tokens) else None
            return after is None or _may_follow(after, language)
        if token.stretch is not None or token.text in ENDS or place > 6:
            return False
    return False
