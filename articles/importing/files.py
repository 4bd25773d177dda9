"""Which reader takes which file, and what became of each article in it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from . import bulk, curated, text
from .draft import Draft, Unreadable
from .outcome import Label, Outcome
from .saving import save_drafts
from .suggesting import suggest

MANY = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")
NOT_TEXT = {".pdf", ".doc", ".docx", ".odt", ".rtf", ".html", ".htm", ".zip", ".gz", ".png", ".jpg", ".jpeg"}


def import_files(
    paths: Iterable[str | Path],
    *,
    status: str | None = None,
    rejects: TextIO | None = None,
    show_progress: bool | None = None,
    batch: int = bulk.BATCH,
) -> Iterator[Outcome]:
    """Import files and yield what became of each article, in order. One that is refused keeps none of the others back.

    status: what articles are imported as whose record does not say so; None: they wait for review. rejects,
    show_progress and batch are for files of many articles (bulk.py).
    """
    for path in map(Path, paths):
        if path.name.lower().endswith(MANY):
            yield from bulk.import_lines(path, rejects=rejects, show_progress=show_progress, batch=batch)
        elif path.suffix != ".toml" or not path.with_suffix(".txt").exists():
            yield import_file(path, status=status)


def import_file(path: Path, *, status: str | None = None) -> Outcome:
    """Import one text file, with the record beside it where there is one."""
    try:
        return save_drafts([read_file(path, status=status)])[0]
    except Unreadable as problem:
        return Outcome(Label.REFUSED, path.name, reason=str(problem))


def read_file(path: Path, *, status: str | None = None) -> Draft:
    """Return all that a text file and its record say; without a record, what the rules find in the text."""
    if path.suffix.lower() in NOT_TEXT:
        raise Unreadable(f"a {path.suffix} file is not read yet: save it as text")
    draft = text.read_file(path)
    draft = replace(draft, status=status or draft.status)
    record = curated.record_beside(path)
    return curated.add_record(draft, record) if record else suggest(draft)
