"""Copies of the database that the tests run on: it is migrated already, and a copy takes milliseconds."""

import hashlib
import os
import sqlite3
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

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


def keep_sqlite(source, path):
    """Copy a database into a file that is there as a whole or not at all: other workers look for it meanwhile."""
    made = path.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(made)) as copy:
        copy_sqlite(source, copy)
    made.replace(path)


def copy_sqlite(source, target):
    """All of one database into another: each is Django's connection, or one of sqlite3."""
    source, target = (raw_connection(each) for each in (source, target))
    source.backup(target)


def raw_connection(of):
    if isinstance(of, sqlite3.Connection):
        return of
    of.ensure_connection()
    return of.connection
