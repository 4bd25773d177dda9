"""Commands of manage.py, each in a process of its own that is forked from one in which Django is loaded already."""

import os
from contextlib import closing
from multiprocessing import Pipe, get_context
from threading import Thread

import dj_database_url
import django
from django.conf import settings
from django.core.management import execute_from_command_line

django.setup()
# What a command would import first: here once for all of them.
from articles.management.commands import extract, import_articles  # noqa: E402, F401
from newsroom.management.commands import archive_check  # noqa: E402, F401

PATIENCE = 120  # seconds
loaded = get_context("forkserver")
loaded.set_forkserver_preload([__name__])


class Program:
    """A command at work on a database of its own, with what it has printed."""

    def __init__(self, url, *arguments):
        read, write = Pipe(duplex=False)
        self.process = loaded.Process(target=run, args=(write, url, arguments))
        self.process.start()
        write.close()
        self.printed = ""
        self.reader = Thread(target=self._read, args=[read], daemon=True)
        self.reader.start()

    def _read(self, read):
        with closing(read), open(read.fileno(), errors="replace", closefd=False) as printed:
            self.printed = printed.read()

    def is_running(self):
        return self.process.is_alive()

    def kill(self):
        self.process.kill()

    def wait(self, timeout=PATIENCE):
        """Wait for its end, and for those it started: they hold what it prints to open. True if it came in time."""
        self.process.join(timeout)
        if self.process.exitcode is None:
            return False
        self.reader.join(PATIENCE)
        return not self.reader.is_alive()

    @property
    def returncode(self):
        return self.process.exitcode


def run(write, url, arguments):
    """What the forked process does."""
    for output in (1, 2):
        os.dup2(write.fileno(), output)
    write.close()
    os.environ["DATABASE_URL"] = url  # for those that it starts
    settings.DATABASES["default"]["NAME"] = dj_database_url.parse(url)["NAME"]
    execute_from_command_line(["manage.py", *arguments])
