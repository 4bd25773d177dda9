"""Part: a piece of a check that looks at one record after another, or at the archive as a whole."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model


@dataclass(frozen=True)
class Part:
    """find(within) yields the findings among the records of a model whose keys lie in a range (people/ranges.py).

    size: keys of a range; memory grows with it. Without a model: find() yields what is wrong with all together.
    """

    find: Callable
    model: type[Model] | None = None
    size: int = 2000
