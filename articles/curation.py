"""What editors decide about statements: accept, reject, reattribute, place anew, correct, retract, withhold a name.

Who speaks is never set here: an editor's word goes into the ledger (attribution.py), which derives the speaker.
Each act happens whole or not at all and is kept in history with who and why.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from people.dossier import GIVEN_AS
from people.naming import fold_name

from . import publishing, visibility
from .anchoring import revise
from .attribution import attribute
from .editions import check_reason, keep, note
from .models import Article, Attribution, Correction, Participation, Statement, StatementSpan, Suggestible
from .quoting import check_words
from .rewording import reword

Status, Review = Statement.Status, Suggestible.Review
OPEN = visibility.OPEN_STATEMENT
UNDONE_WITHIN = timedelta(days=30)

# An editor has accepted or rejected a statement, told inside the transaction: statement, by.
statement_decided = Signal()


@transaction.atomic
def accept(statement, editor, reason="Quoted correctly, and of this speaker."):
    """Accept one statement; whether that changed anything. ValidationError where its words do not stand there."""
    statement = _open(statement, reason)
    _refuse(statement.status == Status.RETRACTED, "It was retracted.")
    check_words(statement)
    if statement.status in OPEN and statement.checked_at:
        return False
    if statement.speaker or statement.on_behalf_of:
        _assert_speaker(statement, statement.speaker, statement.on_behalf_of, editor, reason)
    statement.status = statement.status if statement.status in OPEN else Status.ACCEPTED
    statement.checked_at = timezone.now()
    keep(statement, editor, reason)
    _accept_speakers(statement)
    publishing.refresh_statements([statement])
    statement_decided.send(sender=None, statement=statement, by=editor)
    return True


@transaction.atomic
def reopen(statement, editor, reason):
    """Take back an acceptance of the last thirty days: it waits to be checked again, and readers do not see it."""
    statement = _open(statement, reason)
    check_newly_accepted(statement)
    statement.status, statement.checked_at = Status.SUGGESTED, None
    keep(statement, editor, reason)
    _unaccept_speakers(statement)
    publishing.refresh_statements([statement], also=_parties(statement))


def check_newly_accepted(statement):
    """ValidationError where a statement is not one that was accepted in the last thirty days, and left as it was."""
    _refuse(statement.status != Status.ACCEPTED, "Only what is accepted is taken back; retract what was corrected.")
    is_late = statement.checked_at is None or statement.checked_at < timezone.now() - UNDONE_WITHIN
    _refuse(is_late, "It was accepted long ago: retract it where readers have seen it.")


@transaction.atomic
def reject(statement, editor, reason):
    """Say that this is no statement, or not worth keeping; whether that changed anything."""
    statement = _open(statement, reason)
    _refuse(statement.is_public or statement.status == Status.RETRACTED, "Readers have seen it: retract it.")
    if statement.status == Status.REJECTED:
        return False
    statement.status, statement.checked_at = Status.REJECTED, timezone.now()
    keep(statement, editor, reason)
    _release([statement.speaker, statement.on_behalf_of], statement)
    publishing.refresh_statements([statement], also=_parties(statement))
    statement_decided.send(sender=None, statement=statement, by=editor)
    return True


def reattribute(statements, *, person=None, organisation=None, editor, reason, is_negative=False):
    """Say who said this, or with is_negative who did not; returns how many statements have another speaker now.

    Where readers saw the speaker that was wrong, a public correction says so.
    """
    _refuse(is_negative and not (person or organisation), "Say who did not say it.")
    who = {"person": person, "organisation": organisation}
    with publishing.together():
        return sum(_reattribute(s, who, editor, reason, is_negative) for s in statements)


@transaction.atomic
def leave_unnamed(statements, *, anonymity_reason, editor, reason):
    """Say that whoever made these is not to be named, and why; returns how many waited for a name until now."""
    _refuse(not anonymity_reason.strip(), "Say why they are not named.")
    left = 0
    for statement in statements:
        statement = _open(statement, reason)
        if statement.speaker_id is None and statement.on_behalf_of_id is None and not statement.anonymity_reason:
            statement.anonymity_reason = anonymity_reason.strip()[:200]
            keep(statement, editor, reason)
            publishing.refresh([statement.article_id])
            left += 1
    return left


@transaction.atomic
def _reattribute(statement, who, editor, reason, is_negative):
    statement = _open(statement, reason)
    was = (statement.speaker, statement.on_behalf_of)
    _assert_speaker(statement, *who.values(), editor, reason, is_negative)
    statement = Statement.objects.select_related("speaker", "on_behalf_of", "article").get(pk=statement.pk)
    if was == (statement.speaker, statement.on_behalf_of):
        return False
    _note_speaker(statement, was, editor, reason)
    keep(statement, editor, reason)
    publishing.refresh_statements([statement], also=[party for party in was if party])
    return True


@transaction.atomic
def requote(statement, pieces, *, editor, reason, what_changed=""):
    """Let a statement lie on other words of the current text (PieceDrafts, as quoting.find gives them).

    Its former words are kept. A statement that readers can see needs what_changed, for the public correction.
    """
    statement = _open(statement, reason)
    _refuse(statement.is_public and not what_changed.strip(), "Tell readers what has changed.")
    reword(statement, pieces, by=editor, reason=reason)
    statement.checked_at = timezone.now()
    if statement.is_public:
        note(statement, Correction.Act.CORRECTION, what_changed, editor, reason)
        statement.status = Status.CORRECTED
    keep(statement, editor, reason)
    publishing.refresh([statement.article_id])
    return statement


@transaction.atomic
def correct_statement(statement, *, what_changed, by, reason, pieces=(), **fields):
    """Put right what a public statement says of itself (said_on, described_as …), with a public note.

    pieces: the words of the current text that it is laid on, where they are others now.
    """
    statement = _open(statement, reason)
    _refuse(not statement.is_public, "Readers have not seen it: edit it instead.")
    _refuse(not what_changed.strip(), "Tell readers what has changed.")
    was = [statement.said_in, statement.event, statement.relayed_by]
    if pieces:
        reword(statement, pieces, by=by, reason=reason)
    for name, value in fields.items():
        setattr(statement, name, value)
    statement.status, statement.checked_at = Status.CORRECTED, timezone.now()
    keep(statement, by, reason)
    publishing.refresh([statement.article_id], also=[record for record in was if record])
    return note(statement, Correction.Act.CORRECTION, what_changed, by, reason)


@transaction.atomic
def retract_statement(statement, *, what_changed, by, reason):
    """Take back a statement that readers have seen; a tombstone stands at its address."""
    statement = _open(statement, reason)
    _refuse(statement.status == Status.RETRACTED, "It is retracted already.")
    _refuse(not statement.is_public, "Readers have not seen it: reject it instead.")
    _refuse(not what_changed.strip(), "Tell readers what is retracted.")
    statement.status = Status.RETRACTED
    keep(statement, by, reason)
    _release([statement.speaker, statement.on_behalf_of], statement)
    publishing.refresh_statements([statement], also=_parties(statement))
    return note(statement, Correction.Act.RETRACTION, what_changed, by, reason)


@transaction.atomic
def withhold_name(statement, *, described_as, by, reason, body=None, based_on=None):
    """Hide who said this: readers see `described_as` instead, and no link to the person.

    body: the article's text without the name, where it stands in it; earlier texts are then hidden too.
    """
    statement = _open(statement, reason)
    speaker = statement.speaker
    _refuse(speaker is None, "It names no person.")
    _refuse(not described_as.strip(), "Say how the speaker is described instead.")
    _refuse(_names(speaker, described_as), "The description still gives the name.")
    statement.spans.filter(part=StatementSpan.Part.SOURCE).delete()
    _assert_speaker(statement, None, None, by, reason)
    if body is not None:
        revise(statement.article, body, by=by, reason=reason, based_on=based_on)
    statement.refresh_from_db()
    statement.described_as, statement.anonymity_reason = described_as.strip(), "name withheld"
    statement.speaker = statement.speaker_role = None
    keep(statement, by, reason)
    _release([speaker], statement)
    publishing.refresh([statement.article_id], also=[speaker])
    return note(statement, Correction.Act.WITHHELD_NAME, "The name of the speaker is withheld.", by, reason)


def _open(statement, reason):
    """The statement as it stands now, its article locked with it so that its text cannot change meanwhile."""
    check_reason(reason)
    Article.objects.select_for_update().get(pk=statement.article_id)
    return Statement.objects.select_for_update(of=("self",)).select_related("article", "revision").get(pk=statement.pk)


def _assert_speaker(statement, person, organisation, editor, reason, is_negative=False):
    who = {"person": person, "organisation": organisation, "is_negative": is_negative}
    attribute(statement, by=editor, method=Attribution.Method.EDITOR, note=reason[:300], **who)


def _accept_speakers(statement):
    """Whoever speaks in an accepted statement takes part in its article, as a speaker."""
    for field, party in (("person", statement.speaker), ("organisation", statement.on_behalf_of)):
        if party and statement.status in OPEN and (field == "person" or not statement.speaker):
            described = {"described_as": statement.described_as, "review": Review.ACCEPTED}
            rows = Participation.objects.filter(article=statement.article, role=Participation.As.SPEAKER)
            if not rows.filter(**{field: party}).update(review=Review.ACCEPTED):
                rows.create(article=statement.article, role=Participation.As.SPEAKER, **{field: party}, **described)


def _unaccept_speakers(statement):
    """Whoever speaks in the article in suggestions alone is suggested as a speaker again."""
    for field, party in (("person", statement.speaker), ("organisation", statement.on_behalf_of)):
        speaks = {"person": "speaker", "organisation": "on_behalf_of"}[field]
        if party and not statement.article.statements.filter(status__in=OPEN, **{speaks: party}).exists():
            rows = statement.article.participations.filter(role=Participation.As.SPEAKER, **{field: party})
            rows.update(review=Review.SUGGESTED)


def _release(parties, statement):
    """Whoever no longer says anything in the article is not listed as a speaker there."""
    said = statement.article.statements.exclude(status__in=[Status.REJECTED, Status.RETRACTED])
    for field, party in zip(("person", "organisation"), [*parties, None], strict=False):
        speaks = {"person": "speaker", "organisation": "on_behalf_of"}[field]
        if party and not said.filter(**{speaks: party}).exists():
            rows = statement.article.participations.filter(role=Participation.As.SPEAKER, **{field: party})
            rows.update(review=Review.REJECTED)


def _note_speaker(statement, was, editor, reason):
    """Tell readers who was named wrongly, if they could see it."""
    if statement.is_public:
        words = _who_was_wrong(*was, *_speaker_of(statement))
        note(statement, Correction.Act.CORRECTION, words, editor, reason)
        statement.status = Status.CORRECTED


def _who_was_wrong(person, organisation, person_now, organisation_now):
    """The sentence that tells readers; of one who spoke for another body, it is the body that was wrong."""
    if person and person == person_now:
        return (
            f"It was given as said for {organisation or 'nobody else'}; it is {organisation_now or 'for nobody else'}."
        )
    before, now = person or organisation, person_now or organisation_now
    return f"{GIVEN_AS}{before or 'unknown'}; it is {now or 'not known'}."


def _speaker_of(statement):
    return statement.speaker, statement.on_behalf_of


def _parties(statement):
    return [party for party in _speaker_of(statement) if party]


def _names(person, text):
    """Whether a text gives a name of a person, or their surname."""
    names = [person.name, person.family_name, *person.names.values_list("text", flat=True)]
    return any(f" {fold_name(name)} " in f" {fold_name(text)} " for name in names if fold_name(name))


def _refuse(condition, sentence):
    if condition:
        raise ValidationError(sentence)
