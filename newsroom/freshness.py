"""Whether a reader's copy of a page is still what the page says: known before anything of it is fetched.

Every page has the archive’s state in its ETag: how many transactions changed a record, the last embargo that ended, the
day, and the release of the code. Any change makes all copies old: that is often more than need be, and never less.

Which statement of SQL changes something that readers see or saw is told where it is executed (sight.py), so no code
can forget to say so; of rows that are copied in, articles/inserting.py tells. A changing transaction leaves a mark in
it: the mark is there exactly when the change is, whoever dies when. Afterwards the marks are counted together into one
row. While the number stays, marks only come; so number and marks are the same twice only if nothing changed between.

What is written to a record that nobody sees leaves none: neither header tells that an editor is at work on it. Should
another transaction publish the record meanwhile, that is noticed at the commit.
"""

import hashlib
import re
from collections import defaultdict
from datetime import UTC, timedelta
from functools import cache

import django
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.utils import timezone

from articles.visibility import ALWAYS

from .models import Mark
from .sight import Looking, is_of_no_page, see_any

ONLY = 1  # the primary key of the only row
FIRST_WORD = re.compile(r"[\s(]*(\w+)")
READING = {
    "SELECT",
    "SET",
    "SHOW",
    "EXPLAIN",
    "VALUES",
    "PRAGMA",
    "SAVEPOINT",
    "RELEASE",
    "ROLLBACK",
    "BEGIN",
    "ANALYZE",
}
WRITING = re.compile(r"\b(INSERT|UPDATE|DELETE|MERGE)\b", re.IGNORECASE)  # behind WITH, which may begin either
SETTLED = timedelta(seconds=2)  # Last-Modified counts in seconds: what changed just now may change again within one
MARK = "INSERT INTO newsroom_mark DEFAULT VALUES"
# The time never goes back, should a clock be set back.
COUNT = """
    INSERT INTO newsroom_lastchange (id, number, changed_at) VALUES (%s, 1, %s)
    ON CONFLICT (id) DO UPDATE SET number = newsroom_lastchange.number + 1, changed_at = CASE
        WHEN excluded.changed_at > newsroom_lastchange.changed_at THEN excluded.changed_at
        ELSE newsroom_lastchange.changed_at END
"""
# In SQL, for every request asks it: Django would take longer to word it than any database to answer.
STATE = """
    SELECT number, changed_at, (SELECT count(*) FROM newsroom_mark), (
        SELECT visible_from FROM search_entry WHERE visible_from > %s AND visible_from <= %s
        ORDER BY visible_from DESC LIMIT 1
    ) FROM newsroom_lastchange WHERE id = %s
"""
_tables_seen, _migrating = set(), set()


def watch(sender, **connected):
    """Have every statement of a new connection to the archive looked at."""
    wrappers = connected["connection"].execute_wrappers
    if connected["connection"].alias == DEFAULT_DB_ALIAS and _note_writing not in wrappers:
        wrappers.append(_note_writing)


def _note_writing(execute, sql, params, many, context):
    changed, text = context["connection"], sql if isinstance(sql, str) else sql.as_string(None)
    if not changes_a_page(text) or not _is_migrated() or _is_marked(changed):
        return execute(sql, params, many, context)
    looking = Looking(changed, text, params, many, is_safe=not _migrating)
    is_seen = looking.sees_before()
    if not changed.in_atomic_block and not is_seen and looking.decides:
        with transaction.atomic(using=changed.alias):  # in which it can be looked at before it stands
            return _note_writing(execute, sql, looking.params, many, context)
    if is_seen and not changed.in_atomic_block:  # it stands at once: said before and after, whoever dies between
        _count()
    answer = execute(sql, looking.params, many, context)
    if is_seen or looking.sees_after():
        _mark(changed)
    else:
        _look_again(changed, looking.unseen)
    return answer


def _look_again(changed, unseen):
    """Once the transaction has ended, count it should another have let readers see, meanwhile, what it has written."""
    known = next((entry[1] for entry in changed.run_on_commit if isinstance(entry[1], _Unseen)), None)
    waiting = known or _Unseen(changed)
    for table, keys in unseen.items():
        waiting.keys[table].update(keys)
    if not known and any(unseen.values()):
        transaction.on_commit(waiting, using=changed.alias)


class _Unseen:
    """Rows that a transaction has written and nobody saw."""

    def __init__(self, changed):
        self.changed, self.keys = changed, defaultdict(set)

    def __call__(self):
        if any(see_any(self.changed, table, keys) for table, keys in self.keys.items()):
            _count()


def migrating(sender, **_signal):
    """Take every statement for a visible one while the tables are not what the models say."""
    _migrating.add(True)


def migrated(sender, **_signal):
    _migrating.clear()


def changes_a_page(sql):
    """Whether a statement of SQL changes what any page shows; in doubt it does."""
    first = FIRST_WORD.match(sql)
    word = first[1].upper() if first else ""
    if word in READING or (word == "WITH" and not WRITING.search(sql)):
        return False
    return word == "WITH" or not is_of_no_page(sql)


def _mark(changed):
    """Once a transaction; a savepoint that is rolled back takes its mark with it."""
    if _is_marked(changed):
        return
    with changed.cursor() as cursor:
        cursor.execute(MARK)
    if changed.in_atomic_block:
        transaction.on_commit(_count, using=changed.alias)


def _is_marked(changed):
    return any(entry[1] is _count for entry in changed.run_on_commit)


def _count():
    """Make of all marks there are one step of the number. Whoever dies before it leaves that to the next."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(COUNT, [ONLY, timezone.now()])
        cursor.execute("DELETE FROM newsroom_mark")


def _is_migrated():
    """Whether there is where to mark: the first migrations write before there is."""
    if not _tables_seen:
        _tables_seen.update({Mark._meta.db_table} & set(connection.introspection.table_names()))
    return bool(_tables_seen)


def state():
    """(what the ETag of every page begins with, when the archive last changed or None where that is not settled).

    One query, each part of it the end of an index or a handful of rows. (None, None) in a database without its one row.
    """
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(STATE, [*map(connection.ops.adapt_datetimefield_value, (ALWAYS, now)), ONLY])
        found = cursor.fetchone()
    if not found:
        return None, None
    number, changed_at, uncounted, opened_at = found
    known = f"{number}/{uncounted}/{opened_at}/{timezone.localdate()}/{release()}"
    changed_at = max(_in_utc(moment) for moment in (changed_at, opened_at) if moment)
    return known, changed_at if not uncounted and now - changed_at > SETTLED else None


def _in_utc(moment):
    """SQLite tells an instant without its zone, which is UTC."""
    return moment if timezone.is_aware(moment) else moment.replace(tzinfo=UTC)


def release():
    """A digest of the code, its packages and its settings: another release makes other pages."""
    return _digest() if settings.DEBUG else _digest_of_this_process()


def _digest():
    folders = ("templates", "static", "newsroom", "search", "articles", "people", "extraction")
    files = [file for folder in folders for file in (settings.BASE_DIR / folder).rglob("*.*")]
    files = [file for file in files if file.is_file() and file.suffix != ".pyc"]
    told = hashlib.sha256(f"{django.__version__} {settings.SITE_NAME} {settings.ROBOTS} {settings.TIME_ZONE}".encode())
    for file in sorted([*files, settings.BASE_DIR / "requirements.txt"]):
        told.update(f"{file.relative_to(settings.BASE_DIR)} ".encode() + file.read_bytes())
    return told.hexdigest()[:12]


_digest_of_this_process = cache(_digest)


def etag_of(request, known):
    """The ETag of what this request asks for."""
    asked = f"{known}|{request.scheme}|{request.get_host()}|{request.get_full_path()}"
    return f'"{hashlib.blake2b(asked.encode(errors="surrogatepass"), digest_size=12).hexdigest()}"'
