"""One article read elsewhere: what a worker process is given, and what it gives back."""

from dataclasses import dataclass
from datetime import date

from . import extract
from .findings import Findings


@dataclass(frozen=True)
class Text:
    """number: the caller's, to know the text again. The rest as extract() takes it."""

    number: int
    body: str
    language: str | None = None
    names: tuple[str, ...] = ()
    published_on: date | None = None
    engine: str = "rules"


def read_text(text: Text) -> Findings | Exception:
    """Return what is found in a text; an error is returned too, so that it keeps no other text back."""
    try:
        return extract(
            text.body, language=text.language, names=text.names, engine=text.engine, published_on=text.published_on
        )
    except Exception as problem:
        return problem
