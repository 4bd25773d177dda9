"""Several ranges of an index, read together as one list in order.

Joined by OR a database would read all of them to their end, and sort. Here of each no more is taken than is shown.
"""

from django.db.models import Q
from django.db.models.expressions import RawSQL


class Walks:
    """Rows of one model for which one of these conditions holds, with as much of a queryset as lists need."""

    def __init__(self, rows, ways, order=(), finish=lambda found: found):
        self.rows, self.ways, self.order, self.finish = rows, list(ways), order, finish
        self.model = rows.model

    def filter(self, *conditions, **named):
        condition = Q(*conditions, **named)
        return Walks(self.rows, [way & condition for way in self.ways], self.order, self.finish)

    def order_by(self, *order):
        return Walks(self.rows, self.ways, order, self.finish)

    def for_display(self):
        return self._finished(lambda found: found.for_display())

    def select_related(self, *names):
        return self._finished(lambda found: found.select_related(*names))

    def values(self, *columns):
        return self._finished(lambda found: found.values(*columns))

    def values_list(self, *columns):
        return self._finished(lambda found: found.values_list(*columns))

    def __getitem__(self, some):
        """A queryset of the first rows in order: of each way no more than so many are looked at."""
        parts = [self._part(way, some.stop) for way in self.ways]
        either = " UNION ".join(f"SELECT id FROM ({sql}) AS way" for sql, _params in parts)
        keys = RawSQL(either, [param for _sql, params in parts for param in params])
        found = self.model.objects.filter(pk__in=keys)  # nothing else is asked, or that would be walked instead
        return self.finish(found.order_by(*self.order))[: some.stop]

    def _part(self, way, number):
        return self.rows.filter(way).order_by(*self.order).values("id")[:number].query.sql_with_params()

    def _finished(self, finish):
        return Walks(self.rows, self.ways, self.order, lambda found: finish(self.finish(found)))
