"""Removal by law, by two people: one asks, with a reason; another confirms or refuses. Nobody confirms their own."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from articles import editions
from articles.models import Article
from desk.models import RemovalRequest

Decision = RemovalRequest.Decision


def was_seen(article):
    """Whether readers have seen an article: what they have not seen is not removed by law."""
    return article.is_public or article.status == Article.Status.RETRACTED


@transaction.atomic
def ask(article, *, by, reason):
    """Ask that an article be removed by law. Nothing changes for readers until somebody else confirms it."""
    editions.check_reason(reason)
    article = Article.objects.select_for_update().get(pk=article.pk)
    _refuse(article.status == Article.Status.REMOVED, "It is removed already.")
    _refuse(not was_seen(article), "Readers have not seen it: there is nothing to remove.")
    waiting = RemovalRequest.objects.waiting().filter(article=article).select_related("asked_by").first()
    _refuse(waiting is not None, waiting and f"Its removal is asked for already, by {waiting.asked_by}.")
    return RemovalRequest.objects.create(article=article, reason=reason.strip(), asked_by=by)


@transaction.atomic
def confirm(request, *, by):
    """Remove the article, for the reason that was given. ValidationError where the same person asked for it."""
    request = _open(request)
    _refuse(request.asked_by_id == by.pk, "You asked for it: somebody else has to confirm it.")
    _decide(request, Decision.CONFIRMED, by)
    editions.remove(request.article, by=by, reason=request.reason)
    return request


@transaction.atomic
def refuse(request, *, by, note):
    """Leave the article where it is."""
    editions.check_reason(note)
    return _decide(_open(request), Decision.REFUSED, by, note.strip())


@transaction.atomic
def withdraw(request, *, by):
    """Take back what one asked for."""
    request = _open(request)
    _refuse(request.asked_by_id != by.pk, "Only who asked for it takes it back. You can refuse it.")
    return _decide(request, Decision.WITHDRAWN, by)


def _open(request):
    """The request as it stands now, locked until it is decided."""
    locked = RemovalRequest.objects.select_for_update(of=("self",)).select_related("article", "asked_by")
    request = locked.get(pk=request.pk)
    _refuse(request.decision != Decision.WAITING, f"It is {request.get_decision_display()} already.")
    return request


def _decide(request, decision, by, note=""):
    request.decision, request.decided_by, request.decided_at, request.note = decision, by, timezone.now(), note
    request.save()
    return request


def _refuse(condition, sentence):
    if condition:
        raise ValidationError(sentence)
