"""Whether speakers are called what the text calls them, on cases that we labelled by reading.

python -m bench.roles free-news.jsonl.gz [--engine rules] [--wrong]

roles.jsonl holds, for speakers in English Wikinews articles (CC BY 2.5), the address of the article, the name, and the
words that say who it is, as printed (one of several where more would be right; empty where the text says nothing).
set: the rules were mended on the first, then tried on the second and mended on it too, then tried on the third, and so
on. The texts are not here; the file with them has lines of {"url", "text"}.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from extraction import extract

from .labels import arguments, labelled, told


def main() -> int:
    given = arguments("bench.roles", __doc__)
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
    for text, labels in labelled("roles.jsonl", path):
        parties = extract(text, language="en", engine=engine).parties
        found = {party.name: party.described_as for party in parties if not party.is_organisation}
        yield from ((label, found.get(label["name"])) for label in labels)


if __name__ == "__main__":
    sys.exit(main())
