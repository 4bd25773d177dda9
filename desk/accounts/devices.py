"""A browser from which somebody signed in is known again: who guesses their password elsewhere does not lock them out.

The browser keeps a random secret in a cookie that no script reads; the archive keeps its hash. The cookie opens
nothing: it only lets a right password be looked at, and no more than LIMIT wrong ones.
"""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.db.models import F

from desk.models import KnownDevice

NAME = "device" if settings.DEBUG else "__Host-device"
KEPT_FOR = timedelta(days=180)
LIMIT = 5  # wrong passwords on a known device before it counts as any other
MOST = 20  # devices of one account; the oldest are forgotten


def known(request, name):
    """The device that asks, if the account of this name was used on it before; else None."""
    secret = request.COOKIES.get(NAME, "")
    if not secret or not name:
        return None
    return KnownDevice.objects.filter(secret_hash=_hash(secret), user__username=name).first()


def is_trusted(request, credentials):
    """Whether a password may be tried here though others try elsewhere (for AXES_WHITELIST_CALLABLE)."""
    device = known(request, (credentials or {}).get("username"))
    return device is not None and device.failures < LIMIT


def hand_out(request, response):
    """Let the browser keep the secret that signing in has made for it."""
    secret = getattr(request, "_new_device", None)
    if secret:
        rules = {"httponly": True, "samesite": "Strict", "secure": not settings.DEBUG}
        response.set_cookie(NAME, secret, max_age=KEPT_FOR, **rules)


def watch():
    user_logged_in.connect(_signed_in, dispatch_uid="desk.device_signed_in")
    user_login_failed.connect(_failed, dispatch_uid="desk.device_failed")


def _signed_in(sender, request, user, **_signal):
    device = known(request, user.get_username())
    if device:
        KnownDevice.objects.filter(pk=device.pk).update(failures=0)
        return
    request._new_device = secrets.token_urlsafe(32)
    KnownDevice.objects.create(user=user, secret_hash=_hash(request._new_device))
    stale = user.known_devices.order_by("-pk").values_list("pk", flat=True)[MOST:]
    KnownDevice.objects.filter(pk__in=list(stale)).delete()


def _failed(sender, credentials, request=None, **_signal):
    device = known(request, credentials.get("username")) if request else None
    if device:
        KnownDevice.objects.filter(pk=device.pk).update(failures=F("failures") + 1)


def _hash(secret):
    return hashlib.sha256(secret.encode()).hexdigest()
