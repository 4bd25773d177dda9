"""Whether speakers are called what the text calls them, on cases that we labelled by reading.

python -m bench.roles free-news.jsonl.gz [--engine rules] [--wrong]

roles.jsonl holds, for speakers in English Wikinews articles (CC BY 2.5), the address of the article, the name, and the
words that say who it is, as printed (one of several where more would be right; empty where the text says nothing).
set: the rules were mended on the first, then tried on the second and mended on it too, then tried on the third, and so
on. The texts are not here; the file with them has lines of {"url", "text"}.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from extraction import engines, extract
from extraction.__main__ import lines_of

from .anaphora import told

LABELS = Path(__file__).with_name("roles.jsonl")


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.roles", description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("texts", type=Path, help="lines of {url, text} in JSON, gzipped or not")
    parser.add_argument("--engine", choices=list(engines.ENGINES), default="rules")
    parser.add_argument("--wrong", action="store_true", help="print the cases that went wrong")
    given = parser.parse_args()
    counted = Counter()
    for label, found in cases(given.texts, given.engine):
        right = found is not None and found.casefold() in {role.casefold() for role in label["roles"]}
        counted[f"set {label['set']}", right] += 1
        if given.wrong and not right:
            print(f"{label['name']}: {' or '.join(label['roles']) or 'nothing'}, not {found!r}")
    for kind in sorted({kind for kind, _ in counted}):
        told(kind, counted[kind, True], counted[kind, False])
    return 0


def cases(path: Path, engine: str) -> Iterator[tuple[dict, str | None]]:
    """Each label, with the description that extraction found; None where it found nobody of this name."""
    labels: dict[str, list[dict]] = {}
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        labels.setdefault((label := json.loads(line))["url"], []).append(label)
    for article in map(json.loads, lines_of(str(path))):
        wanted = labels.pop(article.get("url"), [])
        parties = extract(article["text"], language="en", engine=engine).parties if wanted else ()
        found = {party.name: party.described_as for party in parties if not party.is_organisation}
        yield from ((label, found.get(label["name"])) for label in wanted)
    if labels:
        print(f"{len(labels)} labelled articles are not in {path}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
