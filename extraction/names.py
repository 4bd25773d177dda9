"""Which stretches of a text are names: runs of capitals, parted from the titles before them."""

from collections.abc import Iterator

from . import gazetteer
from .language import Language
from .reading import Sentence
from .words import Token

LONGEST_NAME = 16


class Name:
    """A name as printed: tokens[first:stop] of its sentence; titles stand in tokens[title:first].

    sentence: its number in the article. text, low, lows: its words as one string, the same in small letters, and one
    by one. before: the word before it and its titles, in small letters.
    """

    __slots__ = ("before", "first", "low", "lows", "sentence", "stop", "text", "title", "titles", "words")

    def __init__(
        self,
        words: list[str],
        sentence: int,
        title: int,
        first: int,
        stop: int,
        titles: tuple[str, ...] = (),
        before: str = "",
    ):
        self.words, self.titles, self.before = words, titles, before
        self.sentence, self.title, self.first, self.stop = sentence, title, first, stop
        self.text = " ".join(words)
        self.low = self.text.lower()
        self.lows = self.low.split(" ")


def find_names(sentences: list[Sentence], language: Language) -> list[Name]:
    """Return the names outside quotations in reading order; none in scripts without capitals."""
    if not language.has_capitals:
        return []
    return [name for number, sentence in enumerate(sentences) for name in names_in(sentence.tokens, number, language)]


def names_in(tokens: list[Token], number: int, language: Language) -> Iterator[Name]:
    begun = 0
    for place in [place for place, token in enumerate(tokens) if token.is_capital]:
        if place >= begun and _begins(tokens, place, language):
            begun = _run(tokens, place, language)
            name = _name(tokens, place, begun, number, language)
            if name is not None:
                yield name


def _run(tokens: list[Token], place: int, language: Language) -> int:
    """Where the run of capitals that begins here stops."""
    stop = place + 1
    while stop < len(tokens) and stop - place < LONGEST_NAME:
        if not tokens[stop].is_capital and tokens[stop].low not in language.binding:
            break
        step = _next(tokens, place, stop, language)
        if not step:
            break
        stop += step
    return stop


def _begins(tokens: list[Token], place: int, language: Language) -> bool:
    token = tokens[place]
    if not token.text[0].isalpha():
        return False
    leads = place == 0 or not (tokens[place - 1].is_word or tokens[place - 1].text in ",'’’s")
    return not is_function_word(token, language) if leads or len(token.text) < 2 else token.low not in language.months


def is_function_word(token: Token, language: Language) -> bool:
    low = token.low
    return low in language.function_words or low in language.verbs


def _next(tokens: list[Token], place: int, stop: int, language: Language) -> int:
    """How many tokens further the name goes: one, two over "de" or "of", none."""
    token = tokens[stop]
    if token.is_capital:
        return int(token.text[:1].isalpha() and token.low not in language.days)
    after = tokens[stop + 1] if stop + 1 < len(tokens) else None
    if after is not None and token.low in language.particles and after.low in language.particles:
        return 2 if stop + 2 < len(tokens) and tokens[stop + 2].is_capital else 0
    if after is None or not after.is_capital:
        return int(token.low in language.suffixes)
    if token.low in language.particles:
        return 1
    binds = tokens[stop - 1].low in language.roles or any(t.low in language.bodies for t in tokens[place:stop])
    return 2 if (token.low in language.of and binds) or token.text == "&" else 0


def _name(tokens: list[Token], first: int, stop: int, number: int, language: Language) -> Name | None:
    """The name within a run, after its titles and the like; nothing if only those are there."""
    before = tokens[first - 1].low if first else ""
    if stop - first == 1:
        alone = tokens[first]
        return None if alone.low in language.nameless else Name([alone.text], number, first, first, stop, before=before)
    begun, run = first, tokens[first:stop]
    lows = [token.low for token in run]
    is_body = not language.bodies.isdisjoint(lows[1:])
    titles = _titles(lows, language)
    begun += bool(titles) and lows[0] in language.days  # "this Friday | Senator Ada Vos"
    if titles and (behind := _behind_office(run, lows, titles[-1] + 1, language)):
        first += behind
    elif titles and not (is_body and titles[-1] == 0 and len(run) > 3):
        first += titles[-1] + 1
        if first < stop - 2 and tokens[first].low in language.of and tokens[first + 1].low in language.given:
            begun = first = first + 1  # "Sprecherin von | Karl Weber": not his title
    elif not is_body:
        first += _strange_words(run, language)
    while first < stop - 1 and not is_body and tokens[first].low in language.no_names:
        first += 1
    name = tokens[first:stop]
    if not name or (len(name) == 1 and name[0].low in language.nameless):
        return None
    titles_before = tuple(t.low.rstrip(".") for t in tokens[begun:first])
    return Name([t.text for t in name], number, begun, first, stop, titles=titles_before, before=before)


def _titles(lows: list[str], language: Language) -> list[int]:
    """The places of titles and roles in a run, its last word left out; the "Don" of "Businessman Don Vos" is none."""
    places = [place for place, low in enumerate(lows[:-1]) if low in language.titled]
    if language.plural and not places:
        several = (n for n, low in enumerate(lows[1:-1]) if low in language.given and language.is_plural_role(lows[n]))
        places = [place for place in [next(several, None)] if place is not None]
    if len(places) > 1 and places[-1] == len(lows) - 2 and lows[-2] in language.given:
        places.pop()
    return places


def _behind_office(run: list[Token], lows: list[str], of: int, language: Language) -> int:
    """Where a name begins behind "Mayor of London", "Secretary of State"; behind them all if they name nobody.

    Nothing, 0, for a title without "of", and for the name of a body.
    """
    rest = range(of + 2, len(run))
    if lows[of] not in language.of or lows[-1] in language.bodies or (rest and lows[of + 1] in language.given):
        return 0 if rest or lows[of] not in language.of else len(run)
    if given := next((place for place in rest[:-1] if lows[place] in language.given), 0):
        return given
    known = gazetteer.load()
    places = [end for end in range(of + 2, len(run) + 1) if known.find(" ".join(t.text for t in run[of + 1 : end]))]
    return max(places, default=len(run) - 2 if len(rest) > 1 else len(run))


def _strange_words(run: list[Token], language: Language) -> int:
    """How many words before a given name are none of the name: "Гидролог Тимур …", "Казахстана Ержан …"."""
    if len(run) < 3 or run[0].low in language.given or len(run[0].text) < 3 or run[0].low in language.particles:
        return 0
    is_given = run[1].low in language.given and run[1].low not in language.particles  # "Noor Abdul Karim" is one name
    led = is_given or (language.role_endings and language.is_role(run[0].low))
    return int(led or gazetteer.load().find(run[0].text) is not None)
