"""Where words stand in the text of an article, and how a statement is laid on them by hand."""

from django.core.exceptions import ValidationError
from django.db import transaction

from . import publishing
from .anchoring import CONTEXT, occurrences
from .editions import keep
from .importing.draft import PieceDraft
from .importing.saving.quoted import joined_text
from .models import Statement, StatementSpan
from .wording import MARKS

Part = StatementSpan.Part


def find(body, *, content, cue="", source=""):
    """The pieces of a statement in a text: each of `content` stands there once, or follows the one before it.

    The reporting words and the source are those nearest to what was said. A piece is verbatim where it was given,
    or stands, between quotation marks; the marks are left out. ValidationError names the words that are not there,
    or stand there more than once.
    """
    pieces, after = [], 0
    for words in content:
        pieces.append(_content(body, words, after if pieces else None))
        after = pieces[-1].end
    if not pieces:
        raise ValidationError("Give the words that were said.")
    for part, words in ((Part.CUE, cue.strip()), (Part.SOURCE, source.strip())):
        if words:
            start = _nearest(body, words, pieces)
            pieces.append(PieceDraft(start, start + len(words), part))
    return pieces


def kind_of(pieces):
    """Word for word where all that was said is verbatim, a paraphrase where none is."""
    verbatim = {piece.is_verbatim for piece in pieces if piece.part == Part.CONTENT}
    if len(verbatim) > 1:
        return Statement.Kind.MIXED
    return Statement.Kind.DIRECT if True in verbatim else Statement.Kind.INDIRECT


@transaction.atomic
def quote(statement, pieces, *, by, reason):
    """Save a new statement of an article on pieces of its current text, as a suggestion."""
    statement.status = Statement.Status.SUGGESTED
    statement.version -= 1  # keep() counts each save of what was there before
    _describe(statement, pieces)
    keep(statement, by, reason)
    _lay(statement, pieces)
    publishing.refresh([statement.article_id])
    return statement


def place(statement, pieces):
    """Lay a statement on pieces of the current text (its own fields are set, not saved)."""
    _describe(statement, pieces)
    statement.spans.all().delete()
    _lay(statement, pieces)


def _describe(statement, pieces):
    """Let the fields of a statement say what follows from its pieces."""
    revision = statement.article.current
    content = sorted((p for p in pieces if p.part == Part.CONTENT), key=lambda piece: piece.start)
    _check(revision.body, pieces, content)
    statement.revision, statement.is_orphan = revision, False
    statement.position, statement.kind = content[0].start, kind_of(content)
    statement.text = joined_text(revision.body, content, statement.kind)


def _lay(statement, pieces):
    statement.spans.bulk_create(_span(statement, statement.revision.body, piece) for piece in pieces)


def check_words(statement):
    """ValidationError unless every span stands to the letter in the text that readers see now."""
    if statement.is_orphan or not statement.revision.is_current:
        raise ValidationError("Its words no longer stand in the text: place it anew.")
    body, spans = statement.revision.body, statement.spans.all()
    if not spans or any(body[span.start : span.end] != span.exact for span in spans):
        raise ValidationError("Its words do not stand where they should: place it anew.")


def _check(body, pieces, content):
    if not content:
        raise ValidationError("Give the words that were said.")
    if any(not 0 <= p.start < p.end <= len(body) for p in pieces):
        raise ValidationError("These words are outside the text.")
    if any(p.is_verbatim and p.part != Part.CONTENT for p in pieces):
        raise ValidationError("Only what was said is word for word.")


def _span(statement, body, piece):
    around = {"prefix": body[max(0, piece.start - CONTEXT) : piece.start], "suffix": body[piece.end :][:CONTEXT]}
    words = {"exact": body[piece.start : piece.end], "start": piece.start, "end": piece.end}
    return StatementSpan(statement=statement, part=piece.part, is_verbatim=piece.is_verbatim, **words, **around)


def _content(body, words, after):
    words = words.strip()
    bare = words.strip(MARKS) if words[:1] in [*MARKS] and words[-1:] in [*MARKS] else words
    found = occurrences(body, bare) if bare else []
    if after is not None:
        found = [start for start in found if start >= after][:1]
    if len(found) != 1:
        where = "in the text more than once" if found else "not in the text"
        raise ValidationError(f"These words are {where}: {words}")
    start, end = found[0], found[0] + len(bare)
    return PieceDraft(start, end, Part.CONTENT, is_between_marks(body, start, end))


def is_between_marks(body, start, end):
    """Whether a stretch lies between quotation marks: one opens it, or one closes it, right there."""
    return body[max(0, start - 1) : start] in [*MARKS] and body[end : end + 1] in [*MARKS]


def _nearest(body, words, pieces):
    found = occurrences(body, words)
    if not found:
        raise ValidationError(f"These words are not in the text: {words}")
    return min(found, key=lambda start: min(abs(start - piece.end) for piece in pieces))
