"""Who works on what at this moment: told to colleagues on the same record, so that two do not do one work.

Whoever opens a record is seen; a page that is looked at says so every ten seconds, and when it is left. Who was not
seen for ten minutes is idle, and no longer told of. Nothing is locked: versions see to it that nobody overwrites
anybody.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from people.models import Record

from .addresses import work_page
from .chronicle.kinds import KINDS
from .models import Presence

IDLE = timedelta(minutes=10)
FORGOTTEN = timedelta(days=1)
SHOWN = 50


@dataclass(frozen=True)
class Work:
    """An editor at a record."""

    presence: Presence
    record: Record

    @property
    def user(self):
        return self.presence.user

    @property
    def address(self):
        return work_page(self.record)


@transaction.atomic
def opened(user, record):
    """Note that somebody has opened a record. Coming back within ten minutes is the same visit."""
    now = timezone.now()
    Presence.objects.filter(seen_at__lt=now - FORGOTTEN).delete()
    row, is_new = Presence.objects.get_or_create(
        user=user, kind=record._meta.model_name, code=record.code, defaults={"opened_at": now, "seen_at": now}
    )
    if not is_new:
        row.opened_at = now if row.seen_at < now - IDLE else row.opened_at
        row.seen_at = now
        row.save(update_fields=["opened_at", "seen_at"])


def note_opening(sender, record, user, **_signal):
    opened(user, record)


def seen(user, record):
    """Note that somebody is still there; whoever came without opening it has opened it now."""
    if not _of(user, record).filter(seen_at__gte=timezone.now() - IDLE).update(seen_at=timezone.now()):
        opened(user, record)


def left(user, record):
    _of(user, record).delete()


def others(user, record):
    """Who else has a record open, the first to come first."""
    here = Presence.objects.filter(kind=record._meta.model_name, code=record.code)
    return list(_awake(here).exclude(user=user).select_related("user").order_by("opened_at")[:SHOWN])


def editing_now():
    """Who works on what, the latest first: at most fifty, in one query and one for each kind of record."""
    rows = list(_awake(Presence.objects).select_related("user").order_by("-seen_at", "-pk")[:SHOWN])
    codes = {kind: [row.code for row in rows if row.kind == kind] for kind in {row.kind for row in rows}}
    found = {kind: _by_code(kind, wanted) for kind, wanted in codes.items()}
    return [Work(row, found[row.kind][row.code]) for row in rows if row.code in found[row.kind]]


def in_words(row):
    """“Amal opened this 4 minutes ago.”"""
    minutes = int((timezone.now() - row.opened_at).total_seconds() // 60)
    ago = "just now" if minutes < 1 else f"{minutes} minute{'s' * (minutes > 1)} ago"
    if minutes >= 120:
        ago = f"{minutes // 60} hours ago"
    return f"{row.user} opened this {ago}."


def _of(user, record):
    return Presence.objects.filter(user=user, kind=record._meta.model_name, code=record.code)


def _awake(rows):
    return rows.filter(seen_at__gte=timezone.now() - IDLE)


def _by_code(kind, codes):
    return {record.code: record for record in KINDS[kind].model.objects.filter(code__in=codes)}
