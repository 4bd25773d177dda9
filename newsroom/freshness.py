"""Whether a reader's copy of a page is still what the page says: known before anything of it is fetched.

Every page has the archive’s state in its ETag: how many transactions changed a record, the last embargo that ended, the
day, and the release of the code. Any change makes all copies old: that is often more than need be, and never less.

Which statement of SQL changes something is seen where it is executed, so no code can forget to say so; of rows that are
copied in, articles/inserting.py tells. A changing transaction leaves a mark in it: the mark is there exactly when the
change is, whoever dies when. Afterwards the marks are counted together into one row. While the number stays, marks only
come; so number and marks are the same twice only if nothing changed between.
"""

import hashlib
import re
from datetime import timedelta
from functools import cache

import django
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.db.models import Count, Subquery, Value
from django.utils import timezone

from articles.publishing import ALWAYS
from search.models import Entry

from .models import LastChange, Mark

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
OF_NO_PAGE = (
    "newsroom_lastchange", "newsroom_mark", "django_session", "django_admin_log", "auth_user", "search_word",
    "desk_presence",
)  # fmt: skip
BEGINNING = 80  # characters of a statement, in which its table is named
SETTLED = timedelta(seconds=2)  # Last-Modified counts in seconds: what changed just now may change again within one
MARK = "INSERT INTO newsroom_mark DEFAULT VALUES"
# The time never goes back, should a clock be set back.
COUNT = """
    INSERT INTO newsroom_lastchange (id, number, changed_at) VALUES (%s, 1, %s)
    ON CONFLICT (id) DO UPDATE SET number = newsroom_lastchange.number + 1, changed_at = CASE
        WHEN excluded.changed_at > newsroom_lastchange.changed_at THEN excluded.changed_at
        ELSE newsroom_lastchange.changed_at END
"""
_tables_seen = set()


def watch(sender, **connected):
    """Have every statement of a new connection to the archive looked at."""
    wrappers = connected["connection"].execute_wrappers
    if connected["connection"].alias == DEFAULT_DB_ALIAS and _note_writing not in wrappers:
        wrappers.append(_note_writing)


def _note_writing(execute, sql, params, many, context):
    changed = context["connection"]
    if not changes_a_page(sql if isinstance(sql, str) else sql.as_string(None)) or not _is_migrated():
        return execute(sql, params, many, context)
    if not changed.in_atomic_block:  # it stands at once: said before and after, it is said whoever dies between
        _count()
    answer = execute(sql, params, many, context)
    _mark(changed)
    return answer


def changes_a_page(sql):
    """Whether a statement of SQL changes what any page shows; in doubt it does."""
    first = FIRST_WORD.match(sql)
    word = first[1].upper() if first else ""
    if word in READING or (word == "WITH" and not WRITING.search(sql)):
        return False
    return not any(table in sql[:BEGINNING] for table in OF_NO_PAGE)


def _mark(changed):
    """Once a transaction; a savepoint that is rolled back takes its mark with it."""
    if any(entry[1] is _count for entry in changed.run_on_commit):
        return
    with changed.cursor() as cursor:
        cursor.execute(MARK)
    if changed.in_atomic_block:
        transaction.on_commit(_count, using=changed.alias)


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
    ended = Entry.objects.filter(visible_from__gt=ALWAYS, visible_from__lte=now).order_by("-visible_from")
    marks = Mark.objects.order_by().values(any=Value(1)).annotate(number=Count("*")).values("number")
    row = LastChange.objects.filter(pk=ONLY).values_list(
        "number", "changed_at", Subquery(marks), Subquery(ended.values("visible_from")[:1])
    )
    found = row.first()
    if not found:
        return None, None
    number, changed_at, uncounted, opened_at = found
    known = f"{number}/{uncounted}/{opened_at}/{timezone.localdate()}/{release()}"
    changed_at = max(filter(None, (changed_at, opened_at)))
    return known, changed_at if not uncounted and now - changed_at > SETTLED else None


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
