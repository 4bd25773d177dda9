"""What all tests share."""

import os
import shutil
from threading import Thread

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase

from search import vocabulary
from search.backends import limits
from tests.databases import make_once, migrated

# The first has no window around a page, and opens one in less than half of the time.
BROWSERS = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
DATABASES = {"db", "transactional_db", "live_server"}
hypothesis.settings.register_profile("patient", hypothesis.settings.default, deadline=None)
hypothesis.settings.load_profile("patient")  # a crowded machine is no reason to fail
NO_BROWSER = (
    "no Chromium on this machine: install it (Debian: apt-get install chromium-headless-shell) to run the browser tests"
)


def pytest_addoption(parser):
    parser.addoption("--no-skips", action="store_true", help="fail where a test is skipped")


def pytest_collection_modifyitems(config, items):
    """Leave out what belongs to the other database, begin with what is long, and say where the browser is missing."""
    vendor = settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1].removesuffix("3")
    elsewhere = {item for item in items if is_elsewhere(item, vendor)}
    config.hook.pytest_deselected(items=[*elsewhere])
    items[:] = [item for item in items if item not in elsewhere]
    items.sort(key=lambda item: not item.get_closest_marker("long"))
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


def pytest_sessionstart(session):
    """Migrate a database while the workers that will copy it still look for their tests."""
    if session.config.getoption("numprocesses", None) and has_own_database(session.config):
        Thread(target=make_once, args=[migrated(folder_of(session.config))], daemon=True).start()


def has_own_database(config):
    """Whether it is ours to copy: PostgreSQL is where this run has started it, not where DATABASE_URL names another."""
    return connection.vendor == "sqlite" or config.getoption("--postgresql")


def folder_of(config):
    return config.cache.mkdir("database")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request, tmp_path_factory, django_db_keepdb, django_db_modify_db_settings):
    """A migrated database of its own; on SQLite in a file, as the archive has it: connections wait for each other."""
    if not django_db_keepdb:
        yield
        return
    database = settings.DATABASES["default"]
    if connection.vendor == "sqlite":
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "archive.sqlite3")
        database["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"  # it lives for one run
    else:
        database["TEST"]["NAME"] = f"archive_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    template = migrated(folder_of(request.config))
    make_once(template)
    template.copy_to(database["TEST"]["NAME"])

    def restore(_test):
        template.restore()
        vocabulary.ask_anew()  # this process remembers which words it has written

    with pytest.MonkeyPatch.context() as patched:  # Django would empty it and then write down all permissions again
        patched.setattr(TransactionTestCase, "_fixture_teardown", restore)
        yield


@pytest.fixture(scope="session")
def django_db_keepdb(request):
    return has_own_database(request.config)


@pytest.fixture(scope="session", autouse=True)
def _nothing_collected():
    """Where somebody has run collectstatic, as one test does, every new client would read a thousand files first."""
    settings.STATIC_ROOT = None


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _no_haste(monkeypatch):
    """What a search may take: far more than any does here, or a busy machine would decide what a test sees."""
    monkeypatch.setattr(limits, "LIMIT", 30)
    for limit in ("LOOKING", "WALKING", "LATE", "COUNTING"):
        monkeypatch.setattr(limits, limit, 30)


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()


@pytest.fixture(autouse=True)
def _nothing_at_random(settings):
    settings.SECOND_LOOKS = 0


@pytest.fixture(autouse=True)
def _any_number_of_searches(settings):
    settings.SEARCHES_A_MINUTE = 0
