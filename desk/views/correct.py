"""What readers have seen is put right: a correction or an update with its note, or a slip without one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string

from articles import editions
from articles.admin.asking import with_breaks_of
from articles.models import Article
from desk.access import desk_page, wants_json
from desk.acting import as_seen
from desk.editions import outlook
from desk.editions.correcting import change
from desk.intake.pasting import fingerprint
from desk.pages import render_page
from desk.posted import typed

ACTS = {"correct": editions.correct, "update": editions.update, "slip": editions.fix_slip}
LOOK_FIRST = "Nothing is saved yet. Look at what changes, then choose once more."
DONE = {
    "correct": "Corrected. Readers see the note.",
    "update": "Updated. Readers see the note.",
    "slip": "The slip is put right.",
}


@desk_page("articles.correct_article")
def correct(request, code):
    """The text as it stands, to be changed; what changes, which statements it touches, and what will be seen."""
    article = get_object_or_404(Article, code=code)
    if article.current is None or not article.is_public:
        return _page(request, article, refusal="Readers have not seen it: edit it instead." if request.POST else "")
    headline, body = _typed(request, article)
    if request.method != "POST":
        return _page(request, article, headline, body)
    found = change(article, headline, body)
    if wants_json(request):
        return JsonResponse({"preview": _shown(request, found, headline, body)})
    act = request.POST.get("act", "")
    if act not in ACTS:
        return _page(request, article, headline, body, found)
    if request.POST.get("looked_at") != _seen(headline, body):
        return _page(request, article, headline, body, found, LOOK_FIRST if found.is_any else "")
    try:
        _do(request, article, act, headline, body)
    except ValidationError as refusal:
        return _page(request, article, headline, body, found, " ".join(refusal.messages), status=400)
    messages.success(request, DONE[act])
    return redirect("desk:publish", code=article.code)


@transaction.atomic
def _do(request, article, act, headline, body):
    article = as_seen(article, request.POST.get("version"))
    said = {"by": request.user, "reason": typed(request, "reason"), "headline": headline, "body": body}
    told = {} if act == "slip" else {"what_changed": typed(request, "what_changed")}
    return ACTS[act](article, **told, **said)


def _typed(request, article):
    current = article.current
    if request.method != "POST":
        return current.headline, current.body
    headline = " ".join(typed(request, "headline", current.headline).split())
    return headline, with_breaks_of(current.body, typed(request, "body", current.body))


def _seen(headline, body):
    """What tells that the editor has seen what this text changes; spaces may be what changes."""
    return fingerprint(repr((headline, body)))


def _shown(request, found, headline, body):
    context = {"change": found, "looked_at": _seen(headline, body)}
    return render_to_string("desk/article/change.html", context, request)


def _page(request, article, headline="", body="", found=None, refusal="", *, status=200):
    context = {
        "article": article,
        "headline": headline,
        "body": body,
        "change": found if found and found.is_any else None,
        "nothing_changes": bool(found) and not found.is_any,
        "looked_at": _seen(headline, body) if found and found.is_any else "",
        "refusal": refusal,
        "what_changed": typed(request, "what_changed"),
        "reason": typed(request, "reason"),
        "outlooks": [("Correct", outlook.OF_CORRECTION), ("Update", outlook.OF_UPDATE), ("Slip", outlook.OF_TYPO)],
    }
    return render_page(request, "desk/article/correct.html", context, title="Correct", about=[article], status=status)
