"""The statements that come into question for each of some: the nearest in time under each of its keys.

Each is one step into an index, so that a statement costs the same however often its words were said before.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Subquery

from articles.models import Wording
from people.prepared import prepared
from people.ranges import among

from .judging import UNNAMED, WEEK
from .unnamed import REACH

DAY = OuterRef("day")


@dataclass(frozen=True)
class Neighbours:
    """found: those that may report the same. has_unnamed: a report of these words, near in time, identifies nobody."""

    statement: int
    found: frozenset[int]
    has_unnamed: bool


def neighbours_of(keys: Iterable[int]) -> list[Neighbours]:
    """Return the neighbours of these statements, in one query; of those whose day is not known, none."""
    return [Neighbours(key, frozenset(found) - {None}, has_unnamed) for key, has_unnamed, *found in _found(list(keys))]


@prepared
def _found(keys):
    columns = [Subquery(rows.values("pk")[:1]) for rows in (*_of_same_words(), *_of_like_words())]
    wordings = Wording.objects.filter(among("statement__pk", keys), day__isnull=False).order_by()
    return wordings.values_list("pk", _has_unnamed(), *columns)


def _of_same_words():
    """Those of the same words and speaker: on the day, before and after it. So no order of arrival leaves a gap."""
    same = Wording.objects.filter(whole=OuterRef("whole"), who=OuterRef("who"))
    yield same.filter(day=DAY).exclude(pk=OuterRef("pk")).order_by("pk")
    yield same.filter(day__lt=DAY, day__gte=DAY - WEEK).order_by("-day", "-pk")
    yield same.filter(day__gt=DAY, day__lte=DAY + WEEK).order_by("day", "pk")


def _of_like_words():
    """Those that share a sample of the words, whoever speaks."""
    for sample in ("sample_a", "sample_b", "sample_c"):
        others = Wording.objects.filter(**{sample: OuterRef(sample)}).exclude(pk=OuterRef("pk"))
        yield others.filter(day__lte=DAY, day__gte=DAY - WEEK).order_by("-day")
        yield others.filter(day__gte=DAY, day__lte=DAY + WEEK).order_by("day")


def _has_unnamed():
    """As far away as unnamed.py looks: another speaker of the words may lie between, and join the days to one run."""
    nobody = Q(who=0) | Q(who=OuterRef("called"))
    near = Wording.objects.filter(nobody, whole=OuterRef("whole"), day__range=(DAY - REACH, DAY + REACH))
    return Exists(near.filter(length__gte=UNNAMED).exclude(who=OuterRef("who")))
