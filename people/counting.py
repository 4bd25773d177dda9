"""Counts that are exact as far as a reader cares, and cost no more however large the archive grows."""

from django.db.models import IntegerField, Subquery

LIMIT = 10_000


class Tally(int):
    """A count, worded: “12”, “9,410”, or “over 10,000” where nobody counted beyond a limit."""

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


def tallies(record, querysets):
    """{name: Tally} of several querysets, in one query asked from a record that is stored."""
    columns = {f"tally_of_{name}": CountUpTo(queryset) for name, queryset in querysets.items()}
    counted = type(record)._default_manager.filter(pk=record.pk).values(**columns).get()
    return {name: Tally(counted[f"tally_of_{name}"], LIMIT) for name in querysets}
