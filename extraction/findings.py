"""What extraction returns. Every position counts code points, half-open, into the body that was given."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Naming(StrEnum):
    """How the text names a speaker."""

    EXPLICIT = "explicit"
    ANAPHORIC = "anaphoric"
    IMPLICIT = "implicit"


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of the body: body[start:end] == exact."""

    start: int
    end: int
    exact: str


@dataclass(frozen=True, order=True)
class Piece(Span):
    """A stretch of what was said; verbatim when it stood between quotation marks (the marks are left out)."""

    is_verbatim: bool = True


@dataclass(frozen=True)
class Party:
    """A person or an organisation, under the fullest name the text gives.

    described_as: the words that say who it is, as printed ("Kazakh Foreign Minister"); empty if none.
    mentions: every stretch that names it, surnames included, in reading order.
    """

    name: str
    is_organisation: bool = False
    described_as: str = ""
    other_names: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True)
class PlaceFound:
    """A place the text names, with coordinates in degrees where the gazetteer has them.

    kind: "city", "country" or "region". country_code: ISO 3166, empty for a region.
    """

    name: str
    kind: str
    country_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True)
class EventFound:
    """An event the text names ("talks in Astana")."""

    name: str
    classification: str
    place: str = ""
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """A speaker who was considered, with the probability given to them (0 to 1)."""

    name: str
    confidence: float


@dataclass(frozen=True)
class Quotation:
    """Something a source is reported to have said.

    pieces: in reading order, never empty. speaker: the full name of a Party, empty when nobody named said it
    ("a senior official"); then the source's words are all there is. said_on: only where the text gives the date.
    rule: what it was found by, in words an editor understands ("name before the cue “said” in the same sentence").
    """

    kind: Kind
    pieces: tuple[Piece, ...]
    cue: Span | None = None
    cue_lemma: str = ""
    source: Span | None = None
    speaker: str = ""
    is_organisation: bool = False
    named_how: Naming = Naming.EXPLICIT
    confidence: float = 0.5
    candidates: tuple[Candidate, ...] = ()
    said_in: str = ""
    said_on: date | None = None
    channel: str = ""
    about: tuple[str, ...] = ()
    rule: str = ""


@dataclass(frozen=True)
class Findings:
    """All that was found in one article. `about` of a quotation names parties and places by their `name`."""

    language: str
    dateline: Span | None = None
    dateline_place: str = ""
    quotations: tuple[Quotation, ...] = ()
    parties: tuple[Party, ...] = ()
    places: tuple[PlaceFound, ...] = ()
    events: tuple[EventFound, ...] = field(default_factory=tuple)
