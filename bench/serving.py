"""`python -m bench.serving DATABASE_URL`: how many answers a second the production server gives, whole and as 304.

A trivial page is robots.txt, the shortest that passes through everything that every page passes through. It is asked
for in turn with the others, many times, in one run; what is printed are the medians and their ratio to it. On a machine
that is busy with other things, the answers in a second of the server's own processor tell more than those in a second.
"""

import argparse
import json
import os
import statistics
import time
from multiprocessing import Pool

from bench.server import Reader, processor_of, serving

TRIVIAL = "/robots.txt"
CLIENTS = 4  # connections at a time, each of a process of its own
SECONDS = 1
ROUNDS = 9


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", help="the address of a database with an archive in it")
    parser.add_argument("--paths", nargs="+", default=["/", "/people/", "/statements/", "/feed.atom"])
    options = parser.parse_args()
    with serving(options.database, workers=1) as (port, server), Pool(CLIENTS) as pool:
        print(json.dumps(measured(port, server, pool, options.paths), indent=1, ensure_ascii=False))


def measured(port, server, pool, paths):
    """{what is asked: answers a second, of the clock and of the processor, and their ratios to the trivial page}."""
    asked = {"trivial page": (TRIVIAL, ""), "trivial page, 304": (TRIVIAL, etag_of(port, TRIVIAL))}
    asked |= {f"{path}, 304": (path, etag_of(port, path)) for path in paths}
    asked |= {f"{path}, whole": (path, "") for path in paths}
    rates = {name: [] for name in asked}
    for _round in range(ROUNDS):
        for name, (path, etag) in asked.items():
            rates[name].append(rate(port, server, pool, path, etag))
    medians = {name: [statistics.median(kind) for kind in zip(*found, strict=True)] for name, found in rates.items()}
    trivial = medians["trivial page"]
    return {
        "load of the machine": os.getloadavg(),
        **{name: told_of(found, trivial) for name, found in medians.items()},
    }


def told_of(found, trivial):
    (clock, processor), (of_trivial, processor_of_trivial) = found, trivial
    return {
        "a second": round(clock),
        "÷ trivial": round(clock / of_trivial, 2),
        "a second of the processor": round(processor),
        "÷ trivial, of the processor": round(processor / processor_of_trivial, 2),
    }


def etag_of(port, path):
    status, headers, _length = Reader(port).ask(path)
    if status != 200:
        raise SystemExit(f"{path} was answered {status}")
    return headers[b"etag"].decode()


def rate(port, server, pool, path, etag):
    """Answers in a second of the clock, and in one of the processor."""
    before = processor_of(server)
    number = sum(pool.starmap(ask_on, [(port, path, etag)] * CLIENTS))
    return number / SECONDS, number / max(processor_of(server) - before, 0.01)


def ask_on(port, path, etag):
    """How many answers one reader gets in the time; all of them whole, or all 304."""
    reader, number, until = Reader(port), 0, time.monotonic() + SECONDS
    while time.monotonic() < until:
        status, _headers, length = reader.ask(path, etag)
        if (status, not length) != ((304, True) if etag else (200, False)):
            raise SystemExit(f"{path} was answered {status} with {length} bytes")
        number += 1
    reader.hang_up()
    return number


if __name__ == "__main__":
    main()
