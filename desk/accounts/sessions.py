"""Where an account is signed in, and how that ends: elsewhere, after a new password, or after half a day of nothing."""

from datetime import timedelta
from importlib import import_module
from time import time

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.utils import timezone

from desk.models import SecurityEvent, SignIn

from .trail import address_of, agent_of, keep_event

IDLE = timedelta(hours=12)
NOTED_EVERY = timedelta(minutes=5)  # so often it is written that a session is in use
SEEN = "seen_at"


def of(user):
    """The sessions of a user that are open: those opened with the present password, and used not long ago."""
    return user.sign_ins.filter(password_mark=user.get_session_auth_hash(), seen_at__gt=timezone.now() - IDLE)


def end(sign_in, request):
    """End a session from elsewhere: whoever uses it has to sign in again."""
    import_module(settings.SESSION_ENGINE).SessionStore(sign_in.session_key).delete()
    sign_in.delete()
    keep_event(SecurityEvent.Kind.SESSION_ENDED, request, user=sign_in.user, detail=sign_in.agent)


def end_others(request):
    """End all sessions of a user but the present one; returns how many."""
    others = list(request.user.sign_ins.exclude(session_key=request.session.session_key))
    for sign_in in others:
        end(sign_in, request)
    return len(others)


def note_use(request):
    """Write now and then that a session is in use; end it where it was not for IDLE. Asks nothing of the database."""
    now, seen = time(), request.session.get(SEEN)
    if seen and now - seen > IDLE.total_seconds():
        logout(request)
    elif not seen or now - seen > NOTED_EVERY.total_seconds():
        request.session[SEEN] = now
        SignIn.objects.filter(session_key=request.session.session_key).update(seen_at=timezone.now())


def watch():
    user_logged_in.connect(_signed_in, dispatch_uid="desk.session_began")
    user_logged_out.connect(_signed_out, dispatch_uid="desk.session_ended")


def _signed_in(sender, request, user, **_signal):
    request.session[SEEN] = time()
    if not request.session.session_key:
        request.session.save()
    SignIn.objects.filter(user=user, seen_at__lt=timezone.now() - IDLE).delete()
    SignIn.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={
            "user": user,
            "password_mark": user.get_session_auth_hash(),
            "address": address_of(request),
            "agent": agent_of(request),
            "seen_at": timezone.now(),
        },
    )


def _signed_out(sender, request, user, **_signal):
    SignIn.objects.filter(session_key=request.session.session_key).delete()
