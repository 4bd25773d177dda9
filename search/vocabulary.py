"""The words that the archive knows, by their trigrams: what a misspelt word may have meant.

Of names all words are kept, of texts the first hundred thousand: those that are frequent are early among them. The
tables are the same on both databases, so that they propose the same. What stands in nothing any more is forgotten
(forgetting.py).
"""

import re
from collections import Counter, defaultdict
from functools import partial

from django.db import connection, transaction
from django.utils import timezone

from articles.importing.foreseen import Foreseen
from articles.inserting import insert, insert_rows, unsaved
from people.prepared import prepared

from . import keys
from .backends import SearchTimeoutError, backend
from .expressions import Phrase
from .folding import NAME_END, SOUND_SIGN
from .models import Entry, Forgetting, Trigram, Word

MOST_WORDS = 100_000
SHORTEST, LONGEST = 3, 24  # letters of a word that is kept
SHORTEST_TYPED = 4
ROWS = 1500  # that are read of each trigram
NEAREST = 40
is_kept = re.compile(rf"[^\W\d_]{{{SHORTEST},{LONGEST}}}").fullmatch
AT_ONCE = 5000
ALL_TRIED = 3  # so many words near a single one are searched for each: what that finds tells which of them are seen
MOST_MEANT = 6  # of the words near one, that are looked for among what readers can find
OF_TEXTS = f"SELECT count(*) FROM {Word._meta.db_table} WHERE NOT is_name"
_known = {True: set(), False: set()}  # words of names, and of texts, that this process has seen in the table


class _Room:
    """Whether there is room for more words of texts, as far as this process knows."""

    left = None
    state = None  # of the forgetting of words, when this process last looked


def added(lines):
    """Keep the words of these new lines of the index."""
    if all(line.kind == Entry.Kind.STATEMENT for line in lines):
        return
    _notice_what_was_forgotten()
    names, texts = _words_in(lines, _Room.left != 0)
    _keep(names, is_name=True)
    _keep(texts, is_name=False)


def _notice_what_was_forgotten():
    """Believe nothing of what this process remembers if words were forgotten since, by it or by any other."""
    state = Forgetting.state()
    if state != _Room.state:
        ask_anew()
        _Room.state = state


def _words_in(lines, has_room):
    """(words of names, kept words of texts) of these lines; of texts none where there is no room for more."""
    names, texts = set(), set()
    for line in lines:
        if line.kind == Entry.Kind.ARTICLE:
            if has_room:
                texts |= {line.title, line.text}
        elif line.kind != Entry.Kind.STATEMENT:
            names.update(line.title.partition(f" {SOUND_SIGN}")[0].replace(NAME_END, " ").split())
    return names, kept_words_of(frozenset(texts))


@Foreseen
def kept_words_of(texts):
    """The words of these texts that are kept."""
    return set(filter(is_kept, set().union(*map(str.split, texts))))


def missing(lines):
    """The words of these lines that should be known and are not, in order."""
    has_room = any(line.kind == Entry.Kind.ARTICLE for line in lines) and _room() > 0
    names, texts = _words_in(lines, has_room)
    unknown = _not_stored(set(filter(is_kept, names)), is_name=True)
    return sorted(unknown | _not_stored(texts, is_name=False))


def _not_stored(words, *, is_name):
    return words - {word for some in _batches(sorted(words)) for word in _stored(some, is_name)}


def forget_all():
    with connection.cursor() as cursor:
        for model in (Trigram, Word):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
    Forgetting.happened(was_full=False)
    ask_anew()


def ask_anew():
    """Believe the tables again, not what this process remembers of them."""
    for words in _known.values():
        words.clear()
    _Room.left = None


def trigrams_of(word):
    """All trigrams of a word, its ends included: " vo", "vos", "os "."""
    padded = f" {word} "
    return list(dict.fromkeys(padded[n : n + 3] for n in range(len(padded) - 2)))


def _keep(words, *, is_name):
    fresh = set(filter(is_kept, words - _known[is_name]))
    if not fresh:
        return
    unknown = sorted(_not_stored(fresh, is_name=is_name))
    stored = fresh.difference(unknown)
    if not is_name:
        room = _room()
        unknown = unknown[:room]
        transaction.on_commit(partial(_leave, room - len(unknown)))
    kept = insert(Word, (unsaved(Word, word=word, is_name=is_name) for word in unknown))
    keep_letters((word.pk, word.word) for word in kept)
    transaction.on_commit(partial(_known[is_name].update, stored.union(unknown)))


def keep_letters(words):
    """Let these words, (primary key, word), be found by their trigrams. In the order of their index: it is written to
    from one end to the other.
    """
    having = defaultdict(list)
    for pk, word in sorted(words):
        length = len(word)
        for trigram in trigrams_of(word):
            having[trigram, length].append(pk)
    rows = ((trigram, length, pk) for trigram, length in sorted(having) for pk in having[trigram, length])
    insert_rows(Trigram, ("trigram", "length", "word"), rows)


def _batches(words):
    return (words[start : start + AT_ONCE] for start in range(0, len(words), AT_ONCE))


@prepared
def _stored(words, is_name):
    return Word.objects.filter(word__in=words, is_name=is_name).values_list("word", flat=True)


def _room():
    if _Room.left is not None:
        return _Room.left
    _times, was_full = Forgetting.state()
    return 0 if was_full else max(0, MOST_WORDS - _of_texts())


def _of_texts():
    with connection.cursor() as cursor:
        cursor.execute(OF_TEXTS)
        return cursor.fetchone()[0]


def is_full():
    """Whether texts have brought as many words as are kept."""
    _Room.left = None
    return not _room()


def _leave(room):
    _Room.left = room


def nearest(words, *, names_only=()):
    """{folded word: known words it may have meant, the nearest first; itself alone where it is known}: two queries.

    Only a word that readers can find counts: neither one that stands in nothing but what is under embargo nor one that
    was taken back tells of itself, also not by a misspelling near it that is set right no longer. names_only: the words
    that are to be words of names.
    """
    asked = [word for word in dict.fromkeys(words) if SHORTEST_TYPED <= len(word) <= LONGEST]
    if not asked:
        return {}
    found, ways = {word: Counter() for word in asked}, defaultdict(set)
    try:
        sharing = _sharing(asked)
    except SearchTimeoutError:
        return {}
    for number, near, is_name, shared in sharing:
        if is_name or asked[number] not in names_only:
            found[asked[number]][near] = max(found[asked[number]][near], shared)
            ways[asked[number], near].add(bool(is_name))
    meant = {word: _ranked(word, shared)[:MOST_MEANT] for word, shared in found.items()}
    if len(asked) == 1 and asked[0] not in meant[asked[0]] and len(meant[asked[0]]) <= ALL_TRIED:
        return meant
    seen = _seen({(near, is_name) for word in asked for near in meant[word] for is_name in ways[word, near]})
    return {word: _seen_of(word, meant[word], ways, seen) for word in asked}


def _seen_of(word, meant, ways, seen):
    near = [other for other in meant if any((other, is_name) in seen for is_name in ways[word, other])]
    return [word] if word in near else near


def _seen(known):
    """Of these (word, is it of a name) those that stand in something that readers can find, in one query."""
    known = sorted(known)
    questions = [
        (Phrase((word,), ("title",)), *keys.ALL_NAMES)
        if is_name
        else (Phrase((word,), ("title", "text")), *keys.ANY_TIME)
        for word, is_name in known
    ]
    try:
        return {known[number] for number, *_entry in backend().first_matches(questions, timezone.now(), 1)}
    except SearchTimeoutError:
        return set()


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
    return backend().beside_the_index(" UNION ALL ".join(parts), params)


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
    """Known words that are near enough, the nearest first: itself, where it is known."""
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
