"""The history of a record as lines: one for each save, however many rows of the database it wrote.

What one editor did for one reason within two seconds is one save.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from .entries import MOMENT, entries_before
from .values import Names

SHOWN = 20
ONE_SAVE = timedelta(seconds=2)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST = 0  # the key of how a record came in, where nobody has changed it yet


@dataclass(frozen=True)
class Change:
    """A field, a row or a text in words: what stood there, and what stands there since."""

    label: str
    before: str
    after: str


@dataclass
class Line:
    """A save. at: when it ended; None for the state in which a record came in. merges: those that it made."""

    at: datetime | None
    who: object = None
    why: str = ""
    changes: list[Change] = field(default_factory=list)
    merges: list = field(default_factory=list)

    @property
    def key(self):
        return key_of(self.at)


@dataclass(frozen=True)
class Page:
    """Lines, the latest first. following: the key before which the next page begins; None where there is none."""

    lines: list[Line]
    following: int | None


def key_of(instant):
    """An instant as a number for an address."""
    return FIRST if instant is None else (instant - EPOCH) // MOMENT


def instant_of(key):
    return EPOCH + key * MOMENT


def lines_of(record, kind, before=None):
    """A page of the history of a record, up to a key (None: from the latest on)."""
    entries, whole_from = entries_before(record, kind, None if before is None else instant_of(before))
    saves = _saves(entries)
    whole = [save for save in saves if whole_from is None or save[-1].at > whole_from] or saves[:1]
    shown, has_more = whole[:SHOWN], len(saves) > len(whole[:SHOWN]) or whole_from is not None
    names = Names(_pairs(shown))
    lines = [_line(save, names) for save in shown]
    if not has_more and not kind.model.history.filter(id=record.pk).exists():
        lines.append(Line(None, why="As it came in"))
    return Page(lines, key_of(shown[-1][-1].at) if has_more and shown else None)


def _saves(entries):
    """Entries in order of time, the latest first, put together to saves."""
    saves = []
    for entry in entries:
        if saves and _is_one_save(saves[-1][-1], entry):
            saves[-1].append(entry)
        else:
            saves.append([entry])
    return saves


def _is_one_save(later, entry):
    same_reason = later.why in entry.why or entry.why in later.why
    return later.who == entry.who and same_reason and later.at - entry.at < ONE_SAVE


def _pairs(saves):
    for told in (told for save in saves for entry in save for told in entry.told):
        yield from told.about
        for values in (told.before, told.after):
            yield from zip(told.fields, values, strict=False)


def _line(save, names):
    why = max((entry.why for entry in save), key=len)
    changes = [_change(told, names) for entry in reversed(save) for told in entry.told]
    merges = [entry.merge for entry in save if entry.merge]
    return Line(save[0].at, save[0].who, why, list(dict.fromkeys(changes)), merges)


def _change(told, names):
    about = ", ".join(filter(None, (names.shown(f, value) for f, value in told.about)))
    label = f"{told.label} ({about})" if about else told.label
    return Change(label, _words(told.fields, told.before, names), _words(told.fields, told.after, names))


def _words(fields, values, names):
    if not fields:
        return ", ".join(map(str, values))
    return ", ".join(filter(None, (names.shown(f, value) for f, value in zip(fields, values, strict=False))))
