"""What all tests share."""

import shutil

import pytest
from django.conf import settings

from search.backends import limits

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DATABASES = {"db", "transactional_db", "live_server"}
NO_BROWSER = "no Chromium on this machine: install it (Debian: apt-get install chromium) to run the browser tests"


def pytest_addoption(parser):
    parser.addoption("--no-skips", action="store_true", help="fail where a test is skipped")


def pytest_collection_modifyitems(config, items):
    """Leave out what belongs to the other database, and say so where the browser is missing."""
    vendor = settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1].removesuffix("3")
    elsewhere = [item for item in items if is_elsewhere(item, vendor)]
    config.hook.pytest_deselected(items=elsewhere)
    items[:] = [item for item in items if item not in elsewhere]
    for item in items:
        if item.get_closest_marker("browser") and not CHROMIUM:
            item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


def is_elsewhere(item, vendor):
    """Whether a test runs on the other database only; what asks none at all runs beside SQLite."""
    mark = item.get_closest_marker("only_on")
    asks_database = item.get_closest_marker("django_db") or DATABASES & set(item.fixturenames)
    return vendor not in mark.args if mark else vendor != "sqlite" and not asks_database


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and session.config.getoption("--no-skips") and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _no_haste(monkeypatch):
    """What a search may take: far more than any does here, or a busy machine would decide what a test sees."""
    monkeypatch.setattr(limits, "LIMIT", 30)
    monkeypatch.setattr(limits, "COUNTING", 30)


@pytest.fixture(autouse=True)
def _any_number_of_searches(settings):
    settings.SEARCHES_A_MINUTE = 0
