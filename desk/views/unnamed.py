"""Speakers not identified, by what they are called: a group opens its statements, to be decided together."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from desk.access import READ, desk_page
from desk.pages import render_page
from desk.pairs import unnamed
from desk.pairs.ticking import keys_by_sort, ticks_of
from people.paging import page_of

from .doubles import DECIDE

SHOWN, ROWS = 100, 20
SORT = "statement"


@desk_page(DECIDE, methods=READ)
def groups(request):
    """What unidentified speakers are called, the most frequent first."""
    found = list(unnamed.groups().items())[:SHOWN]
    rows = [(group, f"{reverse('desk:unnamed_group')}?{urlencode({'called': folded})}") for folded, group in found]
    return render_page(request, "desk/pairs/unnamed.html", {"groups": rows}, title="Speakers not identified")


@desk_page(DECIDE)
def group(request):
    """The statements of one group; by POST: turn the page, look at what would happen, identify, or leave unnamed."""
    called = request.GET.get("called", "")
    found = unnamed.groups().get(called)
    if found is None and request.method == "POST":
        messages.info(request, "Nothing of this group waits any more.")
        return redirect("desk:unnamed")
    if found is None:
        return redirect("desk:unnamed")
    try:
        return _ACTS.get(request.POST.get("act"), _shown)(request, called, found)
    except ValidationError as refusal:
        return _shown(request, called, found, " ".join(refusal.messages), status=422)


def _shown(request, called, found, problem="", status=200, **more):
    ticks = ticks_of(request.POST)
    page = page_of(unnamed.statements_of(found), request, "id", size=ROWS, kept={"called": called})
    shown = {f"{SORT}:{row.pk}" for row in page}
    ticks |= shown if request.POST.get("act") == "all" else set()
    context = {
        "group": found,
        "page": page,
        "rows": [(f"{SORT}:{row.pk}", row, f"{SORT}:{row.pk}" in ticks) for row in page],
        "kept": " ".join(sorted(ticks - shown)),
        "shown": " ".join(sorted(shown)),
        "ticked": len(ticks),
        "typed": request.POST,
        "problem": problem,
    }
    return render_page(
        request, "desk/pairs/unnamed_group.html", context | more, title=found.called or "Not described", status=status
    )


def _preview(request, called, found):
    who, statements = _meant(request), _ticked(request, found)
    seen = sum(statement.is_public for statement in statements)
    return _shown(request, called, found, who=who, number=len(statements), seen=seen)


def _identify(request, called, found):
    done = unnamed.identify(_ticked(request, found), _meant(request), by=request.user, reason=_reason(request))
    messages.success(request, f"Identified: {done}.")
    return redirect("desk:unnamed")


def _leave(request, called, found):
    why = request.POST.get("anonymity", "")
    done = unnamed.leave(_ticked(request, found), why, by=request.user, reason=_reason(request))
    messages.success(request, f"Left unnamed: {done}.")
    return redirect("desk:unnamed")


def _meant(request):
    who = unnamed.speaker_meant(request.POST.get("who", ""))
    if who is None:
        raise ValidationError("Give the code or the address of the person or organisation.")
    return who


def _ticked(request, found):
    keys = keys_by_sort(ticks_of(request.POST)).get(SORT, [])
    statements = list(unnamed.ticked(found, keys)[: unnamed.AT_ONCE + 1])
    if not statements:
        raise ValidationError("Tick the statements that you mean.")
    if len(statements) > unnamed.AT_ONCE:
        raise ValidationError(f"At most {unnamed.AT_ONCE} at once.")
    return statements


def _reason(request):
    return request.POST.get("reason", "")


_ACTS = {"preview": _preview, "identify": _identify, "leave": _leave}
