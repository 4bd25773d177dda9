"""The first line of a history: how a record stood when a person first changed it.

Imports write thousands of records at once and keep no history of each, which would double the archive. So the first
change by hand writes two lines: what came in, and what it became. The database copies what stands in it: ten thousand
lines cost a few statements, and no record is read for them.
"""

from django.db import connection, models
from django.db.models import Value
from django.db.models.signals import pre_save
from django.utils import timezone

AS_IT_CAME = "As it came in"
BATCH = 1000
MADE, CHANGED, DELETED = "+", "~", "-"


def begin(model, keys):
    """Give each of these records that has no history its first line: the record as it stands now."""
    known = model.history.filter(id__in=keys).values("id")
    _write(model._base_manager.filter(pk__in=keys).exclude(pk__in=known), MADE, None, AS_IT_CAME)


def save_all(records, fields, *, by, reason):
    """Save these fields of records of one kind, in few queries, with a line in the history of each."""
    model = type(records[0])
    for start in range(0, len(records), BATCH):
        some = records[start : start + BATCH]
        stored = model._base_manager.filter(pk__in=[record.pk for record in some])
        begin(model, [record.pk for record in some])
        _save(stored, some, fields)
        _write(stored, CHANGED, _user(some, by), reason.strip())


def delete_all(records, *, by, reason):
    """Delete records of one kind on which nothing hangs, with a last line in the history of each."""
    model = type(records[0])
    for start in range(0, len(records), BATCH):
        some = records[start : start + BATCH]
        stored = model._base_manager.filter(pk__in=[record.pk for record in some])
        _write(stored, DELETED, _user(some, by), reason.strip())
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


def _write(records, history_type, user, reason):
    """Write a line for each of these records, as the database holds them, in one statement."""
    history = records.model.history.model
    told = {
        "history_date": Value(timezone.now(), output_field=models.DateTimeField()),
        "history_type": Value(history_type, output_field=models.CharField()),
        "history_user_id": Value(user and user.pk, output_field=models.BigIntegerField()),
        "history_change_reason": Value(reason, output_field=models.CharField()),
    }
    names = [*(field.attname for field in history.tracked_fields), *told]
    fields = {field.attname: field for field in history._meta.concrete_fields}
    rows = records.annotate(**told).order_by("pk").values_list(*names)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(fields[name].column) for name in names)
    sql, values = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {quote(history._meta.db_table)} ({columns}) {sql}", values)


def begin_before_save(sender, instance, raw=False, **_signal):
    if not raw and instance.pk and hasattr(sender, "history"):
        begin(sender, [instance.pk])


def watch():
    """Begin the history of every record before it is first saved again."""
    pre_save.connect(begin_before_save, dispatch_uid="people.histories.begin")
