"""Finding: one thing that is wrong, where, and what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """what: the record, by its code where it has one. remedy: an act of an editor, or a command."""

    what: str
    problem: str
    remedy: str

    def __str__(self):
        return f"{self.what}: {self.problem}. {self.remedy}"
