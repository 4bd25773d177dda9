"""All suggestions of an article at once, accepted after each was shown: those that were ticked, as they stood."""

from django.core.exceptions import ValidationError
from django.db import transaction

from articles import publishing
from articles.curation import accept
from articles.models import EventMention, Participation, PlaceMention, Statement, Suggestible
from desk.acting import locked

MOST = 100  # that are shown, and accepted, at a time
REASON = "Quoted correctly, and of this speaker."
LINKS = {
    "participation": (Participation, ("person", "organisation")),
    "place": (PlaceMention, ("place",)),
    "event": (EventMention, ("event",)),
}


def suggested_statements(article):
    """The suggestions that can be accepted as they are, in the order of the text."""
    suggested = article.statements.filter(status=Statement.Status.SUGGESTED, is_orphan=False)
    return suggested.in_reading_order().for_display()[:MOST]


def suggested_links(article):
    """Whom and what the article names, as suggestions: (kind, row, record, how). Speakers come with what they said."""
    found = []
    for kind, (model, fields) in LINKS.items():
        rows = model.objects.filter(article=article, review=Suggestible.Review.SUGGESTED).order_by("pk")
        rows = rows.exclude(role=Participation.As.SPEAKER) if model is Participation else rows
        found += [(kind, row, _record(row, fields)) for row in rows.select_related(*fields)[:MOST]]
    return found


def _record(row, fields):
    return next(filter(None, (getattr(row, field) for field in fields)), None)


@transaction.atomic
def accept_shown(article, *, statements, links, editor):
    """Accept what was shown; returns how many, and why any was left, in words.

    statements: {code: the version that was shown}. links: {(kind, key)}. What changed since it was shown is left.
    """
    locked(article)
    accepted, left = 0, []
    for statement in article.statements.filter(code__in=statements).in_reading_order():
        try:
            if str(statement.version) != str(statements[statement.code]):
                raise ValidationError("it was changed since it was shown.")
            accepted += accept(statement, editor, REASON)
        except ValidationError as refusal:
            left.append(f"“{statement}”: {' '.join(refusal.messages)}")
    return accepted + _accept_links(article, links), left


def _accept_links(article, links):
    accepted = 0
    for kind, (model, _fields) in LINKS.items():
        keys = [key for of, key in links if of == kind]
        rows = model.objects.filter(article=article, review=Suggestible.Review.SUGGESTED, pk__in=keys)
        accepted += rows.update(review=Suggestible.Review.ACCEPTED) if keys else 0
    if accepted:
        publishing.refresh([article.pk])
    return accepted
