"""What a place or an event lies in, and what lies in it: what is said in Astana is said in Kazakhstan, and what is said
at a round of talks at the talks."""

from people.prepared import prepared

DEEPEST = 20  # steps upwards or downwards: who lies further away is not asked


def with_wholes(model, keys):
    """{place or event: [itself, what it lies in, what that lies in, …]} by primary key; a circle is walked once."""
    keys = {key for key in keys if key}
    wholes, waiting = {}, keys
    for _step in range(DEEPEST):
        if not waiting:
            break
        wholes.update(_wholes(model, list(waiting)))
        waiting = {whole for whole in wholes.values() if whole and whole not in wholes}
    return {key: _chain(key, wholes) for key in keys}


def _chain(key, wholes):
    chain = []
    while key and key not in chain and len(chain) <= DEEPEST:
        chain.append(key)
        key = wholes.get(key)
    return chain


def with_parts(model, keys):
    """These places or events and all that lies in them."""
    found, waiting = set(keys), set(keys)
    for _step in range(DEEPEST):
        if not waiting:
            break
        waiting = set(_parts(model, list(waiting))) - found
        found |= waiting
    return found


@prepared
def _wholes(model, keys):
    return model.objects.filter(pk__in=keys).values_list("pk", "parent")


@prepared
def _parts(model, keys):
    return model.objects.filter(parent__pk__in=keys).values_list("pk", flat=True)
