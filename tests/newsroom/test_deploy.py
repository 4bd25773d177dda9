"""The production server, started with the files of deploy/ and asked for a page."""

import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

import pytest

from tests.databases import database_of_its_own
from tests.postgresql import free_port

BINARIES = Path(sys.executable).parent
DEADLINE = 30  # seconds
HEADERS = {  # each with its points from the Observatory
    "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp", "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Access-Control-Allow-Origin": None,
}  # fmt: skip


@pytest.fixture
def production(tmp_path, transactional_db):
    """A running gunicorn on production settings with a database of its own; yields its address."""
    with database_of_its_own(tmp_path, "archive") as database:
        port = free_port()
        environment = os.environ | {
            "DEBUG": "0", "ALLOWED_HOSTS": "archive.example", "SECRET_KEY": "k3y-" * 20, "BIND": f"127.0.0.1:{port}",
            "DATABASE_URL": database, "WEB_CONCURRENCY": "1",
        }  # fmt: skip
        collecting = [sys.executable, "manage.py", "collectstatic", "--noinput"]
        subprocess.run(collecting, env=environment, check=True, capture_output=True)
        server = subprocess.Popen(
            [BINARIES / "gunicorn", "-c", "deploy/gunicorn.conf.py", "newsroom.wsgi"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        yield f"http://127.0.0.1:{port}"
        server.terminate()
        server.wait(timeout=DEADLINE)


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
    policy = dict(part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert answer.headers["Set-Cookie"] is None
    assert "site." in page and ".css" in page
