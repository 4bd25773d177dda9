"""The full-text tables made, rebuilt and compared with the records: what no single change asks for."""

from collections import defaultdict

from django.db import connection

from people.ranges import last_key, ranges_of

from . import forgetting, index, mending, suggesting, vocabulary
from .backends import backend
from .lines import KINDS, MODELS, lines_of
from .models import Entry

SHOWN = 20
STALE = 0  # as a digest: of no line


def after_migrating(plan=(), **_kwargs):
    """Make the full-text tables where they are missing, and fill them; write anew what a migration said is stale.

    Migrations cannot: SQLite remakes a table to change it, and what hangs on it is lost without a word. Entries
    without words, and words without entries (a flushed test database), are begun anew.
    """
    if not {model._meta.db_table for model in (Entry, *KINDS)} <= set(connection.introspection.table_names()):
        backend().drop_index()
    elif backend().create_index() or not Entry.objects.exists():
        start_anew()
    elif any(migration.app_label == Entry._meta.app_label for migration, _backwards in plan):
        renew_stale()


def renew_stale():
    """Write those entries anew whose digest a migration has set to STALE, a thousand in a transaction."""
    for some in index.batches(Entry.objects.filter(digest=STALE)):
        records = defaultdict(list)
        for kind, pk in Entry.objects.filter(key__in=some).values_list("kind", "record_id"):
            records[MODELS[kind]].append(pk)
        index.renew(records)


def start_anew(report=lambda kind, done: None):
    """Throw the index away and build it again. Searches find less until it is done."""
    backend().drop_index()
    for forgotten in (suggesting, vocabulary):
        forgotten.forget_all()
    Entry.objects.all().delete()
    backend().create_index()
    index.rebuild(report)


def differences():
    """What is wrong with the index, a sentence each: nothing, where it holds exactly what is or will be visible."""
    for model in KINDS:
        for within in ranges_of(model, index.BATCH, last_key(model)):
            yield from differences_of(model, within)
    yield from differences_beside()


def differences_of(model, within):
    """The same of records of one kind whose keys lie in a range, and of what has such a key there and is no record."""
    kind = KINDS[model]
    visible = model.objects.filter(within.of(), visible_from__isnull=False).order_by("pk")
    keys = dict.fromkeys(visible.values_list("pk", flat=True))
    lines = {line.record_id: line for line in lines_of(model, keys)}
    missing = set(lines)
    for entry in _entries(kind, within):
        missing.discard(entry.record_id)
        if entry.record_id not in keys:
            yield f"search: {kind} {entry.record_id} has an entry and is not to be seen"
        elif entry.record_id in lines:
            yield from _differences(kind, entry, lines[entry.record_id])
    for pk in sorted(missing):
        yield f"search: {kind} {pk} has no entry"
    for line in mending.wrong_names(lines.values()):
        yield f"search: {kind} {line.record_id} is suggested under other names than it has, or in another place"
    for word in vocabulary.missing(lines.values()):
        yield f"search: the word “{word}” of {kind}s is not known to the suggestions"


def _entries(kind, within):
    compared = "record_id", "digest", "minute", "counted", "visible_from"
    entries = Entry.objects.filter(within.of("record_id"), kind=kind).order_by("record_id")
    return entries.values_list(*compared, named=True).iterator()


def _differences(kind, entry, line):
    if index.is_stale(entry, line):
        yield f"search: the entry of {kind} {line.record_id} does not say what the record says"
    elif entry.visible_from != line.visible_from:
        yield f"search: {kind} {line.record_id} would be found from another instant than it may be seen"


def differences_beside():
    """What is wrong with what belongs to no single record."""
    for key in backend().misplaced_keys(SHOWN):
        yield f"search: the entry and the words of key {key} are not both there"
    for name in mending.names_of_nobody().order_by("pk")[:SHOWN]:
        yield f"search: “{name}” is suggested and is the name of no {name.kind}"
    for word, (stored, due) in mending.wrong_frequencies().items():
        yield f"search: {word} counts as quoted {stored} times and is quoted {due} times"
    for known in forgetting.words_of_nothing():
        yield f"search: the word “{known.word}” is known and stands in nothing that can be found"
    for _pk, word in mending.words_without_letters():
        yield f"search: the word “{word}” is not found by all of its letters"
    for trigram in mending.letters_of_nothing()[:SHOWN]:
        yield f"search: the letters “{trigram}” are those of no word"
