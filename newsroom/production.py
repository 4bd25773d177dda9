"""What `manage.py check --deploy` says of this archive, besides what Django says."""

from django.conf import settings
from django.core.checks import Warning as Complaint


def readers_can_write(app_configs, **_options):
    """Whoever finds a mistake has to know where to write to."""
    if settings.CONTACT:
        return []
    hint = "Set CONTACT to an e-mail address or to the address of a page; it is shown on /about/ and in the feeds."
    return [Complaint("Readers who find a mistake do not know where to write to.", hint=hint, id="newsroom.W001")]
