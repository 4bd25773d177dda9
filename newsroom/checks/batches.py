"""Rows of any number, a few hundred at a time."""

SIZE = 500


def in_batches(queryset, *fields, size=SIZE):
    """Yield lists of these fields of the rows, in order of their keys; the key comes first in each row."""
    after = None
    rows = queryset.order_by("pk").values_list("pk", *fields)
    while batch := list((rows if after is None else rows.filter(pk__gt=after))[:size]):
        yield batch
        after = batch[-1][0]


def one_by_one(queryset, *fields):
    for batch in in_batches(queryset, *fields):
        yield from batch
