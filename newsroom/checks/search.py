"""What is found is what may be seen."""

from collections.abc import Iterable, Iterator
from functools import partial

from articles.models import Statement
from search.lines import KINDS
from search.upkeep import differences_beside, differences_of

from .finding import Finding
from .part import Part


def find_differences(model, within):
    return _told(differences_of(model, within))


def find_differences_beside():
    return _told(differences_beside())


def _told(differences: Iterable[str]) -> Iterator[Finding]:
    for difference in differences:
        what, _colon, problem = difference.partition(": ")
        yield Finding(what, problem, "Run: python manage.py rebuild_search.")


ENTRIES = [
    *(Part(partial(find_differences, model), model, 4000 if model is Statement else 500) for model in KINDS),
    Part(find_differences_beside),
]
