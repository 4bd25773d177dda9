"""The ledger: who asserted, when and how surely, that X said this, or that X did not."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from people.models import Organisation, Person

from .statement import Statement


class Attribution(models.Model):
    """One assertion about who made a statement. Rows are added, never changed: the speaker is derived from them."""

    class Method(models.TextChoices):
        EDITOR = "editor", "an editor"
        IMPORT = "import", "an import"
        EXTRACTOR = "extractor", "an extractor"

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="attributions")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="attributions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="attributions")
    is_negative = models.BooleanField(default=False, help_text="“Not X”: beats every later suggestion of X.")
    method = models.CharField(max_length=9, choices=Method)
    asserted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.CharField(max_length=60, blank=True, help_text="Of the importer or extractor.")
    confidence = models.FloatField(null=True, blank=True, help_text="0 to 1; empty for an editor.")
    asserted_at = models.DateTimeField(db_default=Now())
    note = models.CharField(max_length=300, blank=True)
    takes_back = models.OneToOneField(
        "self", models.CASCADE, null=True, blank=True, related_name="taken_back_by", help_text="The row that it undoes."
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="editor_attribution_names_its_editor",
                condition=~Q(method="editor") | Q(asserted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="attribution_confidence_is_a_share",
                condition=Q(confidence__isnull=True) | Q(confidence__range=(0, 1)),
            ),
            models.CheckConstraint(
                name="negative_attribution_names_someone",
                condition=Q(is_negative=False) | Q(person__isnull=False) | Q(organisation__isnull=False),
            ),
            models.CheckConstraint(
                name="taking_back_names_nobody",
                condition=Q(takes_back__isnull=True) | Q(person__isnull=True, organisation__isnull=True),
            ),
        ]

    def __str__(self):
        if self.takes_back_id:
            return f"taken back: {self.takes_back}"
        who = self.person or self.organisation or "not known"
        return f"{'not ' if self.is_negative else ''}{who}, says {self.get_method_display()}"
