"""Which suggestion an editor has before them: taken when it is shown, given back when it is decided.

Nobody has to give anything back: what an editor has left lying is free again after a while.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from desk.models import Hold
from desk.models.hold import free_for

HELD_FOR = timedelta(minutes=10)


def take_first(statements, editor, number=1):
    """The first so many of these statements that nobody else has; from now on this editor has them.

    Two editors who ask at one moment get different ones: the database keeps one hold a statement.
    """
    taken = []
    while len(taken) < number:
        wanted = number - len(taken)
        free = list(free_for(statements.exclude(pk__in=[s.pk for s in taken]), editor)[:wanted])
        if not free:
            break
        mine = hold([statement.pk for statement in free], editor)
        taken += [statement for statement in free if statement.pk in mine]
    return taken


@transaction.atomic
def hold(keys, editor):
    """Let an editor have these statements, or go on having them; returns the keys of those that nobody else has."""
    until, keys = timezone.now() + HELD_FOR, sorted(keys)
    Hold.objects.filter(statement__in=keys).run_out().delete()
    Hold.objects.bulk_create(
        (Hold(statement_id=key, editor=editor, until=until) for key in keys), ignore_conflicts=True
    )
    mine = Hold.objects.filter(statement__in=keys, editor=editor)
    mine.update(until=until)
    return set(mine.values_list("statement", flat=True))


def holder_of(statement, editor):
    """Who else has a statement before them now; None where nobody does."""
    held = Hold.objects.of_others(editor).filter(statement=statement).select_related("editor").first()
    return held.editor if held else None


def release(editor, **which):
    """Give back what an editor has before them: all of it, or release(editor, statement=…)."""
    Hold.objects.filter(editor=editor, **which).delete()
