"""How an editor likes to work."""

from django.conf import settings
from django.db import models


class PreferenceQuerySet(models.QuerySet):
    def of(self, user):
        """The preferences of a user; those that nobody has changed where they have none yet."""
        return self.filter(user=user).first() or Preference(user=user)


class Preference(models.Model):
    """What one editor has chosen for the desk."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="desk_preference")
    has_keys = models.BooleanField("single keys act", default=True, help_text="A key alone presses a button.")

    objects = PreferenceQuerySet.as_manager()

    def __str__(self):
        return f"Preferences of {self.user}"
