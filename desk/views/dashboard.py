"""The first page of the desk: what waits, for whom, and since when."""

from desk.access import READ, desk_page
from desk.balance import balance
from desk.coming import drafts_of, shown_soon
from desk.pages import render_page
from desk.presence import editing_now
from desk.queues import MOST, waiting
from people.counting import tally
from people.paging import page_of

from .balance import PeriodForm

SHOWN = 10


@desk_page(methods=READ)
def dashboard(request):
    """My drafts, each queue with its count and its oldest, what is seen soon, who works on what, who is heard."""
    mine, soon = drafts_of(request.user), shown_soon()
    context = {
        "waiting": waiting(request.user),
        "drafts": mine[:SHOWN],
        "drafts_count": len(mine),
        "works": editing_now(),
        "soon": soon[:SHOWN],
        "soon_count": tally(soon, MOST),
        "shown": SHOWN,
        "balance": balance(*PeriodForm().period),
    }
    return render_page(request, "desk/dashboard.html", context, title="Desk")


@desk_page(methods=READ)
def drafts(request):
    """All my drafts, those that I changed last first."""
    return render_page(request, "desk/drafts.html", {"drafts": drafts_of(request.user)}, title="My drafts")


@desk_page(methods=READ)
def soon(request):
    """All that readers see from an instant in the next two days on, the nearest first."""
    page = page_of(shown_soon().order_by(), request, "visible_from", descending=False)
    return render_page(request, "desk/soon.html", {"page": page}, title="In the next 48 hours")
