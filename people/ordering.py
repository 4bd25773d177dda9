"""The order of lists, the newest first and what has no date last, and the indexes that are read in it."""

from django.db.models import F, Index, Q
from django.db.models.expressions import OrderBy


class ListIndex(Index):
    """An index whose descending columns have what is empty last, as lists do.

    SQLite orders so by itself, and refuses to be told in an index.
    """

    def create_sql(self, model, schema_editor, using="", **options):
        if schema_editor.connection.vendor == "sqlite":
            return super().create_sql(model, schema_editor, using, **options)
        told = [_with_nulls_last(e) if _descends(e) else e for e in self.expressions]
        return Index(*told, name=self.name, condition=self.condition).create_sql(model, schema_editor, using, **options)


def _descends(expression):
    return isinstance(expression, OrderBy) and expression.descending and expression.expression != F("id")


def _with_nulls_last(expression):
    return OrderBy(expression.expression, descending=True, nulls_last=True)


def listed(name, *days, by="", beneath="", beside=(), only=None):
    """An index of what readers may see, newest first by these columns, of one owner after the other.

    by: the column with the owner. beneath: one before the days, of which lists ask for one value. beside: columns that
    narrow a list. only: what besides must hold of its rows. It ends with the instant from which a row may be seen, so
    that counting reads nothing but the index.
    """
    columns = [F(column) for column in (by, beneath) if column]
    columns += [*(F(day).desc() for day in (*days, "id")), *map(F, beside), F("visible_from")]
    condition = Q(visible_from__isnull=False) & (only or Q())
    return ListIndex(*columns, name=name, condition=condition & Q(**{f"{by}__isnull": False}) if by else condition)
