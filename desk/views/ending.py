"""What readers have seen and see no more: retracted, removed by law, or without a name: three acts, three pages."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect

from articles import curation, editions
from articles.admin.asking import PublicForm, RemovalForm, WithholdForm
from articles.models import Article, Statement
from desk.access import desk_page
from desk.acting import as_seen
from desk.editions import outlook, removing
from desk.models import RemovalRequest
from desk.pages import render_page
from desk.posted import number, typed

LISTED = 50


@desk_page("articles.retract_article")
def retract(request, code):
    """Take back an article that was wrong."""
    article = get_object_or_404(Article, code=code)
    page = Page("Retract", "Retract it", "retract", outlook.OF_RETRACTION, "r")
    return page.answer(request, article, PublicForm, editions.retract, "Retracted. Readers find the note in its place.")


@desk_page("articles.remove_article")
def remove(request, code):
    """Ask that an article be removed by law; somebody else confirms it."""
    article = get_object_or_404(Article, code=code)
    waiting = RemovalRequest.objects.waiting().filter(article=article).select_related("asked_by").first()
    page = Page("Remove by law", "Ask for its removal", "remove", outlook.OF_REMOVAL, "r", waiting)
    page.promise = "Nothing changes until somebody else has confirmed it."
    return page.answer(request, article, RemovalForm, removing.ask, "Asked for. Somebody else has to confirm it.")


@desk_page("articles.withhold_name")
def withhold(request, code):
    """Show what somebody said without their name."""
    statement = get_object_or_404(Statement.objects.select_related("article", "speaker"), code=code)
    page = Page("Withhold a name", "Withhold the name", "withhold", outlook.OF_WITHHOLDING, "w", statement=statement)
    act = lambda article, **asked: curation.withhold_name(statement, **asked)  # noqa: E731
    return page.answer(request, statement.article, WithholdForm, act, "The name is withheld.")


@desk_page("articles.remove_article")
def removals(request):
    """What was asked to be removed: confirmed or refused by another, or taken back by who asked."""
    status, refusal = 200, ""
    if request.method == "POST":
        try:
            return _decided(request)
        except ValidationError as problem:
            status, refusal = 400, " ".join(problem.messages)
    waiting = RemovalRequest.objects.waiting().select_related("article", "asked_by")[:LISTED]
    context = {"waiting": waiting, "refusal": refusal, "outlook": outlook.OF_REMOVAL}
    return render_page(request, "desk/article/removals.html", context, title="Removals by law", status=status)


def _decided(request):
    key, act = number(request.POST.get("request", "")), request.POST.get("act", "")
    if key is None or act not in {"confirm", "refuse", "withdraw"}:
        return redirect("desk:removals")
    asked = get_object_or_404(RemovalRequest, pk=key)
    if act == "confirm":
        removing.confirm(asked, by=request.user)
        messages.success(request, "Removed. Its address answers 410.")
    elif act == "refuse":
        removing.refuse(asked, by=request.user, note=typed(request, "note"))
        messages.success(request, "Refused. The article stays.")
    else:
        removing.withdraw(asked, by=request.user)
        messages.success(request, "Taken back. The article stays.")
    return redirect("desk:removals")


class Page:
    """The page of an act that ends something: what it promises, what will be seen, and what it needs to know."""

    def __init__(self, title, label, here, seen, key, waiting=None, statement=None):
        self.title, self.label, self.here, self.seen, self.key = title, label, here, seen, key
        self.waiting, self.statement, self.promise = waiting, statement, ""

    def answer(self, request, article, form_class, act, done):
        """Ask; a POST does it once, if nothing changed since it was asked."""
        record = self.statement or article
        form = form_class(request.POST if "version" in request.POST else None, record=record)
        if form.is_bound and form.is_valid():
            try:
                self._do(request, article, record, act, form)
            except ValidationError as refusal:
                form.add_error(None, refusal)
            else:
                messages.success(request, done)
                return redirect("desk:publish", code=article.code)
        return self._show(request, article, form)

    @transaction.atomic
    def _do(self, request, article, record, act, form):
        locked = as_seen(article, request.POST["version"])
        return act(locked, by=request.user, **form.asked)

    def _show(self, request, article, form):
        context = {
            "article": article,
            "form": form,
            "page": self,
            "statement": self.statement,
            "outlook": self.seen,
            "still_named": self._still_named(form),
        }
        status = 400 if form.errors else 200
        return render_page(
            request, "desk/article/ending.html", context, title=self.title, about=[article], status=status
        )

    def _still_named(self, form):
        """Names of the speaker that stand in the text as it would be."""
        if not self.statement or not isinstance(form, forms.Form) or not self.statement.speaker:
            return []
        body = form["body"].value() or ""
        speaker = self.statement.speaker
        names = {speaker.name, speaker.family_name, *speaker.names.values_list("text", flat=True)} - {""}
        return sorted(name for name in names if name in body)
