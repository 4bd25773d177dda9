"""The second pair of eyes: which decisions a colleague looks at again, and what comes of it.

A look is drawn in the transaction of the first decision, wherever that is made: articles/curation.py tells of each.
It is had when a second editor accepts or rejects; until then they see the statement as it stands, and not what was
decided.
"""

from random import uniform
from secrets import token_hex

from django.conf import settings
from django.utils import timezone

from articles.models import Statement
from desk.models import Decision, SecondLook

Act = Decision.Act


def statements_for(editor):
    """The statements that wait for a second look of this editor's, in the order in which they are checked."""
    looks = SecondLook.objects.waiting_for(editor)
    return Statement.objects.filter(pk__in=looks.values("first__statement")).in_reading_order()


def look_for(statement, editor):
    """The second look at a statement that this editor may take now; None where there is none."""
    looks = SecondLook.objects.waiting_for(editor).select_related("first__editor")
    return looks.filter(first__statement=statement).first()


def follow(sender, statement, by, **_signal):
    """Draw what was just decided, or not. What is decided in a second look is not looked at again.

    A decision that is made outside the queue is kept as one if it is drawn, or others have been made of the statement.
    """
    is_drawn = statement.article.is_sensitive or uniform(0, 100) < settings.SECOND_LOOKS
    if is_drawn or statement.decisions.exists():
        decision = Decision.objects.begun().filter(statement=statement, editor=by).first() or _kept(statement, by)
        if is_drawn and decision.look is None:
            SecondLook.objects.create(first=decision)


def _kept(statement, by):
    """A decision that was made outside the queue."""
    act = Act.REJECT if statement.status == Statement.Status.REJECTED else Act.ACCEPT
    before = {"version": statement.version}
    return Decision.objects.create(statement=statement, editor=by, act=act, before=before, token=token_hex(16))


def settle(decision):
    """A second look is had. It agrees if it decides the same, and what was accepted stands as the first one left it."""
    look = decision.look
    changed = look.decisions.standing().exclude(before={}).exists()
    agreed = decision.act == look.first.act and (decision.act == Act.REJECT or not changed)
    _keep(look, agreed, decision.editor, timezone.now())


def is_had(decision):
    """Whether a second editor has looked at a decision."""
    return SecondLook.objects.had().filter(first=decision).exists()


def reopen(decision):
    """A second look that is taken back waits again."""
    if decision.look and decision.act in Decision.FINAL:
        _keep(decision.look, None, None, None)


def outcome(decision):
    """What an editor is told of the first decision when the second look is had."""
    look = decision.look
    if look is None or look.agreed is None:
        return ""
    return f"{look.first.editor} had decided {'the same' if look.agreed else 'otherwise'}."


def _keep(look, agreed, editor, instant):
    look.agreed, look.looked_by, look.looked_at = agreed, editor, instant
    look.save(update_fields=["agreed", "looked_by", "looked_at"])
