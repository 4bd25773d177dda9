"""What the desk itself remembers: how an editor likes to work, and what was decided there."""

from .failed_import import FailedImport
from .preference import Preference
from .removal_request import RemovalRequest

__all__ = ["FailedImport", "Preference", "RemovalRequest"]
