"""The full-text index on PostgreSQL: a table of tsvectors under the keys of the entries, a partition for each year.

The planner guesses wrongly how often a word occurs, and then walks or sorts millions of rows. So a search
looks into one year after another, the newest first, and stops when it has enough: search_windows lists them.
The keys have a hash index only: with a btree, whose order it knows, the planner reads a whole year and filters it,
instead of asking the index of words. Each key is unique in search_entry.
Words come folded; as lexemes, facets begin with =, which no word does.
"""

import re
from datetime import date

from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

from search import keys as time_keys
from search.expressions import AllOf, AnyOf, But, Facet, Phrase

from .limits import LIMIT, SearchTimeoutError

WEIGHTS = {"title": "A", "source": "B", "text": "D"}
LAST_POSITION = 16383  # PostgreSQL counts no further
LOCK_CLASS = 0x5EA7C4
NOBODY = ("nobody",)  # a facet that no entry has
# The windows come in order, and PostgreSQL takes one after another until the outer LIMIT is reached.
# key + 0 is an order that no index has: for the order of the key the planner would walk it row by row.
WALK = """
    SELECT found.* FROM (
        SELECT low, high FROM search_windows WHERE low <= %(high)s AND high >= %(low)s ORDER BY low {order}
    ) windows CROSS JOIN LATERAL (
        SELECT entry.key, entry.kind, entry.record_id, entry.facets, words.vector
        FROM search_words words JOIN search_entry entry ON entry.key = words.key
        WHERE words.vector @@ %(asked)s::tsquery AND entry.visible_from <= %(now)s
        AND words.key BETWEEN windows.low AND windows.high AND words.key BETWEEN %(low)s AND %(high)s
        {sorted} LIMIT %(limit)s
    ) found LIMIT %(limit)s
"""
NEWEST = WALK.format(order="DESC", sorted="ORDER BY words.key + 0 DESC")
OLDEST = WALK.format(order="ASC", sorted="ORDER BY words.key + 0 ASC")
ANY_ORDER = WALK.format(order="DESC", sorted="")


def create_index():
    """Make the tables where they are missing; True if they were."""
    if "search_words" in connection.introspection.table_names():
        return False
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE search_words (key bigint NOT NULL, vector tsvector NOT NULL) PARTITION BY RANGE (key)"
        )
        cursor.execute("CREATE INDEX search_words_key ON search_words USING hash (key)")
        cursor.execute("CREATE INDEX search_words_vector ON search_words USING gin (vector) WITH (fastupdate = off)")
        cursor.execute("CREATE TABLE search_windows (low bigint PRIMARY KEY, high bigint NOT NULL)")
        for window in (time_keys.span_of(time_keys.NAMES), time_keys.span_of(time_keys.UNDATED)):
            _create_window(cursor, *window)
    return True


def drop_index():
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS search_words, search_windows")


def lock(minutes):
    """Hold these minutes until the transaction ends, so that no other gives their next keys away."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, (minute %% 2147483647)::int) FROM unnest(%s::bigint[]) minute",
            [LOCK_CLASS, sorted(minutes)],
        )


@transaction.atomic
def add(lines):
    """Index these words: [(key, (title, source, text, facets))]."""
    with connection.cursor() as cursor:
        _create_missing_windows(cursor, [key for key, _words in lines])
        cursor.executemany(
            "INSERT INTO search_words (key, vector) VALUES (%s, %s::tsvector)",
            [(key, as_vector(*words)) for key, words in lines],
        )


def remove(keys):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_words WHERE key = ANY(%s)", [list(keys)])


def misplaced_keys(limit):
    """Keys that stand in the entries or in the full-text table, but not in both."""
    query = (
        "SELECT coalesce(e.key, w.key) FROM search_entry e FULL JOIN search_words w ON e.key = w.key"
        " WHERE e.key IS NULL OR w.key IS NULL LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [limit])
        return [key for (key,) in cursor.fetchall()]


def matches(expression, now, low, high, limit, *, oldest_first=False, seconds=None):
    """(key, kind, record_id, facets) of at most `limit` entries between two keys, the newest first."""
    walk = OLDEST if oldest_first else NEWEST
    asked = _asked(expression, now, low, high, limit)
    return _fetch(f"SELECT key, kind, record_id, facets FROM ({walk}) walked", asked, seconds)


def best(expression, now, low, high, pool):
    """The same of the newest `pool`, those first that say it best (a title counts four times a text)."""
    query = f"""
        SELECT key, kind, record_id, facets FROM ({NEWEST}) walked
        ORDER BY ts_rank('{{0.25, 0.25, 0.5, 1}}', vector, %(asked)s::tsquery, 2) DESC, key DESC
    """
    return _fetch(query, _asked(expression, now, low, high, pool))


def count(questions, now, most):
    """How many entries each (expression, low, high) finds, counted no further than `most`."""
    counted = _of_each(f"SELECT {{number}}, (SELECT count(*) FROM ({ANY_ORDER}) walked)", questions, now, most)
    return [found for _number, found in sorted(counted)]


def first_matches(questions, now, limit):
    """(number of the question, key, kind, record_id) of the first entries that each (expression, low, high) finds."""
    one = f"SELECT {{number}}, key, kind, record_id FROM ({ANY_ORDER}) walked"
    return _of_each(one, questions, now, limit)


def _of_each(query, questions, now, limit):
    """One query for all questions: its parameters bear the number of their question."""
    parts, params = [], {}
    for number, (expression, low, high) in enumerate(questions):
        own = _asked(expression, now, low, high, limit)
        parts.append(re.sub(r"%\((\w+)\)s", rf"%(\g<1>{number})s", query.replace("{number}", str(number))))
        params |= {f"{name}{number}": value for name, value in own.items()}
    return _fetch(" UNION ALL ".join(parts), params) if parts else []


def _asked(expression, now, low, high, limit):
    return {"asked": as_tsquery(expression), "now": now, "low": low, "high": high, "limit": limit}


def _fetch(query, params, seconds=None):
    """The rows; SearchTimeoutError once so many seconds (LIMIT) have passed.

    One journey: the limit is set, used and unset. PostgreSQL gives up the transaction round a query that took too
    long: ask outside of one.
    """
    limit = "SET LOCAL statement_timeout"
    limited = f"{limit} = {int((seconds or LIMIT) * 1000)}; {query}; {limit} TO DEFAULT"
    try:
        with connection.cursor() as cursor:
            cursor.execute(limited, params)
            cursor.nextset()
            return cursor.fetchall()
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise SearchTimeoutError from error
        raise


def _create_missing_windows(cursor, keys):
    cursor.execute("SELECT low FROM search_windows")
    known = {low for (low,) in cursor.fetchall()}
    for low, high in sorted({_window_of(key) for key in keys if key >= time_keys.FIRST_DATED}):
        if low not in known:
            _create_window(cursor, low, high)


def _window_of(key):
    """The first and last key of the year that a key lies in."""
    year = date.fromordinal((key // time_keys.ROOM - time_keys.DATED) // time_keys.DAY).year
    return time_keys.keys_between(date(year, 1, 1), date(year, 12, 31))


def _create_window(cursor, low, high):
    """A partition for these keys. Another transaction may make the same one just now: then this one waits for it."""
    cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [LOCK_CLASS])
    cursor.execute("INSERT INTO search_windows (low, high) VALUES (%s, %s) ON CONFLICT DO NOTHING", [low, high])
    if cursor.rowcount:
        cursor.execute(
            f"CREATE TABLE search_words_{low} PARTITION OF search_words FOR VALUES FROM ({low}) TO ({high + 1})"
        )


def as_vector(title, source, text, facets):
    """The words of an entry as a tsvector; positions leave a gap between columns, so no phrase crosses it."""
    positions, at = {}, 0
    for column, words in (("title", title), ("source", source), ("text", text)):
        for word in words.split():
            at = min(at + 1, LAST_POSITION)
            positions.setdefault(word, []).append(f"{at}{WEIGHTS[column]}")
        at = min(at + 1, LAST_POSITION)
    lexemes = [f"'{word}':{','.join(places)}" for word, places in positions.items()]
    return " ".join([*lexemes, *(f"'={facet}'" for facet in facets.split())])


def as_tsquery(expression):
    """An expression as PostgreSQL reads it. Every word stands between quotation marks, so none can be an operator."""
    match expression:
        case Phrase(words, columns, is_beginning):
            weights = "".join(WEIGHTS[column] for column in columns)
            lexemes = [f"'{word}':{weights}" for word in words]
            return "(" + " <-> ".join([*lexemes[:-1], lexemes[-1] + "*" * is_beginning]) + ")"
        case Facet(names):
            return "(" + " | ".join(f"'={name}'" for name in names or NOBODY) + ")"
        case AllOf(parts):
            return f"({' & '.join(map(as_tsquery, parts))})"
        case AnyOf(parts):
            return f"({' | '.join(map(as_tsquery, parts or [Facet(NOBODY)]))})"
        case But(wanted, unwanted):
            return f"({as_tsquery(wanted)} & !{as_tsquery(unwanted)})"
