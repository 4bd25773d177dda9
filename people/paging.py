"""Pages of a long list, each found by the last row of the one before it: page 5,000 costs what page 2 costs.

A row's place is written into the address as `value~primary key`, as in ?before=1987-03-14~4711.
"""

from dataclasses import dataclass
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.utils.http import urlencode

SIZE = 20
NUMBERS = {"ForeignKey", "PositiveIntegerField"}  # as a database holds them: none is longer than a key


@dataclass(frozen=True)
class Way:
    """How a list is walked: downward or upward; is_back: from its end, where what has no value stands, back."""

    is_down: bool
    is_back: bool

    @property
    def step(self):
        return "lt" if self.is_down else "gt"

    def order_of(self, column):
        """The order of a column in this direction."""
        if not column.null:
            return f"-{column.attname}" if self.is_down else column.attname
        ends = {"nulls_first": True} if self.is_back else {"nulls_last": True}
        return F(column.attname).desc(**ends) if self.is_down else F(column.attname).asc(**ends)

    def goes_on_without(self, value):
        """Whether what has no value comes after this value, or what has one after none."""
        return (value is None) == self.is_back


@dataclass(frozen=True)
class Page:
    """Rows in order, and the addresses of the pages on either side; empty where there is none."""

    rows: list
    following: str = ""
    preceding: str = ""

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)


def page_of(queryset, request, *order, descending=True, size=SIZE, kept=None):
    """The page of a queryset that the address asks for, in order of some columns and the primary key.

    Rows without a value come last. kept: the other words of the address, {name: value}, which its neighbours keep. An
    address nobody gave out shows the first page.
    """
    columns = [queryset.model._meta.get_field(name) for name in order]
    onward, back = (_read(columns, request.GET.get(name, "")) for name in ("after", "before"))
    turned = bool(back and not onward)
    place = onward or back
    rows = _walk(queryset, columns, place, Way(descending != turned, turned), size + 1)
    has_more, rows = len(rows) > size, rows[:size]
    if turned:
        return _page(request, rows[::-1], order, kept, has_preceding=has_more, has_following=bool(rows))
    return _page(request, rows, order, kept, has_preceding=bool(place and rows), has_following=has_more)


def _walk(queryset, columns, place, way, number):
    """So many rows further on than a place: those with a value in the first column, then those without, or reversed.

    Each of the two is a range of an index; joined by OR they would be none, and the list be read from its beginning.
    """
    order = [*map(way.order_of, columns), "-pk" if way.is_down else "pk"]
    in_order, rows = queryset.order_by(*order), []
    for stretch in _stretches(columns, place, way) if place else [Q()]:
        rows += in_order.filter(stretch)[: number - len(rows)]
        if len(rows) == number:
            break
    return rows


def _stretches(columns, place, way):
    (column, *others), (value, *rest) = columns, place
    name, further = column.name, _beyond([other.name for other in others], rest, way)
    if value is None:
        yield Q(**{f"{name}__isnull": True}) & further
    else:
        yield Q(**{f"{name}__{way.step}e": value}) & (Q(**{f"{name}__{way.step}": value}) | further)
    if column.null and way.goes_on_without(value):
        yield Q(**{f"{name}__isnull": not way.is_back})


def address(request, **words):
    """The page's own address with these words behind it, a list's each by itself, those left out that are empty."""
    query = urlencode({name: word for name, word in words.items() if word not in (None, "")}, doseq=True)
    return f"{quote(request.path)}{query and '?'}{query}"


def _page(request, rows, order, kept, *, has_preceding, has_following):
    kept = kept or {}
    following = address(request, **kept, after=_place(rows[-1], order)) if has_following else ""
    preceding = address(request, **kept, before=_place(rows[0], order)) if has_preceding else ""
    return Page(rows, following, preceding)


def _place(row, order):
    values = (getattr(row, name) for name in order)
    return "~".join([*("" if value is None else str(value) for value in values), str(row.pk)])


def _read(columns, place):
    """The values and the primary key of a row's place in the list; None for anything else."""
    *values, key = place.split("~")
    numbers = [key, *(value for value, c in zip(values, columns, strict=False) if c.get_internal_type() in NUMBERS)]
    if len(values) != len(columns) or "\0" in place or not all(map(_is_number, numbers)):
        return None
    try:
        found = [None if c.null and not value else c.to_python(value) for c, value in zip(columns, values, strict=True)]
    except ValidationError:
        return None
    return [*found, int(key)]


def _is_number(typed):
    return typed.isascii() and typed.isdigit() and len(typed) < 19


def _beyond(order, place, way):
    """What stands further on in the list than a row: below it, or above it for the way back."""
    (value, *rest), (name, *others) = place, (*order, "pk")
    if not rest:
        return Q(**{f"pk__{way.step}": value})
    same = Q(**{name: value}) if value is not None else Q(**{f"{name}__isnull": True})
    beyond = same & _beyond(others[:-1], rest, way)
    if value is not None:
        beyond |= Q(**{f"{name}__{way.step}": value})
    if way.goes_on_without(value):
        beyond |= Q(**{f"{name}__isnull": not way.is_back})
    return beyond
