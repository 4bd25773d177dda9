"""Speakers whom nobody has identified, by what they are called: identified together, or left unnamed with a reason."""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Count

from articles.curation import leave_unnamed, reattribute
from articles.models import Statement
from desk.queues import unresolved
from people.models import Person
from people.naming import fold_name

from .kinds import KINDS, meant_by

MOST_CALLED = 2_000  # the wordings that are grouped: those printed most often
AT_ONCE = 500


@dataclass
class Group:
    """Statements whose speakers are called the same, but for capitals and signs."""

    called: str
    count: int = 0
    wordings: list = field(default_factory=list)


def groups():
    """{folded words: Group}, those with most statements first."""
    counted = unresolved().order_by().values("described_as").annotate(count=Count("pk"))
    found = {}
    for row in counted.order_by("-count", "described_as")[:MOST_CALLED]:
        group = found.setdefault(fold_name(row["described_as"]), Group(row["described_as"]))
        group.count += row["count"]
        group.wordings.append(row["described_as"])
    return dict(sorted(found.items(), key=lambda entry: -entry[1].count))


def statements_of(group):
    return unresolved().filter(described_as__in=group.wordings)


def speaker_meant(typed):
    """The person or organisation that is meant by a code or an address; whoever was merged is meant as the survivor."""
    found = next((found for kind in ("person", "organisation") if (found := meant_by(KINDS[kind], typed))), None)
    return (found.merged_into or found) if found else None


@transaction.atomic
def identify(statements, who, *, by, reason):
    """Say who made these statements; returns how many have a speaker now."""
    named = {"person": who} if isinstance(who, Person) else {"organisation": who}
    return reattribute(statements, **named, editor=by, reason=reason)


def leave(statements, why, *, by, reason):
    """Leave whoever made these unnamed, and say why; returns how many."""
    return leave_unnamed(statements, anonymity_reason=why, editor=by, reason=reason)


def ticked(group, keys):
    """Of the statements that were ticked, those that still wait."""
    return Statement.objects.filter(pk__in=statements_of(group).filter(pk__in=keys).values("pk")).order_by("pk")
