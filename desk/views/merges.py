"""Two records side by side, to be merged into one; and what was merged, to be undone."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect

from articles.models import Split
from desk.access import READ, WRITE, desk_page, require
from desk.pages import render_page
from desk.pairs import doubles
from desk.pairs.comparing import choices, decision_on, likelier_survivor, side_by_side
from desk.pairs.kinds import kind_of, model_of
from people.merging import merge as merge_records
from people.merging import records_of, unmerge
from people.models import Merge
from people.moving import changed_since, told_moves
from people.paging import page_of

from .doubles import DECIDE, pair_of

MERGE = "people.merge_records"
SPLITS = 20  # that are listed


@desk_page(DECIDE)
def merge(request, kind, one, other):
    """Compare two records; by POST: merge them, ask a publisher to, tell them apart, or take that back."""
    model = model_of(kind)
    records = pair_of(request, model, one, other)
    if records[0] == records[1]:
        return _one_already(request, records[0], kind)
    if request.method != "POST":
        return _shown(request, kind, records)
    if _has_moved_on(request, records):
        return _shown(request, kind, records, "One of them was changed meanwhile: look again.", status=409)
    try:
        return _ACTS.get(request.POST.get("act"), _unclear)(request, kind, *records)
    except ValidationError as refusal:
        return _shown(request, kind, records, " ".join(refusal.messages), status=422)


@desk_page(DECIDE, methods=READ)
def merged(request, pk):
    """What a merge did."""
    return _told(request, get_object_or_404(Merge.objects.select_related("merged_by"), pk=pk))


@desk_page(MERGE, methods=WRITE)
def undo(request, pk):
    """Give back what a merge took."""
    done = get_object_or_404(Merge.objects.select_related("merged_by"), pk=pk)
    try:
        unmerge(done, by=request.user, reason=request.POST.get("reason", ""))
    except ValidationError as refusal:
        return _told(request, done, " ".join(refusal.messages), status=422)
    messages.success(request, "Undone: both are what they were.")
    return redirect("desk:merged", done.pk)


def _told(request, done, problem="", status=200):
    duplicate, survivor = records_of(done)
    context = {"merge": done, "duplicate": duplicate, "survivor": survivor, "kind": kind_of(survivor)}
    context |= {"moves": told_moves(done.moved), "changed": changed_since(done.moved, survivor)}
    context |= {"problem": problem, "may_merge": request.user.has_perm(MERGE), "typed": request.POST}
    return render_page(request, "desk/pairs/merged.html", context, title="Merged", status=status)


@desk_page(DECIDE, methods=READ)
def merges(request):
    """All merges, the latest first, and the last splits."""
    page = page_of(Merge.objects.select_related("merged_by"), request, "id")
    splits = list(Split.objects.select_related("split_by").order_by("-pk")[:SPLITS])
    context = {"page": page, "merges": _named(page, "duplicate_code", "survivor_code")}
    context["splits"] = _named(splits, "old_code", "new_code")
    return render_page(request, "desk/pairs/merges.html", context, title="Merges and splits")


def _named(rows, one, other):
    """Merges or splits with both records, in one query a kind."""
    wanted = {}
    for row in rows:
        wanted.setdefault(row.kind, set()).update([getattr(row, one), getattr(row, other)])
    known = {
        kind: model_of(kind.rpartition(".")[2]).objects.in_bulk(codes, field_name="code")
        for kind, codes in wanted.items()
    }
    return [(row, *(known[row.kind].get(getattr(row, name)) for name in (one, other))) for row in rows]


def _shown(request, kind, records, problem="", status=200):
    pair = side_by_side(*records)
    stays = _one_or_two(request.POST.get("stays"), likelier_survivor(pair))
    rows = [
        (choice, _one_or_two(request.POST.get(f"field-{choice.name}"), chosen))
        for choice, chosen in choices(pair, stays)
    ]
    context = {
        "kind": kind,
        "pair": pair,
        "stays": stays,
        "choices": rows,
        "decision": decision_on(*records),
        "seen": _versions(records),
        "typed": request.POST,
        "problem": problem,
        "may_merge": request.user.has_perm(MERGE),
    }
    return render_page(request, "desk/pairs/merge.html", context, title="Are they one?", about=records, status=status)


def _one_or_two(posted, otherwise):
    return int(posted) if posted in {"1", "2"} else otherwise


def _versions(records):
    return "-".join(f"{record.code}.{record.version}" for record in records)


def _has_moved_on(request, records):
    """Whether what the editor saw is no longer so: somebody has changed or merged one of them since."""
    return request.POST.get("act") in {"merge", "ask"} and request.POST.get("seen") != _versions(records)


def _one_already(request, record, kind):
    """Somebody was quicker, or the button was pressed twice: the merge that made them one."""
    done = Merge.objects.filter(survivor_code=record.code, undone_at=None).order_by("-pk").first()
    messages.info(request, f"They are one: {record}.")
    return redirect("desk:merged", done.pk) if done else redirect("desk:doubles_of", kind)


def _merge(request, kind, one, other):
    require(request.user, MERGE)
    stays = request.POST.get("stays")
    if stays not in {"1", "2"}:
        raise ValidationError("Choose which of them stays.")
    survivor, duplicate = (one, other) if stays == "1" else (other, one)
    posted = [(name, value) for name, value in request.POST.items() if name.startswith("field-")]
    chosen = [name.removeprefix("field-") for name, value in posted if value != stays]
    with transaction.atomic():
        _refuse_if_changed(request, one, other)
        done = merge_records(duplicate, survivor, by=request.user, reason=request.POST.get("reason", ""), chosen=chosen)
    messages.success(request, "{} is {} now.".format(*_told_apart(duplicate, survivor)))
    return redirect("desk:merged", done.pk)


def _told_apart(*records):
    """The names of two records; with their codes, where they have one name."""
    names = [str(record) for record in records]
    if names[0] != names[1]:
        return names
    return [f"{record} ({record.code})" for record in records]


def _refuse_if_changed(request, one, other):
    """The last look, behind which nobody can change either of them before they are one."""
    rows = type(one).objects.select_for_update().filter(pk__in=[one.pk, other.pk]).order_by("pk")
    now = {row.pk: row for row in rows}
    if request.POST.get("seen") != _versions([now[one.pk], now[other.pk]]):
        raise ValidationError("One of them was changed meanwhile: look again.")


def _ask(request, kind, one, other):
    doubles.ask(one, other, by=request.user, reason=request.POST.get("reason", ""))
    messages.success(request, "A publisher is asked to merge them.")
    return redirect("desk:doubles_of", kind)


def _apart(request, kind, one, other):
    doubles.tell_apart(one, other, by=request.user, reason=request.POST.get("reason", ""))
    messages.success(request, f"{one} and {other} are not the same, and are not proposed again.")
    return redirect("desk:doubles_of", kind)


def _back(request, kind, one, other):
    doubles.take_back(one, other, by=request.user)
    return redirect("desk:merge", kind, one.code, other.code)


def _unclear(request, kind, one, other):
    raise ValidationError("Choose what to do.")


_ACTS = {"merge": _merge, "ask": _ask, "apart": _apart, "back": _back}
