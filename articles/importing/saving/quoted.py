"""What was said, and who said it, in the words of the text: all that needs no record of the archive."""

from itertools import pairwise

from articles.models import Statement, StatementSpan
from articles.wording import MARKS

from ..draft import PieceDraft, StatementDraft

CONTENT = StatementSpan.Part.CONTENT.value


def described_as(draft: StatementDraft, body: str) -> str:
    """The speaker as printed: as given, else the words of the source span."""
    source = next((body[span.start : span.end] for span in draft.spans if span.part == "source"), "")
    words = draft.described_as or " ".join(source.split())
    return words if len(words) <= 300 else f"{words[:299]}…"


def content_of(draft: StatementDraft) -> list[PieceDraft]:
    return [span for span in draft.spans if span.part == CONTENT]


def joined_text(body: str, pieces: list[PieceDraft], kind: str) -> str:
    """The pieces as one text: as they stand where only marks and spaces lie between, else with an ellipsis.

    What was said word for word is given without its marks; in a paraphrase the marks show which words are quoted.
    """
    keeps_marks = kind == Statement.Kind.MIXED
    text = with_marks(body, pieces[0]) if keeps_marks else body[pieces[0].start : pieces[0].end]
    for one, other in pairwise(pieces):
        between = body[one.end : other.start]
        gap = "".join(letter for letter in between if letter not in MARKS)
        piece = with_marks(body, other) if keeps_marks else body[other.start : other.end]
        text += (f"{gap or ' '}" if not gap.strip() else " … ") + piece
    return text


def with_marks(body: str, piece: PieceDraft) -> str:
    start, end = piece.start, piece.end
    if piece.is_verbatim and body[max(0, start - 1) : start] in [*MARKS] and body[end : end + 1] in [*MARKS]:
        start, end = start - 1, end + 1
    return body[start:end]
