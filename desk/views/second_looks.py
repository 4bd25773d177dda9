"""How often a second editor agrees with the first, and the text that they read before they decide."""

from django.shortcuts import get_object_or_404

from desk.access import READ, desk_page
from desk.pages import render_page
from desk.queues import MOST
from desk.queues import second_looks as waiting_for
from desk.review.agreement import agreement, changed
from desk.review.excerpts import whole_text
from desk.review.showing import fetched
from people.counting import tally

from .balance import PeriodForm
from .review import MAY_REVIEW

SHOWN = 20


@desk_page(MAY_REVIEW, methods=READ)
def second_looks(request):
    """How many second looks were had in a period, how many agreed, between whom, and what was decided otherwise."""
    form = PeriodForm(request.GET or None)
    first, last = form.period
    context = {
        "form": form,
        "first": first,
        "last": last,
        "agreement": agreement(first, last),
        "changed": changed(first, last)[:SHOWN],
        "waiting": tally(waiting_for(request.user), MOST),
    }
    return render_page(request, "desk/review/second_looks.html", context, title="How often second looks agree")


@desk_page(MAY_REVIEW, methods=READ)
def text(request, code):
    """The whole text in which a statement stands: its words are marked, and nothing tells what was decided of any."""
    statement = get_object_or_404(fetched(), code=code)
    context = {"statement": statement, "paragraphs": whole_text(statement)}
    return render_page(request, "desk/review/text.html", context, title=statement.article.headline)
