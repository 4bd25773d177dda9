"""What waits at the desk, told by e-mail to those who want it; and to each once, whoever sends how often.

Mail is read by more than whom it is for. So it says how many wait and since when, and names no article and no person.
"""

import smtplib
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from desk.coming import drafts_of, shown_soon
from desk.models import Preference
from desk.queues import MOST, waiting
from people.counting import tally

Digest = Preference.Digest
DAYS = {Digest.DAILY: 1, Digest.WEEKLY: 7}


@dataclass(frozen=True)
class Sending:
    """What became of the digests of one run. failures: the names of accounts, each with what the mail server said."""

    sent: int
    failures: list[tuple[str, str]]


def send_due(site):
    """Send the digests that are due. site: the address of the archive, `https://archive.example`."""
    sent, failures = 0, []
    for preference in due():
        message = digest_for(preference.user, site)
        if message is None or not _claim(preference):
            continue
        try:
            message.send()
            sent += 1
        except (smtplib.SMTPException, OSError) as problem:
            _give_back(preference)
            failures.append((preference.user.get_username(), str(problem)))
    return Sending(sent, failures)


def due():
    """The preferences of those who are to be told today: of the newsroom, with an address, and not told lately."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    wanted = Preference.objects.filter(user__is_active=True, user__is_staff=True).exclude(user__email="")
    is_due = Q(pk__in=())
    for often, days in DAYS.items():
        is_due |= Q(digest=often) & (Q(digest_sent_at=None) | Q(digest_sent_at__lt=today - timedelta(days=days - 1)))
    return wanted.filter(is_due).select_related("user").order_by("pk")


def digest_for(user, site):
    """The message that tells a user what waits; None where nothing does."""
    queues = [entry for entry in waiting(user) if entry.count]
    soon = tally(shown_soon(), MOST)
    if not queues and not soon:
        return None
    account = site + reverse("desk:account")
    told = {"site": site, "queues": queues, "soon": soon, "drafts": len(drafts_of(user)), "account": account}
    return EmailMessage(
        f"What waits at the desk of {settings.SITE_NAME}",
        render_to_string("desk/accounts/digest.txt", told),
        to=[user.email],
        headers={"Auto-Submitted": "auto-generated", "List-Unsubscribe": f"<{account}>"},
    )


def _claim(preference):
    """Say that this digest is sent; whether nobody else has said so meanwhile."""
    before = Preference.objects.filter(pk=preference.pk, digest_sent_at=preference.digest_sent_at)
    return before.update(digest_sent_at=timezone.now()) == 1


def _give_back(preference):
    """The digest was not sent after all: it is due as before."""
    Preference.objects.filter(pk=preference.pk).update(digest_sent_at=preference.digest_sent_at)
