"""Whether "he", "she" and "the minister" are taken for the person meant, on cases that we labelled by reading.

python -m bench.anaphora free-news.jsonl.gz [--engine rules] [--wrong]

anaphora.jsonl holds, for sources in English Wikinews articles, the address of the article, the code points of the
words, and who is meant: a name, or nothing for somebody whom the article does not name. The texts are not here; the
file with them has lines of {"url", "text"}. The seeds' records add their own cases, in every language.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from extraction import extract
from extraction.__main__ import SEEDS
from extraction.language import load
from extraction.measuring import names_of, records, same_name

from .labels import arguments, labelled, told

Case = tuple[str, frozenset[str], str, str]


def main() -> int:
    given = arguments("bench.anaphora", __doc__)
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


def from_news(path: Path, engine: str) -> Iterator[Case]:
    """Of each label: pronoun or role, the names, whom extraction took it for, and the text before."""
    for text, labels in labelled("anaphora.jsonl", path):
        quotations = extract(text, language="en", engine=engine).quotations
        found = {quotation.source.start: quotation.speaker for quotation in quotations if quotation.source}
        yield from (_case(text, label, found) for label in labels)


def _case(text: str, label: dict, found: dict[int, str]) -> Case:
    words = text[label["start"] : label["end"]]
    kind = "pronoun" if words.lower() in load("en").pronouns else "role"
    before = text[max(label["start"] - 300, 0) : label["end"]].replace("\n", " ")
    names = frozenset([label["name"]] if label["name"] else [])
    return kind, names, found.get(label["start"], "nothing found"), before


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
