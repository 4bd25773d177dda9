"""What was decided of suggestions, and what is needed to take it back in the review queue."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from articles.models import Statement


class DecisionQuerySet(models.QuerySet):
    def standing(self):
        """Those that nobody has taken back."""
        return self.filter(undone_at=None)

    def of_sitting(self, editor, sitting, *, is_second=False):
        """What an editor has decided since they signed in, first of all or as second looks, the latest first."""
        return self.standing().filter(editor=editor, sitting=sitting, look__isnull=not is_second).order_by("-pk")

    def begun(self):
        """Final decisions of the queue that are being made just now: what they change is not known yet."""
        return self.standing().filter(act__in=Decision.FINAL, look__agreed=None, before={}).select_related("look")


class Decision(models.Model):
    """One decision about one suggestion, made in the queue; or elsewhere, if it was drawn for a second look or others
    were made of the same statement.

    Rows are added, and marked as undone; never deleted.

    token: drawn when the suggestion was shown; a decision sent twice is one. before: what it changed, as it stood.
    look: the second look in which it was made.
    """

    class Act(models.TextChoices):
        ACCEPT = "accept", "Accepted"
        REJECT = "reject", "Rejected"
        WORDS = "words", "Words changed"
        RULE_OUT = "rule-out", "Speaker ruled out"
        LATER = "later", "Left for later"

    FINAL = (Act.ACCEPT, Act.REJECT)

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="decisions")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    act = models.CharField(max_length=8, choices=Act)
    token = models.CharField(max_length=32, unique=True)
    sitting = models.CharField(max_length=32, blank=True, help_text="Empty: it can no longer be taken back by key.")
    before = models.JSONField(default=dict)
    look = models.ForeignKey("SecondLook", models.CASCADE, null=True, related_name="decisions")
    decided_at = models.DateTimeField(db_default=Now())
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["editor", "sitting", "id"], name="decisions_of_a_sitting")]

    def __str__(self):
        return f"{self.get_act_display()}: {self.statement}"
