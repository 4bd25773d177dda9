"""What is kept of accounts: the devices they are used on, where they are signed in, and what happened to them."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class SecurityEvent(models.Model):
    """Something that happened to an account. Only ever added."""

    class Kind(models.TextChoices):
        SIGNED_IN = "signed_in", "signed in"
        SIGNED_OUT = "signed_out", "signed out"
        FAILED = "failed", "wrong password"
        LOCKED = "locked", "too many wrong passwords"
        SESSION_ENDED = "session_ended", "signed out from elsewhere"
        PASSWORD = "password", "password changed"
        RIGHTS = "rights", "rights changed"
        CODE_GIVEN = "code_given", "code given"
        CODE_WRONG = "code_wrong", "wrong code"
        BACKUP_CODE = "backup_code", "backup code used"
        CODES_ON = "codes_on", "second factor set up"
        CODES_OFF = "codes_off", "second factor removed"

    kind = models.CharField(max_length=13, choices=Kind)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="security_events")
    name = models.CharField(max_length=150, help_text="The name of the account, or what was typed for one.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    address = models.GenericIPAddressField(null=True)
    agent = models.CharField(max_length=200, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["user", "-id"], name="security_events_of_a_user"),
            models.Index(fields=["kind", "name", "at"], name="security_events_of_a_name"),
            models.Index(fields=["kind", "address", "at"], name="security_events_from_address"),
        ]

    def __str__(self):
        return f"{self.name}: {self.get_kind_display()}"


class SignIn(models.Model):
    """A session of a member of the newsroom, so that it can be seen and ended from elsewhere."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    password_mark = models.CharField(max_length=128, help_text="Of the password it was opened with.")
    address = models.GenericIPAddressField(null=True)
    agent = models.CharField(max_length=200, blank=True)
    began_at = models.DateTimeField(db_default=Now())
    seen_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-seen_at"]

    def __str__(self):
        return f"{self.user} since {self.began_at:%d %B %Y %H:%M}"


class KnownDevice(models.Model):
    """A browser from which somebody has signed in before. It keeps a secret, of which only the hash is here."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="known_devices")
    secret_hash = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField(default=0, help_text="Wrong passwords given here since the last right one.")
    made_at = models.DateTimeField(db_default=Now())

    def __str__(self):
        return f"A device of {self.user}"
