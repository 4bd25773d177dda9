"""The review queue: one suggestion in its context, decided by a key or a button, and the next stands there.

Each answer is a page for a browser, or for our script the part of it that changes, from the same template.
"""

from secrets import token_hex

from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode

from articles.models import Statement
from desk.access import READ, WRITE, desk_page, wants_json
from desk.models import Decision
from desk.pages import render_page
from desk.review import deciding, holding, second_looks, suggestions, undoing
from desk.review.deciding import Order, RefusedError
from desk.review.excerpts import read_pieces
from desk.review.showing import fetched, shown

MAY_REVIEW = "articles.accept_statement"
SITTING = "desk_sitting"
GONE = "It is decided already, or is no longer in the text. This is the next."


@desk_page(MAY_REVIEW, methods=READ)
def review(request):
    """The suggestion that the address asks for, else the next that nobody else has before them."""
    statement, told = _wanted(request)
    return _answer(request, statement, told=told)


@desk_page(MAY_REVIEW, methods=WRITE)
def decide(request, code):
    """Do what a button says to the suggestion that was shown."""
    statement = get_object_or_404(fetched(), code=code)
    if "grow" in request.POST:
        return _go_on(request, statement=code, **_chosen(request, "who", "pieces", "grow"))
    try:
        order = _order(request, statement)
        decision = deciding.decide(statement, order, editor=request.user, sitting=sitting_of(request))
    except ValidationError as refusal:
        return _refused(request, statement, refusal)
    if wants_json(request):
        return JsonResponse({"told": _told(decision), "undo": _undo_line(request), "token": token_hex(16)})
    if decision.act in {*Decision.FINAL, Decision.Act.LATER}:
        return _go_on(request, after=code)
    is_kept = decision.act == Decision.Act.WORDS
    return _go_on(request, statement=code, **(_chosen(request, "who") if is_kept else {}))


@desk_page(MAY_REVIEW, methods=WRITE)
def undo(request):
    """Take back what I decided last, and show it again."""
    decision = _last(request)
    if decision is None:
        return _answer(request, _next(request), told="There is nothing left to take back.")
    try:
        undoing.undo(decision)
    except ValidationError as refusal:
        undoing.let_stand(decision)
        told = f"{_told(decision)} It stays as it is: {' '.join(refusal.messages)}"
        return _answer(request, _next(request), error=told, status=409)
    if not wants_json(request):
        return _go_on(request, statement=decision.statement.code)
    holding.hold([decision.statement_id], request.user)
    return _answer(request, fetched().get(pk=decision.statement_id), told=f"Taken back: {_told(decision)}")


@desk_page(MAY_REVIEW, methods=WRITE)
def leave(request):
    """Give back to the queue what I have before me."""
    holding.release(request.user)
    return JsonResponse({}) if wants_json(request) else HttpResponseRedirect(reverse("desk:dashboard"))


def sitting_of(request):
    """What tells this sitting from others: it begins with the first page after signing in."""
    return request.session.setdefault(SITTING, token_hex(8))


def _wanted(request):
    """The suggestion to show, and what is to be told of it."""
    code = request.GET.get("statement")
    asked = code and fetched().filter(code=code).first()
    if not asked:
        return _next(request), ""
    if not _is_open(request, asked):
        return _next(request), GONE
    if holding.hold([asked.pk], request.user):
        return asked, ""
    return _next(request), f"{holding.holder_of(asked, request.user)} is working on that one. This is the next."


def _next(request):
    """The next one behind, or before, the place in the address; behind the last comes the first again."""
    rows = _narrowed(request).qs
    for name, stretch in (("after", suggestions.behind), ("before", suggestions.before)):
        place = Statement.objects.filter(code=request.GET.get(name) or "").first()
        if place:
            found = _take(stretch(rows, place), request.user)
            return found if found or "ahead" in request.GET else _take(rows, request.user)
    return _take(rows, request.user)


def _take(rows, editor):
    taken = holding.take_first(rows, editor)
    return fetched().get(pk=taken[0].pk) if taken else None


def _answer(request, statement, *, told="", error="", words="", status=200):
    """The whole page, or for our script the suggestion alone."""
    narrowed = _narrowed(request)
    context = {"filter": narrowed, "statement": statement, "told": told, "error": error, "words": words}
    if statement:
        context |= shown(statement, request.GET, request.POST)
        context["place"] = suggestions.place_of(statement, narrowed, request.user, sitting_of(request))
    if wants_json(request):
        html = render_to_string("desk/review/item.html", context, request)
        answer = {"html": html, "code": statement and statement.code, "undo": _undo_line(request)}
        return JsonResponse(answer | {"told": told, "error": error}, status=status)
    context |= _last_decided(request)
    title = "Second looks" if narrowed.is_second else "Review"
    return render_page(request, "desk/review/review.html", context, title=title, status=status)


def _narrowed(request):
    return suggestions.waiting(request.GET, request.user)


def _is_open(request, statement):
    return deciding.is_open(statement, request.user, is_second=_narrowed(request).is_second)


def _order(request, statement):
    typed = {name: request.POST.get(name, "") for name in ("act", "token", "seen", "who", "words")}
    if typed["act"] not in Decision.Act.values or not 0 < len(typed["token"]) <= 32:
        raise ValidationError("Choose what to do with it.")
    pieces = read_pieces(request.POST.get("pieces", ""), statement) or []
    return Order(**typed, pieces=pieces, is_second=_narrowed(request).is_second)


def _refused(request, statement, refusal):
    """What was refused, as it stands now, with the reason and all that was typed; or the next if it is decided."""
    statement = fetched().get(pk=statement.pk)
    is_mine = _is_open(request, statement) and holding.hold([statement.pk], request.user)
    status = 409 if isinstance(refusal, RefusedError) else 400
    told = {"error": " ".join(refusal.messages), "words": request.POST.get("words", ""), "status": status}
    return _answer(request, statement if is_mine else _next(request), **told)


def _go_on(request, **place):
    return HttpResponseRedirect(f"{reverse('desk:review')}?{urlencode(_narrowed(request).typed | place)}")


def _chosen(request, *names):
    """What stands chosen in the form, to be shown so again."""
    return {name: request.POST[name] for name in names if request.POST.get(name)}


def _last(request):
    is_second = _narrowed(request).is_second
    decided = Decision.objects.of_sitting(request.user, sitting_of(request), is_second=is_second)
    return decided.select_related("statement__article", "look__first__editor").first()


def _undo_line(request):
    context = _last_decided(request) | {"filter": _narrowed(request)}
    return render_to_string("desk/review/undo.html", context, request)


def _last_decided(request):
    last = _last(request)
    return {"last": last, "outcome": second_looks.outcome(last) if last else ""}


def _told(decision):
    return f"{second_looks.outcome(decision)} {decision.get_act_display()}: {decision.statement}".lstrip()
