"""Reports of one utterance: what is compared of each statement is what it says, and what editors decided holds."""

from django.db.models import F, Q

from articles.models import Likeness, Statement
from articles.reports.wordings import read, row_of, stored

from .finding import Finding
from .part import Part

REMEDY = "Run: python manage.py group_reports --again."
WRONG = {
    Likeness.Decision.ACCEPTED: ~Q(one__utterance=F("other__utterance")) | Q(one__utterance=None),
    Likeness.Decision.REJECTED: Q(one__utterance=F("other__utterance")),
}


def find_wrong_wordings(within):
    codes = dict(Statement.objects.filter(within.of()).order_by("pk").values_list("pk", "code"))
    told = {key: row_of(said) for key, said in read(codes).items()}
    known = dict(stored([*codes]))
    for key, code in codes.items():
        if told.get(key) != known.get(key):
            yield Finding(f"statement {code}", "what is compared of it is not what it says", REMEDY)


def find_ignored_decisions(within):
    """Between statements that somebody vouches for still."""
    decided = Likeness.objects.filter(within.of(), one__wording__isnull=False, other__wording__isnull=False)
    for decision, wrong in WRONG.items():
        found = decided.filter(wrong, decision=decision).order_by("pk").values_list("one__code", "other__code")
        for one, other in found.iterator():
            problem = f"an editor decided “{decision.label}” of it and {other}, and it is not so"
            yield Finding(f"statement {one}", problem, REMEDY)


GROUPS = [Part(find_wrong_wordings, Statement), Part(find_ignored_decisions, Likeness, 50_000)]
