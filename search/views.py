"""The search page, its table and its feeds, and the names that are offered while one types."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from .answering import TOO_LONG, answer
from .backends import SearchTimeoutError
from .export import answers_as_feed, answers_as_table
from .filters import SearchFilter
from .kinds import KINDS
from .proposals import suggest_names
from .query import WORDS
from .question import NAMEABLE
from .throttle import throttled

ASK_AGAIN = 600  # seconds


@throttled
def search(request):
    """What was asked, and what answers it; without a question, how to ask one."""
    asked = SearchFilter(request.GET)
    context = {
        "asked": asked.typed,
        "errors": asked.complaints,
        "filter": asked,
        "kinds": KINDS,
        "notices": asked.notices,
    }
    if not asked.question.is_empty:
        context |= answer(asked, request.GET)
        context["canonical"] = request.build_absolute_uri(f"{request.path}{asked.address()}")
    response = render(request, "search/search.html", context)
    if context.get("is_partial"):
        response["Cache-Control"] = "no-store"
    return response


@throttled
def table(request):
    """All answers as a table."""
    return in_time(answers_as_table, request, SearchFilter(request.GET))


@throttled
def feed(request, form):
    """The newest answers as a feed."""
    return in_time(answers_as_feed, request, SearchFilter(request.GET), form)


def in_time(answers, *asked):
    """The answers; for a search that takes too long 503, to be asked again later."""
    try:
        return answers(*asked)
    except SearchTimeoutError:
        headers = {"Retry-After": ASK_AGAIN, "Cache-Control": "no-store"}
        return HttpResponse(TOO_LONG, status=503, content_type="text/plain; charset=utf-8", headers=headers)


def names(request):
    """Names that begin as a field does, while somebody types: of the kinds that the field asks for."""
    kinds = NAMEABLE.get(request.GET.get("field", ""), NAMEABLE[WORDS])
    try:
        found, headers = suggest_names(request.GET.get("q", ""), kinds), {}
    except SearchTimeoutError:
        found, headers = [], {"Cache-Control": "no-store"}
    return JsonResponse({"names": found}, json_dumps_params={"ensure_ascii": False}, headers=headers)
