"""Many records at once, one a line (JSON Lines): tried first, without a trace, then imported.

A trial is the import itself, undone at its end: what it says is what will happen. What is refused comes back, line by
line with its reason, to be put right and tried again; what is there already is left as it is.
"""

from collections import Counter
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from articles.importing.bulk import import_lines
from articles.importing.outcome import Label, Outcome

LARGEST = 4 * 1024 * 1024  # bytes; larger files are imported with manage.py import_articles
SHOWN = 200
IN_WORDS = {
    Label.NEW: "new",
    Label.CHANGED: "changed",
    Label.UNCHANGED: "the same as here",
    Label.KEPT: "changed by an editor: left as it is",
    Label.REFUSED: "refused",
}


@dataclass(frozen=True)
class Report:
    """What became of each record, or would. refused: those that were refused, each with its reason, to be put right."""

    outcomes: list[Outcome]
    refused: str
    is_trial: bool

    @property
    def counts(self) -> list[tuple[str, int]]:
        found = Counter(outcome.label for outcome in self.outcomes)
        return [(words, found[label]) for label, words in IN_WORDS.items() if found[label]]

    @property
    def told(self) -> list[tuple[str, str, Outcome]]:
        """The refused ones first: the line, what becomes of it, and the outcome."""
        ordered = sorted(self.outcomes, key=lambda outcome: outcome.label != Label.REFUSED)[:SHOWN]
        return [(one.source.rpartition(":")[2], IN_WORDS[one.label], one) for one in ordered]


def import_records(lines: str, *, is_trial: bool) -> Report:
    """Import records; a trial saves nothing. Sent twice, the second finds them there already."""
    refused = StringIO()
    with TemporaryDirectory() as folder, transaction.atomic():
        path = Path(folder) / "records.jsonl"
        path.write_text(lines, encoding="utf-8", errors="surrogatepass", newline="\n")
        outcomes = list(import_lines(path, rejects=refused, show_progress=False, ahead=False))
        transaction.set_rollback(is_trial)
    return Report(outcomes, refused.getvalue(), is_trial)
