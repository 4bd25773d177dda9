"""What we labelled by reading, beside the articles that it was read in.

Of each label the address of its article is kept, and no text; a file with the texts has lines of {"url", "text"}.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from extraction import engines
from extraction.__main__ import lines_of


def arguments(program: str, doc: str) -> argparse.Namespace:
    """The texts, the engine that reads them, and whether to print the cases that went wrong."""
    parser = argparse.ArgumentParser(prog=program, description=doc.split("\n", maxsplit=1)[0])
    parser.add_argument("texts", type=Path, help="lines of {url, text} in JSON, gzipped or not")
    parser.add_argument("--engine", choices=list(engines.ENGINES), default="rules")
    parser.add_argument("--wrong", action="store_true", help="print the cases that went wrong")
    return parser.parse_args()


def labelled(name: str, texts: Path) -> Iterator[tuple[str, list[dict]]]:
    """Each text that has labels in this file beside us, and its labels; what is missing in the texts is told."""
    labels: dict[str, list[dict]] = {}
    for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines():
        labels.setdefault((label := json.loads(line))["url"], []).append(label)
    for article in map(json.loads, lines_of(str(texts))):
        if own := labels.pop(article.get("url"), []):
            yield article["text"], own
    if labels:
        print(f"{len(labels)} labelled articles are not in {texts}", file=sys.stderr)


def told(kind: str, right: int, wrong: int) -> None:
    print(f"{kind:10} {right:4} of {right + wrong:4} right: {right / (right + wrong):.0%}")
