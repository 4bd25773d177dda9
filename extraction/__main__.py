"""Try extraction on a file: python -m extraction FILE [--json] [--language en]; or predict, for the scorer."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from . import VERSION, extract
from .findings import Findings, Quotation


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="extraction", description="Who said what in an article, and where.")
    parser.add_argument("file", help='a text file, "-" for standard input, or "predict" for lines of {"id", "text"}')
    parser.add_argument("lines", nargs="?", help="the lines to predict; standard input by default")
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    parser.add_argument("--language", help="code of the language; guessed by default")
    parser.add_argument("--version", action="version", version=VERSION)
    given = parser.parse_args(arguments)
    if given.file == "predict":
        return predict(given.lines)
    findings = extract(_read(given.file), language=given.language)
    print(json.dumps(asdict(findings), ensure_ascii=False, default=str) if given.json else report(findings))
    return 0


def _read(file: str) -> str:
    return sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")


def report(findings: Findings) -> str:
    """The findings as lines that a person can read."""
    lines = [_statement(quotation) for quotation in findings.quotations]
    lines += [
        f"{'body' if p.is_organisation else 'person'}: {p.name} ({p.described_as or '–'})" for p in findings.parties
    ]
    lines += [f"{place.kind}: {place.name} ×{len(place.mentions)}" for place in findings.places]
    lines += [f"event: {event.name}" for event in findings.events]
    return "\n".join([f"language: {findings.language}, dateline: {findings.dateline_place or '–'}", *lines])


def _statement(quotation: Quotation) -> str:
    words = " … ".join(f"“{p.exact}”" if p.is_verbatim else p.exact for p in quotation.pieces)
    source = f" as {quotation.source.exact!r}" if quotation.source else ""
    who = f"{quotation.speaker or 'nobody named'}{source} ({quotation.confidence:.0%})"
    return f"{quotation.pieces[0].start:6} {quotation.kind:8} {who}: {words}"


def predict(lines: str | None) -> int:
    """Print what the scorer reads: one line of JSON for each line of {"id", "text"}."""
    with open(lines, encoding="utf-8") if lines else sys.stdin as articles:
        for line in articles:
            article = json.loads(line)
            said = [_predicted(quotation) for quotation in extract(article["text"]).quotations]
            print(json.dumps({"id": article["id"], "statements": said}, ensure_ascii=False))
    return 0


def _predicted(quotation: Quotation) -> dict:
    source = quotation.source
    return {
        "spans": [[piece.start, piece.end] for piece in quotation.pieces],
        "speaker": source.exact if source else quotation.speaker or None,
        "speaker_start": source.start if source else None,
        "speaker_end": source.end if source else None,
        "resolved": quotation.speaker or None,
        "kind": str(quotation.kind),
    }


if __name__ == "__main__":
    sys.exit(main())
