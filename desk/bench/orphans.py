"""Statements whose words no longer stand in their article: what waits, and what an editor decides of each.

Place it anew on other words; keep it on the text it was quoted from; drop it. Each happens once, however often it is
asked for; what readers have seen is told to them.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists

from articles import curation
from articles.attribution import SILENT
from articles.editions import check_reason, keep
from articles.models import Article, Statement
from desk.access import require
from desk.models import KeptOrphan

from .acts import Done, locked_with_text
from .columns import place_of
from .replacing import likeliest_place
from .selecting import Selection, selected, way_of

Status = Statement.Status
GONE = (Article.Status.RETRACTED, Article.Status.REMOVED)
REPLACED, KEPT, DROPPED = "Placed anew", "Kept on the text it was quoted from", "Its words are no longer in the text"
AGAIN = "Asked about again"
RETRACTED = "The article was corrected; these words are no longer in it."
RETRACT = "articles.retract_article"


def waiting_orphans():
    """The orphans that nobody has decided on, the longest known first."""
    kept = KeptOrphan.objects.of_outer_statement()
    rows = Statement.objects.orphaned().exclude(status__in=SILENT)
    return rows.exclude(article__status__in=GONE).exclude(Exists(kept)).select_related("article").order_by("pk")


def old_words(statement):
    """What it stood on, in the text it was quoted from."""
    return Selection(statement.revision, *place_of(statement))


def proposal(statement):
    """Where its words stand most likely now: a selection in the current text; None where nothing is like them."""
    current, old = statement.article.current, old_words(statement)
    found = likeliest_place(current.body, old.revision.body, old.start, old.end) if current else None
    return Selection(current, *found) if found else None


def note_of(statement, selection):
    """What readers may be told where it is placed on these words."""
    was = " ".join(old_words(statement).words.split())
    now = " ".join(selection.words.split()) if selection else ""
    return f"It said “{was}”. The corrected text says “{now}”." if now and now != was else ""


@transaction.atomic
def replace(statement, posted, by):
    """Place an orphan on the selected words of the text that stands now."""
    statement = _orphan(statement)
    pieces = way_of(selected(statement.article.current, posted), posted.get("kind", ""))
    note = posted.get("what_changed", "")
    curation.requote(statement, pieces, editor=by, reason=REPLACED, what_changed=note)
    return Done(statement, "It stands on these words now.")


@transaction.atomic
def keep_there(statement, posted, by):
    """Leave an orphan on the text it was quoted from: it goes on showing that, and waits no longer."""
    statement, reason = _orphan(statement), posted.get("reason", "").strip() or KEPT
    check_reason(reason)
    decision = {"revision": statement.revision, "decided_by": by, "reason": reason}
    known = KeptOrphan.objects.filter(statement=statement).first()
    if known and known.revision_id == statement.revision_id:
        return Done(statement, "It is kept there already.")
    kept = known or KeptOrphan(statement=statement)
    for name, value in decision.items():
        setattr(kept, name, value)
    kept._history_user, kept._change_reason = by, reason
    kept.save()
    keep(statement, by, reason)
    return Done(statement, "It stays on the text it was quoted from.")


@transaction.atomic
def ask_again(statement, posted, by):
    """Take back that an orphan is kept: it waits again."""
    locked_with_text(statement.article)
    known = KeptOrphan.objects.filter(statement=statement).first()
    if known is None:
        return Done(statement, "It waits already.")
    known._history_user, known._change_reason = by, AGAIN
    known.delete()
    return Done(statement, "It waits again.")


@transaction.atomic
def drop(statement, posted, by):
    """Reject an orphan; retract it, with a note, where readers have seen it."""
    statement = _orphan(statement)
    if statement.is_public:
        require(by, RETRACT)
        note, reason = posted.get("retraction", ""), posted.get("reason", "").strip() or DROPPED
        curation.retract_statement(statement, what_changed=note, by=by, reason=reason)
        return Done(statement, "Retracted. Readers find a note in its place.")
    curation.reject(statement, by, posted.get("reason", "").strip() or DROPPED)
    return Done(statement, "Dropped.")


def _orphan(statement):
    """The statement as it stands now, if it is still an orphan that nobody dropped."""
    locked_with_text(statement.article)
    rows = Statement.objects.select_related("article", "revision", "speaker", "on_behalf_of")
    now = rows.get(pk=statement.pk)
    if not now.is_orphan or now.status in SILENT:
        raise ValidationError("It was decided meanwhile: nothing is left to do here.")
    return now
