"""Pages of a long list, each found by the last row of the one before it: page 5,000 costs what page 2 costs.

A row's place is written into the address as `value~primary key`, as in ?before=1987-03-14~4711.
"""

from dataclasses import dataclass
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.utils.http import urlencode

SIZE = 20


@dataclass(frozen=True)
class Page:
    """Rows in order, and the addresses of the pages on either side; empty where there is none."""

    rows: list
    following: str = ""
    preceding: str = ""
    is_first: bool = True

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)


def page_of(queryset, request, field, *, descending=True, size=SIZE, kept=None):
    """The page of a queryset that the address asks for, in order of a column and the primary key.

    Rows without a value come last, and may only be there in descending order. kept: the other words of the
    address, {name: value}, which its neighbours keep. An address nobody gave out shows the first page.
    """
    column = queryset.model._meta.get_field(field)
    onward, back = (_read(column, request.GET.get(name, "")) for name in ("after", "before"))
    if back and not onward:
        rows = list(_ordered(queryset.filter(_beyond(field, *back, not descending)), field, not descending)[: size + 1])
        has_more, rows = len(rows) > size, rows[:size][::-1]
        return _page(request, rows, field, kept, has_preceding=has_more, has_following=bool(rows))
    if onward:
        queryset = queryset.filter(_beyond(field, *onward, descending))
    rows = list(_ordered(queryset, field, descending)[: size + 1])
    return _page(request, rows[:size], field, kept, has_preceding=bool(onward and rows), has_following=len(rows) > size)


def address(request, **words):
    """The page's own address with these words behind it, those left out that are empty."""
    query = urlencode({name: word for name, word in words.items() if word not in (None, "")})
    return f"{quote(request.path)}{query and '?'}{query}"


def _page(request, rows, field, kept, *, has_preceding, has_following):
    kept = kept or {}
    following = address(request, **kept, after=_place(rows[-1], field)) if has_following else ""
    preceding = address(request, **kept, before=_place(rows[0], field)) if has_preceding else ""
    return Page(rows, following, preceding, is_first=not has_preceding)


def _place(row, field):
    value = getattr(row, field)
    return f"{'' if value is None else value}~{row.pk}"


def _read(column, place):
    """(value, primary key) of a row's place in the list; None for anything else."""
    value, mark, key = place.rpartition("~")
    if not (mark and key.isascii() and key.isdigit() and len(key) < 19) or "\0" in value:
        return None
    try:
        return (column.to_python(value) if value or not column.null else None), int(key)
    except ValidationError:
        return None


def _ordered(queryset, field, descending):
    if descending:
        return queryset.order_by(F(field).desc(nulls_last=True), "-pk")
    if queryset.model._meta.get_field(field).null:
        return queryset.order_by(F(field).asc(nulls_first=True), "pk")
    return queryset.order_by(field, "pk")


def _beyond(field, value, key, descending):
    """What stands further on in the list than a row: below it, or above it for the way back."""
    step = "lt" if descending else "gt"
    same = Q(**{field: value}) if value is not None else Q(**{f"{field}__isnull": True})
    beyond = same & Q(**{f"pk__{step}": key})
    if value is not None:
        beyond |= Q(**{f"{field}__{step}": value})
    if (value is not None) == descending:
        beyond |= Q(**{f"{field}__isnull": descending})
    return beyond
