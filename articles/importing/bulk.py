"""A large file of articles, one a line: imported in batches, in constant memory, resumable.

Killed at any instant and run again, it loses and doubles nothing: a batch is in the archive with all that belongs
to it, its entries in the search index too, or not at all, and what is there already is known by its origin_key.
"""

import gc
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from tqdm import tqdm

from .draft import Draft, Unreadable
from .jsonl import draft_from
from .lines import Line, open_lines
from .outcome import Label, Outcome
from .records import read_record
from .saving import save_drafts

BATCH = 250  # articles in a transaction
BATCH_BYTES = 16 * 1024 * 1024


def import_lines(
    path: Path, *, rejects: TextIO | None = None, show_progress: bool | None = None, batch: int = BATCH
) -> Iterator[Outcome]:
    """Import a file of JSON Lines and yield what became of each line, in their order.

    rejects: takes each refused line with its reason, as JSON Lines; put right, they can be imported again.
    show_progress: a bar on stderr; None: only on a terminal.
    """
    with ExitStack() as stack:
        try:
            lines, position = stack.enter_context(open_lines(path))
        except (Unreadable, OSError) as problem:
            yield Outcome(Label.REFUSED, path.name, reason=str(problem))
            return
        seen = stack.enter_context(closing(Seen()))
        bar = stack.enter_context(progress_bar(path, show_progress))
        for some in batches(lines, batch):
            with unhurried_collector():
                imported = import_batch(some, seen)
            for line, outcome in imported:
                if rejects and outcome.label == Label.REFUSED:
                    write_reject(rejects, line, path.name, outcome.reason)
                yield replace(outcome, source=f"{path.name}:{line.number}")
            bar.update(position() - bar.n)


@contextmanager
def unhurried_collector() -> Iterator[None]:
    """Hold the garbage collector back: a batch is made of objects that all live until its end. Saves a fifth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
            gc.collect(0)  # what this batch made; the rest of the program has not changed


def progress_bar(path: Path, show: bool | None) -> tqdm:
    hidden = None if show is None else not show
    return tqdm(total=path.stat().st_size, desc=path.name, unit="B", unit_scale=True, disable=hidden, leave=False)


def batches(lines: Iterable[Line], size: int) -> Iterator[list[Line]]:
    """Lines in lists of at most so many lines, and of so many bytes that memory stays small."""
    batch: list[Line] = []
    weight = 0
    for line in lines:
        batch.append(line)
        weight += len(line.raw)
        if len(batch) == size or weight > BATCH_BYTES:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


class Seen:
    """The articles this file has given already, kept on disk: a file may have millions of lines."""

    def __init__(self) -> None:
        self.database = sqlite3.connect("")
        self.database.execute("CREATE TABLE seen (key TEXT PRIMARY KEY, line INTEGER) WITHOUT ROWID")

    def first(self, key: str, line: int) -> int:
        """Return the number of the first line that had this key."""
        if self.database.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (key, line)).rowcount:
            return line
        return self.database.execute("SELECT line FROM seen WHERE key = ?", (key,)).fetchone()[0]

    def close(self) -> None:
        self.database.close()


@dataclass
class Row:
    """A line on its way: its draft, once it is read, and its outcome, once that is known."""

    line: Line
    draft: Draft | None = None
    outcome: Outcome | None = None


def import_batch(lines: list[Line], seen: Seen) -> list[tuple[Line, Outcome]]:
    rows = [read_row(line, seen) for line in lines]
    readable = [row for row in rows if row.draft]
    for row, outcome in zip(readable, save_drafts([row.draft for row in readable]), strict=True):
        row.outcome = outcome
    return [(row.line, row.outcome) for row in rows]


def read_row(line: Line, seen: Seen) -> Row:
    try:
        if line.problem:
            raise Unreadable(line.problem)
        draft = draft_from(read_record(line.raw))
        first = seen.first(draft.origin_key, line.number)
        if first != line.number:
            raise Unreadable(f"its id stands on line {first} already")
        return Row(line, draft)
    except Unreadable as problem:
        return Row(line, outcome=Outcome(Label.REFUSED, "", reason=str(problem)))


def write_reject(rejects: TextIO, line: Line, name: str, reason: str) -> None:
    """Write a refused line as it came, with a note that the next import passes over."""
    note = {"source": f"{name}:{line.number}", "reason": reason}
    try:
        record = read_record(line.raw)
    except Unreadable:
        record = {"line": line.raw.decode("utf-8", "backslashreplace").rstrip("\r\n")}
    rejects.write(json.dumps({"rejected": note} | record) + "\n")
    rejects.flush()
