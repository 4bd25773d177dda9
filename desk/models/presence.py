"""Who has which record open."""

from django.conf import settings
from django.db import models


class Presence(models.Model):
    """One editor at one record. It is forgotten a day later, and leaves no line in any history."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, help_text="article, statement, person …")
    code = models.CharField(max_length=8)
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "code", "user"], name="presence_once")]

    def __str__(self):
        return f"{self.user} at {self.kind} {self.code}"
