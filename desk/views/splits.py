"""One record that is two: tick what belongs to the other, name the other, see what happens, split; and undo it."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from articles.models import Split
from articles.splitting import PARTS, parts_of, sides_of, statements_of, unsplit
from articles.splitting import split as split_record
from desk.access import READ, WRITE, desk_page
from desk.pages import render_page
from desk.pairs.comparing import Side
from desk.pairs.kinds import kind_of, meant_by, model_of, now_of
from desk.pairs.ticking import keys_by_sort, ticks_of
from people.alike import alike_to
from people.counting import tallies
from people.models import Person
from people.paging import page_of

from .doubles import DECIDE
from .merges import MERGE

STATEMENT = "statement"
ROWS = 20  # on a page
FETCHED = {
    "role": ["organisation", "person"],
    "part": ["article"],
    "mention": ["article"],
    "reference": ["statement__article"],
}
LABELS = {
    STATEMENT: "Statements",
    "name": "Other names",
    "role": "Roles",
    "part": "Takes part without speaking",
    "mention": "Named in articles",
    "dateline": "Written there",
    "reference": "Spoken to or about",
}


@dataclass
class Row:
    """A line to tick. statement: the one that it is, or that names the record."""

    tick: str
    record: object
    is_ticked: bool


@desk_page(MERGE)
def split(request, kind, code):
    """Tick what belongs to another, on any number of pages; by POST: turn the page, look at it, or do it."""
    record, followed = now_of(model_of(kind), code)
    if followed:
        messages.info(request, followed)
        if request.method != "POST":
            return redirect("desk:split", kind, record.code)
    if request.POST.get("act") != "split":
        return _shown(request, kind, record)
    try:
        return _split(request, record)
    except ValidationError as refusal:
        return _shown(request, kind, record, " ".join(refusal.messages), status=422)


@desk_page(DECIDE, methods=READ)
def done(request, pk):
    """What a split did."""
    return _told(request, get_object_or_404(Split.objects.select_related("split_by"), pk=pk))


@desk_page(MERGE, methods=WRITE)
def undo(request, pk):
    """Make two one again."""
    made = get_object_or_404(Split.objects.select_related("split_by"), pk=pk)
    try:
        unsplit(made, by=request.user, reason=request.POST.get("reason", ""))
    except ValidationError as refusal:
        return _told(request, made, " ".join(refusal.messages), status=422)
    messages.success(request, "Undone: they are one again.")
    return redirect("desk:split_done", made.pk)


def _told(request, made, problem="", status=200):
    old, new = (Side(side) for side in sides_of(made))
    context = {"split": made, "old": old, "new": new, "kind": kind_of(old.record), "problem": problem}
    context |= {"may_merge": request.user.has_perm(MERGE), "typed": request.POST}
    return render_page(request, "desk/pairs/split_done.html", context, title="Split", status=status)


def _split(request, record):
    keys = keys_by_sort(ticks_of(request.POST))
    statements = statements_of(record).filter(pk__in=keys.pop(STATEMENT, []))
    who = request.POST.get("who", "")
    into = None if who == "new" else _chosen(request, record)
    made = split_record(
        record,
        statements=statements.select_related("article").order_by("pk"),
        parts={sort: found for sort, found in keys.items() if sort in PARTS[type(record)]},
        by=request.user,
        reason=request.POST.get("reason", ""),
        into=into,
        name=request.POST.get("name", ""),
        summary=request.POST.get("summary", ""),
    )
    messages.success(request, "Split: they are two now.")
    return redirect("desk:split_done", made.pk)


def _chosen(request, record):
    """The known record that an editor chose, by name or by code; whoever was merged is meant as the survivor."""
    typed = request.POST.get("known", "") or request.POST.get("who", "")
    found = meant_by(type(record), typed)
    if found is None:
        raise ValidationError("Say who the other is: a new name, or the code or address of a known record.")
    if found.merged_into:
        messages.info(request, f"{found} was merged into {found.merged_into}.")
    return found.merged_into or found


def _shown(request, kind, record, problem="", status=200):
    ticks = ticks_of(request.POST)
    sorts = [STATEMENT, *PARTS[type(record)]]
    of = request.GET.get("of", STATEMENT)
    of = of if of in sorts else STATEMENT
    page = page_of(_rows(record, of), request, *_order(of), size=ROWS, kept={"of": of})
    shown = {f"{of}:{row.pk}" for row in page}
    ticks |= shown if request.POST.get("act") == "all" else set()
    context = {
        "kind": kind,
        "record": record,
        "side": Side(record),
        "of": of,
        "sorts": _sorts(record, sorts, ticks, of),
        "page": page,
        "rows": [Row(f"{of}:{row.pk}", row, f"{of}:{row.pk}" in ticks) for row in page],
        "kept": " ".join(sorted(ticks - shown)),
        "shown": " ".join(sorted(shown)),
        "ticked": len(ticks),
        "namesakes": alike_to(record) if isinstance(record, Person) else [],
        "typed": request.POST,
        "address": reverse("desk:split", args=[kind, record.code]),
        "problem": problem,
    }
    return render_page(
        request, "desk/pairs/split.html", context, title=f"Split {record}", about=[record], status=status
    )


def _rows(record, of):
    if of == STATEMENT:
        return statements_of(record).select_related("article")
    return parts_of(record, of).select_related(*FETCHED.get(of, []))


def _order(of):
    return ["sorted_on"] if of == STATEMENT else ["id"]


def _sorts(record, sorts, ticks, of):
    """Each sort of row with how many there are, and how many of them are ticked."""
    counts = tallies({sort: _rows(record, sort).order_by() for sort in sorts}, 1_000)
    ticked = {sort: len(keys) for sort, keys in keys_by_sort(ticks).items()}
    return [(sort, LABELS[sort], counts[sort], ticked.get(sort, 0)) for sort in sorts if counts[sort] or sort == of]
