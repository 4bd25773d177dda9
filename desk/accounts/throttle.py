"""Who guesses passwords waits longer and longer: for one account from anywhere, and from one address for any.

django-axes counts and refuses; here stands how long. A name that no account bears is treated like one that is borne.
"""

from datetime import timedelta
from math import ceil

from django.shortcuts import render
from django.utils import timezone

from desk.models import SecurityEvent

from .trail import address_of

LIMIT = 5  # wrong passwords before the first wait (AXES_FAILURE_LIMIT)
FIRST, LONGEST = timedelta(minutes=1), timedelta(hours=1)
REMEMBERED = timedelta(days=1)


def delay(request):
    """How long the asker waits if this password is wrong too: after each further LIMIT in a day, twice as long."""
    if not hasattr(request, "_delay"):
        doublings = max(0, (_failures(request) + 1) // LIMIT - 1)
        request._delay = min(FIRST * 2 ** min(doublings, 10), LONGEST)
    return request._delay


def _failures(request):
    """The failures of a day for this name, or from this address: whichever are more."""
    recent = SecurityEvent.objects.filter(kind=SecurityEvent.Kind.FAILED, at__gt=timezone.now() - REMEMBERED)
    name, address = request.POST.get("username", "")[:150], address_of(request)
    return max(recent.filter(name=name).count(), recent.filter(address=address).count() if address else 0)


def refuse(request, _original=None, _credentials=None):
    """Say how long to wait, and nothing about whether there is such an account."""
    wait = delay(request)
    context = {"minutes": ceil(wait.total_seconds() / 60)}
    answer = render(request, "desk/accounts/locked.html", context, status=429)
    answer["Retry-After"] = int(wait.total_seconds())
    return answer
