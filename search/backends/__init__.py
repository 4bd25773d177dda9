"""The full-text index of the database in use: sqlite.py and postgresql.py have the same functions."""

from importlib import import_module

from django.db import connection

from .limits import SearchTimeoutError

__all__ = ["SearchTimeoutError", "backend"]


def backend():
    """The module that speaks this database's language."""
    return import_module(f"{__name__}.{connection.vendor}")
