"""Many values asked for at once: keys that follow one another, as new ones do, as a range; others as one list."""

import json
from collections.abc import Iterable, Iterator
from random import randrange
from typing import NamedTuple

from django.db.models import Field, Lookup, Model, Q

from .prepared import Given

LAST = 2**63 - 1
SAMPLED = 100  # keys of a range in a sample


class Range(NamedTuple):
    """Keys above `low`, up to `high`."""

    low: int
    high: int

    def of(self, field: str = "pk") -> Q:
        """A condition: the field holds one of these keys."""
        return Q(**{f"{field}__gt": self.low, f"{field}__lte": self.high})


EVERY = Range(-1, LAST)


def among(field: str, keys: Iterable[int] | list[Given]) -> Q:
    """A condition: the field holds one of these keys. A range of them is asked in a fraction of the time of a list."""
    keys = list(keys)
    if keys and not isinstance(keys[0], Given) and max(keys) - min(keys) + 1 == len(set(keys)):
        return Q(**{f"{field}__gte": min(keys), f"{field}__lte": max(keys)})
    return Q(**{f"{field}__in": keys})


@Field.register_lookup
class IsAmong(Lookup):
    """folded_name__is_among=[…]: like __in, but the values are one parameter, which Django need not word one by one.

    They are given as the database has them: text and whole numbers.
    """

    lookup_name = "is_among"
    prepare_rhs = False

    def as_sqlite(self, compiler, connection):
        column, params = self.process_lhs(compiler, connection)
        return f"{column} IN (SELECT value FROM json_each(%s))", [*params, json.dumps([*self.rhs], ensure_ascii=False)]

    def as_postgresql(self, compiler, connection):
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", [*params, [*self.rhs]]


def ranges_of(model: type[Model], size: int, last: int) -> Iterator[Range]:
    """All keys there can be, in order, in ranges that hold at most so many rows of this model.

    last: the last key that there is; what comes after it meanwhile is in the last range.
    """
    low = -1
    while low + size < last and (first := _first_above(model, low)) is not None and first + size <= last:
        yield Range(low, first + size - 1)
        low = first + size - 1
    yield Range(low, LAST)


def sample_of(model: type[Model], share: float) -> Iterator[Range]:
    """Ranges of keys that hold about this share of the rows of a model, from all over it; others each time."""
    step = round(SAMPLED / share)
    low = randrange(step) - SAMPLED
    while (first := _first_above(model, low)) is not None:
        low += (first - low - 1) // step * step  # over what has no rows
        yield Range(low, low + SAMPLED)
        low += step


def last_key(model: type[Model]) -> int:
    """The last key of a model; 0 where it has no rows."""
    return model._base_manager.order_by("-pk").values_list("pk", flat=True).first() or 0


def _first_above(model: type[Model], key: int) -> int | None:
    return model._base_manager.filter(pk__gt=key).order_by("pk").values_list("pk", flat=True).first()
