"""What the desk itself remembers: how an editor likes to work, and what was decided there."""

from .account import KnownDevice, SecurityEvent, SignIn
from .decision import Decision
from .double import Comparison, Double
from .failed_import import FailedImport
from .fix import BulkEdit, SavedFilter
from .hold import Hold
from .import_run import Became, ImportedArticle, ImportRun
from .kept_orphan import KeptOrphan
from .preference import Preference
from .presence import Presence
from .removal_request import RemovalRequest
from .second_look import SecondLook

__all__ = [
    "Became",
    "BulkEdit",
    "Comparison",
    "Decision",
    "Double",
    "FailedImport",
    "Hold",
    "ImportRun",
    "ImportedArticle",
    "KeptOrphan",
    "KnownDevice",
    "Preference",
    "Presence",
    "RemovalRequest",
    "SavedFilter",
    "SecondLook",
    "SecurityEvent",
    "SignIn",
]
