"""What extraction returns. Every position counts code points, half-open, into the body that was given."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Naming(StrEnum):
    """How the text names a speaker."""

    EXPLICIT = "explicit"
    ANAPHORIC = "anaphoric"
    IMPLICIT = "implicit"


class Rule(StrEnum):
    """By what a statement was found and given to its speaker, in an editor's words."""

    NAME_BEFORE = "name before the cue in the same sentence"
    NAME_BEHIND = "name behind the cue in the same sentence"
    PRONOUN = "pronoun beside the cue, taken for whoever was spoken of last"
    NOBODY = "pronoun beside the cue, of nobody the article names"
    ROLE = "description beside the cue, taken for whoever is called so"
    DESCRIPTION = "description beside the cue, of nobody the article names"
    SECOND_CUE = "second cue with the subject of the one before it"
    ACCORDING = "source named behind the cue"
    NO_SUBJECT = "cue without a subject, taken for whoever spoke before"
    GOES_ON = "quotation without a cue that opens a paragraph, taken for whoever spoke before"
    SIGNED = "name that signs a quotation, behind a dash on the next line"
    SUBJECT = "quotation without a cue, given to the subject of its sentence"
    UNCLAIMED = "quotation without a cue, taken for whoever was spoken of last"


class PartyRule(StrEnum):
    """By what capitals were taken for a person or a body, in an editor's words."""

    KNOWN = "a name known already"
    TITLE = "a title or role before the name"
    GIVEN = "begins with a given name"
    SURNAME = "named again by one word of the name"
    SPEAKER = "the source of a statement"
    MEANT = "meant by a pronoun, or by a quotation that names nobody"
    BODY = "holds a word for a body, or is an acronym"
    STATE_BODY = "a country's adjective before a word for a body"


class PlaceRule(StrEnum):
    """By what a word was taken for a place, in an editor's words."""

    LED = "a known name behind a word such as “in”"
    WITHIN = "a known name with the place around it behind a comma"
    KNOWN = "a country, region or large city of this name"


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
    rule: by what it was taken for a person or a body, in an editor's words.
    """

    name: str
    is_organisation: bool = False
    described_as: str = ""
    other_names: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    rule: PartyRule = PartyRule.BODY


@dataclass(frozen=True)
class PlaceFound:
    """A place the text names, with coordinates in degrees where the gazetteer has them.

    kind: "city", "country" or "region". country_code: ISO 3166, empty for a region. rule: by what its first mention
    was taken for a place.
    """

    name: str
    kind: str
    country_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None
    mentions: tuple[Span, ...] = ()
    rule: PlaceRule = PlaceRule.KNOWN


@dataclass(frozen=True)
class EventFound:
    """An event the text names ("talks in Astana"); always found by a word for an event beside a place."""

    name: str
    classification: str
    place: str = ""
    mentions: tuple[Span, ...] = ()

    @property
    def rule(self) -> str:
        return f"a word for an event ({self.classification}) beside {self.place}"


@dataclass(frozen=True)
class Candidate:
    """A speaker who was considered, with the probability given to them (0 to 1)."""

    name: str
    confidence: float


def explained(rule: str, cue: str) -> str:
    """A rule with the cue as printed: "name before the cue “said” in the same sentence"."""
    return rule.replace("cue", f"cue “{cue}”", 1) if cue else str(rule)


@dataclass(frozen=True)
class Quotation:
    """Something a source is reported to have said.

    pieces: in reading order, never empty. speaker: the full name of a Party, empty when nobody named said it
    ("a senior official"); then the source's words are all there is. said_on: only where the text gives the date.
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
    rule: Rule = Rule.UNCLAIMED

    @property
    def explanation(self) -> str:
        """The rule with the cue itself: "name before the cue “said” in the same sentence"."""
        return explained(self.rule, self.cue.exact if self.cue else "")


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


def in_reading_order(statements: Iterable[Any]) -> tuple[Any, ...]:
    """Quotations, or those in the making, by where their pieces stand."""
    return tuple(sorted(statements, key=lambda each: (each.pieces[0].start, each.pieces[-1].end)))


def as_data(findings: Findings) -> dict[str, Any]:
    """All of it as plain data, also what is told of a quotation and an event by their properties."""
    data = asdict(findings)
    for told, quotation in zip(data["quotations"], findings.quotations, strict=True):
        told["explanation"] = quotation.explanation
    for told, event in zip(data["events"], findings.events, strict=True):
        told["rule"] = event.rule
    return data
