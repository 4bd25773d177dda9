"""`python -m bench.peer DATABASE_URL FILE.jsonl DATASETTE`: pages of a search a second, ours beside Datasette's.

The archive in the database was imported from the file. Datasette (the path of its program, installed apart) serves the
same articles from a table with a full-text index and with indexes on what it facets by: publisher, language and year.
Both have as many processes, are asked for the same words in turn, and answer with twenty articles and their facets.
"""

import argparse
import http.client
import json
import os
import random
import sqlite3
import statistics
import subprocess
import tempfile
import threading
import time
from collections import Counter
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode

from bench.server import HOST, free_port, serving

CLIENTS = 4
SECONDS = 10
ROUNDS = 3
WORDS = 200
SEED = 1987
SAMPLE = 5000  # articles whose words are taken
COLUMNS = "headline TEXT, body TEXT, printed_on TEXT, publisher TEXT, language TEXT, year INTEGER"
FACETS = ("publisher", "language", "year")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database")
    parser.add_argument("archive", type=Path, help="JSON Lines, not packed")
    parser.add_argument("datasette", help="the program")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "peer.db"
        words = load(options.archive, file)
        ours = [f"/search/?{urlencode({'q': word})}" for word in words]
        theirs = [f"/peer/articles?{urlencode(search_of(word))}" for word in words]
        with serving(options.database, workers=1) as (port, _pid), datasette(options.datasette, file) as peer:
            rates = [(rate(port, ours), rate(peer, theirs)) for _round in range(ROUNDS)]
    print(json.dumps(told(rates), indent=1))


def load(archive, file):
    """Write the articles into a database of their own; return common words of theirs."""
    database, seen = sqlite3.connect(file), Counter()
    database.execute(f"CREATE TABLE articles (id INTEGER PRIMARY KEY, {COLUMNS})")
    with archive.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            article = json.loads(line)
            day = (article.get("published_at") or "")[:10]
            row = article["title"], article["body"], day, article["source"], article["language"], day[:4] or None
            database.execute("INSERT INTO articles VALUES (NULL, ?, ?, ?, ?, ?, ?)", row)
            if number < SAMPLE:
                seen.update({word for word in article["body"].lower().split() if word.isalpha()})
    for facet in FACETS:
        database.execute(f"CREATE INDEX articles_{facet} ON articles ({facet})")
    database.execute(
        "CREATE VIRTUAL TABLE articles_fts USING fts5 (headline, body, content='articles', content_rowid=id)"
    )
    database.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
    database.commit()
    database.close()
    ranked = [word for word, _number in seen.most_common()]
    return random.Random(SEED).sample(ranked[100:3000], WORDS)


def search_of(word):
    return [("_search", word), ("_size", 20), *(("_facet", facet) for facet in FACETS)]


@contextmanager
def datasette(program, file):
    port = free_port()
    limits = ["--setting", "sql_time_limit_ms", "60000", "--setting", "facet_time_limit_ms", "60000"]
    server = subprocess.Popen(
        [program, "serve", file, "--port", str(port), *limits], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def wait_for(port):
    for _attempt in range(300):
        try:
            return ask(http.client.HTTPConnection("127.0.0.1", port), "/-/versions.json")
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("Datasette did not start")


def ask(connection, path):
    connection.request("GET", path, headers={"Host": HOST, "X-Forwarded-Proto": "https"})
    answer = connection.getresponse()
    answer.read()
    return answer.status


def rate(port, paths):
    """Pages a second that several readers together get. Raises ValueError where a page is not one."""
    pages, statuses, until = cycle(paths), Counter(), time.monotonic() + SECONDS
    lock = threading.Lock()

    def read():
        connection = http.client.HTTPConnection("127.0.0.1", port)
        while time.monotonic() < until:
            with lock:
                path = next(pages)
            status = ask(connection, path)
            with lock:
                statuses[status] += 1

    readers = [threading.Thread(target=read) for _ in range(CLIENTS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    if set(statuses) != {200}:
        raise ValueError(f"not all were answered: {statuses}")
    return statuses[200] / SECONDS


def told(rates):
    return {
        "ours, pages a second": round(statistics.median(ours for ours, _theirs in rates), 1),
        "Datasette, pages a second": round(statistics.median(theirs for _ours, theirs in rates), 1),
        "ratio, in each round": [round(ours / theirs, 1) for ours, theirs in rates],
        "load of the machine": os.getloadavg(),
    }


if __name__ == "__main__":
    main()
