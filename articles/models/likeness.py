"""What is compared of a statement's words, and what was decided of two that may report one utterance."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from people.models.history import HistoricalRecords

from .statement import Statement, Utterance


class Wording(models.Model):
    """What is compared of a statement: its words as a number, three samples of them, who speaks, and on which day.

    Derived from the statement by articles/reports/, for finding alone. A statement that nobody vouches for (suggested,
    rejected, retracted) has none.
    """

    statement = models.OneToOneField(Statement, models.CASCADE, primary_key=True, related_name="wording")
    day = models.IntegerField(null=True, help_text="Ordinal of the day said or printed; empty where it is not known.")
    length = models.PositiveIntegerField(help_text="In words.")
    who = models.BigIntegerField(help_text="The speaker: above 0 a record, below 0 words in print, 0 nobody known.")
    called = models.BigIntegerField(help_text="The words in print for the speaker; 0 for none.")
    whole = models.BigIntegerField(help_text="All words, folded.")
    utterance = models.ForeignKey(
        Utterance, models.SET_NULL, null=True, db_index=False, related_name="wordings", help_text="As the statement’s."
    )
    printed = models.BigIntegerField(
        help_text="When its article was, in minutes since 1970: the earliest report first."
    )
    sample_a = models.BigIntegerField(null=True)
    sample_b = models.BigIntegerField(null=True)
    sample_c = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["utterance", "printed", "statement"],
                name="wording_in_order_of_print",
                condition=Q(utterance__isnull=False),
            ),
            models.Index(fields=["whole", "who", "day", "statement"], name="wording_whole"),
            models.Index(fields=["sample_a", "day"], name="wording_a", condition=Q(sample_a__isnull=False)),
            models.Index(fields=["sample_b", "day"], name="wording_b", condition=Q(sample_b__isnull=False)),
            models.Index(fields=["sample_c", "day"], name="wording_c", condition=Q(sample_c__isnull=False)),
        ]

    def __str__(self):
        return f"Wording of statement {self.statement_id}"


class Likeness(models.Model):
    """Two statements that may report one utterance: proposed by the machine, decided by an editor, for ever."""

    class Decision(models.TextChoices):
        SUGGESTED = "suggested", "proposed"
        ACCEPTED = "accepted", "the same utterance"
        REJECTED = "rejected", "not the same"

    one = models.ForeignKey(Statement, models.CASCADE, related_name="+")
    other = models.ForeignKey(Statement, models.CASCADE, related_name="+")
    decision = models.CharField(max_length=9, choices=Decision, default=Decision.SUGGESTED)
    reason = models.CharField(max_length=200, help_text="Why the machine thinks so, or why an editor decided so.")
    alike = models.FloatField(default=1, help_text="0 to 1: how many of the words are the same.")
    found_at = models.DateTimeField(db_default=Now())
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "possible same utterance"
        verbose_name_plural = "possible same utterances"
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="likeness_once"),
            models.CheckConstraint(name="likeness_in_order", condition=Q(one__lt=F("other"))),
            models.CheckConstraint(
                name="decided_likeness_names_its_editor",
                condition=Q(decision="suggested") | Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["decision", "id"], name="likeness_by_decision")]

    def __str__(self):
        return f"{self.one} / {self.other}"
