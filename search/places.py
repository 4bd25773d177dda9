"""A place and all it lies in, a place and all that lies in it: what is said in Astana is said in Kazakhstan."""

from articles.models import Place
from people.prepared import prepared


def with_ancestors(places):
    """{place: [itself, what it lies in, what that lies in, …]} by primary key; a circle is walked once."""
    parents = {}
    waiting = {place for place in places if place}
    while waiting:
        parents.update(_parents(list(waiting)))
        waiting = {parent for parent in parents.values() if parent and parent not in parents}
    return {place: _chain(place, parents) for place in places if place}


def _chain(place, parents):
    chain = []
    while place and place not in chain:
        chain.append(place)
        place = parents.get(place)
    return chain


def with_parts(places):
    """These places and all that lies in them, however deep."""
    found, waiting = set(), set(places)
    while waiting:
        found |= waiting
        waiting = set(_parts(list(waiting))) - found
    return found


@prepared
def _parents(places):
    return Place.objects.filter(pk__in=places).values_list("pk", "parent")


@prepared
def _parts(places):
    return Place.objects.filter(parent__pk__in=places).values_list("pk", flat=True)
