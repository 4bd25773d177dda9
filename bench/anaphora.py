"""Whether "he", "she" and "the minister" are taken for the person meant, on cases that we labelled by reading.

python -m bench.anaphora free-news.jsonl.gz [--engine rules] [--wrong]

anaphora.jsonl holds, for sources in English Wikinews articles, the address of the article, the code points of the
words, and who is meant: a name, or nothing for somebody whom the article does not name. The texts are not here; the
file with them has lines of {"url", "text"}. The seeds' records add their own cases, in every language.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from extraction import engines, extract
from extraction.__main__ import SEEDS, lines_of
from extraction.language import load
from extraction.measuring import names_of, records, same_name

Case = tuple[str, frozenset[str], str, str]
LABELS = Path(__file__).with_name("anaphora.jsonl")


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.anaphora", description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("texts", type=Path, help="lines of {url, text} in JSON, gzipped or not")
    parser.add_argument("--engine", choices=list(engines.ENGINES), default="rules")
    parser.add_argument("--wrong", action="store_true", help="print the cases that went wrong, with the text before")
    given = parser.parse_args()
    counted = Counter()
    for kind, names, found, before in [*from_news(given.texts, given.engine), *from_seeds(given.engine)]:
        right = same_name(names, found)
        counted[kind, right] += 1
        if given.wrong and not right:
            print(f"{kind}: {' or '.join(names) or 'nobody'}, not {found!r}: {before}\n")
    for kind in sorted({kind for kind, _ in counted}):
        told(kind, counted[kind, True], counted[kind, False])
    told("all", sum(n for (_, right), n in counted.items() if right), sum(n for (_, r), n in counted.items() if not r))
    return 0


def told(kind: str, right: int, wrong: int) -> None:
    print(f"{kind:10} {right:4} of {right + wrong:4} right: {right / (right + wrong):.0%}")


def from_news(path: Path, engine: str) -> Iterator[Case]:
    """Of each label: pronoun or role, the names, whom extraction took it for, and the text before."""
    labels: dict[str, list[dict]] = {}
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        labels.setdefault((label := json.loads(line))["url"], []).append(label)
    for article in map(json.loads, lines_of(str(path))):
        yield from _labelled(article["text"], labels.pop(article.get("url"), []), engine)
    if labels:
        print(f"{len(labels)} labelled articles are not in {path}", file=sys.stderr)


def _labelled(text: str, labels: list[dict], engine: str) -> Iterator[Case]:
    if labels:
        quotations = extract(text, language="en", engine=engine).quotations
        found = {quotation.source.start: quotation.speaker for quotation in quotations if quotation.source}
    for label in labels:
        words = text[label["start"] : label["end"]]
        kind = "pronoun" if words.lower() in load("en").pronouns else "role"
        before = text[max(label["start"] - 300, 0) : label["end"]].replace("\n", " ")
        yield (
            kind,
            frozenset([label["name"]] if label["name"] else []),
            found.get(label["start"], "nothing found"),
            before,
        )


def from_seeds(engine: str) -> Iterator[Case]:
    """Of each statement in the seeds' records whose source is a pronoun: the same."""
    for body, language, data in records(SEEDS):
        code = language or "en"
        rows = [row for row in data.get("statements", []) if row.get("source", "").lower() in load(code).pronouns]
        quotations = extract(body, language=code, engine=engine).quotations if rows else ()
        for row in rows:
            at = body.index(row["content"][0])
            found = [q.speaker for q in quotations if any(p.start <= at < p.end for p in q.pieces)]
            yield "seeds", names_of(row, data), found[0] if found else "nothing found", row["content"][0]


if __name__ == "__main__":
    sys.exit(main())
