"""Two processes for one import: while one batch is saved, a worker reads the next ones.

The worker sets Django up by itself and asks no database; meanwhile the first batch is read here. It ends with the
process that started it. Other parts of the archive may have it do work of theirs with what was read (`prepare`): they
are given its result before that is saved.
"""

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import partial

import django

from extraction.reader import pool_of

BATCHES_AHEAD = 1
PREPARATIONS: dict[Callable, Callable] = {}


def prepare(work: Callable, take_over: Callable) -> None:
    """Have work(items) done in the worker for each batch, and take_over(its result) called before that is saved."""
    PREPARATIONS[work] = take_over


@contextmanager
def worker_process() -> Iterator[Executor]:
    worker = pool_of(1, begin)
    try:
        yield worker
    finally:
        worker.shutdown(cancel_futures=True)


def begin() -> None:
    django.setup()
    gc.disable()


def read_ahead(
    read: Callable[[list], list], batches: Iterable[list], worker: Executor | None
) -> Iterator[tuple[list, list]]:
    """Yield each batch with what is read of it, in their order: the worker, if there is one, reads ahead."""
    if worker is None:
        yield from ((batch, read(batch)) for batch in batches)
        return
    waiting: deque[tuple[list, Callable]] = deque()
    for number, batch in enumerate(batches):
        here = partial(read_and_prepare, read, batch)
        waiting.append((batch, worker.submit(here).result if number else here))
        if len(waiting) > BATCHES_AHEAD:
            yield taken_over(*waiting.popleft())
    while waiting:
        yield taken_over(*waiting.popleft())


def read_and_prepare(read: Callable[[list], list], batch: list) -> tuple[list, list]:
    """What the worker does; of the first batch, which is there before it is, whoever saves."""
    gc.collect(0)  # of the batch before all is gone but what refers to itself: at its end, all of it would be looked at
    items = read(batch)
    readable = [item for item in items if not isinstance(item, Exception) and item.is_open]
    return items, [work(readable) for work in PREPARATIONS]


def taken_over(batch: list, reading: Callable[[], tuple[list, list]]) -> tuple[list, list]:
    items, results = reading()
    for take_over, result in zip(PREPARATIONS.values(), results, strict=True):
        take_over(result)
    return batch, items


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
