"""Tables of a record that people write by hand: each key is known and of its kind, or the message says which is not."""

import difflib
import tomllib
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path

from .decoding import read_text
from .draft import Unreadable


def load(path: Path) -> dict:
    """Return the tables of a TOML file. Raises Unreadable with the line where it is not TOML."""
    written = read_text(path)
    try:
        return tomllib.loads(written)
    except ValueError as error:  # also a number of thousands of digits
        raise Unreadable(f"it is not TOML: {error}") from error
    except RecursionError as error:
        raise Unreadable("its tables stand too deep in one another") from error


def text(value: object) -> str:
    if not isinstance(value, str):
        raise Unreadable(f"write it as text between quotation marks, not {shown(value)}")
    return value.strip()


def name(value: object) -> str:
    if not text(value):
        raise Unreadable("it is empty")
    return text(value)


def words(value: object) -> str:
    """Text that is quoted: its spaces count."""
    if not isinstance(value, str) or not value.strip():
        raise Unreadable(f"write the words between quotation marks, not {shown(value)}")
    return value


def names(value: object) -> list[str]:
    return [name(one) for one in _list(value)]


def quoted(value: object) -> list[str]:
    """One stretch of words or more, each to the letter."""
    return [words(one) for one in (_list(value) if not isinstance(value, str) else [value])] or words(None)


def day(value: object) -> date:
    if type(value) is not date:
        raise Unreadable(f"write a day as 2024-05-17, without quotation marks, not {shown(value)}")
    return value


def instant(value: object) -> datetime:
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise Unreadable(f"write an instant with its zone, as 2024-05-17T18:00:00Z, not {shown(value)}")
    return value


def day_or_instant(value: object) -> datetime:
    return datetime.combine(value, time(), UTC) if type(value) is date else instant(value)


def number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Unreadable(f"write a number, without quotation marks, not {shown(value)}")
    return value


def count(value: object) -> int:
    if type(value) is not int or value < 1:
        raise Unreadable(f"write a whole number from 1, not {shown(value)}")
    return value


def flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise Unreadable(f"write true or false, not {shown(value)}")
    return value


def rows(value: object) -> list[dict]:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise Unreadable("write tables, each in [[double brackets]] or {braces}")
    return value


def table(value: object) -> dict:
    if not isinstance(value, dict):
        raise Unreadable("write a table, in [brackets]")
    return value


def _list(value: object) -> list:
    if not isinstance(value, list):
        raise Unreadable(f"write a list in brackets, [ … ], not {shown(value)}")
    return value


def shown(value: object) -> str:
    return f"“{str(value)[:40]}”"


def read_table(row: dict, keys: dict[str, Callable], where: str, required: tuple[str, ...] = ()) -> dict:
    """Return the values of a table, each read by what `keys` says of it. Raises Unreadable, naming the key."""
    for key in row:
        if key not in keys:
            near = difflib.get_close_matches(key, keys, 1, 0.5)
            hint = f"do you mean “{near[0]}”?" if near else f"known are {', '.join(keys)}"
            raise Unreadable(f"{where} has no “{key}”: {hint}")
    missing = [key for key in required if key not in row]
    if missing:
        raise Unreadable(f"{where} needs “{missing[0]}”")
    return {key: _read(keys[key], value, f"{where}.{key}") for key, value in row.items()}


def _read(reader: Callable, value: object, where: str) -> object:
    try:
        return reader(value)
    except Unreadable as problem:
        raise Unreadable(f"{where}: {problem}") from problem
