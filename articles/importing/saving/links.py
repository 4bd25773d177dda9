"""Who took part, which places and events an article names, and its corrections."""

from collections.abc import Iterator
from functools import partial

from articles.inserting import insert, unsaved
from articles.models import Correction, Event, EventMention, Participation, Place, PlaceMention, Statement, Suggestible
from people.models import Person

from .item import Item
from .roles import RoleBook

SILENT = {Statement.Status.REJECTED, Statement.Status.RETRACTED}


def save_links(items: list[Item], book: RoleBook) -> None:
    forget_links([item.article.pk for item in items if item.former])
    insert(Participation, (row for item in items for row in participations_of(item, book).values()))
    insert(PlaceMention, (row for item in items for row in place_mentions_of(item).values()))
    insert(EventMention, (row for item in items for row in event_mentions_of(item).values()))
    Correction.objects.bulk_create(row for item in items for row in corrections_of(item))
    save_participants(items, book)


def forget_links(articles: list[int]) -> None:
    """Links of articles that no editor changed are written anew."""
    for model in (Participation, PlaceMention, EventMention) if articles else ():
        model.objects.filter(article__in=articles).delete()
    if articles:
        Correction.objects.filter(article__in=articles).delete()
        Correction.objects.filter(statement__article__in=articles, made_by=None).delete()


def links_of(item: Item, book: RoleBook) -> Iterator[tuple]:
    """Yield, for each kind of link, its model, the rows a draft asks for by identity, and what a row's identity is."""
    for model, rows, fields in (
        (Participation, participations_of(item, book), ("person", "organisation", "role")),
        (PlaceMention, place_mentions_of(item), ("place",)),
        (EventMention, event_mentions_of(item), ("event",)),
    ):
        identity = partial(identity_of, fields=fields)
        yield model, {identity(row): row for row in rows.values()}, identity


def identity_of(row, *, fields: tuple[str, ...]) -> tuple:
    """Which thing a row links to, and as what: pairs of field and key."""
    values = ((field, getattr(row, row._meta.get_field(field).attname)) for field in fields)
    return tuple((field, value) for field, value in values if value is not None)


def participations_of(item: Item, book: RoleBook) -> dict[tuple, Participation]:
    """As the draft lists them; and whoever says something is a speaker, listed or not."""
    rows: dict[tuple, Participation] = {}
    for part in item.cast.people + item.cast.organisations:
        party = item.party_of(part)
        if party and part.role:
            add(rows, item, book, party, part.role, item.review, part.described_as)
    reviewed = item.review
    for statement in item.statements:
        party = statement.speaker if statement.speaker_id else statement.on_behalf_of_id and statement.on_behalf_of
        if party and statement.status not in SILENT:
            review = reviewed if statement.status != Statement.Status.SUGGESTED else Suggestible.Review.SUGGESTED
            add(rows, item, book, party, Participation.As.SPEAKER, review, item.description_of(party))
    return rows


def add(rows: dict, item: Item, book: RoleBook, party, role: str, review: str, described_as: str) -> None:
    key = (type(party), party.id, role)
    if key in rows:
        if review == Suggestible.Review.ACCEPTED:
            rows[key].review = review
        return
    is_person = isinstance(party, Person)
    held = book.on(party, item.article.printed_on, described_as) if is_person and party.id in book.held else None
    fields = {"person_id" if is_person else "organisation_id": party.id, "role_then_id": held and held.pk}
    said = {"role": role, "described_as": described_as, "review": review}
    rows[key] = unsaved(Participation, article_id=item.article.id, **said, **fields)


def place_mentions_of(item: Item) -> dict[int, PlaceMention]:
    rows = {}
    for part in item.cast.places:
        place = item.scope.get(Place, part.key or part.name)
        if part.is_about and place and place.id not in rows:
            said = {"as_printed": (part.as_printed or part.name)[:200], "review": item.review}
            rows[place.id] = unsaved(PlaceMention, article_id=item.article.id, place_id=place.id, **said)
    return rows


def event_mentions_of(item: Item) -> dict[int, EventMention]:
    """An article reports the events it is said to report, and those its statements were made at."""
    named = [item.scope.get(Event, name) for name in item.draft.reported_events]
    named += [statement.event for statement in item.statements if statement.event_id]
    events = dict.fromkeys(event.pk for event in named if event)
    said = {"article_id": item.article.id, "review": item.review}
    return {pk: unsaved(EventMention, event_id=pk, **said) for pk in events}


def corrections_of(item: Item) -> Iterator[Correction]:
    for draft in item.draft.corrections:
        said = {"act": draft.act, "what_changed": draft.what_changed, "reason": draft.reason, "made_at": draft.made_at}
        if draft.statement is None:
            yield Correction(article=item.article, **said)
        else:
            yield Correction(statement=item.statements[draft.statement], **said)


def save_participants(items: list[Item], book: RoleBook) -> None:
    """Add who took part in an event, where that is not known yet."""
    said = [(item, event, part) for item in items for event in item.draft.events for part in event.participants]
    events = {item.scope.get(Event, event.key or event.name).pk for item, event, _ in said if item.is_asserted}
    if not events:
        return
    known = set(Participation.objects.filter(event__in=events).values_list("event", "person", "organisation"))
    new = []
    for item, draft, part in said:
        event, party = item.scope.get(Event, draft.key or draft.name), item.party_of(part)
        person, organisation = (party, None) if isinstance(party, Person) else (None, party)
        key = (event.pk, getattr(person, "pk", None), getattr(organisation, "pk", None))
        if item.is_asserted and party and key not in known:
            known.add(key)
            role = part.role or Participation.As.PRESENT
            held = book.on(person, event.started_on, part.described_as)
            fields = {"role": role, "described_as": part.described_as, "role_then": held}
            new.append(Participation(event=event, person=person, organisation=organisation, **fields))
    Participation.objects.bulk_create(new)
