"""Which events a text names: "the talks in Astana", "the Geneva summit"."""

import re

from .findings import EventFound, Span
from .language import Language
from .places import PlaceMentions

NEAR = 24  # characters between the word for an event and the place it was held in


def find_events(body: str, places: PlaceMentions, language: Language) -> tuple[EventFound, ...]:
    """Return the events that the body names with their place, in the order they are first named."""
    found: dict[tuple[str, str], list[Span]] = {}
    for name, spans in places.named.items():
        for span in spans:
            for word, event in _beside(body, span, language):
                found.setdefault((language.events[word.lower()], name), []).append(event)
    events = [_event(kind, place, spans, language) for (kind, place), spans in found.items()]
    return tuple(sorted(events, key=lambda event: event.mentions[0].start))


def _beside(body: str, place: Span, language: Language) -> list[tuple[str, Span]]:
    """The word for an event behind the place ("Astana talks") or before it ("talks in Astana"), and the whole."""
    beside = []
    behind = _pattern(language)[0].match(body, place.end)
    if behind:
        beside.append((behind[1], Span(place.start, behind.end(), body[place.start : behind.end()])))
    before = _pattern(language)[1].search(body[max(place.start - NEAR, 0) : place.start])
    if before and not _is_verb(body[max(place.start - 2 * NEAR, 0) : place.start], before[0], language):
        start = max(place.start - NEAR, 0) + before.start(1)
        beside.append((before[1], Span(start, place.end, body[start : place.end])))
    return beside


def _is_verb(text: str, match: str, language: Language) -> bool:
    """ "have been meeting in Astana" names no meeting."""
    words = text[: len(text) - len(match)].split()
    return bool(words) and words[-1].lower() in language.auxiliaries


_patterns: dict[str, tuple[re.Pattern[str], re.Pattern[str]]] = {}


def _pattern(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    if language.code not in _patterns:
        words = "|".join(sorted(map(re.escape, language.events), key=len, reverse=True)) or "(?!)"
        into = "|".join(map(re.escape, language.within)) or "(?!)"
        _patterns[language.code] = (
            re.compile(rf" (?:peace |trade )?({words})\b", re.I),
            re.compile(rf"\b({words}) (?:{into}) $", re.I),
        )
    return _patterns[language.code]


def _event(kind: str, place: str, spans: list[Span], language: Language) -> EventFound:
    into = language.event_in
    words = next(word for word, k in language.events.items() if k == kind)
    name = next((s.exact for s in sorted(spans) if s.exact.split()[-2] in language.within), f"{words} {into} {place}")
    return EventFound(name[:1].upper() + name[1:], kind, place, tuple(sorted(set(spans))))
