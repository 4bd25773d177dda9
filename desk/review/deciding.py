"""What an editor decides about a suggestion, each decision whole and once, and kept so that it can be taken back.

The acts themselves stand in articles/curation.py. Here stands what makes them safe at speed: a decision sent twice is
one; a suggestion that a colleague has before them, or that is another now than the one shown, is not decided.
"""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles import curation, quoting
from articles.importing.draft import PieceDraft
from articles.models import Statement, StatementSpan
from desk.acting import locked
from desk.models import Decision
from desk.speakers import NOBODY, as_named, party_of, speaker_of, value_of

from .holding import holder_of, release
from .undoing import Snapshot

Act, Part = Decision.Act, StatementSpan.Part
CHOSEN = "Chosen in the review queue."
NO_STATEMENT = "This is no statement."
NOT_THEM = "It was not them who said it."
CHANGED = "It has changed since it was shown. This is how it stands now: look again."


class RefusedError(ValidationError):
    """What was shown is not there any more to be decided: it has to be shown anew."""


@dataclass(frozen=True)
class Order:
    """What an editor asks for. seen: how the suggestion stood when it was shown (state_of). who: a Candidate's value.

    pieces: where the words stand, as [(start, end)], if they were grown or shrunk. words: the words, given anew.
    """

    act: str
    token: str
    seen: str = ""
    who: str = ""
    pieces: list = field(default_factory=list)
    words: str = ""


def decide(statement, order, *, editor, sitting):
    """Do what is asked, once, and return the Decision.

    RefusedError where a colleague was quicker or it has changed since it was shown; ValidationError where it makes no
    sense.
    """
    try:
        return _sent_before(statement, order, editor) or _decide(statement, order, editor, sitting)
    except IntegrityError:
        if earlier := _sent_before(statement, order, editor):
            return earlier
        raise


def is_open(statement):
    """Whether a statement waits in the queue."""
    return statement.status == Statement.Status.SUGGESTED and not statement.is_orphan


def state_of(statement):
    """What of a suggestion must not have changed between showing and deciding it."""
    return "-".join(str(n or 0) for n in (statement.version, statement.revision_id, *_speaker(statement)))


def pieces_of(statement):
    """Where what was said stands, as [(start, end)]."""
    return [(piece.start, piece.end) for piece in statement.pieces]


def _sent_before(statement, order, editor):
    """The decision that this repeats; the token of another one has had its day."""
    earlier = Decision.objects.filter(token=order.token).first()
    same = earlier and (earlier.statement_id, earlier.act, earlier.editor_id) == (statement.pk, order.act, editor.pk)
    _refuse(earlier and not same, CHANGED)
    return earlier


@transaction.atomic
def _decide(statement, order, editor, sitting):
    kept = {"statement": statement, "act": order.act, "token": order.token, "editor": editor, "sitting": sitting}
    decision = Decision.objects.create(**kept)
    locked(statement.article)
    now = Statement.objects.select_for_update(of=("self",)).select_related("revision").get(pk=statement.pk)
    _check(now, order, editor)
    began = Snapshot.of(now)
    ACTS[order.act](now, order, editor)
    if order.act != Act.LATER:
        decision.before = _what_changed(now, began)
        decision.save(update_fields=["before"])
    if order.act in {*Decision.FINAL, Act.LATER}:
        release(editor, statement=now)
    return decision


def _check(statement, order, editor):
    holder = holder_of(statement, editor)
    _refuse(holder is not None, f"{holder} has this one before them.")
    _refuse(statement.status != Statement.Status.SUGGESTED, f"It is decided already: {statement.status}.")
    _refuse(statement.is_orphan, "Its words stand in the text no more.")
    _refuse(order.act != Act.LATER and order.seen != state_of(statement), CHANGED)


def _what_changed(statement, began):
    now = Statement.objects.get(pk=statement.pk)
    versions = {"began": statement.version, "version": now.version, "revision": now.revision_id}
    return began.changes_until(Snapshot.of(statement)) | versions


def _accept(statement, order, editor):
    _lay_anew(statement, order, editor)
    if order.who and order.who != value_of(speaker_of(statement)):
        curation.reattribute([statement], **as_named(_chosen(order.who)), editor=editor, reason=CHOSEN)
    curation.accept(statement, editor)


def _reject(statement, order, editor):
    curation.reject(statement, editor, NO_STATEMENT)


def _change_words(statement, order, editor):
    if not order.words.strip() and not order.pieces:
        raise ValidationError("Give the words that were said.")
    _lay_anew(statement, order, editor)


def _rule_out(statement, order, editor):
    who = as_named(party_of(order.who) or speaker_of(statement))
    curation.reattribute([statement], **who, editor=editor, reason=NOT_THEM, is_negative=True)


def _chosen(value):
    party = party_of(value)
    if value != NOBODY and party is None:
        raise ValidationError("Nobody of this name is in the archive: choose a speaker.")
    return party


def _leave(statement, order, editor):
    """Left for later, it waits as before."""


ACTS = {Act.ACCEPT: _accept, Act.REJECT: _reject, Act.WORDS: _change_words, Act.RULE_OUT: _rule_out, Act.LATER: _leave}


def _lay_anew(statement, order, editor):
    """Let it lie on other words where others were asked for; its reporting words and source stay."""
    body, content = statement.revision.body, []
    if order.words.strip():
        content = quoting.find(body, content=[line for line in order.words.splitlines() if line.strip()])
    elif order.pieces and order.pieces != pieces_of(statement):
        content = [_piece(body, start, end) for start, end in order.pieces]
    if content:
        kept = [PieceDraft(s.start, s.end, s.part) for s in statement.spans.exclude(part=Part.CONTENT)]
        curation.requote(statement, [*content, *kept], editor=editor, reason="Words changed in the review queue.")


def _piece(body, start, end):
    return PieceDraft(start, end, Part.CONTENT, quoting.is_between_marks(body, start, end))


def _speaker(statement):
    return statement.speaker_id, statement.on_behalf_of_id


def _refuse(condition, sentence):
    if condition:
        raise RefusedError(sentence)
