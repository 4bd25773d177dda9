"""A statement's own words: laid on others by an editor, the former ones kept, and found again in the text of today.

What moves along with a new text keeps its words (anchoring.py). Words that name a speaker whose name is withheld are
taken away (curation.py) and not kept.
"""

from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace

from django.utils import timezone

from people import histories

from .anchoring import places_of, stand_there_still
from .importing.saving.quoted import joined_text
from .models import ArticleRevision, FormerWords, Statement, StatementSpan
from .quoting import kind_of, place


@dataclass(frozen=True)
class Piece:
    """A stretch of a revision and its words, as in a StatementSpan."""

    part: str
    start: int
    end: int
    exact: str
    is_verbatim: bool


@dataclass(frozen=True)
class Words:
    """What a statement stands on, or once stood on. pieces: in reading order."""

    revision: ArticleRevision
    pieces: tuple[Piece, ...]

    @property
    def content(self):
        return [piece for piece in self.pieces if piece.part == StatementSpan.Part.CONTENT]

    @property
    def kind(self):
        return kind_of(self.pieces)

    @property
    def text(self):
        """The words as lists show them."""
        return joined_text(self.revision.body, self.content, self.kind)


def reword(statement, pieces, *, by, reason):
    """Lay a statement on other words of the current text (its own fields are set, not saved); the former are kept."""
    with former_kept(statement, by=by, reason=reason):
        place(statement, pieces)


@contextmanager
def former_kept(statement, *, by, reason):
    """Keep the words on which a statement stands, if it stands on others afterwards.

    The history of the statement begins before: how it came in is a version with the words that it came with.
    """
    histories.begin(Statement, [statement.pk])
    former = words_of(statement)
    yield
    if words_of(statement) != former:
        pieces = [asdict(piece) for piece in former.pieces]
        kept = {"replaced_by": by, "replaced_at": timezone.now(), "reason": reason.strip()}
        FormerWords.objects.create(statement=statement, revision=former.revision, pieces=pieces, **kept)


def words_of(statement):
    """What a statement stands on now."""
    spans = statement.spans.order_by("start", "pk")
    return words_on(statement.revision, spans.values(*Piece.__dataclass_fields__))


def words_on(revision, pieces):
    """Words from pieces as a FormerWords keeps them."""
    return Words(revision, tuple(Piece(**piece) for piece in pieces))


def former_words_at(statement, instant):
    """What a statement stood on at an instant, if an editor laid it on other words since; None where nobody did."""
    rows = statement.former_words.filter(replaced_at__gt=instant).select_related("revision")
    row = rows.order_by("replaced_at", "pk").first()
    return words_on(row.revision, row.pieces) if row else None


def found_again(words, revision):
    """These words where they stand in another revision; None where they do not, or it would be a guess.

    Where the text says exactly that at the same offsets, there; else where anchoring finds them.
    """
    former, body = words.revision.body, revision.body
    if stand_there_still(words.pieces, former, body):
        places = {piece: piece.start for piece in words.pieces}
    else:
        places = places_of(words.pieces, former, body)
    if not places:
        return None
    pieces = (replace(piece, start=at, end=at + len(piece.exact)) for piece, at in places.items())
    return Words(revision, tuple(sorted(pieces, key=lambda piece: piece.start)))
