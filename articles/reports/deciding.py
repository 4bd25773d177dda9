"""What editors decide of two reports: the same utterance, or not. It is kept for ever, and beats the machine."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from articles.models import Likeness, Statement, Utterance
from people.prepared import prepared

from .grouping import move, move_all
from .judging import judge
from .wordings import read

Decision = Likeness.Decision


@transaction.atomic
def decide(likeness, decision, *, by, reason=""):
    """Decide whether two statements report one utterance; whether that changed anything.

    Decided the same a second time, it changes nothing; decided otherwise, the last word counts.
    """
    likeness = Likeness.objects.select_for_update().get(pk=likeness.pk)
    if likeness.decision == decision:
        return False
    likeness.decision, likeness.decided_by, likeness.decided_at = decision, by, timezone.now()
    likeness._history_user, likeness._change_reason = by, reason.strip()[:300] or likeness.get_decision_display()
    likeness.save()
    _carry_out(likeness)
    return True


@transaction.atomic
def say_same(one, other, *, by, reason):
    """Say of two statements that they report one utterance, whether or not the machine thought so."""
    return decide(_likeness(one, other, reason), Decision.ACCEPTED, by=by, reason=reason)


@transaction.atomic
def split_off(statement, *, by, reason):
    """Take a statement out of its group for ever; the others stay together."""
    others = Statement.objects.filter(utterance=statement.utterance_id).exclude(pk=statement.pk)
    anchor = others.order_by("pk").first() if statement.utterance_id else None
    if anchor is None:
        raise ValidationError("It is in no group with others.")
    likeness = _likeness(statement, anchor, reason)
    if likeness.decision == Decision.REJECTED:  # it came back by another hand
        _carry_out(likeness, leaving=statement.pk)
        return True
    decided = decide(likeness, Decision.REJECTED, by=by, reason=reason)
    if Statement.objects.filter(pk=statement.pk, utterance=statement.utterance_id).exists():
        _carry_out(likeness, leaving=statement.pk)
    return decided


def enforce(keys):
    """Let what editors decided of these statements hold, whatever an import has made of them."""
    if not _any_decided():
        return
    decided = Likeness.objects.exclude(decision=Decision.SUGGESTED)
    same_group = Q(one__utterance=F("other__utterance"))
    for side in ("one", "other"):
        rows = decided.filter(**{f"{side}__in": keys})
        parted = rows.filter(decision=Decision.ACCEPTED).exclude(same_group)
        joined = rows.filter(same_group, decision=Decision.REJECTED)
        for likeness in (*parted, *joined):
            _carry_out(likeness)


@prepared
def _any_decided():
    return Likeness.objects.exclude(decision=Decision.SUGGESTED).order_by().values_list("pk")[:1]


def _likeness(one, other, reason):
    if one.pk == other.pk:
        raise ValidationError("Choose another statement.")
    first, second = sorted([one.pk, other.pk])
    said = read([first, second])
    verdict = judge(*said.values()) if len(said) == 2 else None
    defaults = {"reason": f"an editor: {reason}"[:200], "alike": verdict.alike if verdict else 0}
    return Likeness.objects.get_or_create(one_id=first, other_id=second, defaults=defaults)[0]


def _carry_out(likeness, leaving=None):
    one, other = Statement.objects.filter(pk__in=[likeness.one_id, likeness.other_id]).order_by("pk")
    if likeness.decision == Decision.ACCEPTED:
        _put_together(one, other)
    elif one.utterance_id and one.utterance_id == other.utterance_id:
        move([(None, leaving or other.pk)])


def _put_together(one, other):
    if one.utterance_id and one.utterance_id == other.utterance_id:
        return
    if _told_apart(one, other):
        raise ValidationError("An editor said of two of these reports that they are not the same: change that first.")
    groups = Utterance.objects.filter(pk__in={one.utterance_id, other.utterance_id} - {None})
    kept, *absorbed = sorted(groups, key=lambda group: (not group.note, group.pk)) or [Utterance.objects.create()]
    move([(kept.pk, one.pk), (kept.pk, other.pk)])
    move_all([(kept.pk, group.pk) for group in absorbed])
    Utterance.objects.filter(pk__in=[group.pk for group in absorbed], note="").delete()


def _told_apart(one, other):
    """Whether an editor told apart any two of the reports that would come together."""
    ours, theirs = ((Q(utterance=s.utterance_id) if s.utterance_id else Q(pk=s.pk)) for s in (one, other))
    rejected = Likeness.objects.filter(decision=Decision.REJECTED)
    left, right = (Statement.objects.filter(side).values("pk") for side in (ours, theirs))
    return any(rejected.filter(one__in=a, other__in=b).exists() for a, b in ((left, right), (right, left)))
