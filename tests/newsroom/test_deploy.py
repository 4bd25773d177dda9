"""The production server, started with the files of deploy/ and asked for a page."""

import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

import pytest

from tests.postgresql import free_port

BINARIES = Path(sys.executable).parent
DEADLINE = 30  # seconds


@pytest.fixture
def production(tmp_path):
    """A running gunicorn on production settings with a database of its own; yields its address."""
    port = free_port()
    environment = os.environ | {
        "DEBUG": "0", "ALLOWED_HOSTS": "archive.example", "SECRET_KEY": "k3y-" * 20, "BIND": f"127.0.0.1:{port}",
        "DATABASE_URL": f"sqlite:///{tmp_path}/archive.sqlite3", "WEB_CONCURRENCY": "1",
    }  # fmt: skip
    for command in (["migrate", "--noinput"], ["collectstatic", "--noinput"]):
        subprocess.run([sys.executable, "manage.py", *command], env=environment, check=True, capture_output=True)
    server = subprocess.Popen(
        [BINARIES / "gunicorn", "-c", "deploy/gunicorn.conf.py", "newsroom.wsgi"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait()


def ask(address):
    request = urllib.request.Request(address, headers={"Host": "archive.example", "X-Forwarded-Proto": "https"})
    deadline = time.monotonic() + DEADLINE
    while True:
        try:
            return urllib.request.urlopen(request)
        except URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def test_the_production_server_serves_the_front_page_with_its_defences(production):
    answer = ask(production + "/")
    page = answer.read().decode()
    assert answer.status == 200
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=63072000")
    assert answer.headers["Set-Cookie"] is None
    assert "site." in page and ".css" in page
