"""`python -m bench.growth SMALL LARGE`: how much longer each page takes in the larger of two archives.

Both are what `python -m bench.timing` printed, on the same machine. Where that was busy with other things, the clock
tells little, and the processor's share of this process more: on SQLite all that a page costs, on PostgreSQL without the
server's.
"""

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path

COLUMNS = (
    *("page", "median ms, small", "large", "ratio", "of the processor, small", "large", "ratio"),
    *("95 % under ms", "÷ its floor", "queries"),
)
HEADING = f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("small", type=Path)
    parser.add_argument("large", type=Path)
    options = parser.parse_args()
    small, large = (read(path) for path in (options.small, options.large))
    print(f"Measured on {datetime.now(UTC):%Y-%m-%d}.\n\n{HEADING}")
    for kind, page in large.items():
        if kind in small:
            print(row(kind, small[kind], page))


def read(path):
    return {page["kind"]: page for page in map(json.loads, path.read_text().splitlines())}


def row(kind, small, large):
    figures = [compared(small[name], large[name]) for name in ("median", "processor median")]
    figures += [f"{large[name]:.1f}" for name in ("p95", "ratio")]
    return f"| {kind} | {' | '.join(figures)} | {large['queries']:g} |"


def compared(small, large):
    return f"{small:.1f} | {large:.1f} | {large / small:.2f}"


if __name__ == "__main__":
    main()
