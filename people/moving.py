"""Rows that pass from one record to another, and back: what each act did, written down so that it can be undone.

An entry is [act, model label, field, primary key, …]: a row was MOVED, ADDED, or is GONE (with all its values); a field
was CLEARED, or CHANGED (with what it was and what it became).
"""

from collections import Counter

from django.apps import apps
from django.db import models

from . import distinctions, histories
from .models import FormerAddress, Name
from .telling import records_merged

MOVED, ADDED, CLEARED, GONE, CHANGED = "moved", "added", "cleared", "gone", "changed"


def relations_of(model):
    """What can point at a record of this kind."""
    return [relation for relation in model._meta.related_objects if not relation.many_to_many]


def move(relation, duplicate, survivor, by, reason):
    """Point the rows of one relation at the survivor."""
    model, field = relation.related_model, relation.field.name
    return move_rows(model._base_manager.filter(**{field: duplicate}), field, duplicate, survivor, by, reason)


def move_rows(rows, field, duplicate, survivor, by, reason):
    """Point these rows at the survivor; of two that would be the same, the accepted one stays. Returns the entries."""
    model, kept, moving, gone = rows.model, [], [], []
    twins = Twins(model, field, [survivor])
    for row in rows:
        if row == survivor:  # a part of the duplicate until now: nothing is a part of itself
            setattr(survivor, field, None)
            kept.append([CLEARED, model._meta.label_lower, field, row.pk])
            continue
        setattr(row, field, survivor)
        twin = twins.of(row)
        stays = not twin or _is_surer(row, twin)
        if twin:
            gone.append(twin if stays else row)
            kept.append(_gone(gone[-1], field, survivor if stays else duplicate))
        if stays:
            moving.append(row)
    kept += [[MOVED, model._meta.label_lower, field, row.pk] for row in moving]
    if gone:
        histories.delete_all(gone, by=by, reason=reason)
    save(moving, model, field, by, reason)
    return kept


class Twins:
    """The rows that some records have already where a rule of the model allows only one: asked once for all."""

    def __init__(self, model, field, owners):
        self.rules = [
            ([model._meta.get_field(name).attname for name in rule.fields], rule.condition or models.Q())
            for rule in model._meta.constraints
            if isinstance(rule, models.UniqueConstraint) and field in rule.fields
        ]
        rows = model._base_manager.filter(**{f"{field}__in": owners})
        self.known = [{_told(row, names): row for row in rows.filter(condition)} for names, condition in self.rules]

    def of(self, row):
        """The row that is the same by such a rule, or None."""
        told = (_told(row, names) for names, _condition in self.rules)
        found = (known.get(same) for same, known in zip(told, self.known, strict=True) if None not in same)
        return next(filter(None, found), None)


def _told(row, names):
    return tuple(getattr(row, name) for name in names)


def _is_surer(row, twin):
    """Whether an editor accepted this row and not the other."""
    return getattr(row, "review", "") == "accepted" and twin.review != "accepted"


def _gone(row, field, owner):
    """The entry of a row that goes: it holds all its values."""
    values = _values(row) | {row._meta.get_field(field).attname: owner.pk}
    return [GONE, row._meta.label_lower, field, row.pk, values]


def _values(row):
    """What a row holds, as text that to_python() reads back."""
    filled = [field for field in row._meta.fields if getattr(row, field.attname) is not None]
    return {field.attname: field.value_to_string(row) for field in filled}


def save(rows, model, field, by, reason):
    """Save rows that all name the same record now."""
    if rows and hasattr(model, "history"):
        histories.save_all(rows, [field], by=by, reason=reason)
        return
    for start in range(0, len(rows), histories.BATCH):
        some = rows[start : start + histories.BATCH]
        model._base_manager.filter(pk__in=[row.pk for row in some]).update(**{field: getattr(some[0], field)})


def change(record, field, value):
    """Set a field; the entry holds what it was and what it is now."""
    before = _written(field, record)
    setattr(record, field.attname, value)
    return [CHANGED, record._meta.label_lower, field.name, record.pk, before, _written(field, record)]


def _written(field, record):
    return None if getattr(record, field.attname) is None else field.value_to_string(record)


def give_back(entries, duplicate, survivor, by, reason):
    """Undo what entries of one act, model and field tell, in their order."""
    act, label, field = entries[0][:3]
    _UNDOING[act](apps.get_model(label), field, entries, duplicate, survivor, (by, reason))


def _take_away(model, field, entries, duplicate, survivor, why):
    """Delete rows that were added; a name that somebody has changed since stays."""
    for row in model._base_manager.filter(pk__in=_keys(entries)):
        if not isinstance(row, Name) or row.text in {duplicate.name, survivor.name}:
            row.delete()


def _bring_back(model, field, entries, duplicate, survivor, why):
    """Make rows again that went, unless one like them stands there by now."""
    rows = [model(**_restored(model, entry[4])) for entry in entries]
    twins = Twins(model, field, [duplicate, survivor])
    model._base_manager.bulk_create([row for row in rows if not twins.of(row)])


def _fill_again(model, field, entries, duplicate, survivor, why):
    setattr(survivor, field, duplicate)


def _change_back(model, field, entries, duplicate, survivor, why):
    """Give fields their former values, unless somebody changed them since or a third record has the value now."""
    field = model._meta.get_field(field)
    for *_told, key, before, after in entries:
        record = duplicate if key == duplicate.pk else survivor
        value = None if before is None else field.to_python(before)
        others = model._base_manager.exclude(pk__in=[duplicate.pk, survivor.pk])
        is_taken = field.unique and value is not None and others.filter(**{field.attname: value}).exists()
        if _written(field, record) == after and not is_taken:
            setattr(record, field.attname, value)


def _move_back(model, field, entries, duplicate, survivor, why):
    """Point rows at the duplicate again, but for those that name somebody else by now."""
    if model is FormerAddress:
        model.objects.filter(pk__in=_keys(entries), code=survivor.code).update(code=duplicate.code)
        return
    rows = list(model._base_manager.filter(pk__in=_keys(entries), **{field: survivor}))
    for row in rows:
        setattr(row, field, duplicate)
    save(rows, model, field, *why)


_UNDOING = {ADDED: _take_away, GONE: _bring_back, CLEARED: _fill_again, CHANGED: _change_back, MOVED: _move_back}


def _keys(entries):
    return [entry[3] for entry in entries]


def _restored(model, values):
    fields = {field.attname: field for field in model._meta.fields}
    return {name: fields[name].to_python(value) for name, value in values.items()}


def announce(kept, survivor, duplicate):
    """Tell whoever decides what readers see which rows have passed from one record to another."""
    rows, gone = {}, [entry[4] for entry in kept if entry[0] == GONE]
    for _act, label, _field, key, *_values in kept:
        rows.setdefault(apps.get_model(label), set()).add(key)
    distinctions.carry(type(survivor), survivor, duplicate)
    sides = {"survivor": survivor, "duplicate": duplicate}
    records_merged.send(sender=type(survivor), rows=rows, gone=gone, **sides)


def told_moves(entries):
    """What moved or was changed, in an editor's words: {what, in the plural: how many}."""
    counts = Counter()
    for act, label, *_rest in entries:
        if act in (MOVED, GONE):
            counts[str(apps.get_model(label)._meta.verbose_name_plural)] += 1
    return dict(counts)


def changed_since(entries, survivor):
    """The fields that a merge set and somebody has set anew since: undoing it leaves them as they are."""
    found = []
    for act, label, name, *told in entries:
        if act == CHANGED and told[0] == survivor.pk:
            field = apps.get_model(label)._meta.get_field(name)
            if _written(field, survivor) != told[2]:
                found.append(str(field.verbose_name))
    return found
