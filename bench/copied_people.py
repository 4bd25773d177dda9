"""People who go by another name in a copy of an archive (bench/copies.py): with another's last name."""

import random

from django.db.models import Count

from articles.inserting import insert
from people.models import Person, PersonName, Role
from people.naming import fold_name, slug_for
from search import index

SEED = 1987
MOST_QUOTED = 0.01  # of all: they stay who they are, so that the fullest pages grow with the archive
BATCH = 5000


def copy_people(times, number):
    """{copy: {person: who stands there instead}}; in all so many people, where there were fewer."""
    others = {copy: {} for copy in range(1, times)}
    known = list(Person.objects.order_by("pk"))
    missing = number - len(known)
    if missing <= 0 or times < 2:
        return others
    choose, eligible = random.Random(SEED), may_be_others(known)
    each = -(-missing // (times - 1))
    if each > len(eligible):
        raise ValueError(f"{len(eligible)} people cannot become {number} in {times - 1} copies")
    taken = {person.folded_name for person in known}
    for copy in others:
        old = sorted(choose.sample(eligible, each), key=lambda person: person.pk)
        for start in range(0, each, BATCH):
            some = old[start : start + BATCH]
            new = insert(Person, [renamed(person, eligible, choose, taken) for person in some])
            index.update({Person: [person.pk for person in new]})
            others[copy] |= {one.pk: other.pk for one, other in zip(some, new, strict=True)}
    return others


def may_be_others(people):
    """Whoever holds no role, has no other name, was not merged, and is not among the most quoted."""
    quoted = Person.objects.annotate(quoted=Count("statements")).order_by("-quoted", "pk")[
        : int(MOST_QUOTED * len(people)) + 1
    ]
    kept = {*quoted.values_list("pk", flat=True), *Role.objects.values_list("person", flat=True)}
    kept |= set(PersonName.objects.values_list("person", flat=True))
    return [person for person in people if person.pk not in kept and not person.merged_into_id and person.visible_from]


def renamed(person, people, choose, taken):
    """A new person, who is called as nobody is."""
    while fold_name(name := new_name(person, choose.choice(people), choose)) in taken:
        pass
    other = Person(name=name, visible_from=person.visible_from, language=person.language)
    other.slug = f"{slug_for(name, fallback=other.code)}-{other.code.lower()}"
    other.prepare()
    taken.add(other.folded_name)
    return other


def new_name(person, another, choose):
    first, last = person.name.split()[:-1] or [person.name], another.name.split()[-1]
    middle = choose.choice("ABCDEFGHIKLMNOPRSTVWZ")
    return f"{' '.join(first)} {middle}. {last}"
