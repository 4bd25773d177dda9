"""Counts that are exact as far as a reader cares, and cost no more however large the archive grows."""

from django.db import connection
from django.db.models import IntegerField, Subquery
from django.db.models.expressions import RawSQL

LIMIT = 10_000
SHARED = 100_000  # rows that all spans of a calendar may have counted together


class Tally(int):
    """A count, worded: “12”, “9,410”, “over 10,000” where nobody counted further; not at all with a limit of 0."""

    def __new__(cls, number, limit=None):
        tally = super().__new__(cls, number)
        tally.limit = limit
        return tally

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


def tallies(record, querysets):
    """{name: Tally} of several querysets, in one query asked from a record that is stored."""
    columns = {f"tally_of_{name}": CountUpTo(queryset) for name, queryset in querysets.items()}
    counted = type(record)._default_manager.filter(pk=record.pk).values(**columns).get()
    return {name: Tally(counted[f"tally_of_{name}"], LIMIT) for name in querysets}


def counted_between(rows, column, spans, most=LIMIT):
    """How many rows lie in each of these spans of days, both ends included: a Tally for each, in one query.

    The more spans, the less far each is counted: all together no further than SHARED rows.
    """
    if not spans:
        return []
    limit = share(len(spans), most)
    ends = {f"{column}__gte": RawSQL("span.column2", ()), f"{column}__lte": RawSQL("span.column3", ())}
    counted, params = rows.order_by().filter(**ends).values("pk")[: limit + 1].query.sql_with_params()
    places = ", ".join(["(%s, %s, %s)"] * len(spans))
    query = f"SELECT column1, (SELECT COUNT(*) FROM ({counted}) AS counted) FROM (VALUES {places}) AS span"
    given = connection.ops.adapt_datefield_value
    values = [value for n, (first, last) in enumerate(spans) for value in (n, given(first), given(last))]
    with connection.cursor() as cursor:
        cursor.execute(query, [*params, *values])
        return [Tally(number, limit) for _n, number in sorted(cursor.fetchall())]


def share(spans, most=LIMIT):
    """How far each of so many spans is counted: a round number."""
    return max(100, min(most, SHARED // spans // 1000 * 1000))
