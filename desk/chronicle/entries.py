"""Where a history is read from: versions of a record and of its rows, its texts, words, public notes and ledger.

Each source gives the latest entries before an instant, in few queries.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Length

from articles.models import Article, Attribution, Correction, Statement
from articles.rewording import former_words_at, words_of, words_on
from people.histories import AS_IT_CAME
from people.models import Merge

from .values import label_of
from .words import told_changes

FETCHED = 60  # of each source at once
MOMENT = timedelta(microseconds=1)
ADDED, CHANGED, TAKEN = "+", "~", "-"
HISTORY_ORDER = ("-history_date", "-history_id")


@dataclass(frozen=True)
class Told:
    """What changed, before names are looked up. fields: what `before` and `after` are values of, or empty: words."""

    label: str
    before: tuple = ()
    after: tuple = ()
    fields: tuple = ()
    about: tuple = ()  # (field, value) pairs that say which row it is


@dataclass(frozen=True)
class Entry:
    at: datetime
    who: object
    why: str
    told: list[Told] = field(default_factory=list)
    merge: Merge | None = None


def entries_before(record, kind, instant):
    """The latest entries before an instant (None: up to now), and from when on they are whole."""
    sources = [_of_record(record, kind, instant), *(_of_part(record, part, instant) for part in kind.parts)]
    if kind.model is Article:
        sources.append(_of_texts(record, instant))
    if kind.model in {Article, Statement}:
        sources.append(_of_notes(record, instant))
    if kind.model is Statement:
        sources += [_of_words(record, instant), _of_ledger(record, instant)]
    if hasattr(record, "merged_into_id"):
        sources.append(_of_merges(record, instant))
    cut = [found[-1].at for found in sources if len(found) >= FETCHED]
    entries = sorted((entry for found in sources for entry in found), key=lambda entry: entry.at, reverse=True)
    return entries, max(cut, default=None)


def with_former(versions, instant):
    """Versions before an instant, the latest first, each with the version before it: [(version, former or None)]."""
    model = versions.model
    earlier = model.objects.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    former = earlier.order_by("-history_id").values("history_id")[:1]
    rows = versions.filter(_before("history_date", instant)).order_by(*HISTORY_ORDER).select_related("history_user")
    rows = list(rows.annotate(former=Subquery(former))[:FETCHED])
    formers = model.objects.in_bulk([row.former for row in rows if row.former])
    return [(row, formers.get(row.former)) for row in rows]


def _before(name, instant):
    return Q(**{f"{name}__lt": instant}) if instant else Q()


def _entry(row, told):
    return Entry(row.history_date, row.history_user, row.history_change_reason or "", told)


def _of_record(record, kind, instant):
    versions = kind.model.history.filter(id=record.pk)
    return [_entry(row, _told_of(row, former, kind.fields)) for row, former in with_former(versions, instant)]


def _told_of(row, former, fields):
    if former is None:
        return [] if row.history_change_reason == AS_IT_CAME else [Told("Added")]
    return _changed(row, former, fields)


def _changed(row, former, fields, before_label="", about=()):
    changed = [f for f in fields if getattr(row, f.attname) != getattr(former, f.attname)]
    return [
        Told(f"{before_label}{label_of(f)}", (getattr(former, f.attname),), (getattr(row, f.attname),), (f,), about)
        for f in changed
    ]


def _of_part(record, part, instant):
    """What became of the rows of a record. A row as it came in is no news: it stood there before."""
    versions = part.model.history.filter(**{part.owner: record.pk}).exclude(history_change_reason=AS_IT_CAME)
    return [_entry(row, _told_of_part(row, former, part)) for row, former in with_former(versions, instant)]


def _told_of_part(row, former, part):
    shown = tuple(part.model._meta.get_field(name) for name in part.told_by)
    values = tuple(getattr(row, f.attname) for f in shown)
    if row.history_type == ADDED:
        return [Told(part.label, (), values, shown)]
    if row.history_type == TAKEN:
        return [Told(part.label, values, (), shown)]
    about = tuple((f, value) for f, value in zip(shown, values, strict=True) if value is not None)
    return _changed(row, former, part.fields, f"{part.label}: ", about) if former else []


def _of_texts(article, instant):
    found = article.revisions.filter(_before("created_at", instant)).defer("body", "source_text")
    found = list(found.annotate(length=Length("body")).select_related("created_by").order_by("-number")[: FETCHED + 1])
    pairs = zip(found, [*found[1:], None], strict=True)
    return [
        Entry(text.created_at, text.created_by, text.reason, [_told_of_text(text, former)]) for text, former in pairs
    ][:FETCHED]


def _told_of_text(text, former):
    before = (f"text {former.number}, {former.length:,} characters",) if former else ()
    return Told("Text", before, (f"text {text.number}, {text.length:,} characters",))


def _of_notes(record, instant):
    notes = Correction.objects.filter(_before("made_at", instant), **{record._meta.model_name: record})
    notes = notes.select_related("made_by").order_by("-made_at", "-pk")[:FETCHED]
    return [
        Entry(note.made_at, note.made_by, note.reason, [Told("Readers were told", (), (note.what_changed,))])
        for note in notes
    ]


def _of_words(statement, instant):
    rows = statement.former_words.filter(_before("replaced_at", instant)).select_related("revision", "replaced_by")
    later = (instant and former_words_at(statement, instant - MOMENT)) or words_of(statement)
    found = []
    for row in rows.order_by("-replaced_at", "-pk")[:FETCHED]:
        former = words_on(row.revision, row.pieces)
        told = [Told(label, (before,), (after,)) for label, before, after in told_changes(former, later)]
        found.append(Entry(row.replaced_at, row.replaced_by, row.reason, told))
        later = former
    return found


def _of_ledger(statement, instant):
    rows = statement.attributions.filter(_before("asserted_at", instant))
    rows = rows.select_related("person", "organisation", "asserted_by").order_by("-asserted_at", "-pk")[:FETCHED]
    return [Entry(row.asserted_at, row.asserted_by, row.note, [Told("Ledger", (), (_in_ledger(row),))]) for row in rows]


def _in_ledger(row):
    sure = "" if row.confidence is None else f", {row.confidence:.0%} sure"
    machine = "" if row.method == Attribution.Method.EDITOR else f" {row.version}".rstrip()
    return f"{row}{machine}{sure}"


def _of_merges(record, instant):
    merges = Merge.objects.filter(Q(survivor_code=record.code) | Q(duplicate_code=record.code))
    merges = merges.filter(_before("merged_at", instant), kind=record._meta.label_lower).select_related("merged_by")
    return [
        Entry(merge.merged_at, merge.merged_by, merge.reason, [_told_of_merge(merge, record)], merge)
        for merge in merges.order_by("-merged_at")[:FETCHED]
    ]


def _told_of_merge(merge, record):
    undone = ", undone since" if merge.undone_at else ""
    if merge.survivor_code == record.code:
        return Told("Merged", (), (f"{merge.duplicate_code} into this record{undone}",))
    return Told("Merged", (), (f"into {merge.survivor_code}{undone}",))
