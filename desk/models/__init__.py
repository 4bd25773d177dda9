"""What the desk itself remembers: how an editor likes to work, and what was decided there."""

from .decision import Decision
from .hold import Hold
from .preference import Preference

__all__ = ["Decision", "Hold", "Preference"]
