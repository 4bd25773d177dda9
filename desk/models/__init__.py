"""What the desk itself remembers: how an editor likes to work, and what was decided there."""

from .account import KnownDevice, SecurityEvent, SignIn
from .decision import Decision
from .fix import BulkEdit, SavedFilter
from .hold import Hold
from .kept_orphan import KeptOrphan
from .preference import Preference

__all__ = [
    "BulkEdit",
    "Decision",
    "Hold",
    "KeptOrphan",
    "KnownDevice",
    "Preference",
    "SavedFilter",
    "SecurityEvent",
    "SignIn",
]
