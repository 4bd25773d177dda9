"""Dates and instants as SQLite gives them, which are text: the same few stand in many rows, and each is read once.

Django reads the text of each row, and then tells it for each that its zone is UTC.
"""

import sqlite3
from datetime import UTC
from functools import lru_cache

from django.db.backends.sqlite3 import base  # noqa: F401 (whose own converters these replace)
from django.utils.dateparse import parse_date, parse_datetime

REMEMBERED = 4096  # of each kind


def remember_what_is_read():
    for kind, read in (("date", day), ("datetime", instant), ("timestamp", instant)):
        sqlite3.register_converter(kind, lru_cache(REMEMBERED)(read))


def day(written):
    return parse_date(written.decode())


def instant(written):
    """An instant in UTC, the zone that Django leaves out."""
    moment = parse_datetime(written.decode())
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment
