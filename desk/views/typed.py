"""What somebody typed before they were signed out: shown to them again, to be saved or let go."""

from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.views.csrf import csrf_failure

from desk import typed as kept_forms
from desk.access import desk_page, wants_json
from desk.pages import render_page

RENEWED = "You have signed in anew since this page was opened. Nothing you typed is lost: try again."


@desk_page()
def typed(request):
    """The form that could not be saved, with its words; a POST lets it go."""
    kept = kept_forms.kept_for(request)
    if request.method == "POST":
        kept_forms.let_go(request)
        return redirect(kept["address"] if kept else reverse("desk:dashboard"))
    return _page(request, kept)


def refused(request, reason=""):
    """The page for a POST whose token is not the one of this sign-in: what was typed comes back, with the right one.

    A form that was not made here for this user is refused as everywhere.
    """
    user = kept_forms.user_of(request.POST.get(kept_forms.FIELD))
    if wants_json(request) and request.user.is_authenticated:
        return JsonResponse({"error": RENEWED, "token": get_token(request)}, status=403)
    if user is None or user != request.user.pk or not kept_forms.keep(request):
        return csrf_failure(request, reason)
    return _page(request, kept_forms.kept_for(request), status=403)


def _page(request, kept, status=200):
    context = {"kept": kept}
    if kept:
        context |= {"words": list(kept_forms.changed(kept["fields"])), "at": parse_datetime(kept["at"])}
    return render_page(request, "desk/typed.html", context, title="What you typed", status=status)
