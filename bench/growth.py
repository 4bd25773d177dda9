"""`python -m bench.growth SMALL LARGE`: how much longer each page takes in the larger of two archives.

Both are what `python -m bench.timing` printed, on the same machine.
"""

import argparse
import json
from pathlib import Path

HEADING = """| page | median ms, small | median ms, large | ratio | 95 % under ms | worst ms | ÷ its floor | queries |
|---|---|---|---|---|---|---|---|"""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("small", type=Path)
    parser.add_argument("large", type=Path)
    options = parser.parse_args()
    small, large = (read(path) for path in (options.small, options.large))
    print(HEADING)
    for kind, page in large.items():
        if kind in small:
            print(row(kind, small[kind], page))


def read(path):
    return {page["kind"]: page for page in map(json.loads, path.read_text().splitlines())}


def row(kind, small, large):
    figures = [small["median"], large["median"], large["median"] / small["median"]]
    figures += [large[name] for name in ("p95", "worst", "ratio")]
    return f"| {kind} | {' | '.join(f'{figure:.1f}' for figure in figures)} | {large['queries']:g} |"


if __name__ == "__main__":
    main()
