"""`python -m bench.readers DATABASE_URL FILE.jsonl`: do readers notice that ten thousand articles are being imported?

So many readers at a time each open a page, read it for some seconds and open the next: first alone, then while the
file is imported into the same database. Printed are the times of both, their ratio, and what was not answered. The
database is changed: give a copy.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from itertools import islice
from pathlib import Path

from bench.server import ROOT, Reader, serving

SEED = 1987
READING = 5.0  # seconds for a page, on average


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database")
    parser.add_argument("archive", type=Path, help="JSON Lines, not packed")
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--skip", type=int, default=0, help="lines of the file that the database has already")
    parser.add_argument("--idle", type=float, default=60, help="seconds without an import")
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    options = parser.parse_args()
    paths = paths_of(options.database)
    with (
        serving(options.database, options.workers) as (port, _pid),
        tempfile.NamedTemporaryFile(suffix=".jsonl") as file,
    ):
        write_lines(file, options)
        alone = read(port, paths, options.readers, lambda: time.sleep(options.idle))
        meanwhile = read(port, paths, options.readers, lambda: import_file(options.database, file.name))
    print(json.dumps(compared(alone, meanwhile) | {"load of the machine": os.getloadavg()}, indent=1))


PAGES = """
from urllib.parse import urlencode
from articles.models import Article, Place, Statement
statements = list(Statement.objects.published().select_related("speaker", "article").order_by("pk")[:200])
records = {each for said in statements for each in (said, said.article, said.speaker) if each}
records |= set(Place.objects.published().order_by("pk")[:50])
paths = ["/", "/people/", "/statements/", "/articles/", *(each.get_absolute_url() for each in records)]
paths += ["/search/?" + urlencode({"q": max(said.text.split(), key=len)}) for said in statements[:50]]
"""


def paths_of(database):
    """Pages of every kind that readers open, in the archive that is there."""
    code = f"import django, json; django.setup(){PAGES}print(json.dumps(sorted(paths)))"
    environment = os.environ | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    command = [sys.executable, "-c", code]
    return json.loads(subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True).stdout)


def write_lines(file, options):
    with options.archive.open("rb") as whole:
        file.writelines(islice(whole, options.skip, options.skip + options.articles))
    file.flush()


def import_file(database, file):
    command = [sys.executable, "manage.py", "import_articles", file]
    environment = os.environ | {"DATABASE_URL": database, "DEBUG": "1"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)


def read(port, paths, number, until_done):
    """What readers went through until something was done: {"times": seconds of each answer, "errors": [...], ...}."""
    done, times, errors = threading.Event(), [], []
    threads = [
        threading.Thread(target=read_on, args=(port, paths, random.Random(SEED + n), done, times, errors))
        for n in range(number)
    ]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    until_done()
    done.set()
    for thread in threads:
        thread.join()
    return {"times": sorted(times), "errors": errors, "seconds": time.monotonic() - started}


def read_on(port, paths, choose, done, times, errors):
    reader = Reader(port)
    done.wait(choose.uniform(0, READING))
    while not done.is_set():
        path, started = choose.choice(paths), time.monotonic()
        try:
            status, _headers, _length = reader.ask(path)
            if status != 200:
                errors.append(f"{path}: {status}")
        except (OSError, ValueError) as error:
            errors.append(f"{path}: {error}")
        times.append(time.monotonic() - started)
        done.wait(choose.expovariate(1 / READING))


def compared(alone, meanwhile):
    told = {name: told_of(each) for name, each in (("alone", alone), ("while importing", meanwhile))}
    return told | {"p95 ÷ p95": round(told["while importing"]["p95 ms"] / told["alone"]["p95 ms"], 2)}


def told_of(phase):
    times = phase["times"]
    return {
        "seconds": round(phase["seconds"]),
        "answers": len(times),
        "median ms": round(1000 * times[len(times) // 2], 1),
        "p95 ms": round(1000 * times[round(0.95 * (len(times) - 1))], 1),
        "errors": len(phase["errors"]),
        "some errors": phase["errors"][:5],
    }


if __name__ == "__main__":
    main()
