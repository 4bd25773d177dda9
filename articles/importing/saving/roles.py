"""The roles that people held: added where a draft knows them, and found for the day something was said."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from people.models import Organisation, Person, Role
from people.naming import fold

from .registry import Registry

DAYS = ("started_on", "ended_on")


class RoleBook:
    """All roles of the people in a batch, in one query."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.held: dict[int, list[Role]] = defaultdict(list)
        keys = {person.pk for person in people}
        for role in Role.objects.filter(person__pk__is_among=keys) if keys else ():
            self.held[role.person_id].append(role)

    def on(self, person: Person | None, day: date | None, described_as: str = "") -> Role | None:
        """The role a person held on a day; of several, the one in whose words the text describes them."""
        if person is None or day is None:
            return None
        roles = [role for role in self.held.get(person.pk, []) if covers(role, day)]
        named = [role for role in roles if described_as and fold(role.title) in fold(described_as)]
        fitting = named or roles
        return fitting[0] if len(fitting) == 1 else None


def covers(role: Role, day: date) -> bool:
    return (role.started_on or day) <= day <= (role.ended_on or day)


def save_roles(registry: Registry, book: RoleBook) -> None:
    """Add the roles that the archive does not know; one that is known without its days gets them."""
    new, dated = [], []
    for person, part, scope in registry.shelves[0].described:
        for said in part.roles:
            organisation = scope.get(Organisation, said.organisation)
            role = known_role(book.held[person.pk], said, organisation)
            if role is None:
                role = Role(person=person, organisation=organisation, title=said.title)
                book.held[person.pk].append(role)
                new.append(role)
            elif role.pk:
                dated.append(role)
            add_days(role, said)
    Role.objects.bulk_create(new)
    if dated:
        Role.objects.bulk_update(dated, DAYS)


def known_role(roles: list[Role], said, organisation) -> Role | None:
    for role in roles:
        same = fold(role.title) == fold(said.title) and role.organisation_id == getattr(organisation, "pk", None)
        days = [(getattr(role, day), getattr(said, day)) for day in DAYS]
        if same and all(ours is None or theirs is None or ours == theirs for ours, theirs in days):
            return role
    return None


def add_days(role: Role, said) -> None:
    for day in DAYS:
        if getattr(role, day) is None:
            setattr(role, day, getattr(said, day))
