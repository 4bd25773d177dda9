"""What must be right in a draft before anything of it is written. Each refusal says what is wrong, for an editor."""

import hashlib
import json
import re
from itertools import pairwise

from articles.models import Article, Correction, Event, Participation, Place, PlaceName, Statement, StatementSpan
from people.models import Organisation, OrganisationName, Person, PersonName, Role
from people.naming import fold_name

from ..draft import Draft, PieceDraft, StatementDraft, Unreadable
from .cast import Cast
from .fitting import check_fields, check_value
from .references import check_references

NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")  # as JSON writes it
ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
PARTS, CONTENT = frozenset(StatementSpan.Part.values), StatementSpan.Part.CONTENT.value
KINDS = {"direct": {True}, "indirect": {False}, "mixed": {True, False}}  # whether its pieces are verbatim
# What `details` may hold of each kind of record.
DETAILS = {
    Person: "sort_name language summary honorific given_name family_name patronymic gender wikidata_id",
    Organisation: "sort_name language summary classification parent founded_on dissolved_on wikidata_id",
    Place: "sort_name language summary kind latitude longitude country_code geonames_id wikidata_id",
    Event: "sort_name language summary started_on started_on_precision ended_on ended_on_precision "
    "classification status",
}


def digest_of(draft: Draft) -> str:
    """Return what tells this draft from another one of the same article; where it was read from does not count."""
    content = {name: value for name, value in vars(draft).items() if name != "source"}
    text = json.dumps(content, default=_plain, ensure_ascii=False, sort_keys=True)
    if "\\u0000" in text and NUL.search(text):
        raise Unreadable("it contains a NUL character, which is not text")
    try:
        return hashlib.sha256(text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise Unreadable(f"it contains half a character (U+{ord(text[error.start]):04X})") from error


def _plain(value):
    return vars(value) if hasattr(value, "__dict__") else str(value)


def check(draft: Draft, cast: Cast) -> None:
    """Raise Unreadable, with the reason, unless every part of the draft can be saved as it is."""
    check_article(draft)
    for model, name_model, parts in zip(
        (Person, Organisation, Place, Event), (PersonName, OrganisationName, PlaceName, None), cast.kinds(), strict=True
    ):
        for part in parts:
            check_part(part, model, name_model)
    for statement in draft.statements:
        check_statement(statement, draft.body)
    check_references(draft, cast)
    for correction in draft.corrections:
        check_fields(correction, Correction, f"the correction “{correction.what_changed[:40]}”")
        if not correction.reason.strip():
            raise Unreadable("a correction gives no reason: readers are told why")
        if correction.statement is not None and not 0 <= correction.statement < len(draft.statements):
            raise Unreadable("a correction names a statement that is not there")


def check_article(draft: Draft) -> None:
    if not draft.headline.strip():
        raise Unreadable("it has no headline")
    if not draft.body.strip():
        raise Unreadable("it has no text")
    check_fields(draft, Article, "the article")
    if not 0 < len(draft.origin_key) <= 200:
        raise Unreadable("it has no key of its own of at most 200 characters")
    if draft.status == Article.Status.SCHEDULED and not draft.scheduled_for:
        raise Unreadable("it is scheduled, but scheduled_for does not say for when")
    if draft.source_url and not ADDRESS.fullmatch(draft.source_url):
        raise Unreadable(f"its source address “{draft.source_url[:80]}” is not a web address (https://…)")
    if draft.asserted_by not in {"import", "extractor"}:
        raise Unreadable(f"it is asserted by “{draft.asserted_by}”, not by an import or an extractor")


def check_part(part, model, name_model) -> None:
    if not fold_name(part.name):
        raise Unreadable(f"“{part.name}” is not a name: it has no letter")
    what = f"“{part.name[:60]}”"
    check_fields(part, model, what)
    check_fields(part, Participation, what)
    unknown = sorted(set(part.details) - set(DETAILS[model].split()))
    if unknown:
        raise Unreadable(f"{what} has no field “{unknown[0]}”")
    for name, value in part.details.items():
        if name != "parent":
            check_value(name, value, model, what)
    check_order(part.details, what, "started_on", "ended_on")
    check_position(part.details, what)
    for name in getattr(part, "other_names", []):
        check_fields(name, name_model, f"a name of {what}")
        if not fold_name(name.text):
            raise Unreadable(f"“{name.text}”, a name of {what}, has no letter")
    for role in getattr(part, "roles", []):
        check_fields(role, Role, f"a role of {what}")
        check_order(vars(role), f"a role of {what}", "started_on", "ended_on")


def check_order(values: dict, what: str, first: str, last: str) -> None:
    if values.get(first) and values.get(last) and values[first] > values[last]:
        raise Unreadable(f"{what} ends on {values[last]}, before it starts on {values[first]}")


def check_position(details: dict, what: str) -> None:
    latitude, longitude = details.get("latitude"), details.get("longitude")
    if (latitude is None) != (longitude is None):
        raise Unreadable(f"{what} needs both latitude and longitude, or neither")
    if latitude is not None and not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise Unreadable(f"{what} at {latitude}, {longitude} is not on the globe")


def check_statement(statement: StatementDraft, body: str) -> None:
    what = f"the {statement.kind} statement"
    pieces = [span for span in statement.spans if span.part == CONTENT]
    if not pieces:
        raise Unreadable(f"{what} has no content")
    for span in statement.spans:
        check_span(span, body, what)
    what = f"the statement “{body[pieces[0].start : pieces[-1].end][:60]}”"
    if any(one.end > other.start for one, other in pairwise(pieces)):
        raise Unreadable(f"the pieces of {what} overlap, or are not in the order of the text")
    check_kind(statement.kind, [piece.is_verbatim for piece in pieces], what)
    check_fields(statement, Statement, what)
    for confidence in [statement.confidence, *(share for _name, share in statement.candidates)]:
        if confidence is not None and not 0 <= confidence <= 1:
            raise Unreadable(f"the confidence of {what} is {confidence}, not between 0 and 1")


def check_span(span: PieceDraft, body: str, what: str) -> None:
    if not 0 <= span.start < span.end <= len(body):
        raise Unreadable(f"{what} stands at {span.start} to {span.end}, outside the text of {len(body)} characters")
    if not body[span.start : span.end].strip():
        raise Unreadable(f"{what} has a piece at {span.start} that is only space")
    if span.part not in PARTS:
        raise Unreadable(f"{what} has a part called “{span.part}”: it is content, cue or source")
    if span.is_verbatim and span.part != CONTENT:
        raise Unreadable(f"{what} marks its {span.part} as verbatim: only content can be")


def check_kind(kind: str, verbatim: list[bool], what: str) -> None:
    if kind not in KINDS:
        raise Unreadable(f"{what} is of the kind “{kind}”: it is direct, indirect or mixed")
    if set(verbatim) != KINDS[kind]:
        reasons = {
            "direct": "all of it must have stood in quotation marks",
            "indirect": "none of it may have stood in quotation marks",
            "mixed": "some of it, and not all, must have stood in quotation marks",
        }
        raise Unreadable(f"{what} is {kind}: {reasons[kind]}")
