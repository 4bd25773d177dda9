"""Corrections: dated, public records of what changed after publication, and why."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from .article import Article
from .statement import Statement, exactly_one


class Correction(models.Model):
    class Act(models.TextChoices):
        CORRECTION = "correction", "corrected"
        UPDATE = "update", "updated"
        RETRACTION = "retraction", "retracted"
        WITHHELD_NAME = "withheld_name", "name withheld"
        REMOVAL = "removal", "legally removed"

    article = models.ForeignKey(Article, models.CASCADE, null=True, blank=True, related_name="corrections")
    statement = models.ForeignKey(Statement, models.CASCADE, null=True, blank=True, related_name="corrections")
    act = models.CharField(max_length=13, choices=Act, default=Act.CORRECTION)
    what_changed = models.TextField(help_text="For readers: what it said, what it says now.")
    reason = models.CharField(max_length=300, help_text="For readers: why.")
    made_at = models.DateTimeField(db_default=Now())
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["made_at", "id"], name="corrections_in_order_of_time")]
        constraints = [
            models.CheckConstraint(name="correction_is_of_one_record", condition=exactly_one("article", "statement")),
            models.CheckConstraint(name="correction_gives_its_reason", condition=~Q(reason="")),
        ]

    def __str__(self):
        return f"{self.get_act_display()}: {self.what_changed[:60]}"
