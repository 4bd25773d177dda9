"""The history of a record: its saves, what differs between any two states of it, and the way back to each."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect

from articles.editions import REASON_LENGTH
from desk.access import READ, desk_page, require
from desk.addresses import record_page
from desk.chronicle.kinds import find
from desk.chronicle.lines import Line, instant_of, lines_of
from desk.chronicle.planning import plan
from desk.chronicle.restoring import restore, tells_readers
from desk.chronicle.states import differences, present, state_at
from desk.chronicle.undoing import offers
from desk.pages import render_page

NOW = "now"


class RestoreForm(forms.Form):
    """Why something is put back, and what readers are told of it where they have seen what stands there."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    what_changed = forms.CharField(
        label="What readers are told", widget=forms.Textarea(attrs={"rows": 3}), help_text="What it said, what it says."
    )
    reason = forms.CharField(label="Why?", max_length=REASON_LENGTH, help_text="Kept in the history.")

    def __init__(self, *args, is_told, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_told:
            del self.fields["what_changed"]
        else:
            self.fields["reason"].help_text = "Readers see this too."


@dataclass(frozen=True)
class Shown:
    """A line with what can be done from it. former: the key of the save before it, where the page knows it."""

    line: Line
    former: int | None
    offers: list


@desk_page(methods=READ)
def history(request, kind, code):
    """One line for each save of a record: who, when, what and why."""
    kind, record = _found(request, kind, code)
    before = request.GET.get("before")
    page = lines_of(record, kind, _key(before) if before else None)
    formers = [line.key for line in page.lines[1:]] + [None] * bool(page.lines)
    shown = [Shown(line, former, offers(line, record, request.user))
             for line, former in zip(page.lines, formers, strict=True)]  # fmt: skip
    context = {"shown": shown, "following": page.following, "may_restore": _may_change(request.user, kind, record)}
    return render_page(request, "desk/chronicle/history.html", context | _common(kind, record), title="History")


@desk_page(methods=READ)
def compare(request, kind, code):
    """What differs between two states of a record."""
    kind, record = _found(request, kind, code)
    keys = [request.GET.get(name, NOW) for name in ("from", "to")]
    states = [present(record, kind) if key == NOW else state_at(record, kind, _key(key)) for key in keys]
    sides = [None if key == NOW else Line(_instant(key)) for key in keys]
    context = {"differences": differences(*states, kind), "former": sides[0], "later": sides[1]}
    context |= {"may_restore": _may_change(request.user, kind, record)}
    return render_page(request, "desk/chronicle/compare.html", context | _common(kind, record), title="Two versions")


@desk_page()
def restore_page(request, kind, code, key):
    """What putting a state back would change, statements first; a POST does it."""
    kind, record = _found(request, kind, code)
    key = _key(str(key))
    if not _may_change(request.user, kind, record):
        raise PermissionDenied
    form = RestoreForm(request.POST or None, is_told=tells_readers(record, kind), initial={"based_on": record.version})
    if request.method == "POST" and form.is_valid() and _restored(request, record, kind, key, form):
        return redirect("desk:history", kind.name, record.code)
    if form.is_bound:
        form.data = form.data.copy()
        form.data["based_on"] = record.version
    made = plan(record, kind, key)
    context = {"plan": made, "differences": made.shown(kind), "form": form, "target": Line(_instant(key))}
    title = "Put back an earlier version"
    return render_page(
        request, "desk/chronicle/restore.html", context | _common(kind, record), title=title, about=[record]
    )


def _restored(request, record, kind, key, form):
    """Whether it was put back; what was refused stands in the form."""
    try:
        restore(record, kind, key, by=request.user, **form.cleaned_data)
    except forms.ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    messages.success(request, f"{record} says again what it said then.")
    return True


def _found(request, kind, code):
    """A kind and its record, for those who may see it."""
    kind, record = find(kind, code)
    require(request.user, kind.permission("view"))
    return kind, record


def _common(kind, record):
    return {"kind": kind, "record": record, "record_page": record_page(record)}


def _may_change(user, kind, record):
    """Whether somebody may change a record: what readers can see of articles and statements, editors alone."""
    needed = [kind.permission("change")]
    if tells_readers(record, kind):
        needed.append("articles.correct_article")
    return user.has_perms(needed)


def _key(typed):
    """The key that an address gives; 404 for anything else."""
    if not (typed and typed.isascii() and typed.isdigit() and len(typed) < 18):
        raise Http404
    return int(typed)


def _instant(key):
    """The instant of a key; None for how a record came in."""
    return instant_of(_key(str(key))) if _key(str(key)) else None
