"""The index kept equal to the records: written in the transaction that changes them, compared with them on demand.

What a record says in its entry stands in lines.py; how the database keeps the words, in backends/.
"""

from collections import defaultdict
from operator import attrgetter

from django.db import transaction
from django.db.models import Q

from articles.inserting import insert_rows
from articles.models import Article, Event, EventMention, Place, PlaceMention, Reference, Statement
from articles.publishing import statements_of
from people.prepared import prepared
from people.ranges import among

from . import forgetting, keys, mending, relinking, suggesting, vocabulary
from .backends import backend
from .lines import FACETS, KINDS, MODELS, lines_of
from .models import Entry
from .waiting import words_last
from .wholes import with_parts

BATCH = 1000
LARGER = {Statement: 8 * BATCH}  # their words are few: so many as come with a batch of articles
AS_IN_LINE = ["minute", "kind", "record_id", "visible_from", "digest", "facets", "counted"]
as_in_line = attrgetter(*AS_IN_LINE)


def records_changed(sender, records, relinked, fresh, **_kwargs):
    """Receive the announcement of publishing.py: {model: primary keys} of what is to be found otherwise now."""
    update(records, relinked, fresh)


@transaction.atomic(savepoint=False)
def update(records, relinked=None, fresh=None):
    """Make the entries of these records what the records say now: {model: primary keys}.

    relinked: the same of other records, whose words are what they were: only others are linked with them.
    fresh: statements that need not be read.
    """
    records = {model: set(pks) for model, pks in records.items() if model in KINDS}
    for model, pks in relinking.relink(relinked or {}).items():
        records[model] = records.get(model, set()) | pks
    if records.get(Article):
        records[Statement] = records.get(Statement, set()) | set(statements_of([*records[Article]]))
    with words_last() as words:
        moved = {model: _update(model, pks, words, fresh=fresh) for model, pks in records.items()}
    with words_last() as words:
        for model, pks in lying_in(moved.get(Place, set()), moved.get(Event, set())).items():
            _update(model, set(pks) - records.get(model, set()), words)


@transaction.atomic(savepoint=False)
def renew(records):
    """Make the entries of these records, and of no others, what the records say now: {model: primary keys}."""
    with words_last() as words:
        for model, pks in records.items():
            _update(model, pks, words)


def lying_in(places, events):
    """What says in its entry where these places and events lie: it has to say it anew."""
    if not places and not events:
        return {}
    places = with_parts(Place, places)
    events = with_parts(Event, events) | set(Event.objects.filter(place__in=places).values_list("pk", flat=True))
    return {
        Place: places,
        Event: events,
        Article: _all_keys(
            *_naming(Article, "pk", dateline_place=places),
            *_naming(PlaceMention, "article", place=places),
            *_naming(EventMention, "article", event=events),
        ),
        Statement: _all_keys(
            *_naming(Statement, "pk", said_in=places, event=events, article__dateline_place=places),
            *_naming(Reference, "statement", place=places, event=events),
        ),
    }


def _naming(model, key, **links):
    """For each link to places or events a queryset of what has it: each is found by an index of its own."""
    return [model.objects.filter(**{f"{link}__in": keys}).order_by().values_list(key) for link, keys in links.items()]


def _all_keys(*querysets):
    return {key for (key,) in querysets[0].union(*querysets[1:], all=True)}


@transaction.atomic(savepoint=False)
def _update(model, pks, words, and_mend=lambda lines: None, fresh=None):
    """Update the entries of one kind, their new words waiting; return who may lie elsewhere now than the index says."""
    moved, pks = set(), sorted(pks)
    size = LARGER.get(model, BATCH)
    for start in range(0, len(pks), size):
        some = pks[start : start + size]
        entries = {entry.record_id: entry for entry in _entries_of(KINDS[model], some)}
        lines = lines_of(model, some, fresh)
        moved |= _write(lines, entries, words)
        and_mend(lines)
        if model is Place:
            moved |= _unknown_with_something_in_them(set(some) - entries.keys())
    return moved


@prepared
def _entries_of(kind, pks):
    return Entry.objects.filter(among("record_id", pks), kind=kind).defer("facets")


def _unknown_with_something_in_them(places):
    """Nothing tells where a place lay that had no entry; what lies in it may have one all the same."""
    holding = Q(parts__isnull=False) | Q(events__isnull=False)
    return set(Place.objects.filter(holding, pk__in=places).values_list("pk", flat=True))


def _write(lines, entries, words):
    """Write what changed: of a record whose words stayed the same, no more than when it may be seen."""
    gone = entries.keys() - {line.record_id for line in lines}
    changed = [line for line in lines if is_stale(entries.get(line.record_id), line)]
    replaced = [entries[line.record_id] for line in changed if line.record_id in entries]
    words.lost |= _words_lost([entries[pk] for pk in gone], entries, changed)
    _redate(lines, entries, changed)
    _remove([*replaced, *(entries[pk] for pk in gone)])
    _add(changed, {entry.record_id: entry for entry in replaced}, words)
    return {line.record_id for line in changed if line.record_id in entries and _moved(entries[line.record_id], line)}


def _words_lost(gone, entries, changed):
    """The words of entries that go, and those that entries no longer say: they may stand elsewhere still."""
    known = [line for line in changed if line.record_id in entries]
    reworded = [line for line in known if entries[line.record_id].digest // FACETS != line.digest // FACETS]
    kept = {word for line in reworded for column in line.words[:3] for word in column.split()}
    return forgetting.words_of([*gone, *(entries[line.record_id] for line in reworded)]) - kept


def is_stale(entry, line):
    return (
        entry is None
        or (entry.digest, entry.minute) != (line.digest, line.minute)
        or bytes(entry.counted) != line.counted
    )


def _moved(entry, line):
    return entry.digest % FACETS != line.digest % FACETS


def _redate(lines, entries, changed):
    instants, rewritten = defaultdict(list), {line.record_id for line in changed}
    for line in lines:
        entry = entries.get(line.record_id)
        if line.record_id not in rewritten and entry.visible_from != line.visible_from:
            instants[line.visible_from].append(entry)
    for instant, dated in instants.items():
        Entry.objects.filter(key__in=[entry.key for entry in dated]).update(visible_from=instant)
        suggesting.redated(dated, instant)


def _remove(entries):
    gone = [entry.key for entry in entries]
    if gone:
        suggesting.removed(entries)
        backend().remove(gone)
        Entry.objects.filter(key__in=gone).delete()


def _add(lines, replaced, words):
    """Write new entries; whoever is still of the same minute keeps the key."""
    if not lines:
        return
    homes = {line.record_id: line.minute for line in lines}
    kept = {pk: entry.key for pk, entry in replaced.items() if entry.minute == homes[pk]}
    own = _fresh_keys((line for line in lines if line.record_id not in kept), kept.values()) | kept
    given = [(own[line.record_id], line) for line in lines]
    insert_rows(Entry, ["key", *AS_IN_LINE], ([key, *as_in_line(line)] for key, line in given))
    words.add([(key, line.words) for key, line in given])
    suggesting.added(lines)
    vocabulary.added(lines)


def _fresh_keys(lines, taken):
    by_minute = defaultdict(list)
    for line in lines:
        by_minute[line.minute].append(line.record_id)
    given = keys.free_keys({minute: len(pks) for minute, pks in by_minute.items()}, taken)
    return {pk: key for minute, pks in by_minute.items() for pk, key in zip(pks, given[minute], strict=True)}


def rebuild(report=lambda kind, done: None):
    """Compare every record with its entry and write those that differ, batch by batch, while the site runs.

    Then the same for what is kept beside the entries: names that are suggested, how often who is quoted, known words.
    """
    vocabulary.ask_anew()
    for model, kind in KINDS.items():
        for done, some in enumerate(batches(model.objects.all()), start=1):
            with transaction.atomic(savepoint=False), words_last() as words:
                _update(model, some, words, and_mend=mending.mend_lines)
            report(kind, done * BATCH)
    for some in batches(Entry.objects.all()):
        _remove_orphans(some)
    mending.mend_rest()


@transaction.atomic(savepoint=False)
def _remove_orphans(some):
    for kind, model in MODELS.items():
        entries = Entry.objects.filter(key__in=some, kind=kind)
        known = model.objects.filter(pk__in=entries.values("record_id"), visible_from__isnull=False)
        orphans = list(entries.exclude(record_id__in=known.values("pk")))
        lost = forgetting.words_of(orphans)
        _remove(orphans)
        forgetting.forget(lost)


def batches(queryset):
    """Primary keys in order, in lists of BATCH; what is written meanwhile does not disturb it."""
    after = None
    while some := list((queryset.filter(pk__gt=after) if after is not None else queryset).order_by("pk")
                       .values_list("pk", flat=True)[:BATCH]):  # fmt: skip
        yield some
        after = some[-1]
