"""A record that was two: what passed to the other, by whom and why, so that it can be undone."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class Split(models.Model):
    """One record became two. is_new: the other was made by it."""

    kind = models.CharField(max_length=40, help_text="The model's label, as in people.person.")
    old_code = models.CharField(max_length=8, db_index=True)
    new_code = models.CharField(max_length=8, db_index=True)
    is_new = models.BooleanField()
    statements = models.JSONField(
        default=list, help_text="Each that passed to the other: [primary key, role in which it was made]."
    )
    moved = models.JSONField(default=list, help_text="Each row that moved, as in a Merge.")
    reason = models.CharField(max_length=300)
    split_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    split_at = models.DateTimeField(db_default=Now())
    undone_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return f"{self.old_code} → {self.old_code} and {self.new_code}"
