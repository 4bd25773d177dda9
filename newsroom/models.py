"""LastChange and Mark: whether anything changed, for programs that ask whether to fetch again (freshness.py)."""

from django.db import models


class LastChange(models.Model):
    """One row. number grows, in one transaction, with the removal of the marks that it stands for."""

    number = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField()

    def __str__(self):
        return f"{self.number}, {self.changed_at}"


class Mark(models.Model):
    """A transaction that changed a record: written in it, so that it is there exactly when the change is."""

    def __str__(self):
        return f"Mark {self.pk}"
