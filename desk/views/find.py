"""Find and fix: a list narrowed to one flaw, an edit of many with a dry run, and the edits that can be taken back."""

from uuid import uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode

from desk.access import READ, WRITE, desk_page
from desk.fixing import edits
from desk.fixing.forms import FixForm
from desk.fixing.kinds import KINDS
from desk.models import BulkEdit, SavedFilter
from desk.pages import render_page
from desk.posted import number
from people.counting import tally
from people.paging import page_of

PAGE, COUNTED, SHOWN = 50, 1_000, 100
MAY_FIX = "articles.correct_article"
OWN = {"csrfmiddlewaretoken", "after", "before", "row", "scope", "query"}  # of the page, not of the filter


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Why?", max_length=300, help_text="Kept in the history of each record.")


def _kind(name):
    if name not in KINDS:
        raise Http404
    return KINDS[name]


@desk_page(methods=READ)
def find(request, kind="articles"):
    """A list of one kind of record, narrowed by a form."""
    kind = _kind(kind)
    found = kind.filterset(request.GET or None, queryset=kind.model.objects.order_by("-pk"))
    asked = _asked(request.GET)
    page = page_of(found.qs.select_related(*kind.related), request, "id", size=PAGE, kept=asked)
    context = {
        "kind": kind,
        "kinds": KINDS.values(),
        "form": found.form,
        "rows": [(record, [value(record) for _label, value in kind.columns]) for record in page],
        "count": tally(found.qs, COUNTED),
        "query": urlencode(asked, doseq=True),
        "next": page.following,
        "saved": _saved_filters(request.user, kind),
        "may_fix": request.user.has_perm(MAY_FIX),
        "at_most": edits.MOST,
    }
    return render_page(request, "desk/fixing/find.html", context, title="Find and fix")


def _asked(data):
    """The filter alone, of what an address says: {name: values}."""
    said = {name: [value for value in values if value] for name, values in data.lists() if name not in OWN}
    return {name: values for name, values in said.items() if values}


def _saved_filters(user, kind):
    return SavedFilter.objects.filter(Q(owner=user) | Q(is_shared=True), kind=kind.name).select_related("owner")


@desk_page(methods=WRITE)
def save_filter(request, kind):
    """Keep a filter under a name; the same name again keeps the new one."""
    kind, name = _kind(kind), request.POST.get("name", "").strip()[:100]
    query = urlencode(_asked(QueryDict(request.POST.get("query", "")[:2000])), doseq=True)
    if name:
        kept = {"query": query, "is_shared": "is_shared" in request.POST}
        SavedFilter.objects.update_or_create(owner=request.user, kind=kind.name, name=name, defaults=kept)
        messages.success(request, f"Kept as “{name}”.")
    else:
        messages.error(request, "Give the filter a name.")
    return _list(kind, query)


def _list(kind, query):
    return redirect(f"{reverse('desk:find', args=[kind.name])}?{query}")


@desk_page(methods=WRITE)
def forget_filter(request, pk):
    """Forget one of my filters."""
    kept = get_object_or_404(SavedFilter, pk=pk, owner=request.user)
    kept.delete()
    messages.success(request, f"“{kept.name}” is forgotten.")
    return redirect(reverse("desk:find", args=[kept.kind]))


@desk_page(MAY_FIX, methods=WRITE)
def fix(request, kind):
    """Ask what to set on many records; show what it would do; then do it."""
    kind, step = _kind(kind), request.POST.get("step", "")
    rows, data = _chosen(request, kind), request.POST if step else None
    if not step and not rows.exists():
        messages.warning(request, "Tick the records that you mean first.")
        return _list(kind, request.POST.get("query", ""))
    form, why = FixForm(data, kind=kind), ReasonForm(request.POST if step == "do" else None)
    context = {
        "kind": kind,
        "form": form,
        "why": why,
        "count": tally(rows, edits.MOST),
        "carried": _carried(request.POST),
        "token": request.POST.get("token") or uuid4().hex,
    }
    title = f"Edit many: {kind.label.lower()}"
    if not context["count"].is_exact or not step or not form.is_valid():
        return render_page(request, "desk/fixing/fix.html", context, title=title)
    if step == "do" and why.is_valid():
        made = _do(request, kind, rows, form, why, context)
        if made:
            messages.success(request, f"Changed: {len(made.changes)}. It can be undone below.")
            return redirect("desk:edits")
    planned = edits.plan(kind, rows, form.values)
    context |= {"planned": planned, "shown": _shown(form, planned), "typed": _typed(request.POST, form)}
    return render_page(request, "desk/fixing/dry_run.html", context, title=title)


@transaction.atomic
def _do(request, kind, rows, form, why, context):
    """Make the edit that was shown; None where it would be another one now, or leaves out what nobody agreed to."""
    planned = edits.plan(kind, rows, form.values, is_locked=True)
    if not _may_be_done(request, planned, context):
        return None
    asked = {"told": form.told, "token": context["token"][:32], "reason": why.cleaned_data["reason"]}
    return edits.apply(kind, planned, by=request.user, **asked)


def _shown(form, planned):
    """The first of the changes: (record, [(label, before, after)])."""
    first = planned.changes[:SHOWN]
    return [(record, [(form.fields[name].label, *pair) for name, pair in changed.items()]) for record, changed in first]


def _may_be_done(request, planned, context):
    """Whether what is about to be done is what was shown, and what cannot be changed may be left out."""
    if BulkEdit.objects.filter(token=context["token"][:32]).exists():
        return True  # done already: apply() answers with what it did
    if planned.mark != request.POST.get("mark"):
        context["is_other"] = True
    elif planned.refused and "leave_out" not in request.POST:
        context["must_leave_out"] = True
    else:
        return bool(planned.changes)
    return False


def _chosen(request, kind):
    """The rows that were ticked, or all that the filter finds."""
    ticked = [key for key in map(number, request.POST.getlist("row")) if key is not None]
    if request.POST.get("scope") == "all":
        query = QueryDict(request.POST.get("query", ""))
        return kind.filterset(query, queryset=kind.model.objects.order_by("-pk")).qs
    return kind.model.objects.filter(pk__in=ticked[: edits.MOST]).order_by("-pk")


def _carried(posted):
    """What says which records are meant, for the next step."""
    return [(name, value) for name in ("scope", "query", "row") for value in posted.getlist(name)]


def _typed(posted, form):
    """What was typed, for the next step."""
    return [(name, value) for name in form.fields for value in posted.getlist(name) if value]


@desk_page(MAY_FIX, methods=READ)
def list_edits(request):
    """The edits of many, the latest first."""
    page = page_of(BulkEdit.objects.select_related("made_by", "undone_by"), request, "id", size=PAGE)
    return render_page(request, "desk/fixing/edits.html", {"page": page}, title="Edits of many")


@desk_page(MAY_FIX)
def undo_edit(request, pk):
    """Show what taking an edit back would do; a POST does it."""
    edit = get_object_or_404(BulkEdit, pk=pk)
    kind = KINDS[edit.kind]
    if request.method == "POST":
        try:
            planned = edits.undo(kind, edit, by=request.user)
            messages.success(request, f"Undone: {len(planned.changes)}. Left: {len(planned.refused)}.")
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        return redirect("desk:edits")
    planned = edits.plan_undo(kind, edit)
    context = {"edit": edit, "planned": planned, "kind": kind}
    return render_page(request, "desk/fixing/undo.html", context, title="Undo an edit of many")
