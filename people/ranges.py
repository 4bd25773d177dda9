"""Keys that follow one another, as those of new rows do, asked for as a range."""

from collections.abc import Iterable

from django.db.models import Q

from .prepared import Given


def among(field: str, keys: Iterable[int] | list[Given]) -> Q:
    """A condition: the field holds one of these keys. A range of them is asked in a fraction of the time of a list."""
    keys = list(keys)
    if keys and not isinstance(keys[0], Given) and max(keys) - min(keys) + 1 == len(set(keys)):
        return Q(**{f"{field}__gte": min(keys), f"{field}__lte": max(keys)})
    return Q(**{f"{field}__in": keys})
