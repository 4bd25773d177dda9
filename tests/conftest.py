"""What all tests share."""

import shutil

import pytest
from django.conf import settings

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NO_BROWSER = "no Chromium on this machine: install it (Debian: apt-get install chromium) to run the browser tests"


def pytest_addoption(parser):
    parser.addoption("--no-skips", action="store_true", help="fail where a test is skipped")


def pytest_collection_modifyitems(config, items):
    """Leave out what belongs to the other database, and say so where the browser is missing."""
    vendor = settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1].removesuffix("3")
    foreign = [item for item in items if (mark := item.get_closest_marker("only_on")) and vendor not in mark.args]
    config.hook.pytest_deselected(items=foreign)
    items[:] = [item for item in items if item not in foreign]
    for item in items:
        if item.get_closest_marker("browser") and not CHROMIUM:
            item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and session.config.getoption("--no-skips") and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
