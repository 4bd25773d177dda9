"""What became of one file or one line that was to be imported."""

from dataclasses import dataclass
from enum import StrEnum


class Label(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    KEPT = "kept"  # it changed at its origin, but an editor changed it here: the editor's stands
    REFUSED = "refused"


@dataclass(frozen=True)
class Outcome:
    """source: a file, or a file and line number ("a.jsonl:17"). reason: given when refused or kept."""

    label: Label
    source: str
    headline: str = ""
    article_id: int | None = None
    reason: str = ""
