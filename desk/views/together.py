"""Several suggestions on one page, accepted together: only those that were shown there, to the editor who saw them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse

from articles.models import Statement
from desk.access import desk_page
from desk.models import Decision
from desk.pages import render_page
from desk.review import deciding, holding, suggestions
from desk.review.deciding import Order
from desk.review.showing import briefly, fetched

from .review import MAY_REVIEW, sitting_of

SHOWN = 12  # as many as an editor reads before deciding


@desk_page(MAY_REVIEW)
def together(request):
    """The first suggestions that nobody else has before them; a POST accepts those that are ticked."""
    narrowed = suggestions.waiting(request.GET, request.user)
    if narrowed.is_second:  # each is looked at by itself
        return HttpResponseRedirect(f"{reverse('desk:review')}{narrowed.address}")
    if request.method == "POST":
        _accept(request)
        return HttpResponseRedirect(f"{reverse('desk:together')}{narrowed.address}")
    taken = holding.take_first(narrowed.qs, request.user, SHOWN)
    statements = fetched().filter(pk__in=[statement.pk for statement in taken]).in_reading_order()
    context = {"filter": narrowed, "items": [briefly(statement) for statement in statements]}
    return render_page(request, "desk/review/together.html", context, title="Review: several at once")


def _accept(request):
    """Accept what is ticked, one by one; what was refused is told with its reason, and the others stand."""
    codes = request.POST.getlist("take")[:SHOWN]
    done = 0
    for statement in Statement.objects.filter(code__in=codes).in_reading_order():
        told = {name: request.POST.get(f"{name}-{statement.code}", "") for name in ("token", "seen")}
        order = Order(Decision.Act.ACCEPT, **told)
        try:
            deciding.decide(statement, order, editor=request.user, sitting=sitting_of(request))
            done += 1
        except ValidationError as refusal:
            messages.warning(request, f"{statement}: {' '.join(refusal.messages)}")
    messages.success(request, f"Accepted: {done}. Each can be taken back.")
