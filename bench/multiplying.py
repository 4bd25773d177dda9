"""An archive made so many times as large, step by step (bench/copies.py)."""

from django.db import connection

from bench.copied_entries import copy_entries
from bench.copied_people import copy_people
from bench.copied_rows import Copied, Days, drop_indexes, execute
from newsroom.freshness import MARK
from search.backends import postgresql

FAST = {
    "sqlite": [
        "PRAGMA synchronous = OFF",
        "PRAGMA foreign_keys = OFF",
        "PRAGMA cache_size = -1000000",
        "PRAGMA wal_autocheckpoint = 50000",
    ],
    "postgresql": [
        "SET synchronous_commit = off",
        "SET session_replication_role = replica",  # whose keys are there need not be looked up
        "SET maintenance_work_mem = '1GB'",
    ],
}


def multiply(times, people=0, report=lambda what: None):
    """Make the archive so many times as large. Raises ValueError where days are known less than to the day."""
    days = Days()
    wrappers, connection.execute_wrappers[:] = connection.execute_wrappers[:], []  # they look at every statement
    try:
        for setting in FAST[connection.vendor]:
            execute(setting)
        report("people")
        others = copy_people(times, people)
        copied = Copied(times, days)
        indexes = drop_indexes([*copied.tables, "search_entry"])
        if connection.vendor == "postgresql":
            execute("DROP INDEX search_words_vector")
            indexes.append(postgresql.INDEX_OF_WORDS)
        for number, persons in others.items():
            report(f"copy {number} of {times - 1}")
            copied.copy(number, persons)
        copy_entries(copied.articles, others, days, report)
        for number, statement in enumerate([*indexes, *copied.sequences(), MARK], 1):
            report(f"index {number} of {len(indexes)}")
            execute(statement)
    finally:
        connection.execute_wrappers[:] = wrappers
        connection.close()  # the next one is as careful as ever
