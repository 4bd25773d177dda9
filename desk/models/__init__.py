"""What the desk itself remembers: how an editor likes to work, and what was decided there."""

from .double import Comparison, Double
from .preference import Preference

__all__ = ["Comparison", "Double", "Preference"]
