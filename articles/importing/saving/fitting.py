"""Whether values fit the columns they go into: on every database alike, and said in words before it is tried."""

import re
from dataclasses import fields
from datetime import UTC, datetime
from functools import cache

from ..draft import Unreadable

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
LARGEST_NUMBER = 2**31 - 1


def check_fields(part, model, what: str) -> None:
    """Each value fits the model's field of the same name; what is empty, as most are, fits any."""
    for name in shared_fields(type(part), model):
        if value := getattr(part, name):
            check_value(name, value, model, what)


@cache
def shared_fields(kind: type, model) -> list[str]:
    """The fields that a draft's part and a model both have, without relations: those are given by name."""
    columns = {field.name for field in model._meta.concrete_fields if not field.is_relation}
    return [one.name for one in fields(kind) if one.name in columns]


@cache
def limits(name: str, model) -> tuple[int | None, dict]:
    """The longest value of a field, and its choices."""
    field = model._meta.get_field(name)
    return getattr(field, "max_length", None), dict(field.flatchoices)


def check_value(name: str, value, model, what: str) -> None:
    if isinstance(value, datetime):
        check_instant(name, value, what)
    if isinstance(value, int) and abs(value) > LARGEST_NUMBER:
        raise Unreadable(f"{name} of {what} is too large a number")
    if isinstance(value, str):
        check_text(name, value, model, what)


def check_instant(name: str, value: datetime, what: str) -> None:
    if value.tzinfo is None:
        raise Unreadable(f"{name} of {what} has no time zone")
    try:
        value.astimezone(UTC)
    except OverflowError as error:
        raise Unreadable(f"{name} of {what} lies outside the years 1 to 9999") from error


def check_text(name: str, value: str, model, what: str) -> None:
    longest, choices = limits(name, model)
    if longest and len(value) > longest:
        raise Unreadable(f"{name} of {what} is {len(value)} characters long: at most {longest} are kept")
    if value and choices and value not in choices:
        raise Unreadable(f"{name} of {what} is “{value}”: it is one of {', '.join(filter(None, choices))}")
    if value and name == "language" and not LANGUAGE.fullmatch(value):
        raise Unreadable(f"language of {what} is “{value}”: it is a code such as en, pt-BR or zh-Hant")
