"""The text of an article with its statements marked, as it stands beside them on an editor's page."""

from articles import visibility
from articles.marking import Mark, marked_paragraphs


def text_beside(article, statements):
    """What admin/articles/text.html shows: the current text in segments, and each statement with its number."""
    current = article.current
    listed = list(statements.in_reading_order().for_display().select_related("revision"))
    standing = [s for s in listed if current and not s.is_orphan and s.revision_id == current.pk]
    marks = [Mark(piece.start, piece.end, s, piece.is_verbatim) for s in standing for piece in s.pieces]
    return {
        "current": current,
        "paragraphs": marked_paragraphs(current.body, marks) if current else [],
        "statements_beside": listed,
    }


def records_named_by(article):
    """All that an article names now: after it was saved, some of it may be named no more."""
    named = visibility.named_by([article.pk])
    return [record for model, keys in named.items() for record in model.objects.filter(pk__in=keys)]
