"""The names that are suggested while somebody types: kept with the index, read by the beginning of any of their words.

A name stands under each of its words (“erlan idrissov”, “idrissov erlan”). What is quoted most comes first; how often
that is, is counted as statements enter and leave the index, and kept in steps, so that a row is seldom written anew.
"""

import re
from collections import Counter, defaultdict
from itertools import chain
from math import log2

from django.db import connection
from django.utils import timezone

from articles.inserting import insert_rows
from articles.visibility import ALWAYS
from people.prepared import prepared

from .backends import backend
from .folding import NAME_END, SOUND_SIGN
from .models import Entry, Frequency, Spelling

COUNTED_AS = {"person": "speaker", "organisation": "org", "place": "in", "event": "event"}
QUOTED = re.compile(r"\b(?:speaker|org|in|event)\d+\b")
RECORD = re.compile(r"([a-z]+)(\d+)")
STEPS = 4  # of weight, for twice as often quoted
LONGEST = 100
MOST_WORDS = 8  # of one name, under which it stands
FIELDS = ("kind", "record_id", "start", "spelling", "weight", "visible_from")


def added(lines):
    """Keep the names of these new lines of the index, and count whom its statements quote."""
    insert_rows(Spelling, FIELDS, rows_of([line for line in lines if line.kind in COUNTED_AS]))
    count(_said_in(line.facets for line in lines if _counts(line)))


def removed(entries):
    """Forget what these entries brought."""
    named = defaultdict(list)
    for entry in entries:
        named[entry.kind].append(entry.record_id)
    for kind in named.keys() & COUNTED_AS.keys():
        Spelling.objects.filter(kind=kind, record_id__in=named[kind]).delete()
    count(_quoted(entry for entry in entries if _counts(entry)), sign=-1)


def redated(entries, instant):
    """Have the names of these records, all of one kind, suggested from another instant on, or what they say counted."""
    kind, records = entries[0].kind, [entry.record_id for entry in entries]
    if kind in COUNTED_AS:
        Spelling.objects.filter(kind=kind, record_id__in=records).update(visible_from=instant)
    elif kind == Entry.Kind.STATEMENT:
        moved = [entry for entry in entries if _counts(entry) != (instant <= ALWAYS)]
        count(_quoted(moved), sign=1 if instant <= ALWAYS else -1)


def relinked(changed):
    """Count anew whom these entries quote, that say somebody else's words now: (entry as it was, its facets now)."""
    changes = Counter()
    for entry, facets in changed:
        if _counts(entry):
            changes.update(set(QUOTED.findall(facets)))
            changes.subtract(set(QUOTED.findall(entry.facets)))
    count(changes)


def _quoted(entries):
    """{facet: in how many of these entries of statements it stands}."""
    keys = [entry.key for entry in entries]
    found = Entry.objects.filter(key__in=keys).values_list("facets", flat=True) if keys else ()
    return _said_in(found)


def _said_in(entries):
    """{facet: in how many of these lists of facets it stands}, of those that are counted."""
    return Counter(chain.from_iterable(map(set, map(QUOTED.findall, entries))))


def forget_all():
    for model in (Spelling, Frequency):
        model.objects.all().delete()  # nothing hangs on them: one statement each


def spellings_in(title):
    """Every beginning of the names in a title of the index: from each word on, the words before it behind."""
    names = [name.split() for name in title.partition(f" {SOUND_SIGN}")[0].split(NAME_END)]
    turned = (" ".join(name[n:] + name[:n])[:LONGEST] for name in names for n in range(min(len(name), MOST_WORDS)))
    return list(dict.fromkeys(turned))


def weight_of(number):
    """How often somebody is quoted, in steps: one more for a fifth more."""
    return round(STEPS * log2(max(number, 0) + 1))


def rows_of(lines):
    """What is kept of the names in these lines, as the columns of FIELDS."""
    numbers = _numbers(_counted_as(line.kind, line.record_id) for line in lines)
    for line in lines:
        weight = weight_of(numbers.get(_counted_as(line.kind, line.record_id), 0))
        for spelling in spellings_in(line.title):
            yield line.kind, line.record_id, spelling[:2], spelling, weight, line.visible_from


def _counts(line):
    """Only what everybody may see from the beginning is counted: an embargo moves no order before it ends."""
    return line.kind == Entry.Kind.STATEMENT and line.visible_from <= ALWAYS


def _counted_as(kind, pk):
    return f"{COUNTED_AS[kind]}{pk}"


def _numbers(words):
    words = list(words)
    return dict(_numbers_of(words)) if words else {}


@prepared
def _numbers_of(words):
    return Frequency.objects.filter(word__in=words).values_list("word", "number")


def count(changes, sign=1):
    """Add to the frequencies. What another transaction writes just now is left as it is: nobody waits for an order."""
    changes = {word: sign * change for word, change in sorted(changes.items()) if change}
    if not changes:
        return
    known = dict(_locked(list(changes)))
    missing = changes.keys() - known.keys()
    missing -= _numbers(missing).keys()  # locked by another
    fresh = [Frequency(word=word, number=max(changes[word], 0)) for word in sorted(missing)]
    Frequency.objects.bulk_create(fresh, ignore_conflicts=True)
    numbers = {word: max(0, number + changes[word]) for word, number in known.items()}
    with connection.cursor() as cursor:
        table = Frequency._meta.db_table
        cursor.executemany(f"UPDATE {table} SET number = %s WHERE word = %s", [(n, w) for w, n in numbers.items()])
    numbers |= {kept.word: kept.number for kept in fresh}
    _weigh({w: weight_of(n) for w, n in numbers.items() if weight_of(n) != weight_of(known.get(w, 0))})


@prepared
def _locked(words):
    rows = Frequency.objects.select_for_update(skip_locked=True).filter(word__in=words).order_by("word")
    return rows.values_list("word", "number")


def _weigh(weights):
    kinds = {word: kind for kind, word in COUNTED_AS.items()}
    rows = [(weight, *RECORD.fullmatch(word).groups()) for word, weight in weights.items()]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {Spelling._meta.db_table} SET weight = %s WHERE kind = %s AND record_id = %s",
            [(weight, kinds[part], int(pk)) for weight, part, pk in rows],
        )


def suggest(typed, kinds, most):
    """(kind, primary key) of the visible records that have a word beginning so, at most so many, in one query.

    Those called exactly so come first, then the most quoted. typed: folded.
    """
    rows = backend().beginning_with(typed, kinds, timezone.now(), 2 * most)
    ranked = sorted(rows, key=lambda row: (row[3] != typed, -row[2], row[3], row[1]))
    return list(dict.fromkeys((kind, pk) for kind, pk, _weight, _spelling in ranked))[: 2 * most]
