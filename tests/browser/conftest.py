"""A real Chromium on a live server, whose archive is filled with the seeds."""

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from threading import Lock

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import connection
from playwright.sync_api import expect

from tests.conftest import CHROMIUM
from tests.databases import copy_sqlite

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"
# Playwright runs an event loop in this thread; Django then takes every query for an asynchronous one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
# What is waited for comes, however busy the machine: only a page that is broken lets this time pass, in milliseconds.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": SWITCHES}


@pytest.fixture(scope="session")
def seeded():
    """A copy of the archive that is filled with the seeds: made by the first test that asks for it."""
    with closing(sqlite3.connect(":memory:", check_same_thread=False)) as copy:
        yield copy


@pytest.fixture
def archive(transactional_db, live_server, seeded):
    """The address of a server with a filled archive."""
    if seeded.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
        call_command("import_articles", *sorted(map(str, SEEDS.glob("*.txt"))), verbosity=0)
        copy_sqlite(connection, seeded)
    else:
        copy_sqlite(seeded, connection)
    return live_server.url


class Doorkeeper:
    """Knows how many requests the server is at work on, and lets none in between two tests."""

    def __init__(self):
        self.inside, self.at, self.is_open, self.counting = 0, time.monotonic(), False, Lock()
        request_started.connect(self.let_in, sender=WSGIHandler, weak=False)  # not those of a test client
        request_finished.connect(self.let_out, sender=WSGIHandler, weak=False)

    def let_in(self, **_signal):
        if not self.is_open:
            raise ConnectionRefusedError("The test that this page belonged to has ended.")
        self._count(1)

    def let_out(self, **_signal):
        self._count(-1)

    def _count(self, one):
        with self.counting:
            self.inside, self.at = self.inside + one, time.monotonic()

    def open(self):
        self.inside, self.is_open = 0, True

    def shut(self, quiet=0.2):
        """Serve what pages say as they close, then nothing more."""
        self._wait_while(lambda: self.inside > 0 or time.monotonic() - self.at < quiet)
        self.is_open = False
        self._wait_while(lambda: self.inside > 0)

    def _wait_while(self, is_busy):
        until = time.monotonic() + PATIENCE / 1000
        while is_busy() and time.monotonic() < until:
            time.sleep(0.02)


@pytest.fixture(scope="session")
def doorkeeper():
    return Doorkeeper()


@pytest.fixture(autouse=True)
def _left_in_peace(transactional_db, live_server, page, doorkeeper):
    """Empty the database only when no page asks it any more: a page that closes still says goodbye."""
    doorkeeper.open()
    page.context.set_default_timeout(PATIENCE)
    yield
    for each in page.context.pages:
        each.close()
    doorkeeper.shut()
