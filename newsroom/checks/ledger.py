"""The speaker shown is the one the ledger gives, and nothing an editor wrote is gone."""

from collections import defaultdict

from django.db.models import Exists, OuterRef

from articles.attribution import decisive_row
from articles.models import Attribution, Statement

from .batches import in_batches, one_by_one
from .finding import Finding

History = Statement.history.model


def find_wrong_speakers():
    """Each statement's speaker is who the ledger of all assertions says."""
    remedy = "Choose its speaker in the admin: an editor's word decides."
    for batch in in_batches(Statement.objects.all(), "code", "speaker", "on_behalf_of"):
        ledger = defaultdict(list)
        for row in Attribution.objects.filter(statement__in=[row[0] for row in batch]).order_by("pk"):
            ledger[row.statement_id].append(row)
        for pk, code, *stored in batch:
            row = decisive_row(ledger[pk])
            if stored != ([row.person_id, row.organisation_id] if row else [None, None]):
                yield Finding(f"statement {code}", "its speaker is not the one its ledger gives", remedy)


def find_lost_statements():
    """A statement that an editor ever saved is there, or its deletion is on record."""
    there = Statement.objects.filter(pk=OuterRef("id"))
    deleted = History.objects.filter(id=OuterRef("id"), history_type="-")
    saved = History.objects.filter(~Exists(there), ~Exists(deleted), history_user__isnull=False)
    later = History.objects.filter(id=OuterRef("id"), history_user__isnull=False, pk__gt=OuterRef("pk"))
    for _pk, code, text in one_by_one(saved.filter(~Exists(later)), "code", "text"):
        remedy = "Restore it from its history or a backup."
        yield Finding(f"statement {code}", f"an editor worked on it and it is gone: “{text[:60]}”", remedy)
