"""Whoever and whatever a draft refers to by name is in it, and is one."""

from collections.abc import Iterator

from people.naming import fold_name

from ..draft import Draft, StatementDraft, Unreadable
from .cast import Cast, events_in_passing, meanings, organisations_in_passing, places_in_passing


def check_references(draft: Draft, cast: Cast) -> None:
    """Raise Unreadable where a name stands for nobody in the draft, or for two."""
    people, organisations, places, events = known = [meanings(parts) for parts in cast.kinds()]
    for statement in draft.statements:
        if statement.speaker and not meant(people, statement.speaker):
            raise Unreadable(f"the speaker “{statement.speaker}” is not among its people")
        check_said_of(statement, known)
    for names, kind in (
        (spoken_of(draft, cast), people),
        (organisations_in_passing(draft, cast), organisations),
        (places_in_passing(draft), places),
        (events_in_passing(draft), events),
    ):
        for name in filter(None, names):
            refuse_two(name, meant(kind, name))


def spoken_of(draft: Draft, cast: Cast) -> Iterator[str]:
    """The people a draft refers to, itself or by whom it thinks of as speakers."""
    for statement in draft.statements:
        yield statement.speaker
    for event in draft.events:
        yield from (party.name for party in event.participants if not party.is_organisation)


def check_said_of(statement: StatementDraft, known: list[dict]) -> None:
    for name in statement.to + statement.about:
        found = next(filter(None, (meant(names, name) for names in known)), None)
        if not found:
            raise Unreadable(f"“{name}” is not among its people, organisations, places and events")
        refuse_two(name, found)


def meant(names: dict[str, set[str]], name: str) -> set[str]:
    return names.get(name) or names.get(fold_name(name)) or set()


def refuse_two(name: str, found: set[str]) -> None:
    if len(found) > 1:
        raise Unreadable(f"“{name}” is the name of two in this article: say which with a key")
