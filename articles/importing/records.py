"""One object of a JSON file, read with care: each field is what it should be, or Unreadable says why not."""

import json
from typing import Any, NoReturn

from .draft import Unreadable

MOST = 5000  # people, places or statements in one article
Record = dict[str, Any]


def read_record(raw: bytes) -> Record:
    """Return the object that stands on a line. Raises Unreadable, with the byte or character where it fails."""
    try:
        record = json.loads(raw.decode("utf-8"), object_pairs_hook=_object, parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise Unreadable(f"not UTF-8 at byte {error.start + 1} of the line") from error
    except json.JSONDecodeError as error:
        raise Unreadable(f"not JSON at character {error.pos + 1} of the line ({error.msg})") from error
    except RecursionError as error:
        raise Unreadable("nested too deep to be an article") from error
    except Unreadable:
        raise
    except ValueError as error:
        raise Unreadable("a number with thousands of digits") from error
    if not isinstance(record, dict):
        raise Unreadable("not an object with id, title and body")
    return record


def _object(pairs: list[tuple[str, Any]]) -> Record:
    record = dict(pairs)
    if len(record) != len(pairs):
        twice = next(name for name, _value in pairs if [other for other, _value in pairs].count(name) > 1)
        raise Unreadable(f"{twice[:40]} stands there twice")
    return record


def _refuse_constant(name: str) -> NoReturn:
    raise Unreadable(f"{name} is not JSON")


def text_of(record: Record, name: str, *, required: bool = False) -> str:
    """A field as text, to the letter; empty where it is missing or null."""
    value = record.get(name)
    if value is None:
        value = ""
    if not isinstance(value, str):
        raise Unreadable(f"{name} is not text")
    if required and not value.strip():
        raise Unreadable(f"no {name}")
    if "\0" in value:
        raise Unreadable(f"{name} holds a NUL character")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise Unreadable(f"{name} holds half a character (a lone surrogate) at {error.start + 1}") from error
    return value


def line_of(record: Record, name: str, limit: int, *, required: bool = False) -> str:
    """A field as one line of text, of at most `limit` characters."""
    value = " ".join(text_of(record, name, required=required).split())
    if len(value) > limit:
        raise Unreadable(f"{name} is longer than {limit} characters")
    return value


def list_of(record: Record, name: str, kind: type) -> list[Any]:
    values = record.get(name)
    if values is None:
        return []
    if not isinstance(values, list) or not all(isinstance(value, kind) for value in values):
        raise Unreadable(f"{name} is not a list of {'objects' if kind is dict else 'names'}")
    if len(values) > MOST:
        raise Unreadable(f"more than {MOST} {name}")
    return values
