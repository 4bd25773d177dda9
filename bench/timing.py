"""`python -m bench.timing`: time every page of the archive in DATABASE_URL and print one JSON object a kind of page."""

import json
import os
import statistics
import time
import warnings

import django

REPEATS = 30  # page views of each kind, over its paths in turn


def main():
    os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    django.setup()
    from django.conf import settings

    from bench.pages import pages

    warnings.filterwarnings("ignore", "No directory at")
    settings.DEBUG = False  # or Django keeps every query
    for kind, paths in pages().items():
        print(json.dumps({"kind": kind} | measure(paths)), flush=True)


def measure(paths):
    """Milliseconds and queries of a page, and its floor: the same queries asked bare."""
    from django.db import connection
    from django.test import Client

    client, asked = Client(), []
    with connection.execute_wrapper(lambda *query: remember(asked, *query)):
        statuses = {client.get(path).status_code for path in paths}
    processor = time.process_time()
    times = [timed(lambda path=path: client.get(path)) for path in in_turn(paths)]
    processor = time.process_time() - processor
    queries = [each for each in asked if not each[2]]
    floor = [timed(lambda: ask_bare(connection, queries)) / len(paths) for _ in range(5)]
    return {
        "paths": len(paths),
        "statuses": sorted(statuses),
        "median": statistics.median(times),
        "p95": sorted(times)[round(0.95 * (len(times) - 1))],
        "processor": 1000 * processor / len(times),
        "floor": statistics.median(floor),
        "queries": round(len(asked) / len(paths), 1),
    }


def in_turn(paths):
    return [paths[number % len(paths)] for number in range(REPEATS)]


def remember(asked, execute, sql, params, many, context):
    asked.append((sql, params, many))
    return execute(sql, params, many, context)


def ask_bare(connection, queries):
    with connection.cursor() as cursor:
        for sql, params, _many in queries:
            cursor.execute(sql, params)
            if cursor.description:
                cursor.fetchall()


def timed(act):
    started = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - started)


if __name__ == "__main__":
    main()
