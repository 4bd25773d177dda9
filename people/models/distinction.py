"""Two records that are not the same: decided once, remembered for ever."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class DistinctionQuerySet(models.QuerySet):
    def standing(self):
        """Those that nobody has taken back."""
        return self.filter(taken_back_at=None)

    def between(self, one, other):
        """What tells these two records apart as they stand now; also what was decided of those merged into them."""
        pair = Q(one_now=one.code, other_now=other.code) | Q(one_now=other.code, other_now=one.code)
        return self.standing().filter(pair, kind=one._meta.label_lower)


class Distinction(models.Model):
    """An editor's word that two records are not the same.

    one_code and other_code: of whom it was decided. one_now and other_now: which records these are now; a merge
    carries the decision to the survivor (people/distinctions.py).
    """

    kind = models.CharField(max_length=40, help_text="The model's label, as in people.person.")
    one_code = models.CharField(max_length=8)
    other_code = models.CharField(max_length=8)
    one_now = models.CharField(max_length=8, db_index=True)
    other_now = models.CharField(max_length=8, db_index=True)
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(db_default=Now())
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = DistinctionQuerySet.as_manager()

    class Meta:
        verbose_name = "“not the same”"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "one_code", "other_code"],
                name="told_apart_once",
                condition=Q(taken_back_at=None),
            ),
            models.CheckConstraint(
                name="taken_back_by_somebody",
                condition=Q(taken_back_at=None) | Q(taken_back_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["kind", "id"], name="distinctions_by_kind", condition=Q(taken_back_at=None))]

    def __str__(self):
        return f"{self.one_code} ≠ {self.other_code}"
