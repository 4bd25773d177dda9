"""Counts that are exact as far as a reader cares, and cost no more however large the archive grows."""

from operator import itemgetter

from django.db import connection
from django.db.models import F, IntegerField, Subquery
from django.db.models.expressions import RawSQL

LIMIT = 10_000
SHARED = 100_000  # rows that all spans of a calendar may have counted together


class Tally(int):
    """A count, worded: “12”, “9,410”, “over 10,000” where nobody counted further; not at all with a limit of 0."""

    def __new__(cls, number, limit=None):
        tally = super().__new__(cls, number)
        tally.limit = limit
        return tally

    @classmethod
    def broken_off(cls, number):
        """A count that was given up after so many, one at least: “over 6,000”."""
        unit = 10 ** (len(str(number - 1)) - 1)
        return cls(number, (number - 1) // unit * unit)

    def __str__(self):
        if self.limit == 0:
            return ""
        return f"{int(self):,}" if self.is_exact else f"over {self.limit:,}"

    @property
    def is_exact(self):
        return self.limit is None or self <= self.limit


class CountUpTo(Subquery):
    """How many rows a queryset has, as a column; it stops one past the limit. It may name OuterRef."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"

    def __init__(self, queryset, limit=None):
        counted = queryset.order_by().values("pk")[: (limit or LIMIT) + 1]
        super().__init__(counted, output_field=IntegerField())


def tally(queryset, limit=None):
    """How many rows a queryset has, in one query that stops one past the limit."""
    limit = limit or LIMIT
    return Tally(queryset.order_by().values("pk")[: limit + 1].count(), limit)


def tallies(querysets, limit=None):
    """{name: Tally} of several querysets, in one query."""
    limit = limit or LIMIT
    asked = [rows.order_by().values("pk")[: limit + 1].query.sql_with_params() for rows in querysets.values()]
    columns = ", ".join(f"(SELECT COUNT(*) FROM ({sql}) AS counted)" for sql, _params in asked)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", [param for _sql, params in asked for param in params])
        return {name: Tally(n, limit) for name, n in zip(querysets, cursor.fetchone(), strict=True)}


def ends(rows, column):
    """The first and the last day in a column of these rows, in one query; (None, None) where nothing is dated."""
    dated = rows.filter(**{f"{column}__isnull": False}).values(column)
    in_order = F(column).asc(nulls_first=True), F(column).desc(nulls_last=True)
    columns = [Subquery(dated.order_by(order)[:1]) for order in in_order]
    return rows.model._base_manager.order_by("pk").values_list(*columns).first() or (None, None)


def added(tallies):
    """The sum of several tallies, “over” so many where one of them is."""
    known = sum(int(t) if t.is_exact else t.limit for t in tallies)
    return Tally(known) if all(t.is_exact for t in tallies) else Tally(known + 1, known)


def counted_between(rows, column, spans, most=LIMIT, shared=SHARED):
    """How many rows lie in each of these spans of days, both ends included: a Tally for each, in one query.

    The more spans, the less far each is counted: all together no further than so many rows are shared between them.
    """
    if not spans:
        return []
    limit = max(100, min(most, shared // len(spans) // 100 * 100))
    counted = f"COUNT(*) FROM ({{}} LIMIT {limit + 1}) AS counted"
    return [Tally(number, limit) for number in _of_each(rows.order_by().values("pk"), column, spans, counted)]


def first_between(rows, column, spans):
    """The primary key of the first row, in the order of the rows, in each of these spans of days; None without one."""
    return _of_each(rows.values("pk"), column, spans, "* FROM ({} LIMIT 1) AS first") if spans else []


def _of_each(rows, column, spans, asked):
    """The answer for each span to a question about the rows in it."""
    ends = {f"{column}__gte": RawSQL("span.column2", ()), f"{column}__lte": RawSQL("span.column3", ())}
    inside, params = rows.filter(**ends).query.sql_with_params()
    places = ", ".join(["(%s, %s, %s)"] * len(spans))
    query = f"SELECT column1, (SELECT {asked.format(inside)}) FROM (VALUES {places}) AS span"
    given = connection.ops.adapt_datefield_value
    values = [value for n, (first, last) in enumerate(spans) for value in (n, given(first), given(last))]
    with connection.cursor() as cursor:
        cursor.execute(query, [*params, *values])
        return [answer for _number, answer in sorted(cursor.fetchall(), key=itemgetter(0))]
