"""People, organisations and places that may be one: the likeliest first, with reasons, to be merged or told apart."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from desk.access import READ, desk_page
from desk.models import Double
from desk.pages import render_page
from desk.pairs import doubles
from desk.pairs.comparing import decision_on, pairs_of
from desk.pairs.kinds import KINDS, meant_by, model_of, now_of
from people.counting import tallies, tally
from people.models import Distinction
from people.paging import page_of

DECIDE = "articles.accept_statement"
PAIRS, DECISIONS = 10, 50  # on a page


@desk_page(DECIDE)
def waiting(request, kind="person"):
    """The pairs that wait for a decision; by POST: tell two apart, take that back, compare what is new."""
    model = model_of(kind)
    if request.method == "POST":
        return _ACTS.get(request.POST.get("act"), _unknown)(request, model, kind)
    if request.GET.get("first"):
        return _compare_two(request, model, kind)
    return _listed(request, model, kind)


@desk_page(DECIDE, methods=READ)
def told_apart(request, kind):
    """The pairs that were told apart, the latest first; each can be taken back."""
    model = model_of(kind)
    rows = Distinction.objects.standing().filter(kind=model._meta.label_lower).select_related("decided_by")
    page = page_of(rows, request, "id", size=DECISIONS)
    codes = {code for row in page for code in (row.one_now, row.other_now)}
    known = model.objects.in_bulk(codes, field_name="code")
    told = [(row, known.get(row.one_now), known.get(row.other_now)) for row in page]
    context = {"kind": kind, "tabs": _tabs(), "decisions": told, "page": page}
    return render_page(request, "desk/pairs/told_apart.html", context, title="Not the same")


def _listed(request, model, kind, problem="", status=200):
    rows = Double.objects.filter(kind=kind).select_related("asked_by")
    page = page_of(rows, request, "score", size=PAIRS)
    context = {
        "kind": kind,
        "tabs": _tabs(),
        "page": page,
        "pairs": pairs_of(model, list(page)),
        "new": tally(doubles.uncompared(model), doubles.MANY),
        "undo": _told_apart_just_now(request, model),
        "problem": problem,
    }
    return render_page(request, "desk/pairs/doubles.html", context, title="Possible doubles", status=status)


def _tabs():
    counted = tallies({kind: Double.objects.filter(kind=kind) for kind in KINDS}, 1_000)
    labels = dict(Double.Kind.choices)
    return [(kind, labels[kind].capitalize(), counted[kind]) for kind in KINDS]


def _told_apart_just_now(request, model):
    """The two that the editor told apart with the last press of a key, to be taken back."""
    codes = request.GET.get("apart", "").split("-")
    known = model.objects.in_bulk(codes, field_name="code") if len(codes) == 2 else {}
    pair = [known[code] for code in codes if code in known]
    return pair if len(pair) == 2 and decision_on(*pair) else None


def _compare_two(request, model, kind):
    """Lay any two side by side, whoever proposed them."""
    found = [meant_by(model, request.GET.get(name, "")) for name in ("first", "second")]
    if all(found) and found[0] != found[1]:
        return redirect("desk:merge", kind, *(record.code for record in found))
    problem = "Give the code or the address of two different records."
    return _listed(request, model, kind, problem, status=422)


def pair_of(request, model, one, other):
    """Two records as they stand now; whoever was merged meanwhile is meant as the survivor, and the editor is told."""
    found = [now_of(model, code or "-") for code in (one, other)]
    for _record, sentence in found:
        if sentence:
            messages.info(request, sentence)
    return [record for record, _sentence in found]


def _posted_pair(request, model):
    return pair_of(request, model, *(request.POST.get(name) for name in ("one", "other")))


def _apart(request, model, kind):
    one, other = _posted_pair(request, model)
    address = reverse("desk:doubles_of", args=[kind])
    try:
        doubles.tell_apart(one, other, by=request.user, reason=request.POST.get("reason", ""))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect(address)
    return redirect(f"{address}?{urlencode({'apart': f'{one.code}-{other.code}'})}")


def _back(request, model, kind):
    one, other = _posted_pair(request, model)
    if doubles.take_back(one, other, by=request.user):
        messages.success(request, f"Taken back: {one} and {other} may be proposed again.")
    return redirect("desk:doubles_of", kind)


def _compare_new(request, model, kind):
    done = doubles.compare_new(model)
    messages.success(request, f"Compared: {done}.")
    return redirect("desk:doubles_of", kind)


def _unknown(request, model, kind):
    raise Http404


_ACTS = {"apart": _apart, "back": _back, "compare": _compare_new}
