"""The trail of security events: what happened to an account, from where, and by whom."""

from contextlib import suppress
from ipaddress import ip_address

from axes.signals import user_locked_out
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, post_save, pre_save
from simple_history.models import HistoricalRecords

from desk.models import SecurityEvent
from search.throttle import neighbourhood

Kind = SecurityEvent.Kind
CHANGED = {"post_add", "post_remove"}
RIGHTS = {"is_active": "active", "is_staff": "member of the newsroom", "is_superuser": "may do everything"}


def address_of(request):
    """Whence a request comes: an address, of IPv6 the network of one household; None where nobody knows."""
    with suppress(ValueError):
        return str(ip_address(neighbourhood(request).split("/")[0]))
    return None


def agent_of(request):
    return request.META.get("HTTP_USER_AGENT", "")[:200]


def keep_event(kind, request=None, *, user=None, name="", detail=""):
    """Keep that something happened to an account. by: who is signed in while it does."""
    acting = getattr(request, "user", None)
    return SecurityEvent.objects.create(
        kind=kind,
        user=user,
        name=(name or (user.get_username() if user else ""))[:150],
        by=acting if acting is not None and acting.is_authenticated else None,
        address=address_of(request) if request else None,
        agent=agent_of(request) if request else "",
        detail=detail[:300],
    )


def watch():
    """Keep what Django tells of accounts."""
    user_model = get_user_model()
    through = {"groups": user_model.groups.through, "permissions": user_model.user_permissions.through}
    user_logged_in.connect(_signed_in, dispatch_uid="desk.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="desk.signed_out")
    user_login_failed.connect(_failed, dispatch_uid="desk.failed")
    user_locked_out.connect(_locked_out, dispatch_uid="desk.locked_out")
    pre_save.connect(_remember_rights, sender=user_model, dispatch_uid="desk.rights_before")
    post_save.connect(_account_saved, sender=user_model, dispatch_uid="desk.account_saved")
    m2m_changed.connect(_groups_changed, sender=through["groups"], dispatch_uid="desk.groups")
    m2m_changed.connect(_permissions_changed, sender=through["permissions"], dispatch_uid="desk.permissions")


def _signed_in(sender, request, user, **_signal):
    keep_event(Kind.SIGNED_IN, request, user=user)


def _signed_out(sender, request, user, **_signal):
    if user is not None:
        keep_event(Kind.SIGNED_OUT, request, user=user)


def _failed(sender, credentials, request=None, **_signal):
    name = str(credentials.get("username") or "")
    keep_event(Kind.FAILED, request, user=_bearer_of(name), name=name)


def _locked_out(sender, request, username, **_signal):
    keep_event(Kind.LOCKED, request, user=_bearer_of(username or ""), name=username or "")


def _bearer_of(name):
    return get_user_model().objects.filter(username=name[:150]).first()


def _present_request():
    return getattr(HistoricalRecords.context, "request", None)


def _remember_rights(sender, instance, raw=False, **_signal):
    stored = sender.objects.filter(pk=instance.pk).first() if instance.pk and not raw else None
    instance._rights_before = {name: getattr(stored, name) for name in RIGHTS} if stored else None


def _account_saved(sender, instance, created, raw=False, **_signal):
    if raw or created:
        return
    if instance._password is not None:  # set_password() was called; a mere new hash of the same leaves it None
        keep_event(Kind.PASSWORD, _present_request(), user=instance)
    before = instance._rights_before or {}
    changed = [f"{label}: {'yes' if getattr(instance, name) else 'no'}" for name, label in RIGHTS.items()
               if name in before and before[name] != getattr(instance, name)]  # fmt: skip
    if changed:
        keep_event(Kind.RIGHTS, _present_request(), user=instance, detail=", ".join(changed))


def _groups_changed(sender, instance, action, pk_set, reverse, **_signal):
    if action in CHANGED and pk_set and not reverse:
        names = ", ".join(Group.objects.filter(pk__in=pk_set).order_by("name").values_list("name", flat=True))
        done = "added to" if action == "post_add" else "taken out of"
        keep_event(Kind.RIGHTS, _present_request(), user=instance, detail=f"{done} {names}")


def _permissions_changed(sender, instance, action, pk_set, reverse, **_signal):
    if action in CHANGED and pk_set and not reverse:
        done = "given" if action == "post_add" else "taken"
        keep_event(Kind.RIGHTS, _present_request(), user=instance, detail=f"{len(pk_set)} permissions {done}")
