"""Reports of one utterance: what is compared of each statement is what it says, and what editors decided holds."""

from django.db.models import F, Q

from articles.models import Likeness, Statement
from articles.reports.wordings import read, row_of, stored

from .batches import in_batches, one_by_one
from .finding import Finding

REMEDY = "Run: python manage.py group_reports --again."
WRONG = {
    Likeness.Decision.ACCEPTED: ~Q(one__utterance=F("other__utterance")) | Q(one__utterance=None),
    Likeness.Decision.REJECTED: Q(one__utterance=F("other__utterance")),
}


def find_wrong_groups():
    yield from _wrong_wordings()
    yield from _ignored_decisions()


def _wrong_wordings():
    for batch in in_batches(Statement.objects.all(), "code"):
        keys = [key for key, _code in batch]
        told = {key: row_of(said) for key, said in read(keys).items()}
        known = dict(stored(keys))
        for key, code in batch:
            if told.get(key) != known.get(key):
                yield Finding(f"statement {code}", "what is compared of it is not what it says", REMEDY)


def _ignored_decisions():
    """Between statements that somebody vouches for still."""
    decided = Likeness.objects.filter(one__wording__isnull=False, other__wording__isnull=False)
    for decision, wrong in WRONG.items():
        for _key, one, other in one_by_one(decided.filter(wrong, decision=decision), "one__code", "other__code"):
            problem = f"an editor decided “{decision.label}” of it and {other}, and it is not so"
            yield Finding(f"statement {one}", problem, REMEDY)
