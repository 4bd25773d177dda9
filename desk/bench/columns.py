"""What the workbench shows: the text of an article as it stands now, and its statements in reading order beside it."""

from articles.attribution import SILENT
from articles.marking import Mark, marked_paragraphs
from articles.models import Statement
from articles.visibility import OPEN_STATEMENT

Status = Statement.Status


def bench_of(article, user):
    """The text in marked segments; statements that stand in it, numbered; orphans; and what was rejected."""
    current = article.current
    listed = _statements(article)
    standing = [s for s in listed if s.status not in SILENT and current and _stands_in(s, current)]
    for number, statement in enumerate(standing, 1):
        statement.number = number
    marks = [Mark(piece.start, piece.end, s, piece.is_verbatim) for s in standing for piece in s.pieces]
    return {
        "article": article,
        "current": current,
        "body": current.body if current else "",
        "paragraphs": marked_paragraphs(current.body, marks) if current else [],
        "standing": standing,
        "orphans": [s for s in listed if s.is_orphan and s.status not in SILENT],
        "rejected": [s for s in listed if s.status == Status.REJECTED],
        "waiting": sum(s.status == Status.SUGGESTED for s in standing),
        "may_decide": user.has_perm("articles.accept_statement"),
        "may_quote": user.has_perm("articles.add_statement") and current is not None,
        "may_retract": user.has_perm("articles.retract_article"),
    }


def place_of(statement):
    """Where the words of a statement stand, from the first to the last: (start, end)."""
    pieces = statement.pieces
    return (pieces[0].start, max(piece.end for piece in pieces)) if pieces else (0, 0)


def _statements(article):
    rows = article.statements.in_reading_order().select_related("speaker", "on_behalf_of", "said_in")
    found = list(rows.prefetch_related("spans"))
    for statement in found:
        statement.article = article
        statement.start, statement.end = place_of(statement)
        statement.is_checked_open = statement.status in OPEN_STATEMENT and statement.is_checked
    return found


def _stands_in(statement, revision):
    return not statement.is_orphan and statement.revision_id == revision.pk
