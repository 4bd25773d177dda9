"""A large file of articles, one a line: imported in batches, in constant memory, resumable.

Killed at any instant and run again, it loses and doubles nothing: a batch is in the archive with all that belongs
to it, its entries in the search index too, or not at all, and what is there already is known by its origin_key.
"""

import gc
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager, ExitStack, closing, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from tqdm import tqdm

from .ahead import read_ahead, unhurried_collector, worker_process
from .draft import Unreadable
from .jsonl import draft_from
from .lines import Line, open_lines
from .outcome import Label, Outcome
from .records import read_record
from .saving import Item, examined, save_items

BATCH = 500  # articles in a transaction
COLLECTED = 8  # batches, after which what refers to itself is looked for: it is little
BATCH_BYTES = 16 * 1024 * 1024
LARGE = 4 * 1024 * 1024  # bytes: from here on a second process gains more than its start costs


def import_lines(
    path: Path,
    *,
    rejects: TextIO | None = None,
    show_progress: bool | None = None,
    batch: int = BATCH,
    ahead: bool | None = None,
) -> Iterator[Outcome]:
    """Import a file of JSON Lines and yield what became of each line, in their order.

    rejects: takes each refused line with its reason, as JSON Lines; put right, they can be imported again.
    show_progress: a bar on stderr; None: only on a terminal. ahead: read in a process of its own what is saved next;
    None: where the file is large and the machine has two cores.
    """
    with ExitStack() as stack:
        try:
            lines, position = stack.enter_context(open_lines(path))
        except (Unreadable, OSError) as problem:
            yield Outcome(Label.REFUSED, path.name, reason=str(problem))
            return
        seen = stack.enter_context(closing(Seen()))
        bar = stack.enter_context(progress_bar(path, show_progress))
        worker = stack.enter_context(worker_for(path, ahead))
        stack.enter_context(unhurried_collector())
        for number, (some, read) in enumerate(read_ahead(read_lines, batches(lines, batch), worker), start=1):
            outcomes = save_lines(some, read, seen)
            read.clear()  # two batches at a time would take twice the memory
            if number % COLLECTED == 0:
                gc.collect(1)
            for line, outcome in zip(some, outcomes, strict=True):
                if rejects and outcome.label == Label.REFUSED:
                    write_reject(rejects, line, path.name, outcome.reason)
                yield replace(outcome, source=f"{path.name}:{line.number}")
            bar.update(position() - bar.n)


def worker_for(path: Path, ahead: bool | None) -> AbstractContextManager[Executor | None]:
    wanted = path.stat().st_size > LARGE and (os.cpu_count() or 1) > 1 if ahead is None else ahead
    return worker_process() if wanted else nullcontext()


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

    def first(self, found: list[tuple[str, int]]) -> list[int]:
        """Return for each (key, number of its line) the number of the first line that had this key."""
        before = self.database.total_changes
        self.database.executemany("INSERT OR IGNORE INTO seen VALUES (?, ?)", found)
        if self.database.total_changes - before == len(found):
            return [line for _key, line in found]
        known = self.database.execute
        return [known("SELECT line FROM seen WHERE key = ?", (key,)).fetchone()[0] for key, _line in found]

    def close(self) -> None:
        self.database.close()


def read_lines(lines: list[Line]) -> list[Item | Unreadable]:
    """What each line says, examined and ready to be saved; or why it cannot be read. Asks no database."""
    with unhurried_collector():
        return [read_line(line) for line in lines]


def read_line(line: Line) -> Item | Unreadable:
    try:
        if line.problem:
            raise Unreadable(line.problem)
        return examined(draft_from(read_record(line.raw)))
    except Unreadable as problem:
        return problem


def save_lines(lines: list[Line], read: list[Item | Unreadable], seen: Seen) -> list[Outcome]:
    """Save what was read on these lines and say what became of each."""
    told = [(item, line.number) for line, item in zip(lines, read, strict=True) if isinstance(item, Item)]
    first_lines = seen.first([(item.draft.origin_key, number) for item, number in told])
    for (item, number), first in zip(told, first_lines, strict=True):
        if first != number:
            item.refuse(f"its id stands on line {first} already")
    saved = iter(save_items([item for item in read if isinstance(item, Item)]))
    return [next(saved) if isinstance(item, Item) else Outcome(Label.REFUSED, "", reason=str(item)) for item in read]


def write_reject(rejects: TextIO, line: Line, name: str, reason: str) -> None:
    """Write a refused line as it came, with a note that the next import passes over."""
    note = {"source": f"{name}:{line.number}", "reason": reason}
    try:
        record = read_record(line.raw)
    except Unreadable:
        record = {"line": line.raw.decode("utf-8", "backslashreplace").rstrip("\r\n")}
    rejects.write(json.dumps({"rejected": note} | record) + "\n")
    rejects.flush()
