"""Two records that are one: the duplicate gives all it has to the survivor, and can be given it back.

Everything that pointed at the duplicate points at the survivor; its names become other names of the survivor, its
address and its former ones lead there in one hop. What would then stand there twice (a person has a role once an
article) stands once. Where both differ, an editor may choose the duplicate's value. A Merge keeps each row that
moved, changed or went, so that unmerge restores what was.
"""

from collections import Counter
from itertools import groupby

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from .addresses import keep_address, path_of
from .choosing import fields_taken
from .models import Distinction, FormerAddress, Merge
from .moving import ADDED, MOVED, announce, change, give_back, move, relations_of


@transaction.atomic
def merge(duplicate, survivor, *, by, reason, chosen=()):
    """Let one record take the place of another of its kind; returns the Merge that can be undone.

    chosen: the names of the fields in which the duplicate's value is right.
    """
    duplicate, survivor = _locked(duplicate, survivor)
    _check(duplicate, survivor, reason)
    kept = []
    for relation in relations_of(type(duplicate)):
        kept += move(relation, duplicate, survivor, by, reason)
    kept += _take_names(duplicate, survivor, chosen, by, reason) + _take_addresses(duplicate, survivor)
    kept += _take_values(duplicate, survivor, chosen)
    _refuse(_is_deep_inside(survivor, survivor), f"{survivor} would be inside itself: choose the other whole.")
    codes = {"survivor_code": survivor.code, "duplicate_code": duplicate.code}
    label = duplicate._meta.label_lower
    made = Merge.objects.create(kind=label, moved=kept, reason=reason.strip(), merged_by=by, **codes)
    duplicate.merged_into = survivor
    _keep([duplicate, survivor], by, reason)  # a number that only one may have is given up before it is taken
    announce(kept, survivor, duplicate)
    return made


@transaction.atomic
def unmerge(merged, *, by, reason):
    """Give back to the duplicate all that a merge took from it, and to both what they were."""
    merged = Merge.objects.select_for_update().get(pk=merged.pk)
    duplicate, survivor = _locked(*records_of(merged))
    _refuse(merged.undone_at is not None, "This merge is undone already.")
    _refuse(not reason.strip(), "Give a reason.")
    _refuse(survivor.merged_into_id is not None, f"{survivor} has been merged itself since: undo that first.")
    for _kind, entries in groupby(reversed(merged.moved), key=lambda entry: entry[:3]):
        give_back(list(entries), duplicate, survivor, by, reason)
    merged.undone_at = timezone.now()
    merged.save()
    duplicate.merged_into = None
    _keep([survivor, duplicate], by, reason)
    announce(merged.moved, survivor, duplicate)
    return merged


def preview(duplicate, survivor):
    """How much would move: {what, in the plural: how many}."""
    counts = Counter()
    for relation in relations_of(type(duplicate)):
        name = str(relation.related_model._meta.verbose_name_plural)
        counts[name] += relation.related_model._base_manager.filter(**{relation.field.name: duplicate}).count()
    counts["addresses"] += 1 + FormerAddress.objects.filter(**_leading_to(duplicate)).count()
    return {name: count for name, count in counts.items() if count}


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
    inside = f"{survivor} is inside {duplicate}: merge them the other way round."
    _refuse(_is_deep_inside(survivor, duplicate), inside)
    are_two = f"An editor decided that {duplicate} and {survivor} are not the same. Take that back first."
    _refuse(Distinction.objects.between(duplicate, survivor).exists(), are_two)
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


def _take_names(duplicate, survivor, chosen, by, reason):
    """The display name that gives way becomes another name of the survivor, unless it has it."""
    goes, stays = (survivor, duplicate) if "name" in chosen else (duplicate, survivor)
    if goes.name == stays.name or survivor.names.filter(text=goes.name).exists():
        return []
    name = survivor.names.model(text=goes.name, language=goes.language)
    setattr(name, survivor._meta.model_name, survivor)
    name._history_user, name._change_reason = by, reason.strip()
    name.save()
    return [[ADDED, name._meta.label_lower, "", name.pk]]


def _take_values(duplicate, survivor, chosen):
    """Give the survivor the values that were chosen; what only one record may have, the duplicate gives up."""
    kept = []
    for field in fields_taken(type(survivor), chosen):
        value = getattr(duplicate, field.attname)
        if field.unique and value is not None:
            kept.append(change(duplicate, field, None))
        kept.append(change(survivor, field, value))
    return kept


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


def _keep(records, by, reason):
    for record in records:
        record.version += 1
        record._history_user, record._change_reason = by, reason.strip()
        record.save()


def _refuse(condition, sentence):
    if condition:
        raise ValidationError(sentence)
