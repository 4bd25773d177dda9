"""How the workbench answers: with a page, or, to a script, with the part of the page that is another now."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse

from articles.models import Article
from desk.access import wants_json
from desk.acting import Changed
from desk.bench.asking import answers_in
from desk.bench.columns import bench_of
from desk.bench.selecting import Moved
from desk.pages import render_page
from people.naming import in_plain_order


def answer(request, article, act, again=None, anew=None):
    """Do an act and answer: where it was refused, the form again with what was typed, and why.

    anew: the form where text or statement are no longer as the page had them; without it the workbench says so.
    """
    try:
        done = act()
    except (Moved, Changed) as refusal:
        return anew(refusal) if anew else refused(request, article, refusal)
    except ValidationError as refusal:
        if again is None:
            return refused(request, article, refusal)
        return _with_form(request, article, again, refusal)
    if wants_json(request):
        told = {"told": done.told, "statement": done.statement.code}
        return JsonResponse(told | {"bench": _bench(request, Article.objects.get(pk=article.pk))})
    messages.success(request, done.told)
    return redirect(f"{reverse('desk:workbench', args=[article.code])}#{done.statement.anchor}")


def _with_form(request, article, again, refusal):
    """The form again; the workbench, where its words do not stand there any more."""
    try:
        return again(refusal)
    except ValidationError as moved:
        return refused(request, article, moved)


def refused(request, article, refusal):
    """The workbench as it stands now, with what was refused; the words that were selected are kept, and the answers."""
    if wants_json(request):
        told = {"error": " ".join(refusal.messages)} | _kept(request, refusal)
        return JsonResponse(told | {"bench": _bench(request, article)}, status=409)
    return bench_page(request, article, refusal)


def bench_page(request, article, refusal=None, error=""):
    context = bench_of(article, request.user)
    context["error"] = error or (" ".join(refusal.messages) if refusal else "")
    context |= _kept(request, refusal)
    title, status = in_plain_order(article.headline), 409 if refusal else 200
    return render_page(request, "desk/bench/workbench.html", context, title=title, about=[article], status=status)


def _kept(request, refusal):
    """What stands in the field below the text, to be found there: words, and what was answered of them."""
    words = getattr(refusal, "words", "")
    return {"words": words, "answers": answers_in(request.POST or request.GET) if words else {}}


def _bench(request, article):
    return render_to_string("desk/bench/bench.html", bench_of(article, request.user), request)


def form_of(request, context):
    return render_to_string("desk/bench/form.html", context, request)


def form_page(request, context, *, is_changed=False):
    """The form on a page of its own, or for a script alone; where the columns are others now, with these."""
    status = 409 if is_changed else 400 if context["error"] else 200
    if wants_json(request):
        told = {"error": context["error"], "form": form_of(request, context)}
        return JsonResponse(
            told | ({"bench": _bench(request, context["article"])} if is_changed else {}), status=status
        )
    return render_page(
        request, "desk/bench/quote.html", context, title=context["heading"], about=[context["article"]], status=status
    )
