"""The speaker shown is the one the ledger gives, and nothing an editor wrote is gone."""

from collections import defaultdict

from django.db.models import Exists, OuterRef

from articles.attribution import decisive_row
from articles.models import Attribution, Statement

from .finding import Finding
from .part import Part

History = Statement.history.model
ROW = (
    *("pk", "statement_id", "person_id", "organisation_id", "method", "confidence", "is_negative"),
    "takes_back_id",
)  # what decides


def find_wrong_speakers(within):
    """Each statement's speaker is who the ledger of all assertions says."""
    remedy = "Choose its speaker in the admin: an editor's word decides."
    ledger = defaultdict(list)
    for row in Attribution.objects.filter(within.of("statement")).order_by("pk").values_list(*ROW, named=True):
        ledger[row.statement_id].append(row)
    stated = Statement.objects.filter(within.of()).order_by("pk").values_list("pk", "code", "speaker", "on_behalf_of")
    for pk, code, *stored in stated:
        row = decisive_row(ledger[pk]) if pk in ledger else None
        if stored != ([row.person_id, row.organisation_id] if row else [None, None]):
            yield Finding(f"statement {code}", "its speaker is not the one its ledger gives", remedy)


def find_lost_statements(within):
    """A statement that an editor ever saved is there, or its deletion is on record."""
    there = Statement.objects.filter(pk=OuterRef("id"))
    deleted = History.objects.filter(id=OuterRef("id"), history_type="-")
    saved = History.objects.filter(within.of(), ~Exists(there), ~Exists(deleted), history_user__isnull=False)
    later = History.objects.filter(id=OuterRef("id"), history_user__isnull=False, pk__gt=OuterRef("pk"))
    for code, text in saved.filter(~Exists(later)).order_by("pk").values_list("code", "text").iterator():
        remedy = "Restore it from its history or a backup."
        yield Finding(f"statement {code}", f"an editor worked on it and it is gone: “{text[:60]}”", remedy)


SPEAKERS = [Part(find_wrong_speakers, Statement)]
LOST = [Part(find_lost_statements, History, 50_000)]
