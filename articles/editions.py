"""What a newsroom does with an article: publish, schedule, embargo, correct, update, retract, remove by law.

Each act happens whole or not at all, refuses what makes no sense (ValidationError, in an editor's words), is kept
in history with who and why, and lets publishing.py decide anew what readers see. Doing it twice does it once: the
second time is refused. What becomes of a single statement stands in curation.py.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from people.versioning import refuse_two_texts

from . import publishing, visibility
from .anchoring import places_in, revise
from .models import Article, Correction
from .typos import why_no_slip

Status, Act = Article.Status, Correction.Act
UNFINISHED = (Status.DRAFT, Status.IN_REVIEW)
LONGEST_HEADLINE = Article._meta.get_field("headline").max_length
REASON_LENGTH = 300  # characters: as many as a public correction and the ledger keep


@transaction.atomic
def submit(article, *, by, reason):
    """Hand a draft to the editors."""
    article = _open(article, reason)
    _refuse(article.status != Status.DRAFT, "Only a draft is handed in for review.")
    return _decide(article, by, reason, status=Status.IN_REVIEW)


@transaction.atomic
def hand_back(article, *, by, reason):
    """Hand an article back to its reporter, as a draft."""
    article = _open(article, reason)
    _refuse(article.status != Status.IN_REVIEW, "Only an article in review is handed back.")
    return _decide(article, by, reason, status=Status.DRAFT)


@transaction.atomic
def publish(article, *, by, reason):
    """Let readers see an article: at once, or from the end of its embargo."""
    article = _open(article, reason)
    _refuse(article.status in visibility.OPEN_ARTICLE, "It is published already.")
    _refuse_gone(article)
    _refuse(article.current is None, "An article without a text cannot be published.")
    refuse_two_texts(article.current.body)
    return _decide(article, by, reason, status=Status.PUBLISHED, scheduled_for=None)


@transaction.atomic
def schedule(article, instant, *, by, reason):
    """Let readers see an article from an instant to come; again, with another instant, moves it."""
    article = _open(article, reason)
    _refuse(article.status in visibility.OPEN_ARTICLE or article.is_public, "It is published already.")
    _refuse_gone(article)
    _refuse(article.current is None, "An article without a text cannot be published.")
    refuse_two_texts(article.current.body)
    _refuse(instant <= timezone.now(), "This instant has passed: publish it instead.")
    _refuse(
        article.status == Status.SCHEDULED and article.scheduled_for == instant, "It is scheduled for then already."
    )
    return _decide(article, by, reason, status=Status.SCHEDULED, scheduled_for=instant)


@transaction.atomic
def send_to_review(article, *, by, reason):
    """Take an article that readers have not seen yet out of its schedule, back to the editors."""
    article = _open(article, reason)
    _refuse(article.is_public, "Readers have seen it: correct it or retract it.")
    _refuse_gone(article)
    _refuse(article.status in UNFINISHED, "It is neither scheduled nor published.")
    return _decide(article, by, reason, status=Status.IN_REVIEW, scheduled_for=None)


@transaction.atomic
def embargo(article, until, *, by, reason):
    """Keep an article from readers until an instant, whatever else is decided about it."""
    article = _open(article, reason)
    _refuse(article.is_public, "Readers have seen it: it is too late for an embargo.")
    _refuse_gone(article)
    _refuse(until <= timezone.now(), "This instant has passed.")
    _refuse(article.embargo_until == until, "It is under this embargo already.")
    return _decide(article, by, reason, embargo_until=until)


@transaction.atomic
def lift_embargo(article, *, by, reason):
    """End an embargo now. What is published already can be seen at once."""
    article = _open(article, reason)
    in_force = article.embargo_until and article.embargo_until > timezone.now()
    _refuse(not in_force, "It is under no embargo.")
    return _decide(article, by, reason, embargo_until=None)


@transaction.atomic
def correct(article, *, what_changed, by, reason, body=None, headline=None, based_on=None):
    """Put right what was wrong, with a public note; body and headline where they change. Returns the correction."""
    article = _revisable(article, what_changed, reason)
    _change_text(article, body, headline, by, reason, based_on)
    _decide(article, by, reason, status=Status.CORRECTED)
    return note(article, Act.CORRECTION, what_changed, by, reason)


@transaction.atomic
def update(article, *, what_changed, by, reason, body=None, headline=None, based_on=None):
    """Add what is new to what was right, with a public note. Returns the correction that says so."""
    article = _revisable(article, what_changed, reason)
    is_new = _change_text(article, body, headline, by, reason, based_on)
    _refuse(not is_new, "Nothing in the text or headline has changed.")
    return note(article, Act.UPDATE, what_changed, by, reason)


@transaction.atomic
def fix_slip(article, *, by, reason, body=None, headline=None, based_on=None):
    """Put right a slip of the keyboard in what readers see, without a note; history and the former text tell of it.

    Refused where more than a few letters change, a number, a “not”, or anything that somebody said.
    """
    article = _open(article, reason)
    _refuse(not article.is_public, "Readers have not seen it: edit it instead.")
    why = why_not_silently(article, body, headline)
    _refuse(bool(why), why)
    is_new = _change_text(article, body, headline, by, reason, based_on)
    _refuse(not is_new, "Nothing in the text or headline has changed.")
    return article


def why_not_silently(article, body=None, headline=None):
    """Why readers have to be told of a change of the text, in an editor’s words; empty where it is a slip."""
    current = article.current
    why = why_no_slip(current.headline, headline or current.headline)
    if why or body is None or body == current.body:
        return why
    statements = article.statements.filter(is_orphan=False).select_related("revision").prefetch_related("spans")
    if any(places_in(body, statement) is None for statement in statements):
        return "It touches words that somebody said: tell readers."
    return why_no_slip(current.body, body)


@transaction.atomic
def retract(article, *, what_changed, by, reason):
    """Take back what readers have seen: a tombstone says when and why, and shows nothing of it."""
    article = _open(article, reason)
    _refuse_gone(article)
    _refuse(not article.is_public, "Readers have not seen it: there is nothing to retract.")
    _refuse(not what_changed.strip(), "Tell readers what is retracted.")
    _decide(article, by, reason, status=Status.RETRACTED)
    return note(article, Act.RETRACTION, what_changed, by, reason)


@transaction.atomic
def remove(article, *, by, reason, what_changed="Removed for legal reasons."):
    """Take an article from every page because the law asks for it; its address answers 410."""
    article = _open(article, reason)
    _refuse(article.status == Status.REMOVED, "It is removed already.")
    seen = article.is_public or article.status == Status.RETRACTED
    _refuse(not seen, "Readers have not seen it: there is nothing to remove.")
    _decide(article, by, reason, status=Status.REMOVED)
    return note(article, Act.REMOVAL, what_changed, by, reason)


def note(record, act, what_changed, by, reason):
    """Keep a public note of an act on an article or a statement."""
    kept = {record._meta.model_name: record, "act": act, "what_changed": what_changed.strip()}
    return Correction.objects.create(**kept, reason=reason.strip(), made_by=by)


def check_reason(reason):
    _refuse(not reason.strip(), "Give a reason.")
    _refuse(len(reason.strip()) > REASON_LENGTH, f"Give the reason in at most {REASON_LENGTH} characters.")


def keep(record, by, reason):
    """Save a record that an act has changed, with who and why; its version grows."""
    record.version += 1
    record._history_user, record._change_reason = by, reason.strip()
    record.save()
    return record


def _open(article, reason):
    """The article as it stands now, locked until the act is done."""
    check_reason(reason)
    return Article.objects.select_for_update().get(pk=article.pk)


def _revisable(article, what_changed, reason):
    article = _open(article, reason)
    _refuse(not article.is_public, "Readers have not seen it: edit it instead.")
    _refuse(not what_changed.strip(), "Tell readers what has changed.")
    return article


def _change_text(article, body, headline, by, reason, based_on):
    """Whether text or headline are others now."""
    if headline is not None:
        _refuse(not headline.strip(), "An article needs a headline.")
        _refuse(len(headline) > LONGEST_HEADLINE, f"A headline has at most {LONGEST_HEADLINE} characters.")
    body = article.current.body if body is None else body
    return revise(article, body, headline=headline, by=by, reason=reason, based_on=based_on).is_new


def _decide(article, by, reason, **fields):
    for name, value in fields.items():
        setattr(article, name, value)
    keep(article, by, reason)
    publishing.refresh([article.pk])
    article.refresh_from_db(fields=["visible_from"])
    return article


def _refuse_gone(article):
    gone = {Status.RETRACTED: "It was retracted.", Status.REMOVED: "It was removed by law."}
    _refuse(article.status in gone, gone.get(article.status))


def _refuse(condition, sentence):
    if condition:
        raise ValidationError(sentence)
