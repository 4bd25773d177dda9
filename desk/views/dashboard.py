"""The first page of the desk: what waits, for whom, and since when."""

from articles.models import Article
from desk.access import READ, desk_page
from desk.pages import render_page
from desk.queues import waiting

SHOWN = 10
UNFINISHED = (Article.Status.DRAFT, Article.Status.IN_REVIEW)


@desk_page(methods=READ)
def dashboard(request):
    """My drafts, and each queue with its count and its oldest."""
    context = {"waiting": waiting(request.user), "drafts": drafts_of(request.user)}
    return render_page(request, "desk/dashboard.html", context, title="Desk")


def drafts_of(user):
    """The unfinished articles that a user changed last, the latest first."""
    touched = Article.history.filter(history_user=user).order_by("-history_date").values_list("id", flat=True)
    recent = list(dict.fromkeys(touched[: SHOWN * 10]))
    found = Article.objects.filter(pk__in=recent, status__in=UNFINISHED).in_bulk()
    return [found[key] for key in recent if key in found][:SHOWN]
