"""What the desk itself remembers: how an editor likes to work, and what was decided there."""

from .account import KnownDevice, SecurityEvent, SignIn
from .fix import BulkEdit, SavedFilter
from .preference import Preference

__all__ = ["BulkEdit", "KnownDevice", "Preference", "SavedFilter", "SecurityEvent", "SignIn"]
