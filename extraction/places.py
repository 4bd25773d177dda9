"""Which places a text names, where, and what its adjectives ("Syrian") hint at."""

from dataclasses import dataclass, field

from . import gazetteer
from .findings import PlaceFound, PlaceRule, Span
from .language import Language
from .words import Token, Tokens


@dataclass
class PlaceMentions:
    """The mentions of places in a body, by name, and the adjectives that hint at them, in reading order."""

    places: dict[str, gazetteer.Place] = field(default_factory=dict)
    rules: dict[str, PlaceRule] = field(default_factory=dict)
    named: dict[str, list[Span]] = field(default_factory=dict)
    hinted: list[tuple[Span, gazetteer.Place]] = field(default_factory=list)

    def add(self, place: gazetteer.Place, span: Span, rule: PlaceRule) -> None:
        self.places.setdefault(place.name, place)
        self.rules.setdefault(place.name, rule)
        self.named.setdefault(place.name, []).append(span)

    def found(self) -> tuple[PlaceFound, ...]:
        ordered = sorted(self.named.items(), key=lambda item: item[1][0].start)
        return tuple(_as_found(self.places[name], tuple(spans), self.rules[name]) for name, spans in ordered)


def find_places(body: str, words: Tokens, taken: set[int], language: Language) -> PlaceMentions:
    """Return the places that words name. taken: where names of people and bodies stand, no places there."""
    known, found, stop = gazetteer.load(), PlaceMentions(), 0
    for at in _beginnings(words.tokens, language):
        if at >= stop and (longest := known.longest(words.tokens[at].text)):
            stop = at + _look(body, words, at, longest, taken, language, found)
    return found


def _beginnings(tokens: list[Token], language: Language) -> list[int]:
    """Where a place may be named: at capitals; English writes "Syrian" with one, other languages do not."""
    if language.small_demonyms:
        return [at for at, token in enumerate(tokens) if token.is_word or token.is_capital]
    return [at for at, token in enumerate(tokens) if token.is_capital or token.is_inflected]


def _look(
    body: str, words: Tokens, at: int, longest: int, taken: set[int], language: Language, found: PlaceMentions
) -> int:
    """Note the place or the adjective that begins here; return how many tokens it takes."""
    tokens, known = words.tokens, gazetteer.load()
    for length in range(min(longest, len(tokens) - at), 0, -1):
        start, end = words.starts[at], words.end(at + length - 1)
        if end - start > 60 or (length > 1 and not tokens[at + length - 1].is_word):
            continue
        exact = body[start:end]
        place = known.find(exact)
        rule = _rule_for(place, tokens, at, length, language) if place and start not in taken else None
        if rule is not None:
            found.add(place, Span(start, end, exact), rule)
            return length
        hint = known.adjective(exact) if length <= 2 else None
        if hint:
            found.hinted.append((Span(start, end, exact), hint))
            return length
    return 0


def _rule_for(
    place: gazetteer.Place, tokens: list[Token], at: int, length: int, language: Language
) -> PlaceRule | None:
    """Why these words are a place. Those that are a name or a plain word too need "in" or a country beside them."""
    before, first = tokens[at - 1].low if at else "", tokens[at]
    if before.rstrip(".") in language.titles or first.low in language.months or first.low in language.function_words:
        return None
    if not language.has_capitals:
        return _rule_without_capitals(place, first, before, length, language)
    if before in language.prepositions or (before in language.of and before not in language.determiners):
        return PlaceRule.LED
    after = tokens[at + length] if at + length < len(tokens) else None
    if after is not None and after.text == "," and _is_place(tokens, at + length + 1):
        return PlaceRule.WITHIN
    if after is not None and after.is_capital and (place.kind == "city" or _goes_on(after, language)):
        return None
    doubtful = first.low in language.given or _is_minor(place, [token.text for token in tokens[at : at + length]])
    return None if doubtful else PlaceRule.KNOWN


def _rule_without_capitals(
    place: gazetteer.Place, first: Token, before: str, length: int, language: Language
) -> PlaceRule | None:
    """A particle may be joined to the name: "بدمشق"."""
    is_joined = length == 1 and gazetteer.load().exactly(first.text) is None
    if before in language.prepositions or is_joined:
        return PlaceRule.LED
    return PlaceRule.KNOWN if place.kind != "city" else None


def _goes_on(after: Token, language: Language) -> bool:
    """ "Georgia | Vos" is a name; "Russia | President Vos" and "Syria | Conference" are not."""
    return after.low not in language.roles and after.low not in language.bodies and after.low not in language.events


def _is_minor(place: gazetteer.Place, words: list[str]) -> bool:
    """A small city of one word, or another name of a city than its own ("Old Town" of Las Vegas)."""
    if place.kind != "city":
        return False
    if len(words) == 1:
        return place.population < gazetteer.LARGE or words[0] != place.name
    return not gazetteer.bears(place.name, " ".join(words))


def _is_place(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and gazetteer.load().find(tokens[at].text) is not None


def _as_found(place: gazetteer.Place, spans: tuple[Span, ...], rule: PlaceRule) -> PlaceFound:
    code = "" if place.kind == "region" else place.country_code
    point = (place.latitude, place.longitude) if place.kind != "region" else (None, None)
    return PlaceFound(place.name, place.kind, code, *point, place.geonames_id, spans, rule)
