"""The second factor: a code that changes every half minute (RFC 6238), and backup codes that each work once.

django-otp keeps the secrets, compares the codes, lets none be used twice and slows down who guesses. Whoever has set it
up gives a code after the password; the setting SECOND_FACTOR says of whom it is demanded.
"""

from base64 import b32encode
from binascii import unhexlify
from enum import StrEnum

import qrcode
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key
from qrcode.image.svg import SvgPathImage

from desk.models import SecurityEvent

from .sessions import end_others
from .trail import keep_event

Kind = SecurityEvent.Kind
BACKUP_CODES = 10
KEY, STATE = "second_factor_key", "second_factor"
DEMANDED_OF = {"": (), "publishers": ("articles.publish_article",), "everyone": ("articles.view_article",)}


class State(StrEnum):
    """How a session stands: nothing is asked, a code is due, it was given, or it has yet to be set up."""

    NOT_ASKED = "not asked"
    DUE = "due"
    GIVEN = "given"
    TO_SET_UP = "to set up"


def device_of(user):
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def is_demanded(user):
    return any(user.has_perm(permission) for permission in DEMANDED_OF[settings.SECOND_FACTOR])


def state(request):
    """How the present session stands; asks the database only where the setting changed since it began."""
    setting, kept = request.session.get(STATE, [None, None])
    if kept is None or (setting != settings.SECOND_FACTOR and kept != State.GIVEN):
        return _begin(request, request.user)
    return State(kept)


def _begin(request, user):
    """Decide how a session stands that has just begun."""
    begun = State.TO_SET_UP if is_demanded(user) else State.NOT_ASKED
    if device_of(user):
        begun = State.DUE
    _set_state(request, begun)
    return begun


def watch():
    user_logged_in.connect(_signed_in, dispatch_uid="desk.second_factor")


def _signed_in(sender, request, user, **_signal):
    _begin(request, user)


def give(request, code):
    """Whether a code, or a backup code, opens the session."""
    code = code.replace(" ", "").lower()
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().filter(user=request.user, confirmed=True).first()
        if device and code.isdigit() and device.verify_token(code):
            return _opened(request, Kind.CODE_GIVEN)
        backup = StaticDevice.objects.select_for_update().filter(user=request.user, confirmed=True).first()
        if backup and not code.isdigit() and backup.verify_token(code):
            return _opened(request, Kind.BACKUP_CODE)
    keep_event(Kind.CODE_WRONG, request, user=request.user)
    return False


def _opened(request, kind):
    _set_state(request, State.GIVEN)
    keep_event(kind, request, user=request.user)
    return True


def _set_state(request, value):
    request.session[STATE] = [settings.SECOND_FACTOR, value]


def key_to_set_up(request):
    """The secret that is offered in this session, until it is confirmed; hexadecimal."""
    return request.session.setdefault(KEY, default_key())


def written(key):
    """A secret as people type it into an authenticator: base 32, in groups of four."""
    letters = b32encode(unhexlify(key)).decode()
    return " ".join(letters[n : n + 4] for n in range(0, len(letters), 4))


def drawn(request):
    """The QR code of the secret, as SVG."""
    device = TOTPDevice(user=request.user, key=key_to_set_up(request))
    return qrcode.make(device.config_url, image_factory=SvgPathImage, border=2).to_string(encoding="unicode")


def set_up(request, code):
    """Begin to ask for codes, if this one shows that the secret arrived; returns the backup codes, else None.

    All other sessions of the account end.
    """
    with transaction.atomic():
        device = TOTPDevice.objects.create(user=request.user, key=key_to_set_up(request), name="Authenticator")
        if not device.verify_token(code.replace(" ", "")):
            transaction.set_rollback(True)
            return None
        TOTPDevice.objects.filter(user=request.user).exclude(pk=device.pk).delete()
        codes = _new_backup_codes(request.user)
    del request.session[KEY]
    _set_state(request, State.GIVEN)
    end_others(request)
    keep_event(Kind.CODES_ON, request, user=request.user)
    return codes


def remove(request):
    """Ask for no more codes. Where they are demanded, they have to be set up again."""
    _forget(request.user, request)
    request.session.pop(STATE, None)


def forget(name):
    """The same for an account of this name, whose phone and backup codes are lost: for who runs the archive."""
    _forget(get_user_model().objects.get(username=name))


def _forget(user, request=None):
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    keep_event(Kind.CODES_OFF, request, user=user)


def backup_codes_left(user):
    return StaticToken.objects.filter(device__user=user).count()


def _new_backup_codes(user):
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="Backup codes")
    codes = [StaticToken.random_token() for _ in range(BACKUP_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes
