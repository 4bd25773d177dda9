"""Who else may be meant by a name: people of like names, told apart by what they were. Proposed, never merged."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from .distinctions import apart_from
from .likeness import Likeness, keys_to_ask, likeness
from .models import Person, PersonName
from .naming import fold

MOST_READ = 100  # of one key, the longest known first: then the list says no more than it can
ORDER = list(Likeness)


@dataclass(frozen=True)
class Namesake:
    """roles: what they are known to have been, as one line. fits: the words in print name one of these roles."""

    person: Person
    likeness: Likeness
    roles: str
    fits: bool


def alike(names: Iterable[str], *, words: str = "", but: Person | None = None, most: int = 8) -> list[Namesake]:
    """The people who may bear one of these names, the likeliest first, with a constant number of queries.

    words: how somebody is described in print; whose role or organisation it names comes first.
    """
    names = list(names)
    folded = fold(words)
    found = [_compared(person, names, folded) for person in _people_under(keys_to_ask(names), but)]
    kept = [one for one in found if one is not None]
    return sorted(kept, key=lambda n: (not n.fits, ORDER.index(n.likeness), n.person.pk))[:most]


def alike_to(person: Person, *, words: str = "", most: int = 8) -> list[Namesake]:
    """Who may be the same as a person; what the person was tells as much as the words in print.

    Nobody whom an editor told apart from the person.
    """
    titles = (f"{role.title} {role.organisation or ''}" for role in person.roles.select_related("organisation"))
    names = [person.name, *(name.text for name in person.names.all())]
    return alike(names, words=" ".join([words, *titles]), but=person, most=most)


def _people_under(keys: set[str], but: Person | None) -> Iterable[Person]:
    if not keys:
        return ()
    named = PersonName.objects.filter(likeness_key__in=keys).values("person")
    people = Person.objects.filter(Q(likeness_key__in=keys) | Q(pk__in=named), merged_into=None)
    people = people.exclude(pk=but.pk).exclude(code__in=apart_from(but)) if but else people
    return people.order_by("pk").prefetch_related("names", "roles__organisation")[:MOST_READ]


def _compared(person: Person, names: list[str], words: str) -> Namesake | None:
    theirs = [person.name, *(name.text for name in person.names.all())]
    reasons = [reason for one in names for other in theirs if (reason := likeness(one, other))]
    if not reasons:
        return None
    roles = list(person.roles.all())
    told = ", ".join(map(str, roles[:3]))
    fits = any(_is_in(role.title, words) or _is_in(str(role.organisation or ""), words) for role in roles)
    return Namesake(person, min(reasons, key=ORDER.index), told, fits)


def _is_in(told: str, words: str) -> bool:
    return bool(told) and fold(told) in words
