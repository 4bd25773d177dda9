"""Processes that take a share of the work of a command, each with a connection to the database of its own."""

from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context

import django

from extraction.reader import end_with_parent


def pool_of(jobs: int) -> Executor:
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=begin)


def begin() -> None:
    end_with_parent()
    django.setup()
    django.conf.settings.DEBUG = False  # or Django keeps a copy of every query
