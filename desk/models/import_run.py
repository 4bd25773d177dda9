"""What was imported at the desk: by whom, when, from what, and what became of each record."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from articles.importing.outcome import Label
from articles.models import Article


class Became(models.TextChoices):
    NEW = Label.NEW.value, "new"
    CHANGED = Label.CHANGED.value, "changed"
    UNCHANGED = Label.UNCHANGED.value, "the same as here"
    KEPT = Label.KEPT.value, "changed by an editor: left as it is"
    REFUSED = Label.REFUSED.value, "refused"


class ImportRun(models.Model):
    """One import of many records. Rows are added, never changed.

    counts: how many became what, by the value of Became.
    """

    came_from = models.CharField(max_length=255, blank=True, help_text="The name of a file; empty: typed.")
    counts = models.JSONField(default=dict)
    refused = models.TextField(blank=True, help_text="The refused records, one a line, each with its reason.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["made_at", "id"], name="imports_in_order")]

    def __str__(self):
        return self.came_from or "Typed"

    @property
    def told(self):
        """How many became what: [(words, count)]."""
        return [(words, self.counts[became]) for became, words in Became.choices if self.counts.get(became)]


class ImportedArticle(models.Model):
    """What became of one record of a run. article: empty where it was refused."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="records")
    line = models.PositiveIntegerField(help_text="Where it stood, from 1.")
    became = models.CharField(max_length=9, choices=Became)
    article = models.ForeignKey(Article, models.SET_NULL, null=True, blank=True, related_name="+")
    headline = models.CharField(max_length=400, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["run", "line", "id"], name="imported_articles_in_order")]

    def __str__(self):
        return f"{self.line}: {self.headline} ({self.get_became_display()})"
