"""The full-text index on PostgreSQL: a table of tsvectors under the keys of the entries, a partition for each year.

walk.sql says how it is searched: one window of time after another, as search_windows lists them, by months or by years.
The keys have a hash index only: with a btree, whose order it knows, the planner reads a whole year and filters it,
instead of asking the index of words. Each key is unique in search_entry.
Words come folded; as lexemes, facets begin with =, which no word does.
"""

import re
from calendar import monthrange
from collections import defaultdict
from datetime import date
from itertools import chain, islice, repeat
from pathlib import Path

from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

from articles.importing.foreseen import Foreseen
from articles.inserting import write
from people.counting import Tally
from search import keys as time_keys
from search.expressions import AllOf, AnyOf, But, Facet, Phrase, for_ranking, loosely

from . import beginnings, limits
from .limits import SearchTimeoutError

WEIGHTS = {"title": "A", "source": "B", "text": "D"}
LAST_POSITION = 16383  # PostgreSQL counts no further
PLACES = {column: [f"{n}{weight}" for n in range(1, LAST_POSITION + 1)] for column, weight in WEIGHTS.items()}
LOCK_CLASS = 0x5EA7C4
# New words wait in a list and go into the index many at once: two thirds of the work, and saving one article costs the
# same in a large index. Every question reads the list too: 256 kB in each of thirty years cost it half a millisecond.
INDEX_OF_WORDS = """
    CREATE INDEX search_words_vector ON search_words USING gin (vector)
    WITH (fastupdate = on, gin_pending_list_limit = 256)
"""
NOBODY = ("nobody",)  # a facet that no entry has
ALL_COLUMNS = "".join(WEIGHTS.values())
WALK = Path(__file__).with_name("walk.sql")
WALKED = """
    search_walk(
        %(asked)s::tsquery, %(exact)s::tsquery, %(low)s, %(high)s, %(limit)s, {seconds}, {enough}, {oldest_first},
        ARRAY(SELECT key FROM search_entry WHERE visible_from > '1970-01-01Z' AND visible_from > %(now)s)
    )
"""
NEWEST, OLDEST = (WALKED.format(oldest_first=first, seconds="NULL", enough=0) for first in (False, True))
FOUND = "SELECT entry.key, kind, record_id, {told} FROM {walk} walked (key) JOIN search_entry entry USING (key)"
FROM_WALK = """
    SELECT walked.key, kind, record_id, counted FROM {walk} walked (key) LEFT JOIN search_entry USING (key)
"""  # with a row of nothing where the walk was broken off
# The keys are named once more, so that only the partitions they lie in are looked at.
RELINK = """
    UPDATE search_words
    SET vector = ts_delete(vector, string_to_array(gone, ' ')) || array_to_tsvector(string_to_array(fresh, ' '))
    FROM unnest(%s::bigint[], %s::text[], %s::text[]) changed (of_key, gone, fresh)
    WHERE key = of_key AND key = ANY(%s)
"""

UNDER = "SELECT DISTINCT unnest(tsvector_to_array(vector)) FROM search_words WHERE key = ANY(%s)"
STANDING = """
    SELECT number FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY asked (question, exact, number)
    WHERE EXISTS (SELECT FROM search_walk(question::tsquery, exact::tsquery, %s, %s, 1, NULL, 0, FALSE, '{}'))
"""


def create_index():
    """Make the tables where they are missing; True if they were."""
    is_there = "search_words" in connection.introspection.table_names()
    with transaction.atomic(), connection.cursor() as cursor:
        if not is_there:
            _create_tables(cursor)
        cursor.execute(WALK.read_text())
    return not is_there


def _create_tables(cursor):
    cursor.execute("CREATE TABLE search_words (key bigint NOT NULL, vector tsvector NOT NULL) PARTITION BY RANGE (key)")
    cursor.execute("CREATE INDEX search_words_key ON search_words USING hash (key)")
    cursor.execute(INDEX_OF_WORDS)
    cursor.execute(
        "CREATE TABLE search_windows (low bigint PRIMARY KEY, high bigint NOT NULL,"
        " first_of_year bigint NOT NULL, last_of_year bigint NOT NULL, month tsquery NOT NULL)"
    )
    for low, high in (time_keys.span_of(time_keys.NAMES), time_keys.span_of(time_keys.UNDATED)):
        _create_partition(cursor, low, high, [(low, high, "")])


def drop_index():
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION IF EXISTS search_walk")
        cursor.execute("DROP TABLE IF EXISTS search_words, search_windows")


def lock(minutes):
    """Hold these minutes until the transaction ends, so that no other gives their next keys away."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, (minute %% 2147483647)::int) FROM unnest(%s::bigint[]) minute",
            [LOCK_CLASS, sorted(minutes)],
        )


@transaction.atomic(savepoint=False)
def add(lines):
    """Index these words: [(key, (title, source, text, facets))]."""
    with connection.cursor() as cursor:
        _create_missing_windows(cursor, [key for key, _words in lines])
    write("search_words", ["key", "vector"], ((key, as_vector(*words)) for key, words in lines))


def remove(keys):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_words WHERE key = ANY(%s)", [list(keys)])


def relink(changes):
    """Exchange the facets of entries that are indexed: [(key, old facets, new facets)], in the order of their keys."""
    keys = [key for key, _old, _new in changes]
    words = [(set(old.split()), set(new.split())) for _key, old, new in changes]
    gone, fresh = [_lexemes(old - new) for old, new in words], [_lexemes(new - old) for old, new in words]
    with connection.cursor() as cursor:
        cursor.execute(RELINK, [keys, gone, fresh, keys])


def _lexemes(facets):
    return " ".join(f"={facet}" for facet in sorted(facets))


def words_under(keys):
    """The words that are indexed under these keys, whatever column they stand in."""
    with connection.cursor() as cursor:
        cursor.execute(UNDER, [keys])
        return {word for (word,) in cursor.fetchall() if not word.startswith("=")}


def standing(words, columns, low, high):
    """Those of these words that stand in one of these columns of an entry between two keys, whoever may see it."""
    asked = [as_tsqueries(Phrase((word,), columns)) for word in words]
    with connection.cursor() as cursor:
        cursor.execute(STANDING, [*map(list, zip(*asked, strict=True)), low, high])
        return {words[number - 1] for (number,) in cursor.fetchall()}


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
    return _matches("facets", expression, now, low, high, limit, oldest_first, seconds)


def _matches(told, expression, now, low, high, limit, oldest_first=False, seconds=None):
    walk, order = (OLDEST, "ASC") if oldest_first else (NEWEST, "DESC")
    query = f"{FOUND.format(walk=walk, told=told)} ORDER BY entry.key {order}"
    return _fetch(query, _asked(expression, now, low, high, limit), seconds)


def first(expression, now, low, high, most, enough, *, oldest_first=False):
    """([(key, kind, record_id, what is counted)], whether there are no more): `most`, or `enough` if it takes long.

    Where even these are not found in three times as long, those that were; SearchTimeoutError where none was.
    """
    walk = WALKED.format(oldest_first=oldest_first, seconds=limits.WALKING, enough="%(enough)s")
    query = f"{FROM_WALK.format(walk=walk)} ORDER BY walked.key {'ASC' if oldest_first else 'DESC'}"
    walked = _fetch(query, _asked(expression, now, low, high, most + 1) | {"enough": enough})
    rows = [row for row in walked if row[0] is not None]
    if walked and not rows:
        raise SearchTimeoutError
    return rows[:most], len(rows) == len(walked) <= most


def best(expression, now, low, high, pool):
    """The same rows of the newest `pool`, those first that say it best (a title counts four times a text)."""
    ranked = for_ranking(expression)
    if ranked is None:
        return _matches("counted", expression, now, low, high, pool)
    query = f"""
        {FOUND.format(walk=NEWEST, told="counted")} JOIN search_words USING (key)
        ORDER BY ts_rank('{{0.25, 0.25, 0.5, 1}}', vector, %(ranked)s::tsquery, 2) DESC, entry.key DESC
    """
    return _fetch(query, {**_asked(expression, now, low, high, pool), "ranked": as_tsquery(ranked)})


def count(questions, now, most, seconds=None):
    """A Tally of how many entries each (expression, low, high) finds, counted no further than `most`.

    Each may take its share of these seconds, and what those before it left of theirs. A count that takes longer is
    broken off; None where it had found next to nothing even after three times as long.
    """
    if not questions:
        return []
    share = min(seconds or limits.COUNTING, limits.LIMIT / 4) / len(
        questions
    )  # three times as long is in the limit, too
    walk = WALKED.format(oldest_first=False, seconds=f"{share} * ({{number}} + 1)", enough=2)
    one = f"SELECT {{number}}, count(key), count(*) FROM {walk} walked (key)"
    counted = sorted(_of_each(one, questions, now, most + 1))
    return [Tally.of_count(found, most, found == rows) for _number, found, rows in counted]


def first_matches(questions, now, limit, also=()):
    """(number of the question, key, kind, record_id) of the first entries that each (expression, low, high) finds.

    also: further queries for rows of that form, asked in the same one.
    """
    one = f"SELECT {{number}}, key, kind, record_id FROM ({FOUND.format(walk=NEWEST, told='counted')}) found"
    return _of_each(one, questions, now, limit, also)


def beginning_with(typed, kinds, now, limit):
    """(kind, record_id, weight, spelling) of visible names that have a word beginning so: bounded for each kind."""
    query, params = beginnings.question(
        typed, kinds, now, limit, least="~>=~", below="~<~", in_order="spelling USING ~<~"
    )
    return _fetch(query, params)


def _of_each(query, questions, now, limit, also=()):
    """One query for all questions: its parameters bear the number of their question."""
    parts, params = list(also), {}
    for number, (expression, low, high) in enumerate(questions):
        own = _asked(expression, now, low, high, limit)
        parts.append(re.sub(r"%\((\w+)\)s", rf"%(\g<1>{number})s", query.replace("{number}", str(number))))
        params |= {f"{name}{number}": value for name, value in own.items()}
    return _fetch(" UNION ALL ".join(parts), params) if parts else []


def _asked(expression, now, low, high, limit):
    asked, exact = as_tsqueries(expression)
    return {"asked": asked, "exact": exact, "now": now, "low": low, "high": high, "limit": limit}


def beside_the_index(query, params):
    """The rows of a query of one's own to what is kept beside the index, within the time that a search has."""
    return _fetch(query, params)


def _fetch(query, params, seconds=None):
    """The rows; SearchTimeoutError once so many seconds (limits.LIMIT) have passed.

    One journey: the limit is set, used and unset. PostgreSQL gives up the transaction round a query that took too
    long: ask outside of one.
    """
    limit = "SET LOCAL statement_timeout"
    limited = f"{limit} = {int((seconds or limits.LIMIT) * 1000)}; {query}; {limit} TO DEFAULT"
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
    for year in sorted({_year_of(key) for key in keys if key >= time_keys.FIRST_DATED}):
        low, high = time_keys.keys_between(date(year, 1, 1), date(year, 12, 31))
        if low not in known:
            _create_partition(cursor, low, high, _months_of(year))


def _year_of(key):
    return date.fromordinal((key // time_keys.ROOM - time_keys.DATED) // time_keys.DAY).year


def _months_of(year):
    """(lowest key, highest key, what its entries say) of each month; what is known to the year stands in January."""
    for month in range(1, 13):
        last = date(year, month, monthrange(year, month)[1])
        words = f"'=month{year}{month:02}'"
        yield (
            *time_keys.keys_between(date(year, month, 1), last),
            (f"{words} | '=year{year}' & '=toyear'" if month == 1 else words),
        )


def _create_partition(cursor, low, high, windows):
    """A partition for these keys. Another transaction may make the same one just now: then this one waits for it."""
    cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [LOCK_CLASS])
    cursor.executemany(
        "INSERT INTO search_windows VALUES (%s, %s, %s, %s, %s::tsquery) ON CONFLICT DO NOTHING",
        [(first, last, low, high, words) for first, last, words in windows],
    )
    if cursor.rowcount:
        cursor.execute(
            f"CREATE TABLE search_words_{low} PARTITION OF search_words FOR VALUES FROM ({low}) TO ({high + 1})"
        )


def as_vector(title, source, text, facets):
    """The words of an entry as a tsvector, its facets without a place."""
    lexemes = kept_form(title, source, text)
    return " ".join([lexemes, *(f"'={facet}'" for facet in facets.split())])


def forms_of(lines):
    """What will stand in the vectors of these words, {(title, source, text): form}."""
    return kept_form.answers_to(lines)


@Foreseen
def kept_form(title, source, text):
    """Words as a tsvector; positions leave a gap between columns, so no phrase crosses it."""
    positions, at = defaultdict(list), 1
    for column, text_of_column in (("title", title), ("source", source), ("text", text)):
        words = text_of_column.split()
        for word, place in zip(words, places_from(at, column), strict=False):
            positions[word].append(place)
        at += len(words) + 1
    return " ".join([f"'{word}':{','.join(places)}" for word, places in positions.items()])


def places_from(position, column):
    """The places of words that follow one another in a column; those beyond the last one all share that."""
    return chain(islice(PLACES[column], position - 1, None), repeat(PLACES[column][-1]))


def as_tsqueries(expression):
    """What the index of words can answer alone, and, where that is less than the expression, all of it; else None."""
    loose = loosely(expression)
    return as_tsquery(loose), None if loose == expression else as_tsquery(expression)


def as_tsquery(expression):
    """An expression as PostgreSQL reads it. Every word stands between quotation marks, so none can be an operator."""
    match expression:
        case Phrase(words, columns, is_beginning):
            weights = "".join(WEIGHTS[column] for column in columns)
            marks = "" if weights == ALL_COLUMNS else f":{weights}"  # with none, the index alone can answer
            lexemes = [f"'{word}'{marks}" for word in words]
            beginning = (marks and "*") or ":*"
            return "(" + " <-> ".join([*lexemes[:-1], lexemes[-1] + beginning * is_beginning]) + ")"
        case Facet(names):
            return "(" + " | ".join(f"'={name}'" for name in names or NOBODY) + ")"
        case AllOf(parts):
            return f"({' & '.join(map(as_tsquery, parts))})"
        case AnyOf(parts):
            return f"({' | '.join(map(as_tsquery, parts or [Facet(NOBODY)]))})"
        case But(wanted, unwanted):
            return f"({as_tsquery(wanted)} & !{as_tsquery(unwanted)})"
