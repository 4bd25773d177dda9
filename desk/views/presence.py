"""A page that is looked at says so, and is told who else looks."""

from django.http import JsonResponse

from desk import presence
from desk.access import WRITE, desk_page, require
from desk.chronicle.kinds import find


@desk_page(methods=WRITE)
def here(request, kind, code):
    """Note that somebody is at a record, or has left it; who else is there, in words."""
    kind, record = find(kind, code)
    require(request.user, kind.permission("view"))
    if "leaving" in request.POST:
        presence.left(request.user, record)
    else:
        presence.seen(request.user, record)
    return JsonResponse({"others": [presence.in_words(row) for row in presence.others(request.user, record)]})
