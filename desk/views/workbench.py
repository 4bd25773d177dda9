"""The workbench: an article's text and its statements side by side, and what an editor does to them there."""

from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404

from articles.importing.draft import Unreadable
from articles.models import Article, Statement
from desk.access import READ, WRITE, desk_page
from desk.bench import acts, asking
from desk.bench.columns import place_of
from desk.bench.finding import found_in, in_context
from desk.bench.selecting import Moved, Selection, labelled, selected, ways
from desk.pages import render_page
from desk.posted import number

from .answering import answer, bench_page, form_of, form_page, refused

ADD, ACCEPT = "articles.add_statement", "articles.accept_statement"
NO_TEXT = "This article has no text yet."
ACTS = {"accept": acts.accept, "reject": acts.reject}


@desk_page("articles.view_article", "articles.view_statement", methods=READ)
def workbench(request, code):
    """The text left, its statements right."""
    return bench_page(request, _article(code))


@desk_page(ADD, methods=READ)
def guess(request, code):
    """Who said the selected words, and the form that asks for it, as JSON."""
    article = _article(code)
    mode = asking.mode_of(request.GET)
    statement = _statement(request.GET.get("statement", ""), article=article) if mode != asking.QUOTE else None
    try:
        selection = _asked_for(article, request.GET)
    except ValidationError as refusal:
        return refused(request, article, refusal)
    context = asking.asked_about(article, selection, mode=mode, statement=statement)
    return JsonResponse(
        {
            "candidates": [vars(candidate) for candidate in context["candidates"]],
            "kinds": labelled(ways(selection)),
            "warnings": context["warnings"],
            "form": form_of(request, context),
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
        return bench_page(request, article, refusal)
    return form_page(request, asking.asked_about(article, selection, posted=asking.answers_in(request.GET)))


@desk_page(ACCEPT, methods=WRITE)
def decide(request, code):
    """Accept a statement, or reject it."""
    statement = _statement(code)
    act = ACTS.get(request.POST.get("act", ""), acts.accept)
    return answer(request, statement.article, lambda: act(statement, _version(request), request.user))


@desk_page(ACCEPT)
def speaker(request, code):
    """Say who made a statement."""
    statement = _statement(code)
    if request.method == "POST":
        return answer(
            request,
            statement.article,
            lambda: acts.reattribute(statement, _version(request), request.POST, request.user),
            lambda refusal: _asked_again(request, statement, asking.SPEAKER, refusal),
        )
    return _asked_again(request, statement, asking.SPEAKER)


@desk_page(ACCEPT)
def words(request, code):
    """Lay a statement on other words."""
    statement = _statement(code)
    if request.method == "POST":
        return answer(
            request,
            statement.article,
            lambda: acts.move(statement, _version(request), request.POST, request.user),
            lambda refusal: _asked_again(request, statement, asking.WORDS, refusal),
            lambda refusal: _asked_anew(request, code, refusal),
        )
    return _asked_again(request, statement, asking.WORDS)


def _article(code):
    return get_object_or_404(Article.objects.select_related("dateline_place"), code=code)


def _statement(code, **within):
    rows = Statement.objects.select_related("article", "revision", "speaker", "on_behalf_of")
    return get_object_or_404(rows, code=code, **within)


def _version(request):
    return number(request.POST.get("version", ""))


def _asked_for(article, asked):
    """The selection that an address names; its words and the number of the text may be left out."""
    current = article.current
    if current is None:
        raise ValidationError(NO_TEXT)
    values = dict(asked.items())
    values.setdefault("revision", str(current.number))
    start, end = (number(values.get(name, "")) for name in ("start", "end"))
    if "exact" not in values and None not in (start, end):
        values["exact"] = current.body[start:end]
    return selected(current, values)


def _quoted(request, article):
    form = asking.Circumstances(request.POST)
    posted = dict(request.POST.items())

    def act():
        if not form.is_valid():
            raise ValidationError([message for each in form.errors.values() for message in each])
        return acts.quote(article, posted | form.cleaned_data, request.user)

    def again(refusal):
        selection = selected(article.current, posted)
        return form_page(request, asking.asked_about(article, selection, posted=posted, error=refusal))

    return answer(request, article, act, again)


def _asked_again(request, statement, mode, refusal=None):
    """The form about a statement, filled in."""
    article, posted = statement.article, dict(request.POST.items())
    selection = Selection(statement.revision, *place_of(statement))
    if "start" in posted:
        selection = selected(article.current, posted)
    context = asking.asked_about(article, selection, mode=mode, statement=statement, posted=posted, error=refusal)
    if "start" not in posted:
        context["words"] = posted.get("words") or "\n".join(piece.exact for piece in statement.pieces)
    return form_page(request, context)


def _asked_anew(request, code, refusal):
    """The form about a statement as it stands now: with the words and the note of whom a change forestalled."""
    statement = _statement(code)
    selection = Selection(statement.revision, *place_of(statement))
    note = {"what_changed": request.POST.get("what_changed", "")}
    context = asking.asked_about(
        statement.article, selection, mode=asking.WORDS, statement=statement, posted=note, error=refusal
    )
    context["words"] = request.POST.get("words") or request.POST.get("exact", "")
    return form_page(request, context, is_changed=True)


def _found(request, article, pasted):
    """Where pasted words stand: the form where there is one such place, all of them to choose from where several."""
    if article.current is None:
        return bench_page(request, article, ValidationError(NO_TEXT))
    try:
        selections = found_in(article.current, pasted)
    except Unreadable as refusal:
        return bench_page(request, article, Moved(pasted), f"{str(refusal)[:1].upper()}{str(refusal)[1:]}.")
    answers = asking.answers_in(request.GET)
    if len(selections) == 1:
        return form_page(request, asking.asked_about(article, selections[0], posted=answers))
    context = {"article": article, "occurrences": [in_context(one) for one in selections], "answers": answers}
    return render_page(request, "desk/bench/which.html", context, title="Which one?")
