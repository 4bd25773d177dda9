"""All that a draft names: what it describes, and what it only mentions by name in passing."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from people.naming import fold_name

from ..draft import Draft, EventDraft, PartyDraft, PlaceDraft


@dataclass
class Cast:
    """Everyone and everything in a draft, each described part before the names that only occur in passing."""

    people: list[PartyDraft] = field(default_factory=list)
    organisations: list[PartyDraft] = field(default_factory=list)
    places: list[PlaceDraft] = field(default_factory=list)
    events: list[EventDraft] = field(default_factory=list)

    def kinds(self) -> tuple[list, list, list, list]:
        return self.people, self.organisations, self.places, self.events


def cast_of(draft: Draft) -> Cast:
    """Return the cast of a draft. People are never made from a name in passing: that may be a typing error."""
    cast = Cast(places=list(draft.places), events=list(draft.events))
    participants = [party for event in draft.events for party in event.participants]
    for party in draft.parties + participants:
        (cast.organisations if party.is_organisation else cast.people).append(party)
    _add(cast.events, events_in_passing(draft), EventDraft)
    _add(cast.places, places_in_passing(draft), lambda name: PlaceDraft(name, is_about=False))
    _add(cast.organisations, organisations_in_passing(draft, cast), lambda name: PartyDraft(name, is_organisation=True))
    return cast


def organisations_in_passing(draft: Draft, cast: Cast) -> Iterator[str]:
    yield draft.publisher
    for statement in draft.statements:
        yield statement.organisation
        yield statement.relayed_by
    for event in draft.events:
        yield event.organiser
    for person in cast.people:
        yield from (role.organisation for role in person.roles)
    for organisation in cast.organisations:
        yield str(organisation.details.get("parent") or "")


def places_in_passing(draft: Draft) -> Iterator[str]:
    yield draft.dateline_place
    yield from (statement.said_in for statement in draft.statements)
    yield from (event.place for event in draft.events)
    yield from (place.parent for place in draft.places)


def events_in_passing(draft: Draft) -> Iterator[str]:
    yield from draft.reported_events
    yield from (statement.event for statement in draft.statements)
    yield from (event.parent for event in draft.events)


def names_of(part: PartyDraft | PlaceDraft | EventDraft) -> Iterator[str]:
    """Yield what the rest of a draft may call this part: its key as it stands, its names folded."""
    if part.key:
        yield part.key
    yield fold_name(part.name)
    yield from (fold_name(name.text) for name in getattr(part, "other_names", []))


def _add(parts: list, names: Iterator[str], make) -> None:
    known = {name for part in parts for name in names_of(part)}
    for name in names:
        if name and name not in known and fold_name(name) not in known:
            parts.append(make(name))
            known.add(fold_name(name))
