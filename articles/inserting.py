"""Many new rows at once, at the speed of the database: executemany on SQLite, COPY on PostgreSQL.

bulk_create() builds an SQL expression for each value; for an archive's worth of statements that is most of the work.
"""

from itertools import count
from operator import attrgetter

from django.db import connection, models, transaction
from django.db.models.expressions import DatabaseDefault

# What the drivers take as it stands, from fields that keep nothing else.
PLAIN = (models.CharField, models.TextField, models.IntegerField, models.FloatField, models.BooleanField)
NUMBERS = {
    "sqlite": "SELECT seq + 1 FROM sqlite_sequence WHERE name = %s",
    "postgresql": "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
}


def insert(model, records):
    """Insert these unsaved records and return them, each with its key. What save() does besides is not done."""
    records = list(records)
    fields = [field for field in model._meta.concrete_fields if not _left_to_database(field, records)]
    if records:
        with transaction.atomic(savepoint=False):
            _insert(model, fields, records)
    return records


def insert_rows(model, names, rows):
    """Insert rows of plain values (text, numbers, keys) for these fields; the database gives them their keys."""
    rows = list(rows)
    if rows:
        with transaction.atomic(savepoint=False):
            _write(model._meta.db_table, [model._meta.get_field(name) for name in names], rows)


def _insert(model, fields, records):
    if model._meta.pk.auto_created:
        for record, key in zip(records, _new_keys(model, len(records)), strict=False):
            record.pk = key
    _write(model._meta.db_table, fields, _rows(fields, records))
    for record in records:
        record._state.adding, record._state.db = False, connection.alias


def _left_to_database(field, records):
    """Whether the database fills this column by its own default: for all of the rows, or for none."""
    if not field.has_db_default():
        return False
    left = {isinstance(getattr(record, field.attname), DatabaseDefault) for record in records}
    if len(left) == 2:
        raise ValueError(f"{field}: give every record a value of its own, or none")
    return left == {True}


def _new_keys(model, number):
    """Keys that no row ever had. SQLite has one writer at a time, which holds the lock by now."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(NUMBERS["postgresql"], [table, number])
            return [key for (key,) in cursor.fetchall()]
        cursor.execute(NUMBERS["sqlite"], [table])
        return count(*(cursor.fetchone() or [1]))


def _rows(fields, records):
    """What goes into the columns, a row for each record."""
    take = attrgetter(*[field.attname for field in fields])
    relations = [field for field in fields if field.is_relation]
    prepared = [(n, f) for n, f in enumerate(fields) if not f.is_relation and not isinstance(f, PLAIN)]
    for record in records:
        _remember_keys(record, relations)
        row = [*take(record)]
        for number, field in prepared:
            row[number] = field.get_db_prep_save(row[number], connection)
        yield row


def _remember_keys(record, relations):
    """Take the key of each related record that got one only after it was related."""
    for field in relations:
        if getattr(record, field.attname) is None and field.is_cached(record):
            related = field.get_cached_value(record)
            setattr(record, field.attname, related and related.pk)


def _write(table, fields, rows):
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {quote(table)} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {quote(table)} ({columns}) VALUES ({places})", rows)
