"""Copies of the database that the tests run on: it is migrated once, and a copy takes milliseconds."""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader


@contextmanager
def database_of_its_own(folder, name):
    """The address of a copy, for programs that a test starts; `folder` is where SQLite keeps its file.

    Asks for a test outside a transaction: what another transaction has written is not copied.
    """
    if connection.vendor == "sqlite":
        path = folder / f"{name}.sqlite3"
        with closing(sqlite3.connect(path)) as copy:
            copy_sqlite(connection, copy)
        yield f"sqlite:///{path}"
        return
    copy = f"{name}_{os.getpid()}"
    test_database = connection.settings_dict["NAME"]
    connection.close()  # PostgreSQL copies only what nobody is connected to
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {copy} TEMPLATE {test_database}")
    yield urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{copy}").geturl()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {copy} WITH (FORCE)")


def digest_of_migrations():
    """Tells whether a database that was migrated before is still the one that the migrations make."""
    loader = MigrationLoader(None)
    digest = hashlib.sha256()
    for key in sorted(loader.disk_migrations):
        module = sys.modules[loader.disk_migrations[key].__module__]
        digest.update(f"{key}".encode() + Path(module.__file__).read_bytes())
    return digest.hexdigest()[:16]


class MigratedSQLite:
    """In a file, which the next run finds again."""

    def __init__(self, folder):
        self.folder = folder
        self.path = folder / f"{digest_of_migrations()}.sqlite3"

    def exists(self):
        return self.path.exists()

    def make(self):
        made = self.folder / "unfinished.sqlite3"
        made.unlink(missing_ok=True)
        migrate(f"sqlite:///{made}")
        made.replace(self.path)

    def copy_to(self, path):
        shutil.copy(self.path, path)

    def restore(self):
        """Make the copy that the tests run on what it was when it was made."""
        with closing(sqlite3.connect(f"file:{self.path}?immutable=1", uri=True)) as source:
            copy_sqlite(source, connection)


# Every table as the migrations left it, once more beside them.
KEEP = """
DO $$ DECLARE name text; BEGIN
  CREATE SCHEMA migrated;
  FOR name IN SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace LOOP
    EXECUTE format('CREATE TABLE migrated.%I AS TABLE public.%I', name, name);
  END LOOP;
END $$
"""
# The tables stay: to make a hundred of them and their indexes anew, as TRUNCATE does, takes far longer than a DELETE.
# But those of years that a test brought are no part of it.
RESTORE = """
DO $$ DECLARE name text; BEGIN
  SET LOCAL session_replication_role = replica;  -- no trigger runs, and no key is looked after
  FOR name IN SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace LOOP
    IF to_regclass(format('migrated.%I', name)) IS NULL THEN
      EXECUTE format('DROP TABLE public.%I', name);
    ELSE
      EXECUTE format('DELETE FROM public.%I', name);
    END IF;
  END LOOP;
  FOR name IN SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'migrated'::regnamespace LOOP
    EXECUTE format('INSERT INTO public.%I SELECT * FROM migrated.%I', name, name);
  END LOOP;
END $$
"""


class MigratedPostgreSQL:
    """On the server that lives for one run."""

    def __init__(self, folder):
        self.folder, self.name = folder, "migrated"
        self.server = os.environ["DATABASE_URL"]

    def exists(self):
        return bool(self._execute("SELECT FROM pg_database WHERE datname = %s", self.name).rowcount)

    def make(self):
        self._execute("DROP DATABASE IF EXISTS unfinished WITH (FORCE)")
        self._execute("CREATE DATABASE unfinished")
        made = urlsplit(self.server)._replace(path="/unfinished").geturl()
        migrate(made)
        with psycopg.connect(made) as unfinished:
            unfinished.execute(KEEP)
        self._execute(f"ALTER DATABASE unfinished RENAME TO {self.name}")

    def copy_to(self, name):
        self._execute(f"CREATE DATABASE {name} TEMPLATE {self.name}")

    def restore(self):
        raw_connection(connection).execute(RESTORE)

    def _execute(self, sql, *values):
        with psycopg.connect(self.server, autocommit=True) as server:
            return server.execute(sql, values)


def migrated(folder):
    """The database from which each worker gets its copy; the folder is where workers wait for each other."""
    return (MigratedSQLite if connection.vendor == "sqlite" else MigratedPostgreSQL)(folder)


def make_once(database):
    """Make it where it does not exist; whoever else wants it meanwhile waits for it here."""
    with (database.folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not database.exists():
            database.make()


def migrate(url):
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(command, cwd=settings.BASE_DIR, env=os.environ | {"DATABASE_URL": url}, check=True)


def copy_sqlite(source, target):
    """All of one database into another: each is Django's connection, or one of sqlite3."""
    source, target = (raw_connection(each) for each in (source, target))
    source.backup(target)


def raw_connection(of):
    """What the driver gave, which Django's instruments do not look at."""
    if isinstance(of, sqlite3.Connection):
        return of
    of.ensure_connection()
    return of.connection
