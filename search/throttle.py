"""Searches are for people: whoever asks for more in a minute than a person could read is told to wait.

Articles, people and places are never throttled. Each process counts for itself.
"""

from functools import wraps
from ipaddress import ip_address, ip_network
from time import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse

MINUTE = 60
TOLD = "That is more searches than one reader can read. Wait a minute; articles, people and places stay open."


def throttled(view):
    """The view, for those who do not ask too often; editors may."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        wait = request.GET and seconds_to_wait(request)
        if not wait or request.user.is_authenticated:
            return view(request, *args, **kwargs)
        return HttpResponse(
            TOLD,
            status=429,
            content_type="text/plain; charset=utf-8",
            headers={"Retry-After": wait, "Cache-Control": "no-store"},
        )

    return answer


def seconds_to_wait(request):
    """How long until this reader may search again; 0 for now."""
    if not settings.SEARCHES_A_MINUTE:
        return 0
    minute, second = divmod(int(time()), MINUTE)
    return MINUTE - second if counted(minute, neighbourhood(request)) > settings.SEARCHES_A_MINUTE else 0


def counted(minute, reader):
    """How many searches a reader has asked for in this minute, with this one."""
    key = f"searches/{minute}/{reader}"
    cache.add(key, 0, 2 * MINUTE)
    try:
        return cache.incr(key)
    except ValueError:  # a full cache forgot it just now, and begins anew
        return 1


def neighbourhood(request):
    """Who asks: an address, or of IPv6 the network of one household, as the nearest proxy that is ours saw it."""
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    address = seen[-settings.PROXIES] if settings.PROXIES and len(seen) >= settings.PROXIES else ""
    try:
        found = ip_address(address or request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return "unknown"
    return str(ip_network(f"{found}/64", strict=False) if found.version == 6 else found)
