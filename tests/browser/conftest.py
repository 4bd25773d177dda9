"""A real Chromium on a live server, whose archive is filled with the seeds."""

import os
from pathlib import Path

import pytest
from django.core.management import call_command

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
