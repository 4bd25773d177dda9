"""Records that may be one, and what is decided of them: told apart, asked to be merged. Nothing is merged from here.

A record is compared with those under its likeness keys (people/likeness.py), in a few queries for hundreds of records:
when an editor saves it, when a merge touches it, and after an import by `manage.py find_doubles`.
"""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from desk.models import Comparison, Double
from people import distinctions
from people.likeness import body_key, keys_to_ask
from people.models import Person

from .evidence import ORDER, best_likeness, fetched, names_of, score
from .kinds import KINDS, kind_of

A_RECORD = 8  # pairs, the likeliest
A_KEY = 100  # records compared under one key, the longest known
BATCH = 500
MANY = 2_000  # records compared at one press of a button


@transaction.atomic
def look_at(model, records):
    """Decide anew which records may be the same as these; returns how many pairs of theirs wait."""
    records = list(fetched(model).filter(pk__in=[record.pk for record in records]))
    pairs = _pairs(model, [record for record in records if record.merged_into_id is None])
    waiting = _waiting(kind_of_model(model), [record.code for record in records])
    asked = {double.codes for double in waiting if double.asked_at}
    stale = [double.pk for double in waiting if not double.asked_at and double.codes not in pairs]
    Double.objects.filter(pk__in=stale).delete()
    rows = [
        Double(kind=kind_of_model(model), **_codes(*both), score=score(*both))
        for key, both in pairs.items()
        if key not in asked
    ]
    Double.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["kind", "one_code", "other_code"], update_fields=["score"]
    )
    return len(pairs)


def compare_new(model, most=MANY):
    """Compare the records that were added since the last time, so many at most; returns how many are compared."""
    reached, done = Comparison.objects.get_or_create(kind=kind_of_model(model))[0], 0
    while done < most:
        records = list(_uncompared(model, reached.reached)[: min(BATCH, most - done)])
        if not records:
            break
        with transaction.atomic():
            look_at(model, records)
            reached.reached = records[-1].pk
            reached.save()
        done += len(records)
    return done


def uncompared(model):
    """The records that nobody has compared with the others yet."""
    known = Comparison.objects.filter(kind=kind_of_model(model)).first()
    return _uncompared(model, known.reached if known else 0)


def tell_apart(one, other, *, by, reason=""):
    """Remember that two records are not the same; they wait no more."""
    with transaction.atomic():
        decided = distinctions.tell_apart(one, other, by=by, reason=reason)
        Double.objects.filter(kind=kind_of(one), **_codes(one, other)).delete()
    return decided


def take_back(one, other, *, by):
    """Let two records be proposed again; whether anything was taken back."""
    with transaction.atomic():
        taken = distinctions.take_back(one, other, by=by)
        look_at(type(one), [one, other])
    return bool(taken)


@transaction.atomic
def ask(one, other, *, by, reason):
    """Ask a publisher to merge two records, and say why. Asked again, the latest reason stands."""
    if one.pk == other.pk:
        raise ValidationError("They are one already.")
    if not reason.strip() or len(reason.strip()) > 300:
        raise ValidationError("Give a reason, in at most 300 characters.")
    if distinctions.told_apart(type(one), [one.code, other.code]):
        raise ValidationError("An editor decided that they are not the same. Take that back first.")
    asked = {"asked_by": by, "asked_at": timezone.now(), "asked_why": reason.strip(), "score": Double.ASKED}
    return Double.objects.update_or_create(kind=kind_of(one), **_codes(one, other), defaults=asked)[0]


def follow_save(sender, record, **_signal):
    if sender in KINDS.values():
        look_at(sender, [record])


def follow_merge(sender, survivor, duplicate, **_signal):
    """What an editor asked of the duplicate is asked of the survivor; the rest is compared anew."""
    if sender not in KINDS.values():
        return
    if duplicate.merged_into_id:
        for double in _waiting(kind_of(duplicate), [duplicate.code]):
            _carry(double, duplicate, survivor)
    look_at(sender, [survivor, duplicate])


def kind_of_model(model):
    return next(kind for kind, known in KINDS.items() if known is model)


def _carry(double, duplicate, survivor):
    third = type(survivor).objects.filter(code__in=double.codes - {duplicate.code, survivor.code}).first()
    double.delete()
    if third and double.asked_at:
        asked = {name: getattr(double, name) for name in ("asked_by", "asked_at", "asked_why", "score")}
        Double.objects.get_or_create(kind=double.kind, **_codes(survivor, third), defaults=asked)


def _uncompared(model, reached):
    return model.objects.filter(pk__gt=reached, merged_into=None).order_by("pk")


def _waiting(kind, codes):
    return list(Double.objects.filter(Q(one_code__in=codes) | Q(other_code__in=codes), kind=kind))


def _codes(one, other):
    """A pair as it is kept: the record that was known first, first."""
    first, second = sorted([one, other], key=lambda record: record.pk)
    return {"one_code": first.code, "other_code": second.code}


def _pairs(model, records):
    """{frozenset of codes: both records} for whoever may be the same as one of these."""
    found = _alike(model, records)
    known = fetched(model).in_bulk({key for pair in found for key in pair})
    in_order = [[known[key] for key in pair] for pair in sorted(map(sorted, found))]
    pairs = {frozenset(record.code for record in both): both for both in in_order}
    apart = distinctions.told_apart(model, [record.code for record in known.values()])
    return {codes: both for codes, both in pairs.items() if codes not in apart}


def _alike(model, records):
    """The pairs of primary keys whose names are alike, no more than a few for each of these records."""
    names = {record.pk: names_of(record) for record in records}
    keys = {pk: _keys(model, borne) for pk, borne in names.items()}
    under = _bearers(model, set().union(*keys.values()) if keys else set())
    pairs = set()
    for pk, borne in names.items():
        others = defaultdict(list)
        for key in keys[pk]:
            for other, name in under[key]:
                if other != pk:
                    others[other].append(name)
        ranked = [
            (ORDER.index(found[0]), other)
            for other, theirs in others.items()
            if (found := best_likeness(model, borne, theirs))
        ]
        pairs |= {frozenset([pk, other]) for _rank, other in sorted(ranked)[:A_RECORD]}
    return pairs


def _keys(model, names):
    """Under which keys names like these stand."""
    return keys_to_ask(names) if model is Person else {key for name in names if (key := body_key(name))}


def _bearers(model, keys):
    """{key: [(primary key, name)]} of the records that stand for themselves, in two queries."""
    owner = model._meta.model_name
    own = model.objects.filter(likeness_key__in=keys, merged_into=None).order_by("pk")
    names = model.names.rel.related_model.objects.filter(likeness_key__in=keys, **{f"{owner}__merged_into": None})
    under = defaultdict(list)
    for key, *bearer in own.values_list("likeness_key", "pk", "name"):
        under[key].append(bearer)
    for key, *bearer in names.order_by(owner).values_list("likeness_key", owner, "text"):
        under[key].append(bearer)
    return defaultdict(list, {key: bearers[:A_KEY] for key, bearers in under.items()})
