"""What the desk itself remembers: how an editor likes to work, and what was decided there."""

from .account import KnownDevice, SecurityEvent, SignIn
from .preference import Preference

__all__ = ["KnownDevice", "Preference", "SecurityEvent", "SignIn"]
