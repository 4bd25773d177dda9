"""JSON Lines: one article a line, with its people, places and statements.

    {"id", "title", "byline", "source", "published_at", "language", "body", "dateline": place,
     "people": [{"name", "role"}], "organisations": [{"name", "role"}], "places": [name, …],
     "events": [{"name", "place"}],
     "statements": [{"speaker", "quote", "kind", "start", "end",
                     "said_in": place, "event": name, "to": [name, …], "about": [name, …]}]}

body[start:end] == quote. id, title and body must be there. A speaker who is not among the people is an unnamed source;
to and about name people, organisations, places and events of the same record. What such a record tells was printed:
the article is published, its statements are accepted.

Which words of a statement are verbatim is decided by the quotation marks in the text, whatever `kind` says: what
stands in no marks is never shown in marks.
"""

import hashlib
import re
from datetime import date, datetime

from extraction import gazetteer
from extraction.quotations import Stretch, find_stretches
from people.models import Precision

from .cutting import between_odd_marks, cut_at_marks, kind_of
from .draft import Draft, EventDraft, PartyDraft, PlaceDraft, StatementDraft, Unreadable
from .records import Record, line_of, list_of, text_of

VERSION = "jsonl 1"
KINDS = {"direct", "indirect", "mixed", "paraphrase"}
FACTS = ["kind", "country_code", "latitude", "longitude", "geonames_id"]  # of a place
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
UNKNOWN_LANGUAGE = "und"
PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def draft_from(record: Record) -> Draft:
    """Return what a record says of its article. Raises Unreadable, naming the field that is wrong."""
    body = text_of(record, "body", required=True)
    printed_on, precision, published_at = _printed(text_of(record, "published_at"))
    statements, events = _statements(record, body), _events(record)
    return Draft(
        origin_key=origin_key(record),
        headline=line_of(record, "title", 500, required=True),
        body=body,
        byline=line_of(record, "byline", 300),
        publisher=line_of(record, "source", 400),
        dateline_place=_place_called(line_of(record, "dateline", 200)),
        language=_language(record),
        printed_on=printed_on,
        printed_on_precision=precision,
        published_at=published_at,
        status="published",
        coverage="some" if statements else "none",
        version=VERSION,
        parties=_parties(record, {statement.speaker for statement in statements}),
        places=_places(record),
        events=events,
        reported_events=[event.name for event in events],
        statements=statements,
    )


def origin_key(record: Record) -> str:
    """The same for the same article of the same source. Two sources may number their articles alike."""
    number = record.get("id")
    if type(number) is int and abs(number) < 10**18:
        number = str(number)
    key = f"jsonl:{line_of(record, 'source', 400)}:{line_of({'id': number}, 'id', 200, required=True)}"
    return key if len(key) <= 200 else f"jsonl:{hashlib.sha256(key.encode()).hexdigest()}"


def _language(record: Record) -> str:
    language = line_of(record, "language", 12) or UNKNOWN_LANGUAGE
    if not LANGUAGE.fullmatch(language):
        raise Unreadable(f"language “{language}” is not a language tag such as en or pt-BR")
    return language


def _printed(written: str) -> tuple[date | None, str, datetime | None]:
    """The day printed, how much of it is known, and the instant, where the record gives one with its zone."""
    try:
        if not written:
            return None, Precision.DAY, None
        if partial := PARTIAL_DATE.fullmatch(written):
            year, month = partial.groups()
            return date(int(year), int(month or 1), 1), Precision.MONTH if month else Precision.YEAR, None
        if DAY.fullmatch(written):
            return date.fromisoformat(written), Precision.DAY, None
        instant = datetime.fromisoformat(written)
        instant.astimezone()  # near the years 1 and 9999 an instant has no equivalent in UTC
        return instant.date(), Precision.DAY, instant if instant.tzinfo else None
    except (ValueError, OverflowError) as error:
        raise Unreadable(
            f"published_at “{written[:40]}” is not a date such as 1987-03-14 or 1987-03-14T06:00Z"
        ) from error


def _parties(record: Record, speakers: set[str]) -> list[PartyDraft]:
    parties: dict[tuple[str, bool], PartyDraft] = {}
    for kind, is_organisation in (("people", False), ("organisations", True)):
        for party in list_of(record, kind, dict):
            name = line_of(party, "name", 400, required=True)
            role = "speaker" if not is_organisation and name in speakers else "subject"
            described_as = line_of(party, "role", 300)
            parties.setdefault(
                (name, is_organisation), PartyDraft(name, is_organisation, role=role, described_as=described_as)
            )
    return list(parties.values())


def _places(record: Record) -> list[PlaceDraft]:
    """Places by name; with coordinates where the gazetteer knows exactly this name."""
    places: dict[str, PlaceDraft] = {}
    for written in list_of(record, "places", str):
        name = _name(written, "place", 200)
        known = gazetteer.load().exactly(name)
        details = {field: getattr(known, field) for field in FACTS} if known else {}
        called = known.name if known else name
        places.setdefault(called, PlaceDraft(called, as_printed=name, details=details))
    return list(places.values())


def _place_called(name: str) -> str:
    """The name under which a place goes here."""
    known = gazetteer.load().exactly(name) if name else None
    return known.name if known else name


def _name(written: str, what: str, limit: int) -> str:
    return line_of({what: written}, what, limit, required=True)


def _events(record: Record) -> list[EventDraft]:
    events: dict[str, EventDraft] = {}
    for row in list_of(record, "events", dict):
        name = line_of(row, "name", 400, required=True)
        events.setdefault(name, EventDraft(name, place=_place_called(line_of(row, "place", 200))))
    return list(events.values())


def _statements(record: Record, body: str) -> list[StatementDraft]:
    named = {line_of(person, "name", 400) for person in list_of(record, "people", dict)}
    places = {" ".join(place.split()) for place in list_of(record, "places", str)}
    rows = list_of(record, "statements", dict)
    stretches = find_stretches(body) if rows else []
    statements = []
    for number, row in enumerate(rows, 1):
        try:
            statements.append(_statement(row, body, stretches, named, places))
        except Unreadable as problem:
            raise Unreadable(f"statement {number}: {problem}") from problem
    return statements


def _statement(row: Record, body: str, stretches: list[Stretch], named: set[str], places: set[str]) -> StatementDraft:
    kind = row.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise Unreadable(f"unknown kind “{str(kind)[:40]}”; known are {', '.join(sorted(KINDS))}")
    start, end = _offsets(row, body)
    pieces = cut_at_marks(body, start, end, stretches)
    if kind == "direct" and not any(piece.is_verbatim for piece in pieces):
        pieces = between_odd_marks(body, start, end) or pieces
    if not pieces:
        raise Unreadable("its quote holds no word")
    speaker = line_of(row, "speaker", 300)
    return StatementDraft(
        kind=kind_of(pieces),
        spans=pieces,
        speaker=speaker if speaker in named else "",
        described_as=speaker,
        named_how="explicit" if speaker else "implicit",
        said_in=_place_called(line_of(row, "said_in", 200)),
        event=line_of(row, "event", 400),
        to=_subjects(row, "to", places),
        about=_subjects(row, "about", places),
    )


def _subjects(row: Record, relation: str, places: set[str]) -> list[str]:
    """Whom or what it was said to or is about, by the names that the rest of the draft knows them by."""
    names = [_name(written, relation, 400) for written in list_of(row, relation, str)]
    return [_place_called(name) if name in places else name for name in names]


def _offsets(row: Record, body: str) -> tuple[int, int]:
    start, end = row.get("start"), row.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(body):
        raise Unreadable(f"start and end are no stretch of the text, which has {len(body)} characters")
    quote = text_of(row, "quote", required=True)
    if body[start:end] != quote:
        found = body[start : min(end, start + 40)]
        raise Unreadable(f"the text at {start} reads “{found}”, the quote “{quote[:40]}”")
    return start, end
