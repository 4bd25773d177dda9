"""What a confidence means: of the statements given 0.9, how many are right, on articles that people have annotated.

python -m bench.calibration lines.jsonl[.gz] [--engine rules|parser] [--rules]

Lines of {"text", "attributions": [{"source": [[start, end], …], "content": [[start, end], …]}]} in JSON. A statement is
right if the letters of its words overlap by half with those of an attribution, and if its source stands where the
attribution's does, or nobody is named in either. Of one whose source is not printed beside it the name is compared, and
where people marked a pronoun it counts neither way. Of a pronoun the words are compared, not the person
(bench/anaphora.py counts persons). An attribution over several paragraphs is compared paragraph by paragraph.
With --rules: the same by rule and kind, which is what extraction/certainty.py holds, rounded to a twentieth.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

from extraction import engines, statements_of
from extraction.__main__ import lines_of
from extraction.certainty import FOUND, certainty
from extraction.findings import Kind, Quotation
from extraction.language import load
from extraction.measuring import letters, overlap, same_name

Counts = dict[object, Counter]


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.calibration", description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("lines", type=Path, help="annotated articles, gzipped or not")
    parser.add_argument("--engine", choices=list(engines.ENGINES), default="rules")
    parser.add_argument("--rules", action="store_true", help="by rule and kind")
    given = parser.parse_args()
    by_band, by_rule = counted(map(json.loads, lines_of(str(given.lines))), given.engine)
    print("confidence  statements  right")
    for band in range(10):
        if by_band[band]:
            print(f"{band / 10:.1f} to {(band + 1) / 10:.1f}{by_band[band]['all']:12}{share(by_band[band]):7.0%}")
    for rule in FOUND if given.rules else ():
        for kind in Kind:
            if found := by_rule[rule, kind]:
                print(f"{rule.name:12} {kind:9}{found['all']:6}{share(found):6.0%}, given {certainty(rule, kind)}")
    return 0


def share(found: Counter) -> float:
    return found["right"] / found["all"]


def counted(articles, engine: str) -> tuple[Counts, Counts]:
    """How many statements were found, and how many of them are right: by tenth of confidence, by rule and kind."""
    by_band, by_rule = defaultdict(Counter), defaultdict(Counter)
    for article in articles:
        for quotation in statements_of(article["text"], language="en", engine=engine):
            if (right := is_right(quotation, article)) is None:
                continue
            counts = Counter(all=1, right=int(right))
            by_band[min(int(quotation.confidence * 10 + 1e-9), 9)] += counts
            by_rule[quotation.rule, quotation.kind] += counts
    return by_band, by_rule


def is_right(quotation: Quotation, article: dict) -> bool | None:
    """Whether somebody annotated these words, and this source; None where a pronoun leaves it open."""
    text = article["text"]
    ours = places([(piece.start, piece.end) for piece in quotation.pieces], text)
    here = paragraphs(quotation, text)
    near = [(each["source"], theirs & here) for each, theirs in annotated(quotation, article)]
    source, theirs = max(near, key=lambda each: overlap(each[1], ours), default=([], frozenset()))
    if overlap(theirs, ours) < 0.5:
        return False
    if source and quotation.source is not None:
        return any(start < quotation.source.end and quotation.source.start < end for start, end in source)
    names = frozenset(text[start:end] for start, end in source)
    is_open = any(name.lower() in load("en").pronouns for name in names)
    return None if is_open and quotation.speaker else same_name(names, quotation.speaker)


def annotated(quotation: Quotation, article: dict) -> list[tuple[dict, frozenset[int]]]:
    """The attributions that a statement touches, with the letters of their words."""
    found = (each for each in article["attributions"] if touches(each["content"], quotation))
    return [(each, places(each["content"], article["text"])) for each in found]


def paragraphs(quotation: Quotation, text: str) -> frozenset[int]:
    """The places of the paragraphs that a statement stands in."""
    end = text.find("\n", quotation.pieces[-1].end)
    return frozenset(range(text.rfind("\n", 0, quotation.pieces[0].start) + 1, end if end >= 0 else len(text)))


def touches(content: list[list[int]], quotation: Quotation) -> bool:
    return bool(content) and content[0][0] < quotation.pieces[-1].end and quotation.pieces[0].start < content[-1][1]


def places(spans, text: str) -> frozenset[int]:
    """Where the letters of some stretches stand."""
    return frozenset(place for start, end in spans for place in letters(text, start, end))


if __name__ == "__main__":
    sys.exit(main())
