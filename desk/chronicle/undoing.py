"""Which act takes a save back, where one act can: offered beside its line for thirty days."""

from datetime import timedelta

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

OFFERED = timedelta(days=30)
MERGING = "people.merge_records"
CORRECTED = "corrected"
# What a status or an instant that an act has set can be taken back by: the first that applies.
TAKEN_BACK_BY = {
    "Status": ["send-to-review", "hand-back", "reopen", "retract"],
    "Embargo until": ["lift-embargo"],
    "Scheduled for": ["send-to-review"],
}


def offers(line, record, user):
    """The acts that take back what a line says, as (what the button says, where it leads)."""
    if line.at is None or line.at < timezone.now() - OFFERED:
        return []
    merges = [merge for merge in line.merges if merge.undone_at is None and user.has_perm(MERGING)]
    found = [("Undo this merge", _address(merge, "undo")) for merge in merges]
    for change in line.changes:
        act = _act_for(change.label, record, user) if change.after and _still_stands(change, record) else None
        if act and (act.label, _address(record, act.name)) not in found:
            found.append((act.label, _address(record, act.name)))
    return found


def _act_for(label, record, user):
    acts = {act.name: act for act in admin.site.get_model_admin(type(record)).acts}
    wanted = (acts[name] for name in TAKEN_BACK_BY.get(label, []) if name in acts)
    return next((act for act in wanted if user.has_perm(act.permission) and act.applies(record)), None)


def _still_stands(change, record):
    """Whether a record is still in the state that a save gave it; a correction is not taken back, but corrected."""
    return change.after != CORRECTED and (change.label != "Status" or change.after == record.get_status_display())


def _address(record, act):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_act", args=[record.pk, act])
