"""Programs of this project, run on databases of their own and watched."""

import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Run:
    """What one program took: seconds, seconds of the processor, and megabytes at its height."""

    seconds: float
    processor: float
    megabytes: float
    printed: str


def load(archive, url):
    run(url, "manage.py", "migrate", "--verbosity", "0")
    loaded = run(url, "manage.py", "import_articles", str(archive))
    print(f"  {loaded.printed.strip().splitlines()[-1]} in {loaded.seconds:.0f} s", file=sys.stderr)
    return loaded


def run(url, *arguments):
    """Run a program of this project on a database. Raises where it fails."""
    environment = os.environ | {"DATABASE_URL": url, "DEBUG": "1"}
    started = time.monotonic()
    with tempfile.TemporaryFile("w+") as printed:
        program = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=environment, stdout=printed)
        height, usage = watch(program)
        printed.seek(0)
        if program.returncode:
            raise SystemExit(f"{arguments} failed: {printed.read()[-2000:]}")
        processor = usage.ru_utime + usage.ru_stime
        return Run(time.monotonic() - started, processor, height / 1024, printed.read())


def watch(program):
    """Wait for a program; return the most memory it had of its own, in kilobytes, and what it used.

    Of its own: without the pages of the database file that SQLite maps, which the system takes back at will.
    """
    height, done = 0, 0
    while not done:
        height = max(height, own_memory(program.pid))
        time.sleep(0.05)
        done, status, usage = os.wait4(program.pid, os.WNOHANG)
    program.returncode = os.waitstatus_to_exitcode(status)
    return height, usage


def own_memory(pid):
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("RssAnon")), 0)


@contextmanager
def databases(name):
    """Give a function that makes fresh databases: (address, function that tells the bytes)."""
    with (sqlite_files if name == "sqlite" else postgresql_cluster)() as fresh:
        yield fresh


@contextmanager
def sqlite_files():
    with tempfile.TemporaryDirectory() as folder:

        def fresh():
            file = Path(folder) / f"{len(os.listdir(folder))}.sqlite3"
            return f"sqlite:///{file}", lambda: sum(part.stat().st_size for part in Path(folder).glob(f"{file.name}*"))

        yield fresh


@contextmanager
def postgresql_cluster():
    import psycopg

    from tests.postgresql import Cluster

    cluster = Cluster()
    try:
        server, made = cluster.start(), []

        def ask(url, query):
            with psycopg.connect(url, autocommit=True) as connection:
                answer = connection.execute(query)
                return answer.fetchone()[0] if answer.description else None

        def fresh():
            made.append(f"bench_{len(made)}")
            url = f"{server.rpartition('/')[0]}/{made[-1]}"
            ask(server, f"CREATE DATABASE {made[-1]}")
            return url, lambda: ask(url, "SELECT pg_database_size(current_database())")

        yield fresh
    finally:
        cluster.stop()


def count_lines(archive):
    with archive.open("rb") as lines:
        return sum(1 for _ in lines)
