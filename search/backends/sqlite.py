"""The full-text index on SQLite: a contentless FTS5 table under the keys of the entries.

FTS5 of this age can delete from a contentless table only who knows the old words: search_indexed keeps them, long
ones compressed, and the entries the facets. The ascii tokenizer splits at spaces alone, for the words come folded: so
Python and the database agree on what a word is, in every script.

At each savepoint FTS5 writes a segment, to be merged with others later: none is set here, nor by whoever leads here.
"""

import json
import zlib
from itertools import chain
from time import monotonic, thread_time

from django.db import OperationalError, connection, transaction

from articles.importing.foreseen import Foreseen
from articles.inserting import write
from people.counting import Tally
from search.expressions import AllOf, AnyOf, But, Facet, Phrase, for_ranking

from . import beginnings, limits, weighing
from .exchanging import COLUMNS, FORGET, INSERT, exchange
from .limits import SearchTimeoutError

KEPT = "SELECT key, words, facets FROM search_indexed JOIN search_entry USING (key) WHERE key IN ({})"
WORDS = "SELECT key, words FROM search_indexed WHERE key IN ({})"
WAITING = 16 * 1024 * 1024  # bytes of new words that wait in memory for the end of their transaction
SHORT = 500  # characters of words that are kept as they are
MATCHING = """
    FROM search_words CROSS JOIN search_entry ON search_entry.key = search_words.rowid
    WHERE search_words MATCH %s AND search_words.rowid BETWEEN %s AND %s AND search_entry.visible_from <= %s
"""
# Counting looks no entry up: it leaves out the few that wait for their instant, found by their own small index.
COUNTED = """
    SELECT %s, count(*) FROM (
        SELECT 1 FROM search_words WHERE search_words MATCH %s AND rowid BETWEEN %s AND %s AND rowid NOT IN (
            SELECT key FROM search_entry WHERE visible_from > '1970-01-01 00:00:00' AND visible_from > %s
        ) LIMIT %s
    )
"""
FOUND = "SELECT search_entry.key, search_entry.kind, search_entry.record_id, search_entry.{told}"
# How many entries there are, near enough: two looks at each end of what has one.
ABOUT_AS_MANY = " + ".join(
    f"coalesce((SELECT max(id) FROM {table}) - (SELECT min(id) FROM {table}) + 1, 0)"
    for table in ("articles_statement", "articles_article")
)
# The newest, ranked by bm25, which counts through the whole index for each word and facet of its question: it is asked
# for what ranks alone, and only where that is not much. Where it is much, how long each of the newest is, and in which
# columns the words stand, is told instead (weighing.py). The + keeps SQLite from asking anew for each of the newest.
RANKED = f"""
    WITH newest AS MATERIALIZED (
        SELECT search_words.rowid AS key {MATCHING} ORDER BY search_words.rowid DESC LIMIT %s
    ),
    entries AS MATERIALIZED (SELECT {ABOUT_AS_MANY} AS number),
    since AS MATERIALIZED ({{since}}),
    counting AS MATERIALIZED (
        SELECT coalesce(sum(%s * entries.number / since.number), 0) > %s AS is_costly FROM since CROSS JOIN entries
        WHERE since.number BETWEEN 1 AND %s * entries.number / %s - 1
    )
    {FOUND}, CASE WHEN is_costly THEN (SELECT sz FROM search_words_docsize WHERE id = search_entry.key) END,
    CASE WHEN is_costly THEN {{standing}} END
    FROM counting CROSS JOIN search_words CROSS JOIN search_entry ON search_entry.key = search_words.rowid
    WHERE search_words MATCH %s AND +search_words.rowid IN (SELECT key FROM newest)
    AND search_words.rowid BETWEEN (SELECT min(key) FROM newest) AND (SELECT max(key) FROM newest)
    ORDER BY CASE WHEN is_costly THEN 0 ELSE bm25(search_words, 4, 2, 1, 0) END, search_entry.key DESC
"""
# How many entries are as new as the newest of those that have a phrase: of a common one few, and no more are counted.
SINCE = """
    SELECT (SELECT count(*) FROM (
        SELECT 1 FROM search_entry WHERE key >= (SELECT min(key) FROM (
            SELECT rowid AS key FROM search_words WHERE search_words MATCH %s ORDER BY rowid DESC LIMIT %s
        )) LIMIT (SELECT %s * number / %s FROM entries)
    )) AS number
"""
STANDS_IN = """
    (search_entry.key IN (
        SELECT rowid FROM search_words WHERE search_words MATCH %s
        AND rowid BETWEEN (SELECT min(key) FROM newest) AND (SELECT max(key) FROM newest)
    ))
"""
STANDING = """
    SELECT key FROM json_each(%s) WHERE EXISTS (
        SELECT 1 FROM search_words WHERE search_words MATCH json_each.value AND rowid BETWEEN %s AND %s
    )
"""
MISPLACED = "SELECT one.{1} FROM {0} one WHERE NOT EXISTS (SELECT 1 FROM {2} other WHERE other.{3} = one.{1})"
ENTRIES, INDEXED, STORED = ("search_entry", "key"), ("search_words", "rowid"), ("search_indexed", "key")
KEYS_A_QUERY = 500
STEPS = 1_000  # of the database, between two looks at the clock: well under a millisecond
AT_ONCE = 100  # rows that are fetched between two steps of Python
NOBODY = ("nobody",)  # a facet that no entry has


def create_index():
    """Make the tables where they are missing; True if they were."""
    is_there = "search_words" in connection.introspection.table_names()
    with connection.cursor() as cursor:
        if not is_there:
            cursor.execute(
                f"CREATE VIRTUAL TABLE search_words USING fts5 ({COLUMNS}, content='', tokenize='ascii', detail=full)"
            )
            cursor.execute("CREATE TABLE search_indexed (key INTEGER PRIMARY KEY, words BLOB NOT NULL)")
        cursor.execute("SELECT v FROM search_words_config WHERE k = 'hashsize'")
        if cursor.fetchone() != (WAITING,):
            cursor.execute("INSERT INTO search_words (search_words, rank) VALUES ('hashsize', %s)", [WAITING])
    return not is_there


def drop_index():
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS search_words")
        cursor.execute("DROP TABLE IF EXISTS search_indexed")


def lock(minutes):
    """Nothing to do: SQLite has one writer at a time."""


@transaction.atomic(savepoint=False)
def add(lines):
    """Index these words: [(key, (title, source, text, facets))]. The facets stand in their entries too.

    In the order of their keys: for each step back, FTS5 begins a new segment.
    """
    lines = sorted(lines)
    write("search_indexed", ["key", "words"], [(key, kept_form(*words[:3])) for key, words in lines])
    with connection.cursor() as cursor:
        cursor.executemany(INSERT, [(key, *words) for key, words in lines])


@transaction.atomic(savepoint=False)
def remove(keys):
    """Take what was indexed under these keys out of the index, while their entries are still there."""
    keys = sorted(keys)
    with connection.cursor() as cursor:
        for start in range(0, len(keys), KEYS_A_QUERY):
            some = keys[start : start + KEYS_A_QUERY]
            places = ", ".join(["%s"] * len(some))
            cursor.execute(KEPT.format(places), some)
            cursor.executemany(FORGET, [(key, *columns_of(words, facets)) for key, words, facets in cursor.fetchall()])
            cursor.execute(f"DELETE FROM search_indexed WHERE key IN ({places})", some)


@transaction.atomic(savepoint=False)
def relink(changes):
    """Exchange the facets of entries that are indexed: [(key, old facets, new facets)], in the order of their keys."""
    for start in range(0, len(changes), KEYS_A_QUERY):
        _relink(changes[start : start + KEYS_A_QUERY])


def _relink(changes):
    with connection.cursor() as cursor:
        cursor.execute(WORDS.format(", ".join(["%s"] * len(changes))), [key for key, _old, _new in changes])
        kept = {key: unpacked(words) for key, words in cursor.fetchall()}
        earlier = [(kept_form(*words[:3]), key) for key, words in kept.items() if len(words) > 3]
        cursor.executemany("UPDATE search_indexed SET words = %s WHERE key = %s", earlier)
    exchange([(key, kept[key][:3], old, new) for key, old, new in changes])


def forms_of(lines):
    """What will be kept of these words, {(title, source, text): form}; where it is short it is soon made."""
    return kept_form.answers_to(words for words in lines if sum(map(len, words)) >= SHORT)


@Foreseen
def kept_form(title, source, text):
    """Words as they are kept; the few that a statement has would only grow by it."""
    words = f"{title}\n{source}\n{text}"
    return words if len(words) < SHORT else zlib.compress(words.encode(), 1)


def columns_of(kept, facets):
    """The columns that were indexed."""
    return [*unpacked(kept), facets][:4]


def unpacked(kept):
    """The columns of words that were kept. Archives made earlier keep the facets once more, as a fourth."""
    words = kept if isinstance(kept, str) else zlib.decompress(kept).decode()
    return words.split("\n")


def words_under(keys):
    """The words that are indexed under these keys, whatever column they stand in."""
    words = set()
    with connection.cursor() as cursor:
        for start in range(0, len(keys), KEYS_A_QUERY):
            some = keys[start : start + KEYS_A_QUERY]
            cursor.execute(WORDS.format(", ".join(["%s"] * len(some))), some)
            words.update(word for _key, kept in cursor for column in unpacked(kept)[:3] for word in column.split())
    return words


def standing(words, columns, low, high):
    """Those of these words that stand in one of these columns of an entry between two keys, whoever may see it."""
    asked = json.dumps([as_match(Phrase((word,), columns)) for word in words])
    with connection.cursor() as cursor:
        cursor.execute(STANDING, [asked, low, high])
        return {words[number] for (number,) in cursor.fetchall()}


def misplaced_keys(limit):
    """Keys that stand in the entries or in the full-text table, but not in both. Each is looked up: nothing is kept."""
    pairs = [(ENTRIES, INDEXED), (INDEXED, ENTRIES), (INDEXED, STORED), (STORED, INDEXED)]
    queries = [MISPLACED.format(*one, *other) for one, other in pairs]
    with connection.cursor() as cursor:
        cursor.execute(f"{' UNION ALL '.join(queries)} LIMIT %s", [limit])
        return sorted({key for (key,) in cursor.fetchall()})


def matches(expression, now, low, high, limit, *, oldest_first=False, seconds=None):
    """(key, kind, record_id, facets) of at most `limit` entries between two keys, the newest first."""
    return list(chain.from_iterable(_matches("facets", expression, now, low, high, limit, oldest_first, seconds)))


def first(expression, now, low, high, most, enough, *, oldest_first=False):
    """([(key, kind, record_id, what is counted)], whether there are no more): `most`, or `enough` if it takes long."""
    rows, until = [], thread_time() + limits.LOOKING
    for some in _matches("counted", expression, now, low, high, most + 1, oldest_first):
        rows += some
        if len(rows) >= enough and thread_time() > until:
            return rows[:most], False
    return rows[:most], len(rows) <= most


def _matches(told, expression, now, low, high, limit, oldest_first=False, seconds=None):
    order = f"ORDER BY search_words.rowid {'ASC' if oldest_first else 'DESC'} LIMIT %s"
    asked = [*_asked(expression, now, low, high), limit]
    return _batches(f"{FOUND.format(told=told)} {MATCHING} {order}", asked, seconds or limits.LIMIT)


def best(expression, now, low, high, pool):
    """The same rows of the newest `pool`, those first that say it best (bm25, a title counts four times a text)."""
    ranked = for_ranking(expression)
    if ranked is None:
        return list(chain.from_iterable(_matches("counted", expression, now, low, high, pool)))
    columns = weighing.columns_of(ranked)
    standing = [AllOf((AnyOf(tuple(phrases)), expression)) for _idea, _column, phrases in columns]
    leaves = weighing.leaves_of(ranked)
    seen, costly = weighing.SEEN, weighing.COSTLY
    query = RANKED.format(
        since=" UNION ALL ".join([SINCE] * len(leaves)),
        standing=" || ".join([STANDS_IN] * len(columns)) or "''",
        told="counted",
    )
    asked = [part for leaf in leaves for part in (as_match(leaf), seen, seen * len(leaves), costly)]
    asked += [seen, costly, seen * len(leaves), costly, *map(as_match, standing), as_match(ranked)]
    rows = _fetch(query, [*_asked(expression, now, low, high), pool, *asked])
    is_weighed = rows and rows[0][-2] is not None
    return weighing.in_order(rows, columns) if is_weighed else [row[:4] for row in rows]


def count(questions, now, most, seconds=None):
    """A Tally of how many entries each (expression, low, high) finds, counted no further than `most`.

    None for those that are not counted after so many seconds.
    """
    if not questions:
        return []
    counted = {}
    try:
        for rows in _batches(*_all_of(COUNTED, questions, now, most + 1), seconds or limits.COUNTING, at_once=1):
            counted |= rows
    except SearchTimeoutError:
        pass  # the questions are answered in their order: those before the one that took too long are counted
    return [Tally(counted[number], most) if number in counted else None for number in range(len(questions))]


def first_matches(questions, now, limit, also=()):
    """(number of the question, key, kind, record_id) of the first entries that each (expression, low, high) finds.

    also: further queries for rows of that form, asked in the same one.
    """
    one = f"SELECT * FROM (SELECT %s, search_entry.key, kind, record_id {MATCHING} LIMIT %s)"
    return _of_each(one, questions, now, limit, also)


def beginning_with(typed, kinds, now, limit):
    """(kind, record_id, weight, spelling) of visible names that have a word beginning so: bounded for each kind."""
    query, params = beginnings.question(
        typed, kinds, connection.ops.adapt_datetimefield_value(now), limit, least=">=", below="<", in_order="spelling"
    )
    return _fetch(query, params)


def _of_each(query, questions, now, limit, also=()):
    return _fetch(*_all_of(query, questions, now, limit, also)) if questions else []


def _all_of(query, questions, now, limit, also=()):
    """One query for all questions, and its parameters."""
    params = []
    for number, (expression, low, high) in enumerate(questions):
        params += [number, *_asked(expression, now, low, high), limit]
    return " UNION ALL ".join([query] * len(questions) + list(also)), params


def _asked(expression, now, low, high):
    return [as_match(expression), low, high, connection.ops.adapt_datetimefield_value(now)]


def beside_the_index(query, params):
    """The rows of a query of one's own to what is kept beside the index, within the time that a search has."""
    return _fetch(query, params)


def _fetch(query, params, seconds=None):
    """The rows; SearchTimeoutError once so many seconds (limits.LIMIT) have passed."""
    return list(chain.from_iterable(_batches(query, params, seconds or limits.LIMIT)))


def _batches(query, params, seconds, at_once=None):
    """The rows, AT_ONCE or so many at a time; SearchTimeoutError once so many seconds have passed."""
    until = monotonic() + seconds
    connection.ensure_connection()
    connection.connection.set_progress_handler(lambda: monotonic() > until, STEPS)
    try:
        with connection.cursor() as cursor:
            cursor.execute(query, params)
            while some := cursor.fetchmany(at_once or AT_ONCE):
                yield some
    except OperationalError as error:
        if "interrupted" in str(error):
            raise SearchTimeoutError from error
        raise
    finally:
        connection.connection.set_progress_handler(None, 0)


def as_match(expression):
    """An expression as FTS5 reads it. Every word stands between quotation marks, so none can be an operator."""
    match expression:
        case Phrase(words, columns, is_beginning):
            return f'{{{" ".join(columns)}}} : "{" ".join(words)}"{" *" * is_beginning}'
        case Facet(names):
            return "{facets} : (" + " OR ".join(f'"{name}"' for name in names or NOBODY) + ")"
        case AllOf(parts):
            return f"({' AND '.join(map(as_match, parts))})"
        case AnyOf(parts):
            return f"({' OR '.join(map(as_match, parts or [Facet(NOBODY)]))})"
        case But(wanted, unwanted):
            return f"({as_match(wanted)} NOT {as_match(unwanted)})"
