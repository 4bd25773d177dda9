"""Draft: all that an import knows of one article before it is saved. Every format ends in this form.

Parties, places and events are named by their display name, or by `key` where two share one. Positions count
code points, half-open, into `body`.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from people.models import Precision
from people.naming import in_plain_order


class Unreadable(ValueError):  # noqa: N818 (raise Unreadable(…) says it)
    """A file or record that cannot be imported; the message says why, in an editor's words."""


@dataclass
class NameDraft:
    text: str
    kind: str = "spelling"
    language: str = ""
    script: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def __post_init__(self):
        self.text = in_plain_order(self.text)


@dataclass
class RoleDraft:
    title: str
    organisation: str = ""
    started_on: date | None = None
    ended_on: date | None = None


@dataclass
class PartyDraft:
    """A person or organisation. role: how it takes part in this article (Participation.As); empty: it does not."""

    name: str
    is_organisation: bool = False
    key: str = ""
    role: str = ""
    described_as: str = ""
    details: dict = field(default_factory=dict)
    other_names: list[NameDraft] = field(default_factory=list)
    roles: list[RoleDraft] = field(default_factory=list)

    def __post_init__(self):
        self.name = in_plain_order(self.name)


@dataclass
class PlaceDraft:
    """A place. is_about: the article is about it (else it is only where something was said or written)."""

    name: str
    key: str = ""
    is_about: bool = True
    as_printed: str = ""
    parent: str = ""
    details: dict = field(default_factory=dict)
    other_names: list[NameDraft] = field(default_factory=list)

    def __post_init__(self):
        self.name = in_plain_order(self.name)


@dataclass
class EventDraft:
    name: str
    key: str = ""
    place: str = ""
    parent: str = ""
    organiser: str = ""
    details: dict = field(default_factory=dict)
    participants: list[PartyDraft] = field(default_factory=list)

    def __post_init__(self):
        self.name = in_plain_order(self.name)


@dataclass
class PieceDraft:
    """A stretch of the body. part: content, cue or source (StatementSpan.Part)."""

    start: int
    end: int
    part: str = "content"
    is_verbatim: bool = False


@dataclass
class StatementDraft:
    """What somebody said. speaker and organisation name parties of the draft; both empty: an unnamed source."""

    kind: str
    spans: list[PieceDraft]
    status: str = "accepted"
    speaker: str = ""
    organisation: str = ""
    described_as: str = ""
    anonymity_reason: str = ""
    named_how: str = "explicit"
    cue_lemma: str = ""
    rule: str = ""
    confidence: float | None = None
    candidates: list[tuple[str, float]] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    about: list[str] = field(default_factory=list)
    said_on: date | None = None
    said_in: str = ""
    event: str = ""
    channel: str = ""
    relayed_by: str = ""
    utterance: str = ""
    language: str = ""


@dataclass
class CorrectionDraft:
    """A public correction of the article, or of the statement with this number in `statements`."""

    act: str
    what_changed: str
    reason: str
    made_at: datetime
    statement: int | None = None


@dataclass
class Draft:
    """One article and what is known of it.

    origin_key: the same for the same article whenever it comes again. asserted_by: who vouches for the statements
    and links ("import" for a curated or delivered record, "extractor" for what the rules found: then they are
    suggestions), with version. earlier_bodies: texts before this one, oldest first. source: the file, or the file and
    line ("a.jsonl:17"), that it was read from; it only names the draft in a report.
    """

    origin_key: str
    headline: str
    body: str
    byline: str = ""
    publisher: str = ""
    slugline: str = ""
    dateline_text: str = ""
    dateline_place: str = ""
    language: str = "en"
    source_url: str = ""
    usage_terms: str = ""
    printed_on: date | None = None
    printed_on_precision: str = Precision.DAY
    published_at: datetime | None = None
    status: str = "draft"
    embargo_until: datetime | None = None
    scheduled_for: datetime | None = None
    coverage: str = "none"
    source_text: str = ""
    earlier_bodies: list[str] = field(default_factory=list)
    asserted_by: str = "import"
    version: str = ""
    parties: list[PartyDraft] = field(default_factory=list)
    places: list[PlaceDraft] = field(default_factory=list)
    events: list[EventDraft] = field(default_factory=list)
    reported_events: list[str] = field(default_factory=list)
    statements: list[StatementDraft] = field(default_factory=list)
    corrections: list[CorrectionDraft] = field(default_factory=list)
    source: str = ""

    def __post_init__(self):
        self.headline = in_plain_order(self.headline)
