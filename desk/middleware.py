"""What happens to every request of a member of the newsroom, before and after a page of theirs is made."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from desk import typed

from .access import wants_json
from .accounts import devices, second_factor, sessions

GUARDED = ("/admin/", "/desk/")
STEPS = {second_factor.State.DUE: "desk:code", second_factor.State.TO_SET_UP: "desk:second_factor"}


class AccountMiddleware:
    """Keep a session only while it is used, and ask for the second factor before any page of the newsroom."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith(GUARDED):
            return self.get_response(request)
        response = self._held_up(request) or self.get_response(request)
        devices.hand_out(request, response)
        return response

    def _held_up(self, request):
        """Where somebody has to go first; None where they may go on."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return None
        sessions.note_use(request)
        step = STEPS.get(second_factor.state(request)) if request.user.is_authenticated else None
        if step is None or request.path in {reverse(step), reverse("admin:logout"), reverse("admin:jsi18n")}:
            return None
        if wants_json(request):
            return JsonResponse({"sign_in": reverse(step)}, status=401)
        return HttpResponseRedirect(f"{reverse(step)}?{urlencode({'next': request.get_full_path()})}")


class TypedMiddleware:
    """Lets no form get lost on its way to a sign-in, or to the code that is asked for after it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method != "POST" or not request.path.startswith(GUARDED) or response.status_code != 302:
            return response
        doors = {reverse(name) for name in ("admin:login", *STEPS.values())}
        leads_to = response["Location"].partition("?")[0]
        if leads_to in doors and request.path not in doors:
            return _kept(request, response, leads_to)
        return typed.tell_saved(request, response) if request.user.is_authenticated else response


def _kept(request, response, door):
    """Lead through the door to what was typed, where it was kept."""
    if not typed.keep(request):
        return response
    return redirect(f"{door}?{urlencode({'next': reverse('desk:typed')})}")
