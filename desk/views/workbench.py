"""The workbench: an article's text and its statements side by side, and what an editor does to them there."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse

from articles.importing.draft import Unreadable
from articles.models import Article, Statement
from desk import asking, benchwork
from desk.access import READ, WRITE, desk_page, wants_json
from desk.bench import bench_of, place_of
from desk.finding import found_in, in_context
from desk.pages import render_page
from desk.selecting import Moved, Selection, labelled, selected, ways
from desk.speaking import OFFERED, of_like_beginning, options
from people.naming import in_plain_order

ADD, ACCEPT = "articles.add_statement", "articles.accept_statement"
NO_TEXT = "This article has no text yet."
ACTS = {"accept": benchwork.accept, "reject": benchwork.reject}


@desk_page("articles.view_article", "articles.view_statement", methods=READ)
def workbench(request, code):
    """The text left, its statements right."""
    return _bench_page(request, _article(code))


@desk_page(ADD, methods=READ)
def guess(request, code):
    """Who said the selected words, and the form that asks for it, as JSON."""
    article = _article(code)
    mode = asking.mode_of(request.GET)
    statement = _statement(request.GET.get("statement", ""), article=article) if mode != asking.QUOTE else None
    try:
        selection = _asked_for(article, request.GET)
    except ValidationError as refusal:
        return _refused(request, article, refusal)
    context = asking.asked_about(article, selection, mode=mode, statement=statement)
    return JsonResponse(
        {
            "candidates": context["candidates"],
            "kinds": labelled(ways(selection)),
            "warnings": context["warnings"],
            "form": _form(request, context),
        }
    )


@desk_page(ADD)
def quote(request, code):
    """Quote words of the text: those that are selected, or those that were pasted into a field and are found here."""
    article = _article(code)
    if request.method == "POST":
        return _quoted(request, article)
    if "start" not in request.GET:
        return _found(request, article, request.GET.get("words", ""))
    try:
        selection = _asked_for(article, request.GET)
    except ValidationError as refusal:
        return _bench_page(request, article, refusal)
    return _form_page(request, asking.asked_about(article, selection))


@desk_page(ACCEPT, methods=WRITE)
def decide(request, code):
    """Accept a statement, or reject it."""
    statement = _statement(code)
    act = ACTS.get(request.POST.get("act", ""), benchwork.accept)
    return _done(request, statement.article, lambda: act(statement, _version(request), request.user))


@desk_page(ACCEPT)
def speaker(request, code):
    """Say who made a statement."""
    statement = _statement(code)
    if request.method == "POST":
        return _done(
            request,
            statement.article,
            lambda: benchwork.reattribute(statement, _version(request), request.POST, request.user),
            lambda refusal: _asked_again(request, statement, asking.SPEAKER, refusal),
        )
    return _asked_again(request, statement, asking.SPEAKER)


@desk_page(ACCEPT)
def words(request, code):
    """Lay a statement on other words."""
    statement = _statement(code)
    if request.method == "POST":
        return _done(
            request,
            statement.article,
            lambda: benchwork.move(statement, _version(request), request.POST, request.user),
            lambda refusal: _asked_again(request, statement, asking.WORDS, refusal),
        )
    return _asked_again(request, statement, asking.WORDS)


@desk_page("people.view_person", methods=READ)
def speakers(request):
    """People and organisations whose names begin as typed, as JSON."""
    found = of_like_beginning(request.GET.get("q", "")[:100], OFFERED)
    return JsonResponse({"names": options(found)})


def _article(code):
    return get_object_or_404(Article.objects.select_related("dateline_place"), code=code)


def _statement(code, **within):
    rows = Statement.objects.select_related("article", "revision", "speaker", "on_behalf_of")
    return get_object_or_404(rows, code=code, **within)


def _version(request):
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() else 0


def _asked_for(article, asked):
    """The selection that an address names; its words and the number of the text may be left out."""
    current = article.current
    if current is None:
        raise ValidationError(NO_TEXT)
    values = dict(asked.items())
    values.setdefault("revision", str(current.number))
    if "exact" not in values and all(values.get(name, "").isdecimal() for name in ("start", "end")):
        values["exact"] = current.body[int(values["start"]) : int(values["end"])]
    return selected(current, values)


def _quoted(request, article):
    form = asking.Circumstances(request.POST)
    posted = dict(request.POST.items())

    def act():
        if not form.is_valid():
            raise ValidationError([message for each in form.errors.values() for message in each])
        return benchwork.quote(article, posted | form.cleaned_data, request.user)

    def again(refusal):
        selection = selected(article.current, posted)
        return _form_page(request, asking.asked_about(article, selection, posted=posted, error=refusal))

    return _done(request, article, act, again)


def _done(request, article, act, again=None):
    """Do an act and answer: where it was refused, the form again with what was typed, and why."""
    try:
        done = act()
    except Moved as refusal:
        return _refused(request, article, refusal)
    except ValidationError as refusal:
        if again is None or isinstance(refusal, benchwork.Changed):
            return _refused(request, article, refusal)
        return _with_form(request, article, again, refusal)
    if wants_json(request):
        told = {"told": done.told, "statement": done.statement.code}
        return JsonResponse(told | {"bench": _bench(request, _article(article.code))})
    messages.success(request, done.told)
    return redirect(f"{reverse('desk:workbench', args=[article.code])}#{done.statement.anchor}")


def _with_form(request, article, again, refusal):
    """The form again; the workbench, where its words do not stand there any more."""
    try:
        return again(refusal)
    except ValidationError as moved:
        return _refused(request, article, moved)


def _refused(request, article, refusal):
    """The workbench as it stands now, with what was refused; the words that were selected are kept."""
    if wants_json(request):
        told = {"error": " ".join(refusal.messages), "words": getattr(refusal, "words", "")}
        return JsonResponse(told | {"bench": _bench(request, article)}, status=409)
    return _bench_page(request, article, refusal)


def _asked_again(request, statement, mode, refusal=None):
    """The form about a statement, filled in."""
    article, posted = statement.article, dict(request.POST.items())
    selection = Selection(statement.revision, *place_of(statement))
    if "start" in posted:
        selection = selected(article.current, posted)
    context = asking.asked_about(article, selection, mode=mode, statement=statement, posted=posted, error=refusal)
    lines = posted.get("words") or "\n".join(piece.exact for piece in statement.pieces)
    return _form_page(request, context | {"words": lines})


def _found(request, article, pasted):
    """Where pasted words stand: the form where there is one such place, all of them to choose from where several."""
    if article.current is None:
        return _bench_page(request, article, ValidationError(NO_TEXT))
    try:
        selections = found_in(article.current, pasted)
    except Unreadable as refusal:
        return _bench_page(request, article, Moved(pasted), f"{str(refusal)[:1].upper()}{str(refusal)[1:]}.")
    if len(selections) == 1:
        return _form_page(request, asking.asked_about(article, selections[0]))
    context = {"article": article, "occurrences": [in_context(one) for one in selections]}
    return render_page(request, "desk/which.html", context, title="Which one?")


def _bench_page(request, article, refusal=None, error=""):
    context = bench_of(article, request.user)
    context["error"] = error or (" ".join(refusal.messages) if refusal else "")
    context["words"] = getattr(refusal, "words", "")
    return render_page(
        request, "desk/workbench.html", context, title=in_plain_order(article.headline), status=409 if refusal else 200
    )


def _bench(request, article):
    return render_to_string("desk/bench.html", bench_of(article, request.user), request)


def _form(request, context):
    return render_to_string("desk/bench_form.html", context, request)


def _form_page(request, context):
    """The form on a page of its own, or for a script alone."""
    status = 400 if context["error"] else 200
    if wants_json(request):
        return JsonResponse({"error": context["error"], "form": _form(request, context)}, status=status)
    return render_page(request, "desk/quote.html", context, title=context["heading"], status=status)
