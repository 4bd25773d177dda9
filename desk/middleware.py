"""What becomes of a form that an editor sends: saved, the browser may forget it; met by a sign-in, it is kept."""

from urllib.parse import quote, urlencode

from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse

from . import typed

SAVED = "draft_saved"  # the cookie that tells the browser which draft it may forget; static/js/desk/drafts.js eats it
EDITORS_PAGES = ("/admin/", "/desk/")


class TypedMiddleware:
    """Lets no form get lost on its way to a sign-in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method != "POST" or not request.path.startswith(EDITORS_PAGES) or response.status_code != 302:
            return response
        if request.user.is_authenticated:
            return _saved(request, response)
        return _kept(request, response)


def _saved(request, response):
    """Tell the browser that what it kept of this form is saved."""
    name = request.POST.get(typed.FIELD)
    if typed.user_of(name) != request.user.pk:
        return response
    if (kept := typed.kept_for(request)) and kept["address"] == request.get_full_path():
        typed.let_go(request)
    told = quote(f"{name} {request.path}", safe="")
    response.set_cookie(SAVED, told, max_age=3600, samesite="Strict", secure=settings.SESSION_COOKIE_SECURE)
    return response


def _kept(request, response):
    """Lead through the sign-in to what was typed, where it was kept."""
    sign_in = reverse("admin:login")
    if request.path == sign_in or not response["Location"].startswith(sign_in) or not typed.keep(request):
        return response
    return redirect(f"{sign_in}?{urlencode({'next': reverse('desk:typed')})}")
