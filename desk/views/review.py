"""The review queue: one suggestion in its context, decided by a key or a button, and the next stands there.

Each answer is a page for a browser, or for our script the part of it that changes, from the same template.
"""

from dataclasses import dataclass
from secrets import token_hex

from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode

from articles.models import Statement
from articles.sureness import BANDS, band_of
from desk import holding, reviewing, suggestions, undoing
from desk.access import READ, WRITE, desk_page, wants_json
from desk.excerpts import excerpt, read_pieces, written
from desk.models import Decision
from desk.pages import render_page
from desk.reviewing import Order, RefusedError
from desk.spans import grow_pieces
from desk.speakers import NOBODY, as_candidate, candidates_for, find

MAY_REVIEW = "articles.accept_statement"
SITTING = "desk_sitting"


@dataclass(frozen=True)
class Growth:
    """A button by which the words grow or shrink: its key, and what it does."""

    key: str
    label: str
    side: str
    steps: int


GROWTH = [
    Growth("[", "A word more in front", "start", 1),
    Growth("{", "A word fewer in front", "start", -1),
    Growth("]", "A word more at the end", "end", 1),
    Growth("}", "A word fewer at the end", "end", -1),
]


@desk_page(MAY_REVIEW, methods=READ)
def review(request):
    """The suggestion that the address asks for, else the next that nobody else has before them."""
    statement, told = _wanted(request)
    return _answer(request, statement, told=told)


@desk_page(MAY_REVIEW, methods=WRITE)
def decide(request, code):
    """Do what a button says to the suggestion that was shown."""
    statement = get_object_or_404(fetched(), code=code)
    try:
        decision = reviewing.decide(
            statement, _order(request, statement), editor=request.user, sitting=sitting_of(request)
        )
    except ValidationError as refusal:
        return _refused(request, statement, refusal)
    if wants_json(request):
        return JsonResponse({"told": _told(decision), "undo": _undo_line(request)})
    stays = decision.act not in {*Decision.FINAL, Decision.Act.LATER}
    return _go_on(request, statement=code) if stays else _go_on(request, after=code)


@desk_page(MAY_REVIEW, methods=WRITE)
def undo(request):
    """Take back what I decided last, and show it again."""
    decision = Decision.objects.ofsitting_of(request.user, sitting_of(request)).first()
    if decision is None:
        return _answer(request, _next(request), told="There is nothing left to take back.")
    try:
        undoing.undo(decision)
    except ValidationError as refusal:
        return _answer(request, fetched().get(pk=decision.statement_id), error=" ".join(refusal.messages), status=409)
    if not wants_json(request):
        return _go_on(request, statement=decision.statement.code)
    holding.hold([decision.statement_id], request.user)
    return _answer(request, fetched().get(pk=decision.statement_id), told=f"Taken back: {_told(decision)}")


@desk_page(MAY_REVIEW, methods=WRITE)
def leave(request):
    """Give back to the queue what I have before me."""
    holding.release(request.user)
    return JsonResponse({}) if wants_json(request) else HttpResponseRedirect(reverse("desk:dashboard"))


@desk_page(MAY_REVIEW, methods=READ)
def names(request):
    """Whom an editor may mean who has typed so far."""
    found = [as_candidate(party, what=party.summary) for party in find(request.GET.get("q", ""))]
    told = [{"value": c.value, "name": c.name, "what": c.what or c.kind, "language": c.language} for c in found]
    return JsonResponse({"names": told}, json_dumps_params={"ensure_ascii": False})


def fetched():
    related = ("article__publisher", "revision", "speaker", "on_behalf_of", "speaker_role__organisation")
    return Statement.objects.select_related(*related).prefetch_related("spans")


def _wanted(request):
    """The suggestion to show, and what is to be told of it."""
    code = request.GET.get("statement")
    asked = code and fetched().filter(code=code).first()
    if not asked:
        return _next(request), ""
    if not reviewing.is_open(asked):
        return _next(request), "It is decided already, or stands in the text no more. This is the next."
    if holding.hold([asked.pk], request.user):
        return asked, ""
    return _next(request), f"{holding.holder_of(asked, request.user)} has that one before them. This is the next."


def _next(request):
    """The next one behind, or before, the place in the address; behind the last comes the first again."""
    rows = suggestions.waiting(request.GET).qs
    for name, stretch in (("after", suggestions.behind), ("before", suggestions.before)):
        place = Statement.objects.filter(code=request.GET.get(name) or "").first()
        if place:
            found = _take(stretch(rows, place), request.user)
            return found if found or "ahead" in request.GET else _take(rows, request.user)
    return _take(rows, request.user)


def _take(rows, editor):
    taken = holding.take_first(rows, editor)
    return fetched().get(pk=taken[0].pk) if taken else None


def _answer(request, statement, *, status=200, **context):
    """The whole page, or for our script the suggestion alone."""
    narrowed = suggestions.waiting(request.GET)
    context |= {"filter": narrowed, "statement": statement}
    context |= _item(request, statement, narrowed) if statement else {}
    if wants_json(request):
        html = render_to_string("desk/review/item.html", context, request)
        told = {name: context[name] for name in ("told", "error") if context.get(name)}
        code = statement.code if statement else None
        return JsonResponse({"html": html, "code": code, "undo": _undo_line(request)} | told, status=status)
    context["last"] = _last(request)
    return render_page(request, "desk/review/review.html", context, title="Review", status=status)


def _item(request, statement, narrowed):
    """What the page shows of a suggestion."""
    pieces = _pieces(request, statement)
    candidates = candidates_for(statement)
    found = [as_candidate(party, what=party.summary) for party in find(request.GET.get("name", ""))]
    known = {candidate.value for candidate in candidates}
    return {
        "token": token_hex(16),
        "seen": reviewing.as_seen(statement),
        "pieces": written(pieces),
        "paragraphs": excerpt(statement, pieces),
        "is_changing": "pieces" in request.GET,
        "candidates": candidates,
        "found": [candidate for candidate in found if candidate.value not in known],
        "name": request.GET.get("name", ""),
        "who": _who(request, candidates),
        "band": BANDS.get(band_of(statement.confidence)),
        "sure": "" if statement.confidence is None else f"{statement.confidence:.0%}",
        "place": suggestions.place_of(statement, narrowed, request.user, sitting_of(request)),
        "growth": GROWTH,
    }


def _pieces(request, statement):
    """Where the words stand, or shall stand after they were grown or shrunk."""
    pieces = read_pieces(request.GET.get("pieces", ""), statement) or reviewing.pieces_of(statement)
    for button in GROWTH:
        if request.GET.get("grow") == button.key:
            return grow_pieces(statement.revision.body, pieces, button.side, button.steps)
    return pieces


def _who(request, candidates):
    """Who is chosen: whom the address names, else who is said to have spoken."""
    asked = request.GET.get("who") or request.POST.get("who")
    return asked or (candidates[0].value if candidates and not candidates[0].reason else NOBODY)


def _order(request, statement):
    typed = {name: request.POST.get(name, "") for name in ("act", "token", "seen", "who", "words")}
    if typed["act"] not in Decision.Act.values or not typed["token"]:
        raise RefusedError("Choose what to do with it.")
    return Order(**typed, pieces=read_pieces(request.POST.get("pieces", ""), statement) or [])


def _refused(request, statement, refusal):
    """What was refused, as it stands now, with the reason and all that was typed; or the next if it is decided."""
    statement = fetched().get(pk=statement.pk)
    is_mine = reviewing.is_open(statement) and holding.hold([statement.pk], request.user)
    shown = statement if is_mine else _next(request)
    context = {"error": " ".join(refusal.messages), "words": request.POST.get("words", "")}
    return _answer(request, shown, status=409 if isinstance(refusal, RefusedError) else 400, **context)


def _go_on(request, **place):
    return HttpResponseRedirect(f"{reverse('desk:review')}?{urlencode(suggestions.waiting(request.GET).typed | place)}")


def sitting_of(request):
    """What tells this sitting from others: it begins with the first page after signing in."""
    return request.session.setdefault(SITTING, token_hex(8))


def _last(request):
    latest = Decision.objects.ofsitting_of(request.user, sitting_of(request)).select_related("statement__speaker")
    return latest.first()


def _undo_line(request):
    return render_to_string(
        "desk/review/undo.html", {"last": _last(request), "filter": suggestions.waiting(request.GET)}, request
    )


def _told(decision):
    return f"{decision.get_act_display()}: {decision.statement}"
