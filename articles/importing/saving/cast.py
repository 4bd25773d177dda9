"""All that a draft names: what it describes, and what it only mentions by name in passing."""

from collections import defaultdict
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

    def of_kind(self, party: PartyDraft) -> list[PartyDraft]:
        return self.organisations if party.is_organisation else self.people


def cast_of(draft: Draft) -> Cast:
    """Return the cast of a draft. People are never made from a name in passing: that may be a typing error."""
    cast = Cast(places=list(draft.places), events=list(draft.events))
    for party in draft.parties:
        cast.of_kind(party).append(party)
    for party in [party for event in draft.events for party in event.participants]:
        if not {party.name, fold_name(party.name)} & {
            name for known in cast.of_kind(party) for name in names_of(known)
        }:
            cast.of_kind(party).append(party)
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


def own_names(part: PartyDraft | PlaceDraft | EventDraft) -> list[str]:
    """What the rest of a draft calls this part first of all: its key as it stands, its name folded."""
    return [part.key, fold_name(part.name)] if part.key else [fold_name(part.name)]


def names_of(part: PartyDraft | PlaceDraft | EventDraft) -> list[str]:
    """All that the rest of a draft may call this part: its other names too."""
    return own_names(part) + [fold_name(name.text) for name in getattr(part, "other_names", [])]


def meanings(parts: list) -> dict[str, set[str]]:
    """Which parts each name in a draft may mean; another part's own name is not taken for somebody's other name."""
    own, other = defaultdict(set), defaultdict(set)
    for part in parts:
        for names, found in ((own_names(part), own), (names_of(part), other)):
            for name in names:
                found[name].add(part.key or fold_name(part.name))
    return {**other, **own}


def _add(parts: list, names: Iterator[str], make) -> None:
    known = {name for part in parts for name in names_of(part)}
    for name in names:
        if name and name not in known and fold_name(name) not in known:
            parts.append(make(name))
            known.add(fold_name(name))
