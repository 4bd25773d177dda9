"""The words that the archive knows, by their trigrams: what a misspelt word may have meant.

Of names all words are kept, of texts the first hundred thousand: those that are frequent are early among them. The
tables are the same on both databases, so that they propose the same.
"""

import re
from collections import Counter
from functools import partial

from django.db import connection, transaction

from articles.inserting import insert, insert_rows

from .folding import NAME_END, SOUND_SIGN
from .models import Entry, Trigram, Word

MOST_WORDS = 100_000
SHORTEST, LONGEST = 3, 24  # letters of a word that is kept
SHORTEST_TYPED = 4
ROWS = 1500  # that are read of each trigram
NEAREST = 40
LETTERS = re.compile(r"[^\W\d_]+")
AT_ONCE = 5000
_known = set()  # {(word, is it of a name)}: what this process has seen in the table


class _Room:
    """Whether there is room for more words of texts, as far as this process knows."""

    left = None


def added(lines):
    """Keep the words of these new lines of the index."""
    names, texts = _words_in(lines)
    _keep(names, is_name=True)
    _keep(texts, is_name=False)


def _words_in(lines):
    """(words of names, words of texts) of these lines; of texts none where there is no room for more."""
    names, texts = set(), set()
    for line in lines:
        if line.kind == Entry.Kind.ARTICLE:
            if _Room.left != 0:
                texts.update(line.title.split(), line.text.split())
        elif line.kind != Entry.Kind.STATEMENT:
            names.update(line.title.partition(f" {SOUND_SIGN}")[0].replace(NAME_END, " ").split())
    return names, texts


def missing(lines):
    """The words of these lines that should be known and are not, in order."""
    names, texts = ({word for word in words if _is_kept(word)} for words in _words_in(lines))
    unknown = _not_stored(names, is_name=True)
    if texts and _room():
        unknown |= _not_stored(texts, is_name=False)
    return sorted(unknown)


def _not_stored(words, *, is_name):
    return words - {word for some in _batches(sorted(words)) for word in _stored(some, is_name)}


def forget_all():
    with connection.cursor() as cursor:
        for model in (Trigram, Word):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
    ask_anew()


def ask_anew():
    """Believe the tables again, not what this process remembers of them."""
    _known.clear()
    _Room.left = None


def trigrams_of(word):
    """All trigrams of a word, its ends included: " vo", "vos", "os "."""
    padded = f" {word} "
    return list(dict.fromkeys(padded[n : n + 3] for n in range(len(padded) - 2)))


def _keep(words, *, is_name):
    fresh = sorted(word for word in words if (word, is_name) not in _known and _is_kept(word))
    if not fresh:
        return
    unknown = sorted(_not_stored(set(fresh), is_name=is_name))
    stored = set(fresh) - set(unknown)
    if not is_name:
        room = _room()
        unknown = unknown[:room]
        transaction.on_commit(partial(_leave, room - len(unknown)))
    kept = insert(Word, [Word(word=word, is_name=is_name) for word in unknown])
    keep_letters((word.pk, word.word) for word in kept)
    transaction.on_commit(partial(_known.update, {(word, is_name) for word in (*stored, *unknown)}))


def keep_letters(words):
    """Let these words, (primary key, word), be found by their trigrams."""
    rows = ((trigram, len(word), pk) for pk, word in words for trigram in trigrams_of(word))
    insert_rows(Trigram, ("trigram", "length", "word"), rows)


def _is_kept(word):
    return SHORTEST <= len(word) <= LONGEST and LETTERS.fullmatch(word) is not None


def _batches(words):
    return (words[start : start + AT_ONCE] for start in range(0, len(words), AT_ONCE))


def _stored(words, is_name):
    return Word.objects.filter(word__in=words, is_name=is_name).values_list("word", flat=True)


def _room():
    if _Room.left is not None:
        return _Room.left
    return max(0, MOST_WORDS - Word.objects.filter(is_name=False).count())


def _leave(room):
    _Room.left = room


def nearest(words, *, names_only=()):
    """{folded word: known words that it may have meant, the nearest first; itself alone where it is known}: one query.

    names_only: the words that are to be words of names.
    """
    asked = [word for word in dict.fromkeys(words) if SHORTEST_TYPED <= len(word) <= LONGEST]
    if not asked:
        return {}
    found = {word: Counter() for word in asked}
    for number, near, is_name, shared in _sharing(asked):
        if is_name or asked[number] not in names_only:
            found[asked[number]][near] = max(found[asked[number]][near], shared)
    return {word: _ranked(word, shared) for word, shared in found.items()}


def _sharing(words):
    """(number of the word asked for, known word, is it of a name, trigrams they share) of the nearest of each."""
    parts, params = [], []
    for number, word in enumerate(words):
        trigrams = trigrams_of(word)
        parts.append(SHARING.format(union=" UNION ALL ".join([ONE_TRIGRAM] * len(trigrams))))
        reach = reach_of(word)
        params.append(number)
        for trigram in trigrams:
            params += [trigram, len(word) - reach, len(word) + reach, ROWS]
        params.append(NEAREST)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        return cursor.fetchall()


ONE_TRIGRAM = """
    SELECT * FROM (
        SELECT word_id FROM search_trigram WHERE trigram = %s AND length BETWEEN %s AND %s
        ORDER BY length, word_id LIMIT %s
    ) one
"""
SHARING = """
    SELECT * FROM (
        SELECT CAST(%s AS integer), word.word, word.is_name, near.shared FROM (
            SELECT word_id, count(*) AS shared FROM ({union}) shared GROUP BY word_id
        ) near JOIN search_word word ON word.id = near.word_id
        ORDER BY near.shared DESC, word.id LIMIT %s
    ) nearest
"""


def reach_of(word):
    """How many letters a misspelt word may be away from the one that was meant."""
    return 1 if len(word) < 6 else 2


def _ranked(word, shared):
    if word in shared:
        return [word]
    near = [(distance(word, other), -number, other) for other, number in shared.items()]
    return [other for away, _number, other in sorted(near) if away <= reach_of(word)]


def distance(one, other):
    """How many letters are added, left out, exchanged or turned round between two words."""
    before, last = None, list(range(len(other) + 1))
    for n, letter in enumerate(one, start=1):
        row = [n]
        for m, theirs in enumerate(other, start=1):
            steps = min(last[m] + 1, row[m - 1] + 1, last[m - 1] + (letter != theirs))
            if n > 1 and m > 1 and letter == other[m - 2] and one[n - 2] == theirs:
                steps = min(steps, before[m - 2] + 1)
            row.append(steps)
        before, last = last, row
    return last[-1]
