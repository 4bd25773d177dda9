"""Two records that are one: the duplicate gives all it has to the survivor, and can be given it back.

Everything that pointed at the duplicate points at the survivor; its names become other names of the survivor, its
address and its former ones lead there in one hop. What would then stand there twice (a person has a role once an
article) stands once. A Merge keeps each row that moved, changed or went, so that unmerge restores what was.
"""

from collections import Counter

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from . import histories
from .addresses import keep_address, path_of
from .models import FormerAddress, Merge
from .telling import records_merged

MOVED, ADDED, CLEARED, GONE = "moved", "added", "cleared", "gone"


@transaction.atomic
def merge(duplicate, survivor, *, by, reason):
    """Let one record take the place of another of its kind; returns the Merge that can be undone."""
    duplicate, survivor = _locked(duplicate, survivor)
    _check(duplicate, survivor, reason)
    kept = []
    for relation in relations_of(type(duplicate)):
        kept += _move(relation, duplicate, survivor, by, reason)
    kept += _take_name(duplicate, survivor, by, reason) + _take_addresses(duplicate, survivor)
    codes = {"survivor_code": survivor.code, "duplicate_code": duplicate.code}
    label = duplicate._meta.label_lower
    made = Merge.objects.create(kind=label, moved=kept, reason=reason.strip(), merged_by=by, **codes)
    _mark(duplicate, survivor, survivor, by, reason)
    _announce(kept, survivor, duplicate)
    return made


@transaction.atomic
def unmerge(merged, *, by, reason):
    """Give back to the duplicate all that a merge took from it, and to both what they were."""
    merged = Merge.objects.select_for_update().get(pk=merged.pk)
    duplicate, survivor = _locked(*records_of(merged))
    _refuse(merged.undone_at is not None, "This merge is undone already.")
    _refuse(not reason.strip(), "Give a reason.")
    _refuse(survivor.merged_into_id is not None, f"{survivor} was merged itself since: undo that first.")
    for entry in reversed(merged.moved):
        _give_back(entry, duplicate, survivor, by, reason)
    merged.undone_at = timezone.now()
    merged.save()
    _mark(duplicate, None, survivor, by, reason)
    _announce(merged.moved, survivor, duplicate)
    return merged


def preview(duplicate, survivor):
    """How much would move: {what, in the plural: how many}."""
    counts = Counter()
    for relation in relations_of(type(duplicate)):
        name = str(relation.related_model._meta.verbose_name_plural)
        counts[name] += relation.related_model._base_manager.filter(**{relation.field.name: duplicate}).count()
    counts["addresses"] += 1 + FormerAddress.objects.filter(**_leading_to(duplicate)).count()
    return {name: count for name, count in counts.items() if count}


def relations_of(model):
    """What can point at a record of this kind."""
    return [relation for relation in model._meta.related_objects if not relation.many_to_many]


def records_of(merged):
    """The duplicate and the survivor of a merge."""
    model = apps.get_model(merged.kind)
    return model.objects.get(code=merged.duplicate_code), model.objects.get(code=merged.survivor_code)


def _locked(*records):
    model = type(records[0])
    found = {record.pk: record for record in model.objects.select_for_update().filter(pk__in=[r.pk for r in records])}
    return [found[record.pk] if type(record) is model else record for record in records]


def _check(duplicate, survivor, reason):
    _refuse(type(duplicate) is not type(survivor), "Only records of one kind can be one.")
    _refuse(duplicate.pk == survivor.pk, "A record cannot be merged into itself.")
    _refuse(duplicate.merged_into_id is not None, f"{duplicate} is merged already.")
    _refuse(survivor.merged_into_id is not None, f"{survivor} was merged into another record: choose that one.")
    _refuse(
        _is_deep_inside(survivor, duplicate), f"{survivor} lies within {duplicate}: merge them the other way round."
    )
    _refuse(not reason.strip(), "Give a reason.")
    _refuse(len(reason.strip()) > 300, "Give the reason in at most 300 characters.")


def _is_deep_inside(record, whole):
    """Whether a record is a part of a part of another."""
    above, seen = getattr(getattr(record, "parent", None), "parent", None), set()
    while above and above.pk not in seen:
        if above == whole:
            return True
        seen.add(above.pk)
        above = above.parent
    return False


def _move(relation, duplicate, survivor, by, reason):
    """Point the rows of one relation at the survivor; of two that would be the same, the accepted one stays."""
    model, field = relation.related_model, relation.field.name
    kept, moving = [], []
    for row in model._base_manager.filter(**{field: duplicate}):
        if row == survivor:  # a part of the duplicate until now: nothing is a part of itself
            setattr(survivor, field, None)
            kept.append([CLEARED, model._meta.label_lower, field, row.pk])
            continue
        setattr(row, field, survivor)
        twin = _twin(row, field)
        stays = not twin or _is_surer(row, twin)
        if twin:
            kept.append(_drop(twin if stays else row, field, survivor if stays else duplicate))
        if stays:
            moving.append(row)
    kept += [[MOVED, model._meta.label_lower, field, row.pk] for row in moving]
    _save(moving, model, field, by, reason)
    return kept


def _twin(row, field):
    """The row that the survivor has already where a rule of the model allows only one."""
    for names, condition in _unique_rules(type(row)):
        if field in names:
            same = {name: getattr(row, name) for name in names}
            if all(value is not None for value in same.values()):
                twin = type(row)._base_manager.filter(condition, **same).exclude(pk=row.pk).first()
                if twin:
                    return twin
    return None


def _unique_rules(model):
    for rule in model._meta.constraints:
        if isinstance(rule, models.UniqueConstraint):
            yield rule.fields, rule.condition or models.Q()


def _is_surer(row, twin):
    """Whether an editor accepted this row and not the other."""
    return getattr(row, "review", "") == "accepted" and twin.review != "accepted"


def _drop(row, field, owner):
    """Delete a row; the entry holds all its values."""
    values = _values(row) | {row._meta.get_field(field).attname: owner.pk}
    entry = [GONE, row._meta.label_lower, field, row.pk, values]
    row.delete()
    return entry


def _values(row):
    """What a row holds, as text that to_python() reads back."""
    filled = [field for field in row._meta.fields if getattr(row, field.attname) is not None]
    return {field.attname: field.value_to_string(row) for field in filled}


def _save(rows, model, field, by, reason):
    if rows and hasattr(model, "history"):
        histories.save_all(rows, [field], by=by, reason=reason)
    elif rows:
        model._base_manager.bulk_update(rows, [field], batch_size=500)


def _take_name(duplicate, survivor, by, reason):
    """The display name of the duplicate becomes another name of the survivor, unless it has it."""
    if duplicate.name == survivor.name or survivor.names.filter(text=duplicate.name).exists():
        return []
    name = survivor.names.model(text=duplicate.name, language=duplicate.language)
    setattr(name, survivor._meta.model_name, survivor)
    name._history_user, name._change_reason = by, reason.strip()
    name.save()
    return [[ADDED, name._meta.label_lower, "", name.pk]]


def _take_addresses(duplicate, survivor):
    kept = []
    label = FormerAddress._meta.label_lower
    for address in FormerAddress.objects.filter(**_leading_to(duplicate)):
        kept.append([MOVED, label, "code", address.pk])
        address.code = survivor.code
        address.save()
    if not FormerAddress.objects.filter(path=path_of(duplicate)).exists():
        kept.append([ADDED, label, "", keep_address(path_of(duplicate), survivor).pk])
    return kept


def _leading_to(record):
    return {"kind": record._meta.label_lower, "code": record.code}


def _give_back(entry, duplicate, survivor, by, reason):
    act, label, field, key, *values = entry
    model = apps.get_model(label)
    if act == ADDED:
        for row in model._base_manager.filter(pk=key):
            row.delete()
    elif act == GONE:
        model._base_manager.bulk_create([model(**_restored(model, values[0]))])
    elif act == CLEARED:
        setattr(survivor, field, duplicate)
    elif model is FormerAddress:
        model.objects.filter(pk=key, code=survivor.code).update(code=duplicate.code)
    else:
        rows = list(model._base_manager.filter(pk=key, **{field: survivor}))
        for row in rows:
            setattr(row, field, duplicate)
        _save(rows, model, field, by, reason)


def _restored(model, values):
    fields = {field.attname: field for field in model._meta.fields}
    return {name: fields[name].to_python(value) for name, value in values.items()}


def _mark(duplicate, into, survivor, by, reason):
    duplicate.merged_into = into
    for record in (duplicate, survivor):
        record.version += 1
        record._history_user, record._change_reason = by, reason.strip()
        record.save()


def _announce(kept, survivor, duplicate):
    rows, gone = {}, [entry[4] for entry in kept if entry[0] == GONE]
    for _act, label, _field, key, *_values in kept:
        rows.setdefault(apps.get_model(label), set()).add(key)
    sides = {"survivor": survivor, "duplicate": duplicate}
    records_merged.send(sender=type(survivor), rows=rows, gone=gone, **sides)


def _refuse(condition, sentence):
    if condition:
        raise ValidationError(sentence)
