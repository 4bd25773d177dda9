"""What an editor does to the statements of an article on the workbench: quote, decide, move, say who spoke.

Each act holds its article until it is done, so that it happens once however often it is asked for, and says what came
of it. A statement that a colleague changed since the page was made is not touched: Changed says so.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from articles import curation, quoting
from articles.attribution import attribute
from articles.models import Attribution, Statement, StatementSpan
from articles.visibility import OPEN_STATEMENT
from desk.acting import Changed, locked
from desk.speakers import as_named, speaker_of

from .guessing import guess
from .selecting import selected, way_of
from .speaking import speaker_from

Status, Part = Statement.Status, StatementSpan.Part
ACCEPT = "articles.accept_statement"
QUOTED, MOVED, SAID = "Quoted on the workbench", "Laid on other words on the workbench", "Said so on the workbench"
NO_STATEMENT = "Not a statement, or not worth keeping"


@dataclass(frozen=True)
class Done:
    """What an act came to: the statement, and a sentence about it."""

    statement: Statement
    told: str


@transaction.atomic
def quote(article, posted, by):
    """Quote the selected words. Whoever may accept statements does so at once; others suggest.

    Words that are suggested already become what is quoted; words that are quoted already stay as they are.
    """
    article = locked_with_text(article)
    selection = selected(article.current, posted)
    pieces = way_of(selection, posted.get("kind", ""))
    who = speaker_from(posted, by)
    twin = _twin(article, selection.revision, pieces)
    if twin is not None:
        return _take_over(twin, who, by)
    found = guess(article, selection)
    statement = _described(Statement(article=article), found, posted)
    quoting.quote(statement, pieces + found.beside(pieces), by=by, reason=QUOTED)
    if who:
        attribute(statement, **as_named(who), by=by, method=Attribution.Method.EDITOR, note=QUOTED)
    if by.has_perm(ACCEPT):
        curation.accept(statement, by, QUOTED)
    return Done(statement, f"Quoted: {_speaker(statement)}.")


@transaction.atomic
def accept(statement, version, by):
    statement = _unchanged(statement, version, wanted=lambda now: now.status in OPEN_STATEMENT and now.checked_at)
    changed = statement.version == version and curation.accept(statement, by)
    return Done(statement, f"Accepted: {_speaker(statement)}." if changed else "Accepted already.")


@transaction.atomic
def reject(statement, version, by):
    statement = _unchanged(statement, version, wanted=lambda now: now.status == Status.REJECTED)
    changed = curation.reject(statement, by, NO_STATEMENT)
    return Done(statement, "Rejected." if changed else "Rejected already.")


@transaction.atomic
def reattribute(statement, version, posted, by):
    """Say who said it. Readers who saw another speaker are told."""
    statement = _unchanged(statement, version)
    who = speaker_from(posted, by)
    curation.reattribute([statement], **as_named(who), editor=by, reason=SAID)
    statement.refresh_from_db()
    return Done(statement, f"Said by: {_speaker(statement)}.")


@transaction.atomic
def move(statement, version, posted, by):
    """Lay a statement on the selected words, or on those that were typed (one piece a line)."""
    statement = _unchanged(statement, version)
    revision = statement.article.current
    if "start" in posted:
        pieces = way_of(selected(revision, posted), posted.get("kind", ""))
    else:
        lines = [line for line in posted.get("words", "").splitlines() if line.strip()]
        pieces = quoting.find(revision.body, content=lines)
    if _places(pieces) == _places(statement.pieces) and statement.revision == revision:
        return Done(statement, "These are its words already.")
    note = posted.get("what_changed", "")
    curation.requote(statement, pieces + _beside(statement, pieces), editor=by, reason=MOVED, what_changed=note)
    return Done(statement, "It stands on these words now.")


def locked_with_text(article):
    """The article, locked; ValidationError where it has no text that could be worked on."""
    held = locked(article)
    if held.current is None:
        raise ValidationError("This article has no text yet.")
    return held


def _unchanged(statement, version, wanted=lambda now: False):
    """The statement, if it stands as the editor saw it, or as the editor wants it. Raises Changed."""
    locked_with_text(statement.article)
    now = Statement.objects.select_related("article", "revision", "speaker", "on_behalf_of").get(pk=statement.pk)
    if now.version != version and not wanted(now):
        raise Changed
    return now


def _twin(article, revision, pieces):
    """The statement that lies on the same words already."""
    rows = article.statements.filter(revision=revision, position=min(piece.start for piece in pieces))
    rows = rows.select_related("article", "speaker", "on_behalf_of").prefetch_related("spans")
    return next((row for row in rows if _places(row.pieces) == _places(pieces)), None)


def _places(pieces):
    return sorted((piece.start, piece.end) for piece in pieces)


def _take_over(twin, who, by):
    same_speaker = {"person": twin.speaker, "organisation": twin.on_behalf_of} == as_named(who)
    if twin.status in OPEN_STATEMENT and twin.checked_at and same_speaker:
        return Done(twin, "These words are quoted already.")
    if twin.status in OPEN_STATEMENT and not same_speaker:
        raise ValidationError(f"These words are quoted already, as said by {_speaker(twin)}: change the speaker there.")
    if not by.has_perm(ACCEPT):
        return Done(twin, "These words are suggested already; an editor decides.")
    if not same_speaker:
        curation.reattribute([twin], **as_named(who), editor=by, reason=QUOTED)
    curation.accept(twin, by, QUOTED)
    twin.refresh_from_db()
    return Done(twin, f"Quoted: {_speaker(twin)}.")


def _described(statement, found, posted):
    """The statement with where, when and how it was said: as the form says, else as the text does."""
    statement.said_on, statement.said_in = posted.get("said_on"), posted.get("said_in")
    statement.described_as = posted.get("described_as") or found.described_as
    statement.language = statement.article.language
    if found.quotation:
        statement.cue_lemma = found.quotation.cue_lemma[:60]
        statement.named_how, statement.channel = str(found.quotation.named_how), found.quotation.channel
    return statement


def _beside(statement, pieces):
    """The reporting words and the source of a statement, where they stand in the text still and outside its words."""
    if statement.is_orphan or not statement.revision.is_current:
        return []
    spans = [span for span in (statement.cue, statement.source) if span]
    kept = [one for one in spans if all(one.end <= piece.start or piece.end <= one.start for piece in pieces)]
    return [quoting.PieceDraft(span.start, span.end, span.part) for span in kept]


def _speaker(statement):
    return speaker_of(statement) or statement.described_as or "nobody who is named"
