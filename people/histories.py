"""The first line of a history: how a record stood when a person first changed it.

Imports write thousands of records at once and keep no history of each, which would double the archive. So the first
change by hand writes two lines: what came in, and what it became. The database copies what stands in it: ten thousand
lines cost a few statements, and no record is read for them.
"""

from functools import cache

from django.db import connection
from django.db.models.signals import pre_save
from django.utils import timezone

AS_IT_CAME = "As it came in"
BATCH = 1000
MADE, CHANGED, DELETED = "+", "~", "-"


def begin(model, keys):
    """Give each of these records that has no history its first line: the record as it stands now."""
    _write(model, keys, MADE, None, AS_IT_CAME, only_first=True)


def keep(model, keys, history_type, reason):
    """Write a line for each of these records as it stands now. Nobody is named."""
    _write(model, keys, history_type, None, reason)


def save_all(records, fields, *, by, reason):
    """Save these fields of records of one kind, in few queries, with a line in the history of each."""
    model = type(records[0])
    for start in range(0, len(records), BATCH):
        some = records[start : start + BATCH]
        keys = [record.pk for record in some]
        begin(model, keys)
        _save(model._base_manager.filter(pk__in=keys), some, fields)
        _write(model, keys, CHANGED, _user(some, by), reason.strip())


def delete_all(records, *, by, reason):
    """Delete records of one kind on which nothing hangs, with a last line in the history of each."""
    model = type(records[0])
    for start in range(0, len(records), BATCH):
        some = records[start : start + BATCH]
        keys = [record.pk for record in some]
        _write(model, keys, DELETED, _user(some, by), reason.strip())
        stored = model._base_manager.filter(pk__in=keys)
        stored._raw_delete(stored.db)


def _save(stored, records, fields):
    """Write these fields; where they are the same in all, in a short statement."""
    names = [stored.model._meta.get_field(field).attname for field in fields]
    first = {name: getattr(records[0], name) for name in names}
    if all(getattr(record, name) == value for record in records for name, value in first.items()):
        stored.update(**first)
    else:
        stored.model._base_manager.bulk_update(records, fields)


def _user(records, by):
    """Who changes them: an editor who is named, else whose request this is."""
    return by or type(records[0]).history.model.get_default_history_user(records[0])


def _write(model, keys, history_type, user, reason, *, only_first=False):
    """Write a line for each of these records, or for those that have none, as the database holds them."""
    if not keys:
        return
    told = [connection.ops.adapt_datetimefield_value(timezone.now()), history_type, user and user.pk, reason]
    sql = _sql(model, only_first).format(", ".join(["%s"] * len(keys)))
    with connection.cursor() as cursor:
        cursor.execute(sql, [*told, *keys])


@cache
def _sql(model, only_first):
    """The statement that copies records into their history; {} stands for the keys."""
    history, quote = model.history.model, connection.ops.quote_name
    own = [quote(field.column) for field in history.tracked_fields]
    told = ("history_date", "history_type", "history_user", "history_change_reason")
    columns = [*own, *(quote(history._meta.get_field(name).column) for name in told)]
    table, lines, key = quote(model._meta.db_table), quote(history._meta.db_table), quote(model._meta.pk.column)
    first = f" AND NOT EXISTS (SELECT 1 FROM {lines} WHERE {lines}.{key} = {table}.{key})" if only_first else ""
    values = ", ".join([*(f"{table}.{name}" for name in own), *(["%s"] * len(told))])
    return (
        f"INSERT INTO {lines} ({', '.join(columns)}) SELECT {values} FROM {table}"
        f" WHERE {table}.{key} IN ({{}}){first} ORDER BY {table}.{key}"
    )


def begin_before_save(sender, instance, raw=False, **_signal):
    if not raw and instance.pk and hasattr(sender, "history"):
        begin(sender, [instance.pk])


def watch():
    """Begin the history of every record before it is first saved again."""
    pre_save.connect(begin_before_save, dispatch_uid="people.histories.begin")
