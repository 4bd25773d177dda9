"""The first line of a history: how a record stood when a person first changed it.

Imports write thousands of records at once and keep no history of each, which would double the archive. So the first
change by hand writes two lines: what came in, and what it became.
"""

from django.db.models.signals import pre_save
from simple_history.utils import bulk_update_with_history

AS_IT_CAME = "As it came in"


def begin(model, keys):
    """Give each of these records that has no history its first line: the record as it stands now."""
    known = model.history.filter(id__in=keys).values("id")
    fresh = list(model._base_manager.filter(pk__in=keys).exclude(pk__in=known))
    for record in fresh:
        record._history_user = None  # not the editor whose request this is
    model.history.bulk_history_create(fresh, default_change_reason=AS_IT_CAME)


def save_all(records, fields, *, by, reason):
    """Save these fields of records of one kind, in few queries, with a line in the history of each."""
    model = type(records[0])
    begin(model, [record.pk for record in records])
    why = {"default_user": by, "default_change_reason": reason.strip()}
    bulk_update_with_history(records, model, fields, batch_size=500, **why)


def begin_before_save(sender, instance, raw=False, **_signal):
    if not raw and instance.pk and hasattr(sender, "history"):
        begin(sender, [instance.pk])


def watch():
    """Begin the history of every record before it is first saved again."""
    pre_save.connect(begin_before_save, dispatch_uid="people.histories.begin")
