"""A real Chromium on a live server, whose archive is filled with the seeds."""

import os
import time
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.signals import request_finished, request_started

from tests.conftest import CHROMIUM

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"
# Playwright runs an event loop in this thread; Django then takes every query for an asynchronous one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
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


@pytest.fixture
def archive(transactional_db, live_server):
    """The address of a server with a filled archive."""
    call_command("import_articles", *sorted(map(str, SEEDS.glob("*.txt"))), verbosity=0)
    return live_server.url


class Asked:
    """How many requests the server is at work on, and when it last began or ended one."""

    def __init__(self):
        self.now, self.at = 0, time.monotonic()
        request_started.connect(self.begin, weak=False, dispatch_uid="tests.asked")
        request_finished.connect(self.end, weak=False, dispatch_uid="tests.answered")

    def begin(self, **_signal):
        self.now, self.at = self.now + 1, time.monotonic()

    def end(self, **_signal):
        self.now, self.at = self.now - 1, time.monotonic()

    def wait(self, quiet=0.2, most=10):
        """Until nothing was asked for so many seconds."""
        until = time.monotonic() + most
        while time.monotonic() < until and (self.now > 0 or time.monotonic() - self.at < quiet):
            time.sleep(0.02)


@pytest.fixture(autouse=True)
def _left_in_peace(transactional_db, live_server, page):
    """Empty the database only when no page asks it any more: a page that closes still says goodbye."""
    asked = Asked()
    yield
    for each in page.context.pages:
        each.close()
    asked.wait()
    request_started.disconnect(dispatch_uid="tests.asked")
    request_finished.disconnect(dispatch_uid="tests.answered")
