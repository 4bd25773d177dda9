"""Before an article is published: what is open about it, what its suggestions are, what will be seen, and when."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from articles import editions
from articles.models import Article
from desk.access import desk_page, require, wants_json
from desk.acting import as_seen
from desk.editions import outlook
from desk.editions.checking import MOST, accept_shown, suggested_links, suggested_statements
from desk.editions.checklist import checklist, newly_public
from desk.instants.reading import Unclear, moment_in_words, read_instant, shown
from desk.pages import render_page
from desk.posted import number, typed

NEEDS = {
    "accept": "articles.accept_statement",
    "submit": "articles.change_article",
    "publish": "articles.publish_article",
    "schedule": "articles.publish_article",
    "withdraw": "articles.publish_article",
    "embargo": "articles.embargo_article",
    "lift": "articles.embargo_article",
}
DATED = ("schedule", "embargo")
DONE = {
    "submit": "Handed in: editors find it among the articles in review.",
    "publish": "Published.",
    "withdraw": "Taken back to review: readers will not see it.",
    "lift": "The embargo is lifted.",
}
NEW_PEOPLE = 20


@desk_page("articles.change_article")
def publish(request, code):
    """The checklist, the suggestions, and the acts by which readers come to see an article."""
    article = get_object_or_404(Article.objects.select_related("publisher"), code=code)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    if act == "read" and wants_json(request):
        return JsonResponse(_read(typed(request, "when")))
    if act not in NEEDS:
        return _page(request, article)
    require(request.user, NEEDS[act])
    try:
        return _done(request, article, act)
    except Unclear as unclear:
        return _page(request, article, act=act, unclear=unclear, status=400)
    except ValidationError as refusal:
        return _page(request, article, act=act, refusal=" ".join(refusal.messages), status=400)


def _done(request, article, act):
    """Do the act and go on; a dated one only once the editor has seen which instant is meant."""
    if act == "accept":
        return _accept(request, article)
    if act in DATED:
        instant = _instant_seen(request)
        if instant is None:
            return _page(request, article, act=act, reading=_reading(typed(request, "when")))
        _decide(request, article, act, instant)
        messages.success(request, f"{_dated(act)} {moment_in_words(timezone.localtime(instant))} {_zone()}.")
    else:
        _decide(request, article, act)
        messages.success(request, DONE[act])
    return redirect("desk:publish", code=article.code)


@transaction.atomic
def _decide(request, article, act, instant=None):
    article = as_seen(article, request.POST.get("version"))
    why = {"by": request.user, "reason": typed(request, "reason")}
    acts = {"submit": editions.submit, "publish": editions.publish, "withdraw": editions.send_to_review}
    acts |= {"lift": editions.lift_embargo, "schedule": editions.schedule, "embargo": editions.embargo}
    return acts[act](article, *([instant] if instant else []), **why)


def _dated(act):
    return {"schedule": "Readers see it from", "embargo": "Readers see nothing of it before"}[act]


def _zone():
    return timezone.get_current_timezone_name()


def _accept(request, article):
    shown = [row.replace("\0", "").partition(":") for row in request.POST.getlist("statement")]
    statements = {code: version for code, _, version in shown}
    rows = [row.partition(":")[::2] for row in request.POST.getlist("link")]
    links = {(kind, number(key)) for kind, key in rows if number(key) is not None}
    accepted, left = accept_shown(article, statements=statements, links=links, editor=request.user)
    messages.success(request, f"Accepted: {accepted}.")
    for sentence in left:
        messages.warning(request, f"Left as it is: {sentence}")
    return redirect("desk:publish", code=article.code)


def _instant_seen(request):
    """The instant that was shown for the very words that were typed; None where none was."""
    seen = request.POST.get("instant", "")
    if not seen or request.POST.get("instant_of", "").strip() != request.POST.get("when", "").strip():
        return None
    try:
        instant = datetime.fromisoformat(seen)
    except ValueError:
        return None
    return instant if instant.tzinfo else None


def _reading(when):
    return read_instant(when, now=timezone.now(), home=timezone.get_current_timezone())


def _shown(reading):
    return shown(reading, now=timezone.now(), home=timezone.get_current_timezone())


def _read(when):
    """What a script shows while an instant is typed."""
    try:
        reading = _reading(when)
    except Unclear as unclear:
        readings = [{"typed": one.typed, "words": str(one)} for one in unclear.readings]
        return {"reason": unclear.reason, "readings": readings}
    return {"instant": reading.instant.isoformat(), "lines": _shown(reading)}


def _named(article):
    """What people said in it under their names, which can be withheld."""
    said = article.statements.filter(speaker__isnull=False).in_reading_order()
    return said.select_related("speaker", "article").prefetch_related("spans")[:MOST]


def _page(request, article, *, act="", reading=None, unclear=None, refusal="", status=200):
    may = {name: request.user.has_perm(permission) for name, permission in NEEDS.items()}
    suggestions = list(suggested_statements(article)) if may["accept"] else []
    people = [person.name for person in newly_public(article)[: NEW_PEOPLE + 1]]
    context = {
        "article": article,
        "may": may,
        "points": [point.seen_by(request.user) for point in checklist(article)],
        "suggestions": suggestions,
        "links": suggested_links(article) if may["accept"] else [],
        "are_more": len(suggestions) == MOST,
        "outlook": outlook.of_publishing(article),
        "new_people": people[:NEW_PEOPLE],
        "are_more_people": len(people) > NEW_PEOPLE,
        "is_open": article.status in {"published", "corrected"},
        "is_gone": article.status in {"retracted", "removed"},
        "is_under_embargo": article.embargo_until and article.embargo_until > timezone.now(),
        "named": _named(article) if article.is_public else [],
        "act": act,
        "refusal": refusal,
        "unclear": unclear,
        "reading": reading,
        "lines": _shown(reading) if reading else [],
        "when": typed(request, "when"),
        "reason": typed(request, "reason") or "Checked.",
        "zone": _zone(),
    }
    return render_page(
        request, "desk/article/publish.html", context, title="Check and publish", about=[article], status=status
    )
