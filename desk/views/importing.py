"""Records by the hundred: tried first, then imported, and what was refused put right on the same page."""

from django.contrib import messages

from articles.importing.decoding import decode
from articles.importing.draft import Unreadable
from desk.access import desk_page
from desk.intake.importing import LARGEST, import_records
from desk.pages import render_page


@desk_page("articles.add_article", "articles.publish_article")
def import_many(request):
    """One record a line, from a file or typed. Such records are published: who imports them may publish."""
    if request.method != "POST":
        return _page(request)
    try:
        lines = _lines(request)
    except Unreadable as problem:
        return _page(request, lines=request.POST.get("lines", ""), reason=str(problem), status=400)
    if not lines.strip():
        return _page(request, reason="there is nothing in it", status=400)
    report = import_records(lines, is_trial=request.POST.get("act") != "import")
    if report.is_trial:
        return _page(request, lines=lines, report=report)
    saved = len(report.outcomes) - report.refused.count("\n")
    messages.success(request, f"{saved} of {len(report.outcomes)} records are in the archive.")
    return _page(request, lines=report.refused, report=report)


def _lines(request):
    file = request.FILES.get("file")
    if file is None:
        return request.POST.get("lines", "").replace("\r\n", "\n")
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        limit = LARGEST // 1024 // 1024
        raise Unreadable(f"the file is larger than {limit} MB: import it with manage.py import_articles")
    return decode(data)


def _page(request, *, lines="", report=None, reason="", status=200):
    context = {"lines": lines, "report": report, "reason": reason}
    return render_page(request, "desk/paste/import.html", context, title="Import records", status=status)
