"""Removal by law takes two: one person asks, another confirms or refuses."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from articles.models import Article


class RemovalRequestQuerySet(models.QuerySet):
    def waiting(self):
        """What nobody has decided yet, the oldest first."""
        return self.filter(decision=RemovalRequest.Decision.WAITING).order_by("pk")


class RemovalRequest(models.Model):
    """Somebody asks that an article be removed by law. Whoever asked can take it back, and cannot confirm it."""

    class Decision(models.TextChoices):
        WAITING = "waiting", "waiting"
        CONFIRMED = "confirmed", "confirmed"
        REFUSED = "refused", "refused"
        WITHDRAWN = "withdrawn", "taken back"

    article = models.ForeignKey(Article, models.CASCADE, related_name="removal_requests")
    reason = models.CharField(max_length=300, help_text="Readers see this.")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now())
    decision = models.CharField(max_length=9, choices=Decision, default=Decision.WAITING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True, help_text="Why it was refused. For editors.")

    objects = RemovalRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article"], name="one_removal_of_an_article_waits", condition=Q(decision="waiting")
            ),
            models.CheckConstraint(
                name="removal_is_confirmed_by_another",
                condition=~Q(decision="confirmed") | (Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by"))),
            ),
        ]

    def __str__(self):
        return f"Removal of “{self.article}” ({self.get_decision_display()})"
