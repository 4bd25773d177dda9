"""What is written where records are linked otherwise than before, while their words are the same: their facets alone.

A merge concerns ten thousand statements, and the articles they stand in; nothing of their texts is folded for it.
"""

from django.db import connection, transaction

from articles.models import Event, Place
from people.prepared import prepared

from . import suggesting
from .backends import backend
from .counted import packed
from .lines import KINDS, facets_of, with_facets
from .models import Entry

BATCH = 1000


@transaction.atomic(savepoint=False)
def relink(records):
    """Write the facets of these records that changed: {model: primary keys}.

    Returns those that need more: what has no entry or should have none, what is seen from another instant, and where
    something lies that others lie in.
    """
    rest = {}
    for model, pks in records.items():
        pks = sorted(pks)
        batches = [_relink(model, pks[start : start + BATCH]) for start in range(0, len(pks), BATCH)]
        rest[model] = set().union(*batches)
    return rest


def _relink(model, pks):
    entries = {entry.record_id: entry for entry in _entries_of(KINDS[model], pks)}
    due = facets_of(model, pks)
    same = {pk for pk in entries.keys() & due.keys() if entries[pk].visible_from == due[pk][0]}
    changed = {pk for pk in same if entries[pk].facets != due[pk][1]}
    if model in (Place, Event):
        return (entries.keys() | due.keys()) - (same - changed)
    if changed:
        _write(sorted(((entries[pk], due[pk][1]) for pk in changed), key=lambda change: change[0].key))
    return (entries.keys() | due.keys()) - same


@prepared
def _entries_of(kind, pks):
    return Entry.objects.filter(kind=kind, record_id__in=pks)


def _write(changed):
    """changed: (entry as it was, its facets now), in the order of their keys."""
    backend().relink([(entry.key, entry.facets, facets) for entry, facets in changed])
    rows = [(facets, packed(facets), with_facets(entry.digest, facets), entry.key) for entry, facets in changed]
    columns = "facets = %s, counted = %s, digest = %s"
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {Entry._meta.db_table} SET {columns} WHERE key = %s", rows)
    suggesting.relinked(changed)
