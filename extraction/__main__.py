"""Try extraction: on a file, on lines for a scorer, or on the articles that people have written records of.

python -m extraction FILE [--json]              what is found in a text, to read or as a line of JSON; positions count
                                                from the beginning of the text, below its header if it has one
python -m extraction predict [LINES]            for lines of {"id", "text"}: what a scorer reads
python -m extraction measure [FOLDER] [--json]  against the records beside the texts of a folder (seeds)
"""

import argparse
import gc
import json
import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TextIO

from . import VERSION, drafts_of, engines, extract
from .drafts import Statement
from .findings import Findings, Quotation, as_data

SEEDS = Path(__file__).parent.parent / "seeds"


def main(arguments: list[str] | None = None) -> int:
    layout = partial(argparse.RawDescriptionHelpFormatter, width=100)
    parser = argparse.ArgumentParser(prog="extraction", description=__doc__, formatter_class=layout)
    parser.add_argument("what", help='a text file, "-" for standard input, "predict" or "measure"')
    parser.add_argument("where", nargs="?", help="the lines or the folder; standard input, or seeds, by default")
    parser.add_argument("--engine", choices=list(engines.ENGINES), default="rules")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--language", help="code of the language; guessed by default")
    parser.add_argument("--version", action="version", version=VERSION)
    given = parser.parse_intermixed_args(arguments)
    try:
        engines.load(given.engine)
        ended = {"predict": predict, "measure": print_measure}.get(given.what, show)(given)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has read enough ("… | head")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as problem:
        print(f"{problem.filename or given.where or given.what}: {problem.strerror or problem}", file=sys.stderr)
        return 2
    except (engines.EngineNotReadyError, UnreadableError) as problem:
        print(problem, file=sys.stderr)
        return 2
    return ended


class UnreadableError(ValueError):
    """A text cannot be read; the message says why."""


def show(given: argparse.Namespace) -> int:
    """Print what is found in one text."""
    from . import header

    try:
        text = sys.stdin.read() if given.what == "-" else Path(given.what).read_text(encoding="utf-8")
        told, body = header.part(text)
    except UnicodeDecodeError as problem:
        raise UnreadableError(f"{given.what}: not a text in UTF-8 ({problem})") from problem
    except ValueError as problem:
        raise UnreadableError(f"{given.what}: {problem}") from problem
    language = given.language or told.language
    findings = extract(body, language=language, engine=given.engine, published_on=told.printed_on)
    print(json.dumps(as_data(findings), ensure_ascii=False, default=str) if given.json else to_read(findings))
    return 0


def to_read(findings: Findings) -> str:
    """The findings as lines that a person can read."""
    lines = [line for quotation in findings.quotations for line in _statement(quotation)]
    lines += [
        f"{'body' if p.is_organisation else 'person'}: {p.name} ({p.described_as or '–'}): {p.rule}"
        for p in findings.parties
    ]
    lines += [f"{place.kind}: {place.name} ×{len(place.mentions)}: {place.rule}" for place in findings.places]
    lines += [f"event: {event.name}: {event.rule}" for event in findings.events]
    return "\n".join([f"language: {findings.language}, dateline: {findings.dateline_place or '–'}", *lines])


def _statement(quotation: Quotation) -> Iterator[str]:
    words = " … ".join(f"“{p.exact}”" if p.is_verbatim else p.exact for p in quotation.pieces)
    source = f" as {quotation.source.exact!r}" if quotation.source else ""
    who = f"{quotation.speaker or 'nobody named'}{source} ({quotation.confidence:.0%})"
    yield f"{quotation.pieces[0].start:6} {quotation.kind:8} {who}: {words}"
    others = [f"{c.name} ({c.confidence:.0%})" for c in quotation.candidates if c.name != quotation.speaker]
    yield " " * 16 + "; or ".join([quotation.explanation, *others])


def predict(given: argparse.Namespace) -> int:
    """Print what a scorer reads, a line for a line. One that cannot be read is told of, and the others still come."""
    gc.set_threshold(100_000)  # no article leaves cycles behind: the collector would look, and find nothing
    failed, encode = 0, json.JSONEncoder(ensure_ascii=False).encode
    for number, line in enumerate(lines_of(given.where), start=1):
        try:
            article = json.loads(line)
            found = drafts_of(article["text"], language=given.language, engine=given.engine)
        except (ValueError, KeyError, TypeError) as problem:
            failed += 1
            print(f"line {number}: not an object with “id” and “text” in JSON ({problem!r})", file=sys.stderr)
            continue
        said = [_predicted(statement) for statement in found]
        print(encode({"id": article.get("id"), "statements": said}))
    gc.freeze()  # nor is anything gone through once more at the end
    return 1 if failed else 0


def lines_of(where: str | None) -> Iterator[str]:
    """The lines of a file, packed by gzip or not; of standard input for none. Raises UnreadableError, OSError."""
    if where is None:
        yield from sys.stdin
        return
    with _unpacked(where) if where.endswith(".gz") else open(where, encoding="utf-8") as lines:
        try:
            yield from lines
        except (UnicodeDecodeError, EOFError) as problem:
            raise UnreadableError(f"{where}: {problem}") from problem


def _unpacked(where: str) -> TextIO:
    import gzip

    return gzip.open(where, "rt", encoding="utf-8")


def _predicted(statement: Statement) -> dict:
    source, speaker = statement.source, statement.speaker.name or None
    return {
        "spans": [[piece.start, piece.end] for piece in statement.pieces],
        "speaker": source.exact if source else speaker,
        "speaker_start": source.start if source else None,
        "speaker_end": source.end if source else None,
        "resolved": speaker,
        "kind": statement.kind.value,
    }


def print_measure(given: argparse.Namespace) -> int:
    """Print how good the engine is on the articles of a folder, and how long one took."""
    from .measuring import measure, report

    result = measure(Path(given.where) if given.where else SEEDS, engine=given.engine)
    if not result.articles:
        print("there is no article with a record that claims every statement", file=sys.stderr)
        return 1
    if given.json:
        shares = [{"language": code, "kind": kind, **vars(share)} for (code, kind), share in result.shares.items()]
        print(json.dumps({"articles": result.articles, "shares": shares, "sureness": result.sureness}))
    else:
        print(report(result))
        print(f"\n{result.articles} articles, {1000 * result.seconds / result.articles:.1f} ms each")
    return 0


if __name__ == "__main__":
    sys.exit(main())
