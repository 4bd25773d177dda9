"""The second pair of eyes: decisions that another editor looks at again."""

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When

from articles.models import Statement
from articles.visibility import OPEN_STATEMENT

from .decision import Decision

Act = Decision.Act
# What a statement is decided to be, as it stands. Not an OR of columns: then SQLite begins with all that is accepted.
STANDS = Case(
    When(first__statement__status__in=OPEN_STATEMENT, then=Value(Act.ACCEPT)),
    When(first__statement__status=Statement.Status.REJECTED, then=Value(Act.REJECT)),
)


class SecondLookQuerySet(models.QuerySet):
    def waiting_for(self, editor):
        """Those that an editor may take: of a colleague's decision that still stands, and is the last of its kind."""
        later = Decision.objects.standing().filter(statement=OuterRef("first__statement"), pk__gt=OuterRef("first"))
        decided_anew = later.filter(look=None, act__in=Decision.FINAL).exclude(before={})  # one that is begun
        rows = self.alias(stands=STANDS).filter(
            agreed=None, first__undone_at=None, first__act=F("stands"), first__statement__is_orphan=False
        )
        return rows.exclude(first__editor=editor).exclude(Exists(decided_anew))

    def had(self):
        """Those that somebody has taken."""
        return self.filter(agreed__isnull=False)


class SecondLook(models.Model):
    """A decision that waits for a second editor, or was looked at. Its statement and its editor are those of the first.

    It goes with the first decision when that is taken back. agreed: whether the second editor left it as it stood.
    """

    first = models.OneToOneField(Decision, models.CASCADE, related_name="second_look")
    agreed = models.BooleanField(null=True)
    looked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    looked_at = models.DateTimeField(null=True)

    objects = SecondLookQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="second_looks_waiting", condition=Q(agreed=None)),
            models.Index(fields=["looked_at", "id"], name="second_looks_by_day"),
        ]
        constraints = [
            models.CheckConstraint(
                name="second_look_says_who_and_when",
                condition=Q(agreed=None, looked_by=None, looked_at=None)
                | Q(agreed__isnull=False, looked_by__isnull=False, looked_at__isnull=False),
            )
        ]

    def __str__(self):
        return f"Second look at: {self.first}"
