"""Counts that are exact as far as a reader cares, and cost no more however large the archive grows."""

from datetime import date
from operator import itemgetter

from django.db import connection
from django.db.models import F, IntegerField, Subquery
from django.db.models.expressions import RawSQL

LIMIT = 10_000
FEWEST = 100
SHARED = 30_000  # rows that all spans of a calendar may have counted together


class Tally(int):
    """A count, worded: “12”, “9,410”, “over 10,000” where nobody counted further; not at all with a limit of 0."""

    def __new__(cls, number, limit=None):
        tally = super().__new__(cls, number)
        tally.limit = limit
        return tally

    @classmethod
    def broken_off(cls, number):
        """A count that was given up after so many, two at least: “over 6,000”."""
        unit = 10 ** (len(str(number - 1)) - 1)
        return cls(number, (number - 1) // unit * unit)

    @classmethod
    def of_count(cls, found, most, is_whole):
        """What a count found that ends one past `most`; of one that was given up, None where it had hardly begun."""
        if is_whole or found > most:
            return cls(found, most)
        return cls.broken_off(found) if found > 1 else None

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
    """{name: Tally} of several querysets, in one query. They are counted in their order, so that an index is read."""
    limit = limit or LIMIT
    limited = [rows.values("pk")[: limit + 1] for rows in querysets.values()]
    numbers = _selected("(SELECT COUNT(*) FROM ({}) AS counted)", limited)
    return {name: Tally(number, limit) for name, number in zip(querysets, numbers, strict=True)}


def ends(rows, column):
    """The first and the last day in a column of these rows, in one query; (None, None) where nothing is dated."""
    dated = rows.filter(**{f"{column}__isnull": False}).values(column)
    in_order = F(column).asc(nulls_first=True), F(column).desc(nulls_last=True)
    days = _selected("({})", [dated.order_by(order)[:1] for order in in_order])
    return tuple(date.fromisoformat(day) if isinstance(day, str) else day for day in days)


def _selected(column, querysets):
    """One row with an answer of each queryset."""
    asked = [rows.query.sql_with_params() for rows in querysets]
    with connection.cursor() as cursor:
        columns = ", ".join(column.format(sql) for sql, _params in asked)
        cursor.execute(f"SELECT {columns}", [param for _sql, params in asked for param in params])
        return cursor.fetchone()


def added(tallies):
    """The sum of several tallies, “over” so many where one of them is."""
    known = sum(int(t) if t.is_exact else t.limit for t in tallies)
    return Tally(known) if all(t.is_exact for t in tallies) else Tally(known + 1, known)


def counted_between(rows, column, spans, most=None, shared=None):
    """How many rows lie in each of these spans of days, both ends included: a Tally for each, in one query.

    The more spans, the less far each is counted: all together no further than so many rows are shared between them.
    """
    if not spans:
        return []
    shared = (shared or SHARED) // len(spans)
    limit = max(FEWEST, min(most or LIMIT, shared // FEWEST * FEWEST))
    numbers = _of_each("COUNT(*)", rows.order_by().values("pk"), column, spans, limit + 1)
    return [Tally(number, limit) for number in numbers]


def first_between(rows, column, spans):
    """The primary key of the first row, in the order of the rows, in each of these spans of days; None without one."""
    return _of_each("*", rows.values("pk"), column, spans, 1) if spans else []


def firsts_between(rows, column, spans):
    """The same keys for filter(pk__in=…), where there is at least one span."""
    return RawSQL(*_question("", "*", rows.values("pk"), column, spans, 1))


def _of_each(what, rows, column, spans, most):
    """For each span, what is asked of the first so many rows in it."""
    with connection.cursor() as cursor:
        cursor.execute(*_question("column1,", what, rows, column, spans, most))
        return [answer for _number, answer in sorted(cursor.fetchall(), key=itemgetter(0))]


def _question(columns, what, rows, column, spans, most):
    """The SQL, and its parameters, that asks something of the rows in each span."""
    between = {f"{column}__gte": RawSQL("span.column2", ()), f"{column}__lte": RawSQL("span.column3", ())}
    inside, params = rows.filter(**between)[:most].query.sql_with_params()
    places = ", ".join(["(%s, %s, %s)"] * len(spans))
    given = connection.ops.adapt_datefield_value
    values = [value for n, (first, last) in enumerate(spans) for value in (n, given(first), given(last))]
    asked = f"SELECT {columns} (SELECT {what} FROM ({inside}) AS inside) FROM (VALUES {places}) AS span"
    return asked, [*params, *values]
