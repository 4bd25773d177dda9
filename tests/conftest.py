"""What all tests share."""

import shutil

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection

from search.backends import limits
from tests.databases import digest_of_migrations, keep_sqlite

# The first has no window around a page, and opens one in less than half of the time.
BROWSERS = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
SQLITE = "django.db.backends.sqlite3"
DATABASES = {"db", "transactional_db", "live_server"}
hypothesis.settings.register_profile("patient", hypothesis.settings.default, deadline=None)
hypothesis.settings.load_profile("patient")  # a crowded machine is no reason to fail
NO_BROWSER = (
    "no Chromium on this machine: install it (Debian: apt-get install chromium-headless-shell) to run the browser tests"
)


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


@pytest.fixture(scope="session")
def migrated(request):
    """Where the last run left a database with the same migrations, or None: on PostgreSQL each run has a new server."""
    if settings.DATABASES["default"]["ENGINE"] != SQLITE:
        return None
    return request.config.cache.mkdir("database") / f"{digest_of_migrations()}.sqlite3"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory, migrated, django_db_modify_db_settings):
    """SQLite keeps its database in a file, as the archive does: connections wait for each other, none is refused."""
    if migrated:
        database, path = settings.DATABASES["default"], tmp_path_factory.mktemp("database") / "archive.sqlite3"
        database["TEST"]["NAME"] = str(path)
        database["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"  # it lives for one run
        if migrated.exists():
            shutil.copy(migrated, path)


@pytest.fixture(scope="session")
def django_db_keepdb(migrated):
    return bool(migrated and migrated.exists())


@pytest.fixture(scope="session")
def django_db_setup(migrated, django_db_setup, django_db_blocker):
    """Keep what has been migrated for the next run: it takes ten seconds, and a copy none."""
    if migrated and not migrated.exists():
        with django_db_blocker.unblock():
            keep_sqlite(connection, migrated)


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
    monkeypatch.setattr(limits, "COUNTING", 30)


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()


@pytest.fixture(autouse=True)
def _nothing_at_random(settings):
    settings.SECOND_LOOKS = 0


@pytest.fixture(autouse=True)
def _any_number_of_searches(settings):
    settings.SEARCHES_A_MINUTE = 0
