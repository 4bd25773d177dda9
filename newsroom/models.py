"""LastChange: one row that says when the archive last changed, for programs that ask whether to fetch again."""

from django.db import models


class LastChange(models.Model):
    """number grows with every transaction that changes a record (newsroom/freshness.py)."""

    number = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField()

    def __str__(self):
        return f"{self.number}, {self.changed_at}"
