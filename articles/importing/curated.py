"""The curated record beside a text: what people know of an article, in TOML (seeds/README.md describes it).

Whatever it quotes is quoted to the letter from the text, and is found there; or the record is refused, and the
reason names the key and says what to do.
"""

from dataclasses import fields, replace
from pathlib import Path

from . import tables
from .draft import (
    CorrectionDraft,
    Draft,
    EventDraft,
    NameDraft,
    PartyDraft,
    PlaceDraft,
    RoleDraft,
    StatementDraft,
    Unreadable,
)
from .locating import Text
from .tables import (
    count,
    day,
    day_or_instant,
    flag,
    instant,
    name,
    names,
    number,
    quoted,
    read_table,
    rows,
    table,
    text,
)

VERSION = "curated 1"
RECORD = dict.fromkeys(["article"], table) | dict.fromkeys(
    ["people", "organisations", "places", "events", "statements", "corrections"], rows
)
ARTICLE = {
    **dict.fromkeys(["status", "coverage", "slugline", "dateline_place"], text),
    **dict.fromkeys(["embargo_until", "scheduled_for"], instant),
    "events": names,
}
NAME = dict.fromkeys(["text", "kind", "language", "script"], name) | dict.fromkeys(["from", "to"], day)
ROLE = dict.fromkeys(["title", "organisation"], name) | dict.fromkeys(["from", "to"], day)
NAMED = {
    "name": name,
    **dict.fromkeys(["key", "language", "sort_name", "summary", "wikidata_id"], text),
    "other_names": rows,
}
TAKES_PART = dict.fromkeys(["role", "described_as"], text)
PERSON = {
    **NAMED,
    **TAKES_PART,
    **dict.fromkeys(["gender", "honorific", "given_name", "family_name", "patronymic"], text),
    "roles": rows,
}
ORGANISATION = {
    **NAMED,
    **TAKES_PART,
    **dict.fromkeys(["classification", "parent"], text),
    **dict.fromkeys(["founded_on", "dissolved_on"], day),
}
PLACE = {
    **NAMED,
    **dict.fromkeys(["kind", "country_code", "parent", "as_printed"], text),
    **dict.fromkeys(["latitude", "longitude"], number),
    "about": flag,
    "geonames_id": count,
}
EVENT = {
    **dict.fromkeys(["name", "key", "parent", "classification", "place", "organiser", "status"], text),
    **dict.fromkeys(["language", "sort_name", "summary"], text),
    **dict.fromkeys(["started_on", "ended_on"], day),
    "participants": rows,
}
PARTICIPANT = dict.fromkeys(["person", "organisation", "described_as", "role"], text)
STATEMENT = {
    "kind": name,
    "content": quoted,
    **dict.fromkeys(["cue", "source"], tables.words),
    **dict.fromkeys(["cue_lemma", "speaker", "named_how", "described_as", "anonymity_reason", "organisation"], text),
    **dict.fromkeys(["said_in", "event", "channel", "relayed_by", "utterance", "status", "language"], text),
    **dict.fromkeys(["to", "about"], names),
    "said_on": day,
    "occurrence": count,
}
CORRECTION = {
    **dict.fromkeys(["act", "what_changed", "reason"], name),
    **dict.fromkeys(["statement", "earlier_text"], tables.words),
    "made_on": day_or_instant,
}


def record_beside(path: Path) -> Path | None:
    """Return the record of a text: the file of the same name that ends in .toml, where there is one."""
    record = path.with_suffix(".toml")
    return record if record.is_file() else None


def add_record(draft: Draft, path: Path) -> Draft:
    """Return the draft with all that its record says. Raises Unreadable, naming the record and the key."""
    try:
        return with_record(draft, tables.load(path))
    except Unreadable as problem:
        raise Unreadable(f"{path.name}: {problem}") from problem


def with_record(draft: Draft, data: dict) -> Draft:
    record = read_table(data, RECORD, "the record")
    article = read_table(record.get("article", {}), ARTICLE, "[article]")
    statements = read_each(record, "statements", STATEMENT, ("kind", "content"))
    corrections = read_each(record, "corrections", CORRECTION, ("what_changed", "reason", "made_on"))
    told = sorted(corrections, key=lambda correction: correction["made_on"])
    body = Text(draft.body)
    return replace(
        draft,
        asserted_by="import",
        version=VERSION,
        **{("reported_events" if key == "events" else key): value for key, value in article.items()},
        parties=parties(record),
        places=[as_place(row, where(n, "places")) for n, row in each(record, "places", PLACE)],
        events=[as_event(row, where(n, "events")) for n, row in each(record, "events", EVENT)],
        statements=[as_statement(row, body, where(n, "statements")) for n, row in enumerate(statements, 1)],
        corrections=[as_correction(row, statements, where(n, "corrections")) for n, row in enumerate(corrections, 1)],
        earlier_bodies=[row["earlier_text"].strip() for row in told if "earlier_text" in row],
    )


def where(number: int, key: str) -> str:
    return f"[[{key}]] number {number}"


def read_each(record: dict, key: str, keys: dict, required: tuple[str, ...] = ("name",)) -> list[dict]:
    return [read_table(row, keys, where(n, key), required) for n, row in enumerate(record.get(key, []), 1)]


def each(record: dict, key: str, keys: dict):
    return enumerate(read_each(record, key, keys), 1)


def parties(record: dict) -> list[PartyDraft]:
    people = [as_party(row, where(n, "people")) for n, row in each(record, "people", PERSON)]
    bodies = each(record, "organisations", ORGANISATION)
    return people + [as_party(row, where(n, "organisations"), is_organisation=True) for n, row in bodies]


def as_party(row: dict, at: str, *, is_organisation: bool = False) -> PartyDraft:
    roles = [read_table(role, ROLE, f"{at}.roles", ("title",)) for role in row.pop("roles", [])]
    periods = [RoleDraft(r["title"], r.get("organisation", ""), r.get("from"), r.get("to")) for r in roles]
    return PartyDraft(is_organisation=is_organisation, roles=periods, **split(row, PartyDraft, at))


def as_place(row: dict, at: str) -> PlaceDraft:
    return PlaceDraft(is_about=row.pop("about", True), **split(row, PlaceDraft, at))


def as_event(row: dict, at: str) -> EventDraft:
    participants = [read_table(p, PARTICIPANT, f"{at}.participants") for p in row.pop("participants", [])]
    return EventDraft(participants=[as_participant(p, at) for p in participants], **split(row, EventDraft, at))


def as_participant(row: dict, at: str) -> PartyDraft:
    if ("person" in row) == ("organisation" in row):
        raise Unreadable(f"{at}.participants: each names either a person or an organisation")
    name = row.get("person") or row.get("organisation", "")
    details = (row.get("role", ""), row.get("described_as", ""))
    return PartyDraft(name, "organisation" in row, "", *details)


def split(row: dict, draft: type, at: str) -> dict:
    """The values of a row that the draft has a field for, and the others as its details."""
    own = {field.name for field in fields(draft)} - {"other_names"}
    other_names = [as_name(name, at) for name in row.pop("other_names", [])]
    values = {key: value for key, value in row.items() if key in own}
    values["details"] = {key: value for key, value in row.items() if key not in own}
    return values | ({"other_names": other_names} if other_names else {})


def as_name(row: dict, at: str) -> NameDraft:
    values = read_table(row, NAME, f"{at}.other_names", ("text",))
    return NameDraft(**{{"from": "valid_from", "to": "valid_to"}.get(key, key): value for key, value in values.items()})


def as_statement(row: dict, body: Text, at: str) -> StatementDraft:
    row = dict(row)
    content, cue, source = row.pop("content"), row.pop("cue", None), row.pop("source", None)
    try:
        if row["kind"] not in {"direct", "indirect", "mixed"}:
            raise Unreadable(f"kind is “{row['kind']}”: write direct, indirect or mixed")
        pieces = body.pieces(row["kind"], content, row.pop("occurrence", None))
        spans = list(pieces)
        if cue:
            spans.append(body.near(cue, pieces, "cue"))
        if source:
            spans.append(body.near(source, spans, "source"))
    except Unreadable as problem:
        raise Unreadable(f"{at}: {problem}") from problem
    return StatementDraft(spans=spans, **row)


def as_correction(row: dict, statements: list[dict], at: str) -> CorrectionDraft:
    said, beginning = None, row.get("statement")
    if beginning:
        begins = [n for n, statement in enumerate(statements) if statement["content"][0].startswith(beginning)]
        if len(begins) != 1:
            raise Unreadable(f"{at}: {len(begins)} statements begin with “{beginning[:60]}”: it must be one")
        said = begins[0]
    return CorrectionDraft(row.get("act", "correction"), row["what_changed"], row["reason"], row["made_on"], said)
