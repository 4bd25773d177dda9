"""What an editor decides about a suggestion, each decision whole and once, and kept so that it can be taken back.

The acts themselves stand in articles/curation.py. Here stands what makes them safe at speed: a decision sent twice is
one; a suggestion that a colleague has before them, or that is another now than the one shown, is not decided. A second
look (second_looks.py) is decided by the same acts, of what may be public already: then readers are told.
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

from . import second_looks
from .holding import holder_of, release
from .undoing import Snapshot

Act, Part = Decision.Act, StatementSpan.Part
RETRACT = "articles.retract_article"
CHOSEN = "Chosen in the review queue."
NO_STATEMENT = "This is not a statement."
NOT_THEM = "They did not say it."
LOOKED_AGAIN = "A second editor has looked at it."
OTHER_WORDS = "The words began or ended in the wrong place."  # what readers are told, if they have seen them
MISTAKEN = "It was taken for a statement by mistake."  # the same
CHANGED = "It has changed since it was shown. This is how it stands now: look again."


class RefusedError(ValidationError):
    """What was shown is not there any more to be decided: it has to be shown anew."""


@dataclass(frozen=True)
class Order:
    """What an editor asks for. seen: how the suggestion stood when it was shown (state_of). who: a Candidate's value.

    pieces: where the words stand, as [(start, end)], if they were grown or shrunk. words: the words, given anew.
    is_second: whether it is a second look at what a colleague has decided.
    """

    act: str
    token: str
    seen: str = ""
    who: str = ""
    pieces: list = field(default_factory=list)
    words: str = ""
    is_second: bool = False

    def why(self, reason):
        """The reason that is kept, and told to readers where they have seen it otherwise."""
        return LOOKED_AGAIN if self.is_second else reason


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


def is_open(statement, editor, *, is_second):
    """Whether a statement waits in the queue, or for a second look of this editor's."""
    if is_second:
        return second_looks.look_for(statement, editor) is not None
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
    if order.is_second:
        decision.look = second_looks.look_for(now, editor)
        decision.save(update_fields=["look"])
    _check(now, order, editor, decision.look)
    began = Snapshot.of(now)
    ACTS[order.act](now, order, editor)
    decision.before = _what_changed(now, began)
    decision.save(update_fields=["before"])
    if decision.look and order.act in Decision.FINAL:
        second_looks.settle(decision)
    if order.act in {*Decision.FINAL, Act.LATER}:
        release(editor, statement=now)
    return decision


def _check(statement, order, editor, look):
    holder = holder_of(statement, editor)
    _refuse(holder is not None, f"{holder} is working on this one.")
    if order.is_second:
        _refuse(look is None, "It no longer needs a second look from you.")
    else:
        _refuse(statement.status != Statement.Status.SUGGESTED, f"It is decided already: {statement.status}.")
    _refuse(statement.is_orphan, "Its words are no longer in the text.")
    _refuse(order.act != Act.LATER and order.seen != state_of(statement), CHANGED)


def _what_changed(statement, began):
    """What has to be known to take it back; nothing where all stands as before."""
    changes = began.changes_until(Snapshot.of(statement))
    now = Statement.objects.get(pk=statement.pk)
    versions = {"began": statement.version, "version": now.version, "revision": now.revision_id}
    return changes | versions if any(changes.values()) else {}


def _accept(statement, order, editor):
    _lay_anew(statement, order, editor)
    if order.who and order.who != value_of(speaker_of(statement)):
        who = as_named(_chosen(order.who))
        curation.reattribute([statement], **who, editor=editor, reason=order.why(CHOSEN))
    curation.accept(statement, editor)


def _reject(statement, order, editor):
    """What readers can see is retracted: they are told. Long after it was accepted only those do so who may retract."""
    if not statement.is_public:
        curation.reject(statement, editor, NO_STATEMENT)
        return
    if not editor.has_perm(RETRACT):
        curation.check_newly_accepted(statement)
    why = f"{LOOKED_AGAIN} {NO_STATEMENT}"
    curation.retract_statement(statement, what_changed=MISTAKEN, by=editor, reason=why)


def _change_words(statement, order, editor):
    if not order.words.strip() and not order.pieces:
        raise ValidationError("Give the words that were said.")
    _lay_anew(statement, order, editor)


def _rule_out(statement, order, editor):
    who = as_named(party_of(order.who) or speaker_of(statement))
    curation.reattribute([statement], **who, editor=editor, reason=order.why(NOT_THEM), is_negative=True)


def _chosen(value):
    party = party_of(value)
    if value != NOBODY and party is None:
        raise ValidationError("Nobody with this name is in the archive: choose a speaker.")
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
        reason = order.why("Words changed in the review queue.")
        curation.requote(statement, [*content, *kept], editor=editor, reason=reason, what_changed=OTHER_WORDS)


def _piece(body, start, end):
    return PieceDraft(start, end, Part.CONTENT, quoting.is_between_marks(body, start, end))


def _speaker(statement):
    return statement.speaker_id, statement.on_behalf_of_id


def _refuse(condition, sentence):
    if condition:
        raise RefusedError(sentence)
