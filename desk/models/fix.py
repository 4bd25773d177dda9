"""Find and fix: searches that are worth keeping, and edits of many records at once."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class SavedFilter(models.Model):
    """A way to narrow a list, kept under a name."""

    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=12)
    query = models.CharField(max_length=2000, help_text="As in the address of the list.")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters")
    is_shared = models.BooleanField(default=False, help_text="Everybody at the desk finds it.")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["owner", "kind", "name"], name="saved_filter_is_named_once")]

    def __str__(self):
        return self.name


class BulkEdit(models.Model):
    """One edit of many records, with what each said before, so that it can be undone."""

    kind = models.CharField(max_length=12)
    told = models.JSONField(help_text="What was set, as read by people: [field, value].")
    changes = models.JSONField(help_text="[primary key, {field: [before, after]}] of each record that changed.")
    reason = models.CharField(max_length=300)
    token = models.CharField(max_length=32, unique=True, help_text="Of its form: sent twice, it is one.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="bulk_edits")
    made_at = models.DateTimeField(db_default=Now())
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{len(self.changes)} {self.kind}"

    @property
    def sentence(self):
        """What was done, in words."""
        return "; ".join(f"{label}: {value or 'emptied'}" for label, value in self.told)
