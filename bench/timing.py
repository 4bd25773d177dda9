"""`python -m bench.timing [KIND …]`: time every page of the archive in DATABASE_URL, one JSON object a kind of page.

Given kinds (search, home …), only those that begin so.
"""

import json
import os
import statistics
import sys
import time
import warnings
from contextlib import suppress

import django

REPEATS = 40  # page views of each kind at the least, over its paths in turn
LIMITED = "SET LOCAL statement_timeout"  # before a question to PostgreSQL's index, in one journey with it
ASKING = ("SELECT", "WITH", "(SELECT", LIMITED)


def main():
    os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    os.environ["SEARCHES_A_MINUTE"] = "0"
    django.setup()
    from django.conf import settings

    from bench.pages import pages

    warnings.filterwarnings("ignore", "No directory at")
    settings.DEBUG = False  # or Django keeps every query
    settings.ROOT_URLCONF = "bench.addresses"
    wanted = tuple(sys.argv[1:]) or ("",)
    for kind, paths in pages().items():
        if not kind.startswith(wanted):
            continue
        print(json.dumps({"kind": kind} | measure(paths)), flush=True)


def measure(paths, client=None):
    """Milliseconds and queries of a page, and its floors: its queries asked bare, and an empty page of its size."""
    from django.db import connection
    from django.test import Client

    client, asked, sizes, statuses = client or Client(), [], [], set()
    with connection.execute_wrapper(lambda *query: remember(asked, *query)):
        for path in paths:
            answer = client.get(path)
            statuses.add(answer.status_code)
            sizes.append(len(answer.content))
    views = [clocked(lambda path=path: client.get(path)) for path in in_turn(paths)]
    times, processor = (sorted(each) for each in zip(*views, strict=True))
    queries = [each for each in asked if not each[2] and each[0].lstrip().startswith(ASKING)]
    floor = statistics.median(timed(lambda: ask_bare(connection, queries)) / len(paths) for _ in range(5))
    trivial = statistics.median(timed(lambda: client.get(trivial_page(sizes))) for _ in range(20))
    median = statistics.median(times)
    return {
        "paths": len(paths),
        "statuses": sorted(statuses),
        "median": median,
        "p95": times[round(0.95 * (len(times) - 1))],
        "worst": times[-1],
        "processor": statistics.mean(processor),
        "processor median": statistics.median(processor),
        "floor": floor,
        "trivial": trivial,
        "ratio": median / (floor + trivial),
        "queries": round(len(asked) / len(paths), 1),
    }


def trivial_page(sizes):
    return f"/trivial/{round(statistics.median(sizes))}/"


def in_turn(paths):
    return [paths[number % len(paths)] for number in range(max(REPEATS, len(paths)))]


def remember(asked, execute, sql, params, many, context):
    asked.append((sql, params, many))
    return execute(sql, params, many, context)


def ask_bare(connection, queries):
    from django.db import OperationalError

    with connection.cursor() as cursor:
        for sql, params, _many in queries:
            with suppress(OperationalError):  # what the page, too, was refused: it took too long
                cursor.execute(sql, params)
                if sql.startswith(LIMITED):
                    cursor.nextset()
                if cursor.description:
                    cursor.fetchall()


def timed(act):
    return clocked(act)[0]


def clocked(act):
    """Milliseconds by the clock, and of this process's share of the processor."""
    started, used = time.perf_counter(), time.process_time()
    act()
    return 1000 * (time.perf_counter() - started), 1000 * (time.process_time() - used)


if __name__ == "__main__":
    main()
