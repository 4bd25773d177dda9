"""One edit of many records: planned without changing anything, done whole or not at all, and taken back.

What is left blank stays as it is. What readers have seen of a record that was withdrawn is not touched. Every record
gets a line in its history.
"""

import hashlib
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ForeignKey
from django.utils import timezone

from articles.models import Article, Statement
from desk.models import BulkEdit
from people.histories import save_all

MOST = 5_000  # records of one edit
GONE = {Article.Status.RETRACTED, Article.Status.REMOVED, Statement.Status.RETRACTED}


@dataclass
class Plan:
    """What an edit would do. changes: (record, {field: (before, after)}); refused: (record, why); same: how many say it
    already. mark: of the records as they stood, so that nobody does what was not shown.
    """

    changes: list = field(default_factory=list)
    refused: list = field(default_factory=list)
    same: int = 0
    mark: str = ""


def plan(kind, rows, values, *, is_locked=False):
    """What setting these values on these rows would do; nothing is changed.

    values: {field: value}, a record for a relation; an empty value empties the field. is_locked: keep the rows from
    colleagues until the transaction ends, so that what is planned is what is done.
    """
    rows = rows.select_related(*kind.related, *_relations(kind, values))
    if is_locked:
        rows = rows.select_for_update(of=("self",))
    planned, seen = Plan(), hashlib.sha256(repr(sorted((k, str(v)) for k, v in values.items())).encode())
    for record in rows[:MOST]:
        seen.update(f"{record.pk}:{record.version};".encode())
        changed = _changed(record, values)
        problem = _problem_with(record, changed)
        if not changed:
            planned.same += 1
        elif problem:
            planned.refused.append((record, problem))
        else:
            planned.changes.append((record, changed))
    planned.mark = seen.hexdigest()
    return planned


@transaction.atomic
def apply(kind, planned, *, told, by, reason, token):
    """Do what was planned; returns the BulkEdit. Sent twice, it is done once."""
    made = BulkEdit.objects.filter(token=token).first()
    if made:
        return made
    if not reason.strip():
        raise ValidationError("Give a reason.")
    kept = [[record.pk, {name: [_key(before), _key(after)] for name, (before, after) in changed.items()}]
            for record, changed in planned.changes]  # fmt: skip
    made = BulkEdit.objects.create(kind=kind.name, told=told, changes=kept, reason=reason, token=token, made_by=by)
    _save(kind, planned.changes, by, reason)
    return made


def plan_undo(kind, edit):
    """What taking an edit back would do: records that somebody has changed there since are left as they are."""
    records = kind.model.objects.select_related(*kind.related).in_bulk([key for key, _fields in edit.changes])
    planned, value_of = Plan(), _values_of(kind, edit)
    for key, fields in edit.changes:
        record = records.get(key)
        changed = record and {
            name: (getattr(record, name), value_of(name, before))
            for name, (before, after) in fields.items()
            if _key(getattr(record, name)) == after
        }
        if record and len(changed) < len(fields):
            planned.refused.append((record, "It was changed there since."))
        if changed:
            planned.changes.append((record, changed))
    return planned


@transaction.atomic
def undo(kind, edit, *, by):
    """Take an edit back where nobody has changed its records since; returns what was done."""
    edit = BulkEdit.objects.select_for_update().get(pk=edit.pk)
    if edit.undone_at:
        raise ValidationError("This edit is undone already.")
    planned = plan_undo(kind, edit)
    _save(kind, planned.changes, by, f"Undone: {edit.reason}"[:300])
    edit.undone_at, edit.undone_by = timezone.now(), by
    edit.save()
    return planned


def _save(kind, changes, by, reason):
    if not changes:
        return
    names, named_before = {"version"}, {}
    for record, changed in changes:
        _set(record, {name: after for name, (_before, after) in changed.items()})
        follows = kind.follows(record)
        _set(record, follows)
        record.version += 1
        names |= {*changed, *follows}
        named_before |= {(type(b), b.pk): b for b, _after in changed.values() if hasattr(b, "pk")}
    records = [record for record, _changed in changes]
    save_all(records, sorted(names), by=by, reason=reason)
    kind.announce(records, list(named_before.values()))


def _set(record, values):
    for name, value in values.items():
        setattr(record, name, value)


def _relations(kind, values):
    fields = {f.name: f for f in kind.model._meta.fields}
    return [name for name in values if isinstance(fields[name], ForeignKey)]


def _changed(record, values):
    """Of these values, those that a record does not have yet: {field: (before, after)}."""
    now = {name: getattr(record, name) for name in values}
    return {name: (now[name], value) for name, value in values.items() if _key(now[name]) != _key(value)}


def _key(value):
    """A value as JSON keeps it."""
    if hasattr(value, "pk"):
        return value.pk
    return value.isoformat() if hasattr(value, "isoformat") else value


def _values_of(kind, edit):
    """What gives a value as it was kept for its field again: the related records of an edit are fetched together."""
    related = {}
    for name in _relations(kind, {name for _key, fields in edit.changes for name in fields}):
        before = {fields[name][0] for _key, fields in edit.changes if name in fields} - {None}
        related[name] = kind.model._meta.get_field(name).related_model.objects.in_bulk(before)

    def value_of(name, kept):
        return related[name].get(kept) if name in related else kind.model._meta.get_field(name).to_python(kept)

    return value_of


def _problem_with(record, changed):
    """Why a record cannot be changed so; empty where it can."""
    if getattr(record, "status", None) in GONE:
        return "It was taken back from readers."
    if getattr(record, "merged_into_id", None):
        return "It was merged into another record."
    if any(_lies_within(after, record) for name, (_before, after) in changed.items() if name == "parent"):
        return "It would be inside itself."
    try:
        for name, (_before, after) in changed.items():
            if not hasattr(after, "pk"):
                record._meta.get_field(name).clean(after, record)
    except ValidationError as problem:
        return " ".join(problem.messages)
    return ""


def _lies_within(inner, outer):
    """Whether a record is another, or a part of it, however deep."""
    seen = set()
    while inner is not None and inner.pk not in seen:
        if inner == outer:
            return True
        seen.add(inner.pk)
        inner = inner.parent
    return False
