"""What somebody typed into a form that met a sign-in instead of being saved: kept until they are back.

Each form of the desk and the admin carries a name of its own, signed for the user it was made for. So nobody else can
have anything kept here, and nobody else is shown it. What comes back is looked at and sent again by hand.
"""

import re
from urllib.parse import quote

from django.conf import settings
from django.core import signing
from django.utils import timezone
from django.utils.crypto import get_random_string

FIELD = "draft"
MOST = 2_000_000  # characters of one form
SAVED = "draft_saved"  # the cookie that tells the browser which draft it may forget; static/js/desk/drafts.js eats it
KEPT_IN = "typed"  # of the session, which outlives the signing in
SIGNER = signing.Signer(salt="desk.typed")
OWN = {"csrfmiddlewaretoken", FIELD, "once"}  # made anew with each page
UNSEEN = {"based_on", "new_code", "act", "token", "seen", "pieces", "who", "query"}  # sent with the words of somebody


def name_for(request):
    """A name for a form that is made for a user; the same again where a form comes back to be put right."""
    posted, user = request.POST.get(FIELD), request.user
    if posted and user_of(posted) == user.pk:
        return posted
    return SIGNER.sign(f"{user.pk}-{get_random_string(12)}")


def user_of(name):
    """The primary key of the user a form was made for; None for a name that nobody here has given."""
    try:
        return int(SIGNER.unsign(name or "").partition("-")[0])
    except (signing.BadSignature, ValueError):
        return None


def fields_of(posted):
    """The fields of a posted form as pairs, without those that each page makes anew and without passwords."""
    lists = [(name, values) for name, values in posted.lists() if name not in OWN and "password" not in name.lower()]
    return [[name, value] for name, values in lists for value in values]


def keep(request):
    """Keep what was posted in the session of whoever was signed out; whether it was kept."""
    name, fields = request.POST.get(FIELD), fields_of(request.POST)
    user = user_of(name)
    if user is None or sum(len(name) + len(value) for name, value in fields) > MOST:
        return False
    at = timezone.now().isoformat(timespec="seconds")
    request.session[KEPT_IN] = {
        "user": user,
        "name": name,
        "address": request.get_full_path(),
        "fields": fields,
        "at": at,
    }
    return True


def kept_for(request):
    """What was kept for the user of a request; None where nothing was."""
    kept = request.session.get(KEPT_IN)
    return kept if kept and kept["user"] == request.user.pk else None


def let_go(request):
    request.session.pop(KEPT_IN, None)


def tell_saved(request, response):
    """Let go of the form that was posted, and tell the browser so: it is saved. The same response."""
    name = request.POST.get(FIELD)
    if user_of(name) != request.user.pk:
        return response
    if (kept := kept_for(request)) and kept["address"] == request.get_full_path():
        let_go(request)
    told = quote(f"{name} {request.path}", safe="")
    response.set_cookie(SAVED, told, max_age=3600, samesite="Strict", secure=settings.SESSION_COOKIE_SECURE)
    return response


def changed(fields):
    """The fields somebody typed in, as (name in words, text): those with another first value, or none."""
    values = dict(fields)
    for name, value in fields:
        if not _is_hidden(name) and value.strip() and _was_typed(value, values.get(f"initial-{name}"), name):
            yield name.replace("-", " ").replace("_", " "), value


def _was_typed(value, first, name):
    """Whether a value is another than the first one. A day is written in one order, and kept beside it in another."""
    if first is None:  # a row that is new, or a field that has no first value; keys of records are no words
        return not value.isdigit()
    if re.fullmatch(r"[\d./:-]+", value):
        return sorted(re.findall(r"\d+", value)) != sorted(re.findall(r"\d+", first))
    return value.replace("\r\n", "\n") != first.replace("\r\n", "\n")


def _is_hidden(name):
    return (
        "__prefix__" in name
        or name.startswith(("initial-", "_"))
        or name.endswith(("_FORMS", "-id"))
        or name.partition("-")[0] in UNSEEN
    )
