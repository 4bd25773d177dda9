"""The production server on an archive, and readers that ask it over the loopback: what the benches of serving share."""

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOST = "archive.example"
PATIENCE = 60  # seconds for the server to begin, and for an answer


@contextmanager
def serving(database, workers):
    """Give the port of a gunicorn with the settings of production, and its process; searches are not throttled."""
    port = free_port()
    environment = os.environ | {
        "DATABASE_URL": database, "DEBUG": "0", "ALLOWED_HOSTS": HOST, "SECRET_KEY": secrets.token_urlsafe(64),
        "BIND": f"127.0.0.1:{port}", "WEB_CONCURRENCY": str(workers), "SEARCHES_A_MINUTE": "0",
    }  # fmt: skip
    for command in (["migrate", "--noinput"], ["collectstatic", "--noinput"]):
        subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True, capture_output=True
        )
    gunicorn = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "newsroom.wsgi"]
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(gunicorn, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            wait_for(port)
            yield port, server.pid
        finally:
            server.terminate()
            server.wait()


def processor_of(pid):
    """The seconds of the processor that a process and those begun by it have used."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            own, fields = stat.parent.name, stat.read_text().rpartition(")")[2].split()
        except OSError:  # it ended just now
            continue
        if str(pid) in {own, fields[1]}:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(port):
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return Reader(port).ask("/health/")
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


class Reader:
    """A kept connection that asks for one page after another, as bytes: it should cost little beside the server."""

    def __init__(self, port):
        self.port = port
        self.socket = self.file = None

    def ask(self, path, etag=""):
        """(status, headers as bytes, length of the body). Raises OSError where the server hangs up.

        A kept connection that it has closed meanwhile, because nothing was asked for a while, is opened again once.
        """
        is_kept = self.socket is not None
        try:
            return self._ask(path, etag)
        except ConnectionError:
            if not is_kept:
                raise
            self.hang_up()
            return self._ask(path, etag)

    def _ask(self, path, etag):
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), PATIENCE)
            self.file = self.socket.makefile("rb")
        condition = f"If-None-Match: {etag}\r\n" if etag else ""
        self.socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nX-Forwarded-Proto: https\r\n{condition}\r\n".encode()
        )
        return self._answer()

    def _answer(self):
        status, headers, length, closes = self.file.readline(), [], 0, False
        if not status:
            self.hang_up()
            raise ConnectionResetError("the server hung up")
        while (line := self.file.readline()) not in {b"\r\n", b""}:
            name, _colon, value = line.partition(b":")
            headers.append((name.lower(), value.strip()))
        found = dict(headers)
        if b"transfer-encoding" in found:
            raise ValueError("only answers of a known length are measured here")
        length = int(found.get(b"content-length", 0))
        if len(self.file.read(length)) != length:
            raise ConnectionResetError("the answer broke off")
        closes = found.get(b"connection", b"").lower() == b"close"
        if closes:
            self.hang_up()
        return int(status.split()[1]), found, length

    def hang_up(self):
        if self.socket is None:
            return
        self.file.close()
        self.socket.close()
        self.socket = self.file = None
