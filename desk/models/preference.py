"""How an editor likes to work."""

from django.conf import settings
from django.db import models


class PreferenceQuerySet(models.QuerySet):
    def of(self, user):
        """The preferences of a user; those that nobody has changed where they have none yet."""
        return self.filter(user=user).first() or Preference(user=user)


class Preference(models.Model):
    """What one editor has chosen for the desk."""

    class Digest(models.TextChoices):
        """How often an editor is told by e-mail what waits."""

        NEVER = "", "never"
        DAILY = "daily", "every day"
        WEEKLY = "weekly", "every week"

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="desk_preference")
    has_keys = models.BooleanField("single keys act", default=True, help_text="A key alone presses a button.")

    digest = models.CharField(
        "tell me by e-mail what waits", max_length=6, choices=Digest, default=Digest.NEVER, blank=True
    )
    digest_sent_at = models.DateTimeField(null=True, editable=False)

    objects = PreferenceQuerySet.as_manager()

    def __str__(self):
        return f"Preferences of {self.user}"
