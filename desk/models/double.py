"""Two records that may be one: proposed by the machine, or by an editor who asks a publisher to merge them."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class Double(models.Model):
    """A pair that waits for a decision. What is decided (merged, told apart) is kept elsewhere and waits no more.

    score: how much speaks for it; those that an editor asked for stand above all.
    """

    class Kind(models.TextChoices):
        PERSON = "person", "people"
        ORGANISATION = "organisation", "organisations"
        PLACE = "place", "places"

    ASKED = 1_000

    kind = models.CharField(max_length=12, choices=Kind)
    one_code = models.CharField(max_length=8, db_index=True)
    other_code = models.CharField(max_length=8, db_index=True)
    score = models.PositiveSmallIntegerField()
    found_at = models.DateTimeField(db_default=Now())
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "one_code", "other_code"], name="double_once")]
        indexes = [models.Index(fields=["kind", "score", "id"], name="doubles_likeliest_first")]

    def __str__(self):
        return f"{self.one_code} = {self.other_code}?"

    @property
    def codes(self):
        return frozenset([self.one_code, self.other_code])


class Comparison(models.Model):
    """How far the records of a kind have been compared with all others: those added since wait."""

    kind = models.CharField(max_length=12, choices=Double.Kind, primary_key=True)
    reached = models.BigIntegerField(default=0, help_text="The last primary key that was compared.")
    compared_at = models.DateTimeField(auto_now=True)

    def __str__(self):
        return f"{self.get_kind_display()} up to {self.reached}"
