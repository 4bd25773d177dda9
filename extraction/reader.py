"""One article read elsewhere: what a worker process is given, and what it gives back."""

import logging
import os
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context, parent_process
from threading import Thread

from . import extract
from .findings import Findings


@dataclass(frozen=True)
class Text:
    """number: the caller's, to know the text again. The rest as extract() takes it."""

    number: int
    body: str
    language: str | None = None
    names: tuple[str, ...] = ()
    published_on: date | None = None
    engine: str = "rules"


def read_text(text: Text) -> Findings | Exception:
    """Return what is found in a text; an error is logged and returned, so that it keeps no other text back."""
    try:
        return extract(
            text.body, language=text.language, names=text.names, engine=text.engine, published_on=text.published_on
        )
    except Exception as problem:
        logging.exception("text %s could not be read", text.number)
        return problem


def pool_of(jobs: int, prepare: Callable | None = None) -> Executor:
    """So many worker processes, each of which calls prepare() first; they end with this one, even if it is killed."""
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=begin, initargs=(prepare,))


def begin(prepare: Callable | None) -> None:
    end_with_parent()
    if prepare:
        prepare()


def end_with_parent() -> None:
    """Let a worker process end as soon as the one that started it is gone, even if that was killed."""
    Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent_process().join()
    os._exit(1)
