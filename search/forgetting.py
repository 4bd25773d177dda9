"""Known words that stand in nothing any more are forgotten, in the transaction that takes the last of them away.

What was removed by law, or a name that is withheld, leaves no word of its own behind: only the words of what goes are
looked for, each to the first entry that has it. Who writes such a word at the same moment may find it forgotten;
`archive_check` tells of that, and `rebuild_search` mends it.
"""

from django.db import connection

from . import keys, vocabulary
from .backends import backend
from .models import Forgetting, Trigram, Word

AT_ONCE = 1000
# Where a known word stands: (columns, lowest key, highest key), of a name and of a text.
STANDS_IN = {True: (("title",), *keys.ALL_NAMES), False: (("title", "text"), *keys.ANY_TIME)}
LETTERS = f"DELETE FROM {Trigram._meta.db_table} WHERE trigram = %s AND length = %s AND word_id = %s"
DROP = f"DELETE FROM {Word._meta.db_table} WHERE id = %s"


def words_of(entries):
    """The words of these entries that may be known. Ask before the entries go."""
    words = backend().words_under([entry.key for entry in entries]) if entries else ()
    return {word for word in words if vocabulary.is_kept(word)}


def forget(words):
    """Forget those of these words that stand in no entry now, nor in one that is to be seen later."""
    words = sorted(words)
    for start in range(0, len(words), AT_ONCE):
        drop(_of_nothing(Word.objects.filter(word__in=words[start : start + AT_ONCE])))


def words_of_nothing():
    """Every known word that stands in no entry."""
    after, found = 0, []
    while some := Word.objects.filter(pk__gt=after).order_by("pk")[:AT_ONCE]:
        found += _of_nothing(some)
        after = some[len(some) - 1].pk
    return found


def _of_nothing(known):
    gone = []
    for is_name, where in STANDS_IN.items():
        own = [word for word in known if word.is_name == is_name]
        standing = backend().standing([word.word for word in own], *where) if own else ()
        gone += [word for word in own if word.word not in standing]
    return gone


def drop(known):
    """Take these words out of what is known, by the index of their letters."""
    if not known:
        return
    was_full = vocabulary.is_full()
    letters = [(letters, len(word.word), word.pk) for word in known for letters in vocabulary.trigrams_of(word.word)]
    with connection.cursor() as cursor:
        cursor.executemany(LETTERS, letters)
        cursor.executemany(DROP, [(word.pk,) for word in known])
    Forgetting.happened(was_full)
