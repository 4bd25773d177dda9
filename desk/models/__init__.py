"""What the desk itself remembers: how an editor likes to work, and what was decided there."""

from .account import KnownDevice, SecurityEvent, SignIn
from .decision import Decision
from .double import Comparison, Double
from .fix import BulkEdit, SavedFilter
from .hold import Hold
from .kept_orphan import KeptOrphan
from .preference import Preference

__all__ = [
    "BulkEdit",
    "Comparison",
    "Decision",
    "Double",
    "Hold",
    "KeptOrphan",
    "KnownDevice",
    "Preference",
    "SavedFilter",
    "SecurityEvent",
    "SignIn",
]
