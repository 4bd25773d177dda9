"""A file becomes text, to the letter; or it is refused, saying where it stops being text."""

import codecs
import unicodedata
from pathlib import Path

from .draft import Unreadable

LARGEST = 5 * 1024 * 1024  # bytes; the longest articles have some hundred thousand
WIDE = {codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32", codecs.BOM_UTF16_LE: "utf-16"} | {
    codecs.BOM_UTF16_BE: "utf-16"
}
SPACES = set("\t\n\r\v\f\x1c\x1d\x1e\x1f\x85")


def read_text(path: Path) -> str:
    """Return the text of a file: UTF-8, or UTF-16 or UTF-32 with its byte order mark. Lines end in \\n.

    Raises Unreadable with a reason; nothing that cannot be read is replaced by anything.
    """
    return decode(read_bytes(path))


def read_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise Unreadable("there is no such file") from error
    except IsADirectoryError as error:
        raise Unreadable("this is a folder: name the files in it") from error
    except OSError as error:
        raise Unreadable(f"it cannot be opened: {error.strerror}") from error
    if len(data) > LARGEST:
        raise Unreadable(f"it is larger than {LARGEST // 1024 // 1024} MB: is it one article?")
    return data


def decode(data: bytes) -> str:
    if not data:
        raise Unreadable("the file is empty")
    encoding = next((name for mark, name in WIDE.items() if data.startswith(mark)), "utf-8-sig")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(undecodable(data, error, encoding)) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    refuse_what_is_no_text(text)
    return text


def undecodable(data: bytes, error: UnicodeDecodeError, encoding: str) -> str:
    # codecs leaves out the byte order mark of UTF-8 when it counts
    start = error.start + (3 if encoding == "utf-8-sig" and data.startswith(codecs.BOM_UTF8) else 0)
    line = data.count(b"\n", 0, start) + 1
    name = encoding.removesuffix("-sig").upper()
    if "unexpected end" in error.reason or "truncated" in error.reason:
        return f"it breaks off at byte {start} (line {line}), in the middle of a character"
    return f"it is not {name}: byte {start} (line {line}) is {data[start]:#04x}; save it as UTF-8"


def refuse_what_is_no_text(text: str) -> None:
    for number, letter in enumerate(text):
        if letter == "\ufffd":
            raise Unreadable(f"{where(text, number)} is U+FFFD: a character was lost there before the file came here")
        if letter not in SPACES and unicodedata.category(letter) == "Cc":
            raise Unreadable(f"{where(text, number)} is the control character U+{ord(letter):04X}: this is not text")
    if not any(map(visible, text)):
        raise Unreadable("there is nothing in it but space")


def visible(letter: str) -> bool:
    return not letter.isspace() and unicodedata.category(letter) not in {"Cf", "Mn", "Zs", "Cc"}


def where(text: str, number: int) -> str:
    line = text.count("\n", 0, number) + 1
    column = number - text.rfind("\n", 0, number)
    return f"character {number} (line {line}, column {column})"
