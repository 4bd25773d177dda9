"""Many records at once, one a line (JSON Lines): tried first, without a trace, then imported.

A trial is the import itself, undone at its end: what it says is what will happen. What is refused comes back, line by
line with its reason, to be put right and tried again; what is there already is left as it is. An import is kept in
the history of imports (ImportRun), a trial is not.
"""

from collections import Counter
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from articles.importing.bulk import import_lines
from articles.importing.outcome import Label, Outcome
from desk.models import Became, ImportedArticle, ImportRun

from .pasting import storable

LARGEST = 4 * 1024 * 1024  # bytes; larger files are imported with manage.py import_articles
SHOWN = 200


@dataclass(frozen=True)
class Report:
    """What became of each record, or would. refused: those that were refused, each with its reason, to be put right.

    run: what the history keeps of it; of a trial, it is not saved.
    """

    outcomes: list[Outcome]
    refused: str
    run: ImportRun

    @property
    def is_trial(self) -> bool:
        return self.run.pk is None

    @property
    def told(self) -> list[tuple[int, str, Outcome]]:
        """The refused ones first: the line, what becomes of it, and the outcome."""
        ordered = sorted(self.outcomes, key=lambda outcome: outcome.label != Label.REFUSED)[:SHOWN]
        return [(_line_of(one), Became(one.label).label, one) for one in ordered]


def import_records(lines: str, *, is_trial: bool, by, came_from: str = "") -> Report:
    """Import records; a trial saves nothing. Sent twice, the second finds them there already."""
    refused = StringIO()
    with TemporaryDirectory() as folder, transaction.atomic():
        path = Path(folder) / "records.jsonl"
        path.write_text(lines, encoding="utf-8", errors="surrogatepass", newline="\n")
        outcomes = list(import_lines(path, rejects=refused, show_progress=False, ahead=False))
        run = _run(outcomes, refused.getvalue(), by, came_from)
        if is_trial:
            transaction.set_rollback(True)
        else:
            _keep(run, outcomes)
    return Report(outcomes, run.refused, run)


def _run(outcomes: list[Outcome], refused: str, by, came_from: str) -> ImportRun:
    counts = dict(Counter(outcome.label.value for outcome in outcomes))
    return ImportRun(came_from=came_from[:255], counts=counts, refused=refused, made_by=by)


def _keep(run: ImportRun, outcomes: list[Outcome]) -> None:
    run.save()
    ImportedArticle.objects.bulk_create(
        ImportedArticle(
            run=run,
            line=_line_of(one),
            became=one.label.value,
            article_id=one.article_id,
            headline=storable(one.headline)[:400],
            reason=storable(one.reason),
        )
        for one in outcomes
    )


def _line_of(outcome: Outcome) -> int:
    """On which line it stood, from 1; 0 for what has no lines."""
    line = outcome.source.rpartition(":")[2]
    return int(line) if line.isdecimal() else 0
