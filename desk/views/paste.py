"""An article is pasted, or read from a file or the web: looked at, corrected, saved as a draft."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string

from articles.importing.decoding import LARGEST, decode
from articles.importing.draft import Unreadable
from articles.importing.files import MANY, NOT_TEXT
from articles.importing.html import text_of_page
from desk.access import desk_page, wants_json
from desk.intake import pasting
from desk.intake.fetching import fetch
from desk.intake.looking import look
from desk.models import FailedImport
from desk.pages import render_page
from desk.posted import number

PAGES = (".html", ".htm", ".xhtml")
LISTED = 50


@desk_page("articles.add_article")
def paste(request):
    """One large field, a file or a web address; then what was found, to be put right and saved."""
    failed = _failed(request)
    if request.method != "POST":
        kept = {"text": failed.text, "reason": failed.reason} if failed else {}
        return _page(request, failed=failed, **kept)
    if wants_json(request):
        return _preview(request)
    try:
        came = _what_came(request)
    except Unreadable as problem:
        return _refused(request, problem.came, problem, failed)
    try:
        found = look(came.text, request.POST)
        if _is_to_be_saved(request, found):
            return _saved(request, found, failed)
    except Unreadable as problem:
        return _refused(request, came, problem, failed)
    return _page(request, text=came.text, found=found, failed=failed)


@desk_page("articles.add_article")
def failed_imports(request):
    """What came and could not be read: to be put right, or laid aside."""
    if request.method == "POST":
        if (key := number(request.POST.get("failed", ""))) is not None:
            pasting.settle(get_object_or_404(FailedImport, pk=key), by=request.user)
        return redirect("desk:failed_imports")
    waiting = FailedImport.objects.waiting().select_related("made_by")[:LISTED]
    return render_page(request, "desk/paste/failed.html", {"waiting": waiting}, title="Failed imports")


def _failed(request):
    """The failed import that is being put right."""
    key = number(request.POST.get("failed") or request.GET.get("retry") or "")
    return FailedImport.objects.waiting().filter(pk=key).first() if key is not None else None


@dataclass(frozen=True)
class Came:
    """What an editor brought, as text, and from which file or address."""

    text: str
    came_from: str = ""


class _Broken(Unreadable):
    """came: what can be shown of what cannot be read."""

    def __init__(self, reason, came):
        super().__init__(reason)
        self.came = came


def _what_came(request):
    """The text that was pasted, or that stands in the file or at the address."""
    typed, address = request.POST.get("text", ""), request.POST.get("address", "").strip()
    if file := request.FILES.get("file"):
        return Came(_text_of_file(file), file.name)
    if address and (request.POST.get("act") == "fetch" or not typed.strip()):
        return Came(_fetched(address, typed), address)
    return Came(typed)


def _text_of_file(file):
    name, ending = file.name.lower(), f".{file.name.lower().rpartition('.')[2]}"
    data = file.read(LARGEST + 1)
    try:
        if len(data) > LARGEST:
            raise Unreadable(f"the file is larger than {LARGEST // 1024 // 1024} MB: is it one article?")
        if name.endswith(MANY):
            raise Unreadable("a file of many articles is imported with manage.py import_articles")
        if ending in NOT_TEXT and ending not in PAGES:
            raise Unreadable(f"a {ending} file is not read yet: copy its text and paste it")
        return text_of_page(data) if ending in PAGES else decode(data)
    except Unreadable as problem:
        is_text = ending not in NOT_TEXT and len(data) <= LARGEST
        raise _Broken(str(problem), Came(pasting.readable(data) if is_text else "", file.name)) from problem


def _fetched(address, typed):
    try:
        return fetch(address)
    except Unreadable as problem:
        raise _Broken(str(problem), Came(typed, address)) from problem


def _is_to_be_saved(request, found):
    """Whether the editor has seen this very text, and all that was corrected can be kept."""
    has_seen = request.POST.get("looked_at") == found.fingerprint
    if request.POST.get("act", "").startswith("save") and not has_seen:
        messages.info(request, "This is what will be saved. Look at it, then save.")
    return request.POST.get("act", "").startswith("save") and has_seen and found.form.is_valid()


def _saved(request, found, failed):
    article, is_new = pasting.save(found.final, found.text, by=request.user, reason=found.reason)
    if failed:
        pasting.settle(failed, article, by=request.user)
    told = "Saved as a draft." if is_new else "It is in the archive already: nothing was saved twice."
    messages.success(request, told)
    if request.POST["act"] == "save-check" and request.user.has_perm("articles.change_article"):
        return redirect("desk:publish", code=article.code)
    return redirect("desk:workbench", article.code)


def _refused(request, came, problem, failed):
    """Nothing is lost: what came is kept, and comes back in the field with the reason."""
    if came.text.strip() or came.came_from:
        kept = {
            "text": came.text,
            "came_from": pasting.storable(came.came_from)[:1000],
            "reason": str(problem),
            "by": request.user,
        }
        failed = pasting.keep_failed(**kept) if not failed else pasting.keep_again(failed, **kept)
    return _page(request, text=came.text, reason=str(problem), failed=failed, status=400)


def _preview(request):
    """What a script shows while the editor is still typing: nothing of it is kept."""
    try:
        found = look(request.POST.get("text", ""), request.POST)
    except Unreadable as problem:
        return JsonResponse({"preview": "", "reason": str(problem)})
    shown = render_to_string("desk/paste/look.html", {"look": found, "may_publish": _may_publish(request)}, request)
    return JsonResponse({"preview": shown, "reason": "", "told": _told(found)})


def _told(found):
    return f"Read: {len(found.draft.statements)} quotations, {len(found.chips)} names."


def _may_publish(request):
    return request.user.has_perm("articles.publish_article")


def _address_of(failed):
    """The web address that could not be read; empty for a text or a file."""
    return failed.came_from if failed and failed.came_from.startswith(("http://", "https://")) else ""


def _page(request, *, text="", found=None, reason="", failed=None, status=200):
    context = {
        "text": text,
        "look": found,
        "reason": reason,
        "failed": failed,
        "address": request.POST.get("address", _address_of(failed)) if reason else "",
        "may_publish": _may_publish(request),
    }
    return render_page(request, "desk/paste/paste.html", context, title="Paste an article", status=status)
