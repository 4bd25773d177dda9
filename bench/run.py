"""`make bench ARCHIVE=file.jsonl`: import a file into fresh databases, time every page, write bench/results.md."""

import argparse
import hashlib
import json
import os
import sys
import tempfile
from itertools import islice
from pathlib import Path

from bench.loading import plain, save_some
from bench.programs import ROOT, count_lines, databases, load, run
from bench.report import write_report

HEAD = 10  # the first tenth of the file, imported alone, shows whether memory grows with the file


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path, help="JSON Lines, not packed")
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"], choices=["sqlite", "postgresql"])
    parser.add_argument("--out", type=Path, default=ROOT / "bench" / "results.md")
    options = parser.parse_args()
    lines = count_lines(options.archive)
    results = {}
    for name in options.databases:
        print(f"{name}:", file=sys.stderr)
        with databases(name) as fresh:
            results[name] = measure(options.archive, lines, fresh)
    write_report(options.out, facts_of(options.archive, lines), results)


def measure(archive, lines, fresh):
    """All figures of one database. fresh() gives the address of a new one and a function that tells its bytes."""
    url, size = fresh()
    first = load(archive, url)
    again = load(archive, url)
    check = run(url, "manage.py", "archive_check")
    by_hand = plain(url, fresh()[0])
    timed = run(url, "-m", "bench.timing")
    counted = json.loads(run(url, "-m", "bench.version", "count").printed)
    saved, bytes_used = save_some(url), size()
    with tempfile.NamedTemporaryFile("wb", suffix=".jsonl") as head, archive.open("rb") as whole:
        head.writelines(islice(whole, lines // HEAD))
        head.flush()
        few = fresh()[0]
        small = load(Path(head.name), few)
    return {
        "load": os.getloadavg(),
        "version": run(url, "-m", "bench.version").printed.strip(),
        "import_seconds": first.seconds,
        "import_processor": first.processor,
        "again_seconds": again.seconds,
        "peak": first.megabytes,
        "peak_of_a_tenth": small.megabytes,
        "check_seconds": check.seconds,
        "check": check.printed.strip(),
        "plain_seconds": by_hand,
        "save_ms": saved,
        "save_ms_of_a_tenth": save_some(few),
        "bytes": bytes_used,
        "counted": counted,
        "pages": [json.loads(line) for line in timed.printed.splitlines()],
    }


def facts_of(archive, lines):
    with archive.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return {"name": archive.name, "lines": lines, "bytes": archive.stat().st_size, "digest": digest}


if __name__ == "__main__":
    main()
