"""Records by the hundred: tried first, then imported, and what was refused put right; and all that was imported so."""

from django.contrib import messages
from django.shortcuts import get_object_or_404

from articles.importing.decoding import decode
from articles.importing.draft import Unreadable
from desk.access import READ, desk_page
from desk.intake.importing import LARGEST, import_records
from desk.intake.pasting import storable
from desk.models import FailedImport, ImportRun
from desk.pages import render_page
from desk.posted import number, typed
from desk.typed import tell_saved
from people.paging import page_of

IMPORT, ADD = ("articles.add_article", "articles.publish_article"), "articles.add_article"
RECORDS = 100  # of a run, on a page


@desk_page(*IMPORT)
def import_many(request):
    """One record a line, from a file or typed. Such records are published: who imports them may publish."""
    if request.method != "POST":
        return _page(request, **_refused_once(request))
    try:
        lines, came_from = _lines(request)
    except Unreadable as problem:
        return _page(request, lines=request.POST.get("lines", ""), reason=str(problem), status=400)
    if not lines.strip():
        return _page(request, reason="there is nothing in it", status=400)
    is_trial = request.POST.get("act") != "import"
    report = import_records(lines, is_trial=is_trial, by=request.user, came_from=came_from)
    if report.is_trial:
        return _page(request, lines=lines, came_from=came_from, report=report)
    refused = report.refused.count("\n")
    told = messages.warning if refused else messages.success
    told(request, f"{len(report.outcomes) - refused} of {len(report.outcomes)} records are in the archive.")
    return tell_saved(request, _page(request, lines=report.refused, came_from=came_from, report=report))


@desk_page(ADD, methods=READ)
def runs(request):
    """Every import of many records, the latest first."""
    page = page_of(ImportRun.objects.select_related("made_by"), request, "made_at")
    return render_page(request, "desk/paste/runs.html", {"page": page}, title="History of imports")


@desk_page(ADD, methods=READ)
def run(request, pk):
    """What became of each record of one import."""
    run = get_object_or_404(ImportRun.objects.select_related("made_by"), pk=pk)
    page = page_of(run.records.select_related("article"), request, "line", descending=False, size=RECORDS)
    context = {"run": run, "page": page, "may_import": request.user.has_perms(IMPORT)}
    return render_page(request, "desk/paste/run.html", context, title="An import")


@desk_page(ADD, methods=READ)
def failures(request):
    """All that came and could not be read, the latest first: what waits, and how the others ended."""
    page = page_of(FailedImport.objects.select_related("made_by", "settled_by", "article"), request, "made_at")
    return render_page(request, "desk/paste/failures.html", {"page": page}, title="History of failed imports")


@desk_page(ADD, methods=READ)
def failure(request, pk):
    """What came, why it could not be read, and who put it right."""
    failed = get_object_or_404(FailedImport.objects.select_related("made_by", "settled_by", "article"), pk=pk)
    return render_page(request, "desk/paste/failure.html", {"failed": failed}, title="A failed import")


def _refused_once(request):
    """The refused records of an earlier import, to be put right."""
    key = number(request.GET.get("run", ""))
    earlier = ImportRun.objects.filter(pk=key).first() if key is not None else None
    return {"lines": earlier.refused, "came_from": earlier.came_from} if earlier else {}


def _lines(request):
    """The records that were typed, or stand in the file, and the name of that file."""
    file = request.FILES.get("file")
    if file is None:
        return request.POST.get("lines", "").replace("\r\n", "\n"), typed(request, "came_from")
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        limit = LARGEST // 1024 // 1024
        raise Unreadable(f"the file is larger than {limit} MB: import it with manage.py import_articles")
    return decode(data), storable(file.name)


def _page(request, *, lines="", came_from="", report=None, reason="", status=200):
    context = {"lines": lines, "came_from": came_from, "report": report, "reason": reason}
    return render_page(request, "desk/paste/import.html", context, title="Import records", status=status)
