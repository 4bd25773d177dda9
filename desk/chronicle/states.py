"""How a record stood at a moment, with its text or words and its rows; and in what two such states differ."""

from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Q, Subquery

from articles.models import Article, Statement
from articles.rewording import Words, former_words_at, words_of
from people.comparing import changed_words
from people.histories import AS_IT_CAME

from .entries import HISTORY_ORDER, TAKEN
from .lines import FIRST, instant_of
from .values import Names, label_of
from .words import told_changes

LONG = 120  # characters from which on two values are compared word by word
SAID = Statement._meta.get_field("text")  # compared word by word, however short


@dataclass(frozen=True)
class State:
    """fields: value by attname. text: of an article, else None. rows: {(part, primary key): value by attname}.

    words: what a statement stands on; None for all else.
    """

    fields: dict
    text: str | None
    rows: dict
    words: Words | None = None


@dataclass(frozen=True)
class Difference:
    """One field, text or row of two states. stretches: both texts as one, word by word, where they are long."""

    label: str
    before: str
    after: str
    stretches: tuple = ()


def present(record, kind):
    """How a record stands now."""
    text = record.current.body if kind.model is Article and record.current else None
    rows = {(part, row.pk): _values(row, part.fields) for part in kind.parts for row in _rows(record, part)}
    return State(_values(record, kind.fields), text, rows, words_of(record) if kind.model is Statement else None)


def state_at(record, kind, key):
    """How a record stood after the save of a key; with FIRST, how it came in."""
    instant = instant_of(key)
    version = _version_at(kind.model.history.filter(id=record.pk), instant) if key != FIRST else None
    version = version or kind.model.history.filter(id=record.pk).order_by("history_date", "history_id").first()
    rows = {(part, pk): values for part in kind.parts for pk, values in _rows_at(record, part, instant)}
    state = State(_values(version or record, kind.fields), _text_at(record, kind, instant), rows)
    return _with_words(state, record, instant) if kind.model is Statement else state


def _with_words(state, statement, instant):
    """The state with the words of that moment, and what follows from them."""
    former = former_words_at(statement, instant)
    if former is None:
        return replace(state, words=words_of(statement))
    return replace(state, words=former, fields=state.fields | {"text": former.text, "kind": former.kind})


def differences(former, later, kind):
    """What differs between two states of a record, in words."""
    fields = [f for f in kind.fields if former.fields[f.attname] != later.fields[f.attname]]
    rows = sorted((former.rows.keys() | later.rows.keys()), key=lambda row: (row[0].label, row[1]))
    rows = [row for row in rows if former.rows.get(row) != later.rows.get(row)]
    names = Names(_pairs(former, later, fields, rows))
    found = [
        _difference(label_of(f), *(names.shown(f, state.fields[f.attname]) for state in (former, later)), f == SAID)
        for f in fields
    ]
    found += [Difference(*told) for told in told_changes(former.words, later.words)]
    if former.text != later.text:
        found.append(Difference("Text", former.text or "", later.text or "", _stretches(former.text, later.text)))
    return found + [_difference(part.label, *(_row_in_words(s, part, pk, names) for s in (former, later)))
                    for part, pk in rows]  # fmt: skip


def _values(row, fields):
    return {field.attname: getattr(row, field.attname) for field in fields}


def _rows(record, part):
    return part.model._base_manager.filter(**{part.owner: record}).order_by("pk")


def _version_at(versions, instant):
    return versions.filter(history_date__lte=instant).order_by(*HISTORY_ORDER).first()


def _text_at(record, kind, instant):
    if kind.model is not Article:
        return None
    texts = record.revisions.order_by("-number")
    found = texts.filter(created_at__lte=instant).first() or texts.last()
    return found.body if found else None


def _rows_at(record, part, instant):
    """The rows that a record had: those whose latest version until then was its own, and those older than histories."""
    model = part.model.history.model
    until = model.objects.filter(id=OuterRef("id"), history_date__lte=instant).order_by(*HISTORY_ORDER)
    of_record = Q(**{part.owner: record.pk})
    latest = model.objects.filter(of_record, pk=Subquery(until.values("pk")[:1])).exclude(history_type=TAKEN)
    earlier = model.objects.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    is_older = Q(history_change_reason=AS_IT_CAME) | ~Q(history_type="+")
    begun_later = model.objects.filter(of_record, is_older, ~Exists(earlier), history_date__gt=instant)
    untouched = _rows(record, part).exclude(Exists(model.objects.filter(id=OuterRef("pk"))))
    found = {row.id: _values(row, part.fields) for row in (*untouched, *begun_later, *latest)}
    return sorted(found.items())


def _pairs(former, later, fields, rows):
    for state in (former, later):
        yield from ((field, state.fields[field.attname]) for field in fields)
        for part, pk in rows:
            yield from ((f, state.rows.get((part, pk), {}).get(f.attname)) for f in part.fields)


def _row_in_words(state, part, pk, names):
    values = state.rows.get((part, pk))
    if values is None:
        return ""
    fields = sorted(part.fields, key=lambda f: f.name not in part.told_by)
    shown = ((f, names.shown(f, values[f.attname])) for f in fields if values[f.attname] not in (None, ""))
    return ", ".join(words if f.name in part.told_by else f"{label_of(f).lower()}: {words}" for f, words in shown)


def _difference(label, before, after, by_words=False):
    by_words = by_words or max(len(before), len(after)) > LONG
    return Difference(label, before, after, _stretches(before, after) if by_words else ())


def _stretches(before, after):
    return tuple(changed_words(before or "", after or ""))
