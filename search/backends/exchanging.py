"""The facets of an entry exchanged in FTS5, without a look at the rest of its words.

FTS5 forgets of a row those words that it is told, and adds others to what it has: nothing but the facets is told it.
What it counts of the row besides, how many words each column has, is then that of the facets alone, and is put right.
A facet that is a word of the same text too would be forgotten there: such an entry is told whole. So is every entry
where SQLite was set to let nobody write what FTS5 counts (SQLITE_DBCONFIG_DEFENSIVE).
"""

from django.db import OperationalError, connection

COLUMNS = "title, source, text, facets"
INSERT = f"INSERT INTO search_words (rowid, {COLUMNS}) VALUES (%s, %s, %s, %s, %s)"
FORGET = f"INSERT INTO search_words (search_words, rowid, {COLUMNS}) VALUES ('delete', %s, %s, %s, %s, %s)"
SIZES = "SELECT id, sz FROM search_words_docsize WHERE id IN ({})"
RESIZE = "UPDATE search_words_docsize SET sz = %s WHERE id = %s"


def exchange(rows):
    """rows: (key, [title, source, text] as they are indexed, old facets, new facets), in the order of their keys."""
    with connection.cursor() as cursor:
        apart = [row for row in rows if not _share_a_word(*row[1:])] if may_resize(cursor) else []
        keys = [key for key, *_rest in apart]
        sizes = _sizes(cursor, keys)
        _write(cursor, rows, {key: ["", "", ""] for key in keys})
        cursor.executemany(RESIZE, [(_with_last_of(sizes[key], sz), key) for key, sz in _sizes(cursor, keys).items()])


def may_resize(cursor):
    """Whether SQLite lets us write what FTS5 counts."""
    try:
        cursor.execute(f"{RESIZE} AND 0", ["", 0])
    except OperationalError:
        return False
    return True


def _write(cursor, rows, words_of):
    told = [(key, words_of.get(key, words), old, new) for key, words, old, new in rows]
    cursor.executemany(FORGET, [(key, *words, old) for key, words, old, _new in told])
    cursor.executemany(INSERT, [(key, *words, new) for key, words, _old, new in told])


def _share_a_word(words, old, new):
    """Whether any of these facets is a word of the columns before them too."""
    return not {*old.split(), *new.split()}.isdisjoint("\n".join(words).split())


def _sizes(cursor, keys):
    """{key: how many words each column has}, as FTS5 keeps it."""
    cursor.execute(SIZES.format(", ".join(["%s"] * len(keys))), keys)
    return dict(cursor.fetchall())


def _with_last_of(sizes, others):
    """The sizes with the last one of others: numbers of which every byte but the last one has its highest bit set."""
    return sizes[: _last(sizes)] + others[_last(others) :]


def _last(sizes):
    """Where the last number begins."""
    start = len(sizes) - 1
    while start and sizes[start - 1] & 0x80:
        start -= 1
    return start
