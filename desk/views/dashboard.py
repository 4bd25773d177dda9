"""The first page of the desk: what waits, for whom, and since when."""

from datetime import timedelta

from django.utils import timezone

from articles.models import Article
from desk.access import READ, desk_page
from desk.balance import balance
from desk.pages import render_page
from desk.presence import editing_now
from desk.queues import waiting

from .balance import PeriodForm

SHOWN = 10
SOON = timedelta(hours=48)
UNFINISHED = (Article.Status.DRAFT, Article.Status.IN_REVIEW)


@desk_page(methods=READ)
def dashboard(request):
    """My drafts, each queue with its count and its oldest, what is seen soon, who works on what, who is heard."""
    context = {
        "waiting": waiting(request.user),
        "drafts": drafts_of(request.user),
        "works": editing_now(),
        "soon": shown_soon(),
        "balance": balance(*PeriodForm().period),
    }
    return render_page(request, "desk/dashboard.html", context, title="Desk")


def drafts_of(user):
    """The unfinished articles that a user changed last, the latest first."""
    touched = Article.history.filter(history_user=user).order_by("-history_date").values_list("id", flat=True)
    recent = list(dict.fromkeys(touched[: SHOWN * 10]))
    found = Article.objects.filter(pk__in=recent, status__in=UNFINISHED).in_bulk()
    return [found[key] for key in recent if key in found][:SHOWN]


def shown_soon():
    """The articles that readers see from an instant in the next two days on, the nearest first."""
    now = timezone.now()
    coming = Article.objects.filter(visible_from__gt=now, visible_from__lte=now + SOON)
    return coming.order_by("visible_from", "pk")[:SHOWN]
