"""How good extraction is on articles whose statements people have written down beside them.

A statement is found if the characters of both, the written and the found one, overlap by half of what they cover
together; it is right if also its speaker is (the full name; none where nobody is named). F1 is of "found and
right". Only articles whose record claims every statement are measured (coverage = "all").
"""

import re
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from . import extract, header
from .findings import Findings, Kind

WORDS = re.compile(r"\w+")
Places = frozenset[int]


@dataclass
class Share:
    """Of so many statements written down, and so many found, so many match and so many of these have their speaker."""

    written: int = 0
    found: int = 0
    matched: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.written if self.written else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def speaker(self) -> float:
        return self.right / self.matched if self.matched else 0.0


@dataclass
class Measure:
    """shares: by (language, kind). sureness: by confidence in tenths, how many statements ("all"), how many right."""

    shares: dict[tuple[str, str], Share] = field(default_factory=lambda: defaultdict(Share))
    sureness: dict[float, Counter] = field(default_factory=lambda: defaultdict(Counter))
    articles: int = 0
    seconds: float = 0.0

    def total(self, *, language: str = "", kind: str = "") -> Share:
        """All together, or of one language or kind."""
        chosen = [
            share for (spoken, said), share in self.shares.items() if language in {"", spoken} and kind in {"", said}
        ]
        return Share(*(sum(getattr(share, name) for share in chosen) for name in vars(Share())))


@dataclass(frozen=True)
class Written:
    """names: all that the record calls the speaker; none where nobody is named."""

    kind: str
    names: frozenset[str]
    places: Places


def measure(folder: Path, *, engine: str = "rules") -> Measure:
    """Measure an engine on the articles of a folder: NAME.txt with NAME.toml beside it."""
    result = Measure()
    for body, language, data in records(folder):
        if data.get("article", {}).get("coverage") == "all":
            _measure(body, language, data, engine, result)
    return result


def records(folder: Path) -> Iterator[tuple[str, str | None, dict]]:
    """Each text of a folder that has a record beside it: its body, the language its header names, the record."""
    for record in sorted(folder.glob("*.toml")):
        told, body = header.part(record.with_suffix(".txt").read_text(encoding="utf-8"))
        yield body, told.language, tomllib.loads(record.read_text(encoding="utf-8"))


def _measure(body: str, language: str | None, data: dict, engine: str, result: Measure) -> None:
    begun = time.perf_counter()
    findings = extract(body, language=language, engine=engine)
    result.seconds += time.perf_counter() - begun
    result.articles += 1
    _compare(body, list(_written(body, data)), findings, result)


def _written(body: str, data: dict) -> Iterator[Written]:
    """The statements of a record, each at the place where its words stand."""
    for row in data.get("statements", []):
        at, places = 0, set()
        for words in row["content"]:
            for _ in range(row.get("occurrence", 1) if not places else 1):
                start = body.index(words, at)
                at = start + 1
            places.update(letters(body, start, start + len(words)))
            at = start + len(words)
        yield Written(row["kind"], names_of(row, data), frozenset(places))


def names_of(row: dict, data: dict) -> frozenset[str]:
    """All that a record calls the speaker of one of its statements; none where nobody is named."""
    speaker = row.get("speaker") or row.get("organisation")
    parties = [party for kind in ("people", "organisations") for party in data.get(kind, [])]
    others = [n["text"] for party in parties if party["name"] == speaker for n in party.get("other_names", [])]
    return frozenset([speaker, *others] if speaker else [])


def letters(body: str, start: int, end: int) -> Iterable[int]:
    """Where letters and digits stand: marks and spaces count for nobody."""
    return (place for match in WORDS.finditer(body, start, end) for place in range(*match.span()))


def _compare(body: str, written: list[Written], findings: Findings, result: Measure) -> None:
    language = findings.language
    for one in written:
        result.shares[language, one.kind].written += 1
    waiting = list(written)
    for quotation in findings.quotations:
        places = frozenset(place for piece in quotation.pieces for place in letters(body, piece.start, piece.end))
        match = max(waiting, key=lambda one: overlap(one.places, places), default=None)
        is_match = match is not None and overlap(match.places, places) >= 0.5
        is_right = is_match and same_name(match.names, quotation.speaker)
        share = result.shares[language, match.kind if is_match else str(quotation.kind)]
        share.found, share.matched, share.right = share.found + 1, share.matched + is_match, share.right + is_right
        result.sureness[int(quotation.confidence * 10 + 1e-9) / 10].update(all=1, right=int(is_right))
        if is_match:
            waiting.remove(match)


def overlap(one: Places, other: Places) -> float:
    """What both share of what they cover together."""
    return len(one & other) / (len(one | other) or 1)


def same_name(names: frozenset[str], found: str) -> bool:
    """One of the names, or a part of it: the text may never give the whole. Nobody is nobody."""
    theirs = set(WORDS.findall(found.casefold()))
    if not names or not theirs:
        return not names and not theirs
    each = (set(WORDS.findall(name.casefold())) for name in names)
    return any(mine <= theirs or theirs <= mine for mine in each)


def report(result: Measure) -> str:
    """The measure as a table to read: percentages."""
    lines = [f"{'':18}{'written':>8}{'found':>8}{'F1':>8}{'precision':>11}{'recall':>8}{'speaker':>9}"]
    lines += [_line(str(kind), result.total(kind=kind)) for kind in Kind]
    lines += [_line(code, result.total(language=code)) for code in sorted({code for code, _ in result.shares})]
    lines += [_line("all", result.total()), "", "confidence   statements   right"]
    for band, counted in sorted(result.sureness.items()):
        lines.append(f"{band:.1f}{counted['all']:19}{counted['right'] / counted['all']:8.0%}")
    return "\n".join(lines)


def _line(label: str, share: Share) -> str:
    figures = (share.f1, share.precision, share.recall, share.speaker)
    f1, precision, recall, speaker = (f"{100 * figure:.1f}" for figure in figures)
    return f"{label:18}{share.written:8}{share.found:8}{f1:>8}{precision:>11}{recall:>8}{speaker:>9}"
