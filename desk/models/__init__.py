"""What the desk itself remembers: how an editor likes to work, and what was decided there."""

from .kept_orphan import KeptOrphan
from .preference import Preference

__all__ = ["KeptOrphan", "Preference"]
