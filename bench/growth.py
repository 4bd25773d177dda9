"""`python -m bench.growth SMALL LARGE`: how much longer each page takes in the larger of two archives.

Both are what `python -m bench.timing` printed, on the same machine.
"""

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path

HEADING = """| page | median ms, small | median ms, large | ratio | 95 % under ms | worst ms | ÷ its floor | queries |
|---|---|---|---|---|---|---|---|"""


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
    figures = [f"{small['median']:.1f}", f"{large['median']:.1f}", f"{large['median'] / small['median']:.2f}"]
    figures += [f"{large[name]:.1f}" for name in ("p95", "worst", "ratio")]
    return f"| {kind} | {' | '.join(figures)} | {large['queries']:g} |"


if __name__ == "__main__":
    main()
