"""Orphans: the old words beside the new text, one statement at a time, and what is decided of it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from articles.attribution import SILENT
from articles.importing.draft import Unreadable
from articles.marking import Mark, marked_paragraphs, surroundings
from articles.models import Statement
from desk.access import READ, desk_page, wants_json
from desk.bench import orphans as work
from desk.bench.finding import found_in, in_context
from desk.bench.selecting import Moved, Selection, labelled, ways
from desk.models import KeptOrphan
from desk.pages import render_page
from desk.posted import number
from desk.queues import MOST
from people.counting import tally

ACCEPT = "articles.accept_statement"
SHOWN = 50
ACTS = {"replace": work.replace, "keep": work.keep_there, "drop": work.drop, "again": work.ask_again}


@desk_page(ACCEPT, methods=READ)
def orphans(request):
    """What waits, the oldest first, and what was kept lately."""
    rows = work.waiting_orphans()
    kept = KeptOrphan.objects.order_by("-decided_at", "-pk")
    kept = kept.select_related("statement__article", "statement__speaker", "decided_by")
    context = {
        "waiting": rows.select_related("speaker", "on_behalf_of").prefetch_related("spans")[:SHOWN],
        "count": tally(rows, MOST),
        "kept": kept.prefetch_related("statement__spans")[:SHOWN],
    }
    return render_page(request, "desk/bench/orphans.html", context, title="No longer in the text")


@desk_page(ACCEPT)
def orphan(request, code):
    """One of them: where it stood, and where it may stand now."""
    rows = Statement.objects.select_related("article", "revision", "speaker", "on_behalf_of")
    statement = get_object_or_404(rows, code=code)
    if request.method == "POST":
        return _decided(request, statement)
    return _page(request, statement)


def _decided(request, statement):
    act = ACTS.get(request.POST.get("act", ""), work.replace)
    try:
        done = act(statement, request.POST, request.user)
    except ValidationError as refusal:
        told = " ".join(refusal.messages)
        if wants_json(request):
            return JsonResponse({"error": told}, status=409 if isinstance(refusal, Moved) else 400)
        return _page(request, statement, told)
    following = _next(statement)
    if wants_json(request):
        return JsonResponse({"told": done.told, "next": following})
    messages.success(request, done.told)
    return redirect(following)


def _next(statement):
    """The page of the orphan behind this one; of the first again behind the last; the list where none is left."""
    rows = work.waiting_orphans()
    code = rows.filter(pk__gt=statement.pk).values_list("code", flat=True).first()
    code = code or rows.exclude(pk=statement.pk).values_list("code", flat=True).first()
    return reverse("desk:orphan", args=[code]) if code else reverse("desk:orphans")


def _page(request, statement, error=""):
    article, posted = statement.article, request.POST
    current = article.current
    found, trouble = _pasted(current, request.GET.get("pasted", ""))
    chosen = _chosen(current, posted or request.GET) or (found[0] if len(found) == 1 else work.proposal(statement))
    marks = [Mark(chosen.start, chosen.end, statement)] if chosen else []
    context = {
        "statement": statement,
        "article": article,
        "current": current,
        "body": current.body if current else "",
        "old": _old(statement),
        "chosen": chosen,
        "paragraphs": marked_paragraphs(current.body, marks) if current else [],
        "kinds": labelled(ways(chosen)) if chosen else [],
        "note": posted.get("what_changed") or work.note_of(statement, chosen),
        "retraction": posted.get("retraction", work.RETRACTED),
        "reason": posted.get("reason", ""),
        "kept": KeptOrphan.objects.filter(statement=statement, revision=statement.revision).first(),
        "may_drop": not statement.is_public or request.user.has_perm(work.RETRACT),
        "is_decided": not statement.is_orphan or statement.status in SILENT,
        "later": _next(statement),
        "pasted": request.GET.get("pasted", ""),
        "occurrences": [in_context(one) for one in found] if len(found) > 1 else [],
        "error": error or trouble,
    }
    title, status = "Where does it stand now?", 400 if error else 200
    return render_page(
        request, "desk/bench/orphan.html", context, title=title, about=[context["article"]], status=status
    )


def _chosen(current, asked):
    """The words that were selected already, where they still stand there."""
    start, end = (number(asked.get(name, "")) for name in ("start", "end"))
    if current is None or None in (start, end):
        return None
    found = Selection(current, start, end)
    stands = start < end <= len(current.body) and found.words == asked.get("exact", found.words)
    return found if stands else None


def _pasted(current, pasted):
    """(the selections that pasted words may mean, what is wrong with them)."""
    try:
        return found_in(current, pasted) if current and pasted.strip() else [], ""
    except Unreadable as refusal:
        return [], f"{str(refusal)[:1].upper()}{str(refusal)[1:]}."


def _old(statement):
    """Its words in the sentences round them, in the text it was quoted from."""
    words = work.old_words(statement)
    opening, closing = surroundings(words.revision.body, words.start, words.end)
    body = words.revision.body
    return {"before": body[opening : words.start], "selection": words, "after": body[words.end : closing]}
