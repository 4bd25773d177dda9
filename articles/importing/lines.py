"""The lines of a large file, one at a time: plain or gzip, told apart by content, in constant memory."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from .draft import Unreadable

LONGEST_LINE = 8 * 1024 * 1024  # bytes; a line is one article, and no newspaper prints one of that length
CHUNK = 1024 * 1024
GZIP = b"\x1f\x8b"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
WIDE = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Line:
    """number counts from 1. problem: why the line could not be read; raw is then its beginning only."""

    number: int
    raw: bytes
    problem: str = ""


@contextmanager
def open_lines(path: Path) -> Iterator[tuple[Iterator[Line], Callable[[], int]]]:
    """Give the lines of a file, without empty ones, and a function that tells how many of its bytes are read."""
    with path.open("rb") as file:
        start = file.read(len(GZIP))
        file.seek(0)
        if start in WIDE:
            raise Unreadable("this file is in UTF-16: save it as UTF-8")
        content = gzip.GzipFile(fileobj=file) if start == GZIP else file
        yield _lines(content), file.tell


def _lines(content: BinaryIO) -> Iterator[Line]:
    number = 0
    try:
        while raw := content.readline(LONGEST_LINE + 1):
            number += 1
            if number == 1:
                raw = raw.removeprefix(BYTE_ORDER_MARK)
            if len(raw) > LONGEST_LINE and not raw.endswith(b"\n"):
                _skip_rest(content)
                yield Line(number, raw[:1000], f"longer than {LONGEST_LINE // 1024 // 1024} megabytes")
            elif not raw.isspace():
                yield Line(number, raw)
    except (EOFError, OSError, zlib.error) as error:
        yield Line(number + 1, b"", f"the file breaks off or is damaged here ({error})")


def _skip_rest(content: BinaryIO) -> None:
    while (chunk := content.readline(CHUNK)) and not chunk.endswith(b"\n"):
        pass
