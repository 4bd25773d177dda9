"""What extraction finds in a draft's body, as suggestions: nothing of it is shown before an editor accepts it."""

from dataclasses import replace

import extraction
from extraction.findings import EventFound, Findings, Kind, Party, PlaceFound, Quotation
from people.naming import fold_name

from .draft import Draft, EventDraft, NameDraft, PartyDraft, PieceDraft, PlaceDraft, StatementDraft


def suggest(draft: Draft) -> Draft:
    """Return the draft with what the rules find in its body, in place of what it says of people and statements."""
    found = extraction.extract(draft.body, language=draft.language or None, published_on=draft.printed_on)
    found_here = {
        "language": draft.language or found.language,
        "dateline_place": draft.dateline_place or found.dateline_place,
    }
    return with_findings(replace(draft, **found_here), found, extraction.VERSION)


def with_findings(draft: Draft, found: Findings, version: str) -> Draft:
    """Return the draft with findings of its body as all it says of people, places, events and statements."""
    speakers = {(q.speaker, q.is_organisation) for q in found.quotations if q.speaker}
    return replace(
        draft,
        asserted_by="extractor",
        version=version,
        parties=[as_party(party, speakers) for party in found.parties],
        places=[as_place(place, found) for place in found.places],
        events=[as_event(event) for event in found.events],
        reported_events=[event.name for event in found.events],
        statements=[as_statement(quotation, named_in(found)) for quotation in found.quotations],
    )


def as_party(party: Party, speakers: set[tuple[str, bool]]) -> PartyDraft:
    return PartyDraft(
        name=party.name,
        is_organisation=party.is_organisation,
        role="speaker" if (party.name, party.is_organisation) in speakers else "subject",
        described_as=party.described_as[:300],
        other_names=[NameDraft(name) for name in party.other_names if not is_part(name, party.name)],
    )


def is_part(name: str, whole: str) -> bool:
    """Whether a name is only some words of another: a surname alone is a name of many."""
    return set(fold_name(name).split()) <= set(fold_name(whole).split())


def as_place(place: PlaceFound, found: Findings) -> PlaceDraft:
    """A place is what an article is about when the text names it elsewhere than in the dateline."""
    dateline_ends = found.dateline.end if found.dateline else 0
    named = [mention for mention in place.mentions if mention.start >= dateline_ends]
    facts = ("kind", "country_code", "latitude", "longitude", "geonames_id")
    details = {fact: getattr(place, fact) for fact in facts if getattr(place, fact) not in (None, "")}
    as_printed = named[0].exact if named else ""
    return PlaceDraft(place.name, is_about=bool(named), as_printed=as_printed[:200], details=details)


def as_event(event: EventFound) -> EventDraft:
    return EventDraft(event.name, place=event.place, details={"classification": event.classification})


def named_in(found: Findings) -> set[str]:
    """What a text names outright; "Syrian" only hints at Syria."""
    return {named.name for named in (*found.parties, *found.places, *found.events)}


def as_statement(quotation: Quotation, named: set[str]) -> StatementDraft:
    speaker = {"organisation" if quotation.is_organisation else "speaker": quotation.speaker}
    return StatementDraft(
        kind=str(quotation.kind),
        spans=spans_of(quotation),
        status="suggested",
        cue_lemma=quotation.cue_lemma,
        named_how=str(quotation.named_how),
        rule=str(quotation.rule),
        confidence=quotation.confidence,
        candidates=[(candidate.name, candidate.confidence) for candidate in quotation.candidates],
        said_in=quotation.said_in,
        said_on=quotation.said_on,
        channel=quotation.channel,
        about=[name for name in quotation.about if name in named],
        **speaker,
    )


def spans_of(quotation: Quotation) -> list[PieceDraft]:
    pieces = [
        PieceDraft(p.start, p.end, is_verbatim=p.is_verbatim and quotation.kind != Kind.INDIRECT)
        for p in quotation.pieces
    ]
    for part in ("cue", "source"):
        if span := getattr(quotation, part):
            pieces.append(PieceDraft(span.start, span.end, part))
    return pieces
