"""Records told apart: an editor's “not the same” holds for ever, also for those that take the place of either one.

It is never transitive: that A is not B and B not C says nothing of A and C. It can be taken back, and is kept then too.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, F, OuterRef, Q, When
from django.utils import timezone

from .models import Distinction


@transaction.atomic
def tell_apart(one, other, *, by, reason=""):
    """Remember that two records are not the same; once decided, it is the same decision the second time."""
    if type(one) is not type(other) or one.pk == other.pk:
        raise ValidationError("Choose two records of one kind.")
    if len(reason.strip()) > 300:
        raise ValidationError("Give the reason in at most 300 characters.")
    first, second = sorted([one.code, other.code])
    made, _is_new = Distinction.objects.get_or_create(
        kind=one._meta.label_lower,
        one_code=first,
        other_code=second,
        taken_back_at=None,
        defaults={"one_now": first, "other_now": second, "reason": reason.strip(), "decided_by": by},
    )
    return made


@transaction.atomic
def take_back(one, other, *, by):
    """Let two records be proposed as one again; returns how many decisions that took back."""
    decided = Distinction.objects.between(one, other)
    return decided.update(taken_back_at=timezone.now(), taken_back_by=by)


def apart_from(record):
    """The codes of the records that this one is told apart from, for filter(code__in=…)."""
    mine = Q(one_now=record.code) | Q(other_now=record.code)
    decided = Distinction.objects.standing().filter(mine, kind=record._meta.label_lower)
    return decided.annotate(apart=_the_other(record.code)).values("apart")


def apart_from_outer(model):
    """The same for the record of the query round it, for ~Q(code__in=…)."""
    mine = Q(one_now=OuterRef(OuterRef("code"))) | Q(other_now=OuterRef(OuterRef("code")))
    decided = Distinction.objects.standing().filter(mine, kind=model._meta.label_lower)
    return decided.annotate(apart=_the_other(OuterRef(OuterRef("code")))).values("apart")


def told_apart(model, codes):
    """The pairs among these records that are told apart: {frozenset of two codes}, in one query."""
    decided = Distinction.objects.standing().filter(kind=model._meta.label_lower, one_now__in=codes)
    pairs = decided.filter(other_now__in=codes).values_list("one_now", "other_now")
    return {frozenset(pair) for pair in pairs}


def carry(model, *records):
    """After a merge or its undoing: let what was decided of any of these records hold for whom they are now."""
    codes = [record.code for record in records]
    about = Q(one_now__in=codes) | Q(other_now__in=codes) | Q(one_code__in=codes) | Q(other_code__in=codes)
    rows = list(Distinction.objects.filter(about, kind=model._meta.label_lower))
    named = {code for row in rows for code in (row.one_code, row.other_code)}
    now = dict(model.objects.filter(code__in=named).annotate(now=_code_now()).values_list("code", "now"))
    for row in rows:
        row.one_now, row.other_now = (now.get(code, code) for code in (row.one_code, row.other_code))
    Distinction.objects.bulk_update(rows, ["one_now", "other_now"], batch_size=500)


def _code_now():
    return Case(When(merged_into=None, then=F("code")), default=F("merged_into__code"))


def _the_other(code):
    return Case(When(one_now=code, then=F("other_now")), default=F("one_now"))
