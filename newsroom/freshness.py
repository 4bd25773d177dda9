"""Whether a reader's copy of a page is still what the page says: known before anything of it is fetched.

Every page has the archive's state in its ETag: a number that grows with each transaction that changes a record, the
last embargo that ended, the day, and the release of the code. Any change makes all copies old: that is often more than
need be, and never less. Which statement of SQL changes something is seen where it is executed, so no code can
forget to say so.
"""

import hashlib
from datetime import timedelta
from functools import cache

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.db.models import Subquery
from django.utils import timezone

from articles.publishing import ALWAYS
from search.models import Entry

from .models import LastChange

WRITING = {"INSERT", "UPDATE", "DELETE", "COPY", "TRUNCATE", "ALTER", "DROP"}
OF_NO_PAGE = ("newsroom_lastchange", "django_session", "django_admin_log", "auth_user", "search_word")
SETTLED = timedelta(seconds=2)  # Last-Modified counts in seconds: what changed just now may change again within one
BUMP = """
    INSERT INTO newsroom_lastchange (id, number, changed_at) VALUES (%s, 1, %s)
    ON CONFLICT (id) DO UPDATE SET number = newsroom_lastchange.number + 1, changed_at = excluded.changed_at
"""
_tables_seen = set()
ONLY = 1  # the primary key of the only row


def watch(sender, **connected):
    """Have every statement of a new connection to the archive looked at."""
    wrappers = connected["connection"].execute_wrappers
    if connected["connection"].alias == DEFAULT_DB_ALIAS and _note_writing not in wrappers:
        wrappers.append(_note_writing)


def _note_writing(execute, sql, params, many, context):
    answer = execute(sql, params, many, context)
    text = sql if isinstance(sql, str) else str(sql)
    if text.lstrip()[:8].upper().split(" ")[0] in WRITING and not any(table in text[:80] for table in OF_NO_PAGE):
        _bump_after(context["connection"])
    return answer


def _bump_after(changed):
    """Once, after this transaction; a savepoint that is rolled back takes its mark with it."""
    if not any(entry[1] is _bump for entry in changed.run_on_commit):
        transaction.on_commit(_bump, using=changed.alias)


def _bump():
    """In one statement, for the one that brought us here may still be on its way (INSERT … RETURNING)."""
    if _is_migrated():
        with connection.cursor() as cursor:
            cursor.execute(BUMP, [ONLY, timezone.now()])


def _is_migrated():
    """Whether there is where to count: the first migrations write before there is."""
    if not _tables_seen:
        _tables_seen.update({LastChange._meta.db_table} & set(connection.introspection.table_names()))
    return bool(_tables_seen)


def state():
    """(what the ETag of every page begins with, when the archive last changed or None where that is not settled)."""
    now = timezone.now()
    ended = Entry.objects.filter(visible_from__gt=ALWAYS, visible_from__lte=now).order_by("-visible_from")
    row = LastChange.objects.filter(pk=ONLY).values_list(
        "number", "changed_at", Subquery(ended.values("visible_from")[:1])
    )
    number, changed_at, opened_at = row.first() or (0, None, None)
    changed_at = max(filter(None, (changed_at, opened_at)), default=None)
    known = f"{number}/{opened_at}/{timezone.localdate()}/{release()}"
    return known, changed_at if changed_at and now - changed_at > SETTLED else None


@cache
def release():
    """A digest of when the files of the project were last written: another release makes other pages."""
    folders = ("templates", "static", "newsroom", "search", "articles", "people", "extraction")
    files = [file for folder in folders for file in (settings.BASE_DIR / folder).rglob("*.*")]
    told = sorted(f"{file.relative_to(settings.BASE_DIR)} {file.stat().st_mtime_ns}" for file in files)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:12]


def etag_of(request, known):
    """The ETag of what this request asks for."""
    asked = f"{known}|{request.scheme}|{request.get_host()}|{request.get_full_path()}"
    return f'"{hashlib.blake2b(asked.encode(errors="surrogatepass"), digest_size=12).hexdigest()}"'
