"""What was pasted or fetched and could not be read: kept, so that nothing that somebody brought is ever lost."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from articles.models import Article


class FailedImportQuerySet(models.QuerySet):
    def waiting(self):
        """What nobody has put right or laid aside yet, the oldest first."""
        return self.filter(settled_at=None).order_by("pk")


class FailedImport(models.Model):
    """What came, and why it was refused. Settled when an article was made of it, when it was laid aside, or when it was
    tried again in other words that could not be read either (followed_by).

    settled_by: empty while it waits, and where nobody wrote it down.
    """

    text = models.TextField(blank=True, help_text="What came; bytes that are no text stand there as \\x….")
    came_from = models.CharField(max_length=1000, blank=True, help_text="The name of a file, or a web address.")
    reason = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    article = models.ForeignKey(Article, models.SET_NULL, null=True, blank=True, related_name="+")
    followed_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    objects = FailedImportQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="failed_imports_waiting", condition=Q(settled_at=None)),
            models.Index(fields=["made_at", "id"], name="failed_imports_in_order"),
        ]

    def __str__(self):
        return self.came_from or " ".join(self.text[:200].split())[:60] or f"Failed import {self.pk}"
