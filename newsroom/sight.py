"""Which rows readers see: asked of what a statement of SQL writes, before it does and after.

A record is seen from its `visible_from` on, what is told of it with it. Whatever is not told apart here is seen.
"""

import re
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta

from django.apps import apps
from django.utils import timezone

from articles.corrections import GONE
from articles.models import Statement
from articles.visibility import ACCEPTED
from people.models import Record

from .statements import Altered, Written, parse

# What readers never see, whatever is written there; the lines of the index of words are told by their entries.
OF_NO_PAGE = (
    "newsroom_lastchange", "newsroom_mark", "django_session", "django_admin_log", "auth_user", "axes_", "otp_",
    "desk_", "search_word", "search_forgetting", "search_windows", "search_indexed", "search_trigram",
    "people_distinction", "people_doneonce", "people_merge", "people_formeraddress", "articles_formerwords",
    "articles_likeness", "articles_reading", "articles_split", "articles_utterance", "articles_wording",
)  # fmt: skip
# {model: fields that lead to the records it is seen with}; of a Suggestible what is accepted.
SEEN_WITH = {
    "articles.ArticleRevision": ["article"], "articles.PlaceMention": ["article"], "articles.EventMention": ["article"],
    "articles.Participation": ["article"], "articles.StatementSpan": ["statement"],
    "articles.Attribution": ["statement"], "articles.Reference": ["statement"],
    "articles.Correction": ["article", "statement"], "articles.PlaceName": ["place"], "people.PersonName": ["person"],
    "people.OrganisationName": ["organisation"], "people.Role": ["person"],
}  # fmt: skip
TAKEN_BACK = {"article": [*GONE], "statement": [Statement.Status.RETRACTED]}  # whose tombstones readers see
HISTORIES_SHOWN = ("articles_historicalarticle", "articles_historicalstatement")  # seen with their record, by its key
GROUP = "utterance_id"  # that statements report the same; grouped with what nobody sees, they are shown as before
INTO_TABLE = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|COPY|CREATE TABLE)\s+"?(\w+)', re.IGNORECASE)
SOON = timedelta(minutes=30)  # what is seen before a transaction may end is seen already
MOST = 1000  # rows of one statement that are told apart; above, it counts as seen
AT_ONCE = 500


@dataclass(frozen=True)
class Table:
    """What tells of its rows whether they are seen."""

    name: str
    key: str
    dated: bool  # by `visible_from`
    taken_back: tuple = ()
    suggestible: bool = False
    carriers: tuple = ()  # (column, Table) of what a row is seen with
    shared: str = ""  # a column that readers see of two rows that have the same in it, and of no single one

    @property
    def deciding(self):
        own = ["visible_from"] * self.dated + ["status"] * bool(self.taken_back) + ["review"] * self.suggestible
        own += [self.shared] if self.shared else []
        return (*own, *(column for column, _table in self.carriers))


def tables():
    """{name: Table} of all whose rows are told apart."""
    if not _tables:
        models = [*apps.get_app_config("people").get_models(), *apps.get_app_config("articles").get_models()]
        records = {model: _record_table(model) for model in models if issubclass(model, Record)}
        told = {table.name: table for table in records.values()}
        for label, fields in SEEN_WITH.items():
            model = apps.get_model(label)
            links = [model._meta.get_field(field) for field in fields]
            told[model._meta.db_table] = Table(
                model._meta.db_table, model._meta.pk.column, dated=False,
                suggestible=any(field.name == "review" for field in model._meta.fields),
                carriers=tuple((link.column, records[link.related_model]) for link in links),
            )  # fmt: skip
        for name in HISTORIES_SHOWN:
            of = told[name.replace("historical", "")]
            told[name] = Table(name, "history_id", dated=False, carriers=(("id", of),))
        for name, key in (("search_entry", "key"), ("search_spelling", "id")):
            told[name] = Table(name, key, dated=True)
        _tables.update(told)
    return _tables


_tables = {}


def _record_table(model):
    meta = model._meta
    return Table(meta.db_table, meta.pk.column, dated=True, taken_back=tuple(TAKEN_BACK.get(meta.model_name, ())))


def is_of_no_page(sql):
    """Whether a statement writes what no page shows."""
    name = found[1] if (found := INTO_TABLE.match(sql)) else ""
    return name.startswith(OF_NO_PAGE) or ("_historical" in name and name not in HISTORIES_SHOWN)


def seen(table, alias):
    """SQL that holds for rows that are seen; each %s in it is soon()."""
    ways = [f'"{alias}"."visible_from" <= %s'] if table.dated else []
    if table.taken_back:
        statuses = ", ".join(f"'{status}'" for status in table.taken_back)
        ways.append(f'"{alias}"."status" IN ({statuses})')
    for n, (column, carrier) in enumerate(table.carriers):
        inner = f"{alias}_{n}"
        ways.append(
            f'EXISTS (SELECT 1 FROM "{carrier.name}" "{inner}" WHERE "{inner}"."{carrier.key}" = "{alias}"."{column}"'
            f" AND {seen(carrier, inner)})"
        )
    told = f"({' OR '.join(ways)})"
    if table.suggestible:
        told = f"""({told} AND "{alias}"."review" = '{ACCEPTED}')"""
    return f"({told} AND {_shares(table, alias)})" if table.shared else told


def _shares(table, alias):
    other, column = f"{alias}_too", table.shared
    return (
        f'EXISTS (SELECT 1 FROM "{table.name}" "{other}" WHERE "{other}"."{column}" = "{alias}"."{column}"'
        f' AND "{other}"."{table.key}" <> "{alias}"."{table.key}" AND {seen(replace(table, shared=""), other)})'
    )


class Looking:
    """What one statement writes, looked at on its connection: whether any of it is seen.

    The questions go to the database beside the connection's own log and watchers, of which this is one.
    unseen: {Table: keys} of the records that its rows would be seen with, and are not.
    """

    def __init__(self, connection, sql, params, many, is_safe=True):
        self.connection, self.params, self.many = connection, params, many
        self.writes = parse(sql) if is_safe else None
        self.table = self.writes and tables().get(self.writes.table)
        if self.table and self.writes.columns == {GROUP}:
            self.table = replace(self.table, shared=GROUP)
        self.unseen, self.found = {}, []
        self.soon = connection.ops.adapt_datetimefield_value(timezone.now() + SOON)

    @property
    def decides(self):
        """Whether the statement may make rows seen that are not, and only looking after it would tell."""
        return bool(self.table) and (self.many or bool(self.writes.columns & set(self.table.deciding)))

    def sees_before(self):
        """Whether rows are seen already, or may be, as far as can be told before the statement is executed."""
        if not self.table:
            return True
        if isinstance(self.writes, Altered):
            return self._sees_altered()
        if self.table.deciding and not set(self.table.deciding) <= self.writes.places.keys():
            return True
        if not self.many:
            return self._sees_rows(self.writes.rows(self.params, self.table.deciding))
        self.rows, self.params = set(), self._overheard(self.params)
        return False

    def sees_after(self):
        """Whether rows are seen now. Asked in the transaction of the statement, after it."""
        if isinstance(self.writes, Written):
            return self.many and (len(self.rows) > 10 * MOST or self._sees_rows(self.rows))
        if self.writes.columns:
            return self._sees_keys(self.table, [row[self.table.key] for row in self.found])
        for row in self.found:
            self._keep_in_mind(row)
        return False

    def _keep_in_mind(self, gone):
        """What a row that is gone would be seen with, were that seen; of what is copied the record itself."""
        if not self.table.carriers:
            self.unseen.setdefault(self.table, set()).add(gone[self.table.key])
        if gone.get("review", ACCEPTED) == ACCEPTED:
            for column, carrier in self.table.carriers:
                self.unseen.setdefault(carrier, set()).update({gone[column]} - {None})

    def _overheard(self, rows):
        for some in rows:  # one, or several in a statement
            self.rows |= self.writes.rows(some, self.table.deciding)
            yield some

    def _sees_rows(self, rows):
        """Whether new rows are seen: of each what decides about it."""
        carriers = {}
        for row in rows:
            told = dict(zip(self.table.deciding, row, strict=True))
            if told.get("status") in self.table.taken_back or self._is_due(told.get("visible_from")):
                return True
            if told.get("review", ACCEPTED) != ACCEPTED:
                continue
            for column, carrier in self.table.carriers:
                if told[column] is not None:
                    carriers.setdefault(carrier, set()).add(told[column])
        return any(self._sees_keys(carrier, sorted(keys)) for carrier, keys in carriers.items())

    def _is_due(self, instant):
        return instant is not None and instant <= self.soon

    def _sees_altered(self):
        where, given = self.writes.where, self.writes.given
        rows = list(self.params) if self.many else [self.params or ()]
        self.params = rows if self.many else self.params
        if len(rows) > MOST:
            return True
        return any(self._sees_where(where, list(row[len(row) - given :])) for row in rows)

    def _sees_where(self, where, params):
        name, told = self.table.name, seen(self.table, self.table.name)
        columns = [self.table.key, *(column for column, _carrier in self.table.carriers)]
        columns += ["review"] if self.table.suggestible else []
        asked = ", ".join(f'"{name}"."{column}"' for column in columns)
        sql = f'SELECT {told}, {asked} FROM "{name}" WHERE {where} LIMIT {MOST + 1}'
        rows = ask(self.connection, sql, [*[self.soon] * told.count("%s"), *params])
        if len(rows) > MOST or any(row[0] for row in rows):
            return True
        self.found += [dict(zip(columns, row[1:], strict=True)) for row in rows]
        return len(self.found) > MOST

    def _sees_keys(self, table, keys):
        found = see_any(self.connection, table, keys, self.soon)
        if not found:
            self.unseen.setdefault(table, set()).update(keys)
        return found


def see_any(connection, table, keys, soon=None):
    """Whether any of these rows is seen."""
    soon = soon or connection.ops.adapt_datetimefield_value(timezone.now() + SOON)
    told, keys = seen(table, table.name), list(keys)
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        sql = (
            f'SELECT 1 FROM "{table.name}" WHERE "{table.key}" IN ({", ".join(["%s"] * len(some))}) AND {told} LIMIT 1'
        )
        if ask(connection, sql, [*some, *[soon] * told.count("%s")]):
            return True
    return False


def ask(connection, sql, params):
    with closing(connection.create_cursor()) as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
