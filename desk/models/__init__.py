"""What the desk itself remembers: how an editor likes to work, and what was decided there."""

from .preference import Preference
from .presence import Presence

__all__ = ["Preference", "Presence"]
