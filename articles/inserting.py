"""Many new rows at once, at the speed of the database: rows together on SQLite, COPY on PostgreSQL.

bulk_create() builds an SQL expression for each value, and a model's own constructor sends signals and looks at each
field: for an archive's worth of statements that is most of the work.
"""

from functools import cache, lru_cache, partial
from itertools import chain, count
from operator import itemgetter

from django.db import connection, connections, models, transaction
from django.db.models.base import ModelState
from django.db.models.expressions import DatabaseDefault

# What the drivers take as it stands, from fields that keep nothing else.
PLAIN = (
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.FloatField,
    models.BooleanField,
    models.BinaryField,
)
TOGETHER = 25  # rows in a statement on SQLite
MOST_DATES = 4096  # the same few dates and instants stand in many rows
NUMBERS = {
    "sqlite": "SELECT seq + 1 FROM sqlite_sequence WHERE name = %s",
    "postgresql": "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
}


def unsaved(model, **values):
    """Return a record like model(**values), made many times faster; relations are given by their keys (person_id=7)."""
    plain, made = _defaults(model)
    record = model.__new__(model)
    record.__dict__ = {"_state": ModelState(), **plain, **{name: make() for name, make in made}, **values}
    return record


@cache
def _defaults(model):
    """What the fields of a new record hold: values, and (name, function) for those that are made for each."""
    fields = model._meta.concrete_fields
    made = {field.attname: field.default for field in fields if field.has_default() and callable(field.default)}
    return {field.attname: field.get_default() for field in fields if field.attname not in made}, [*made.items()]


def insert(model, records):
    """Insert these unsaved records and return them, each with its key. What save() does besides is not done."""
    records = list(records)
    fields = [field for field in model._meta.concrete_fields if not _left_to_database(field, records)]
    if records:
        with transaction.atomic(savepoint=False):
            _insert(model, fields, records)
    return records


def insert_rows(model, names, rows):
    """Insert rows of values and keys for these fields; a key that is not among them is given by the database."""
    rows = list(rows)
    if rows:
        with transaction.atomic(savepoint=False):
            _write(model._meta.db_table, [model._meta.get_field(name) for name in names], rows)


def _insert(model, fields, records):
    if isinstance(model._meta.pk, models.AutoField):
        name = model._meta.pk.attname
        for record, key in zip(records, _new_keys(model, len(records)), strict=False):
            vars(record)[name] = key
    _write(model._meta.db_table, fields, _rows(fields, records))
    alias = connection.alias
    for record in records:
        record._state.adding, record._state.db = False, alias


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
            cursor.execute(NUMBERS["postgresql"], [table, model._meta.pk.column, number])
            return [key for (key,) in cursor.fetchall()]
        cursor.execute(NUMBERS["sqlite"], [table])
        return count(*(cursor.fetchone() or [1]))


def _rows(fields, records):
    """What goes into the columns, a row for each record."""
    take = itemgetter(*[field.attname for field in fields])
    columns = {field.cache_name: field.attname for field in fields if field.is_relation}
    for record in records:
        if record._state.fields_cache:
            _remember_keys(record, columns)
        yield take(vars(record))


def _remember_keys(record, columns):
    """Take the key of each related record that got one only after it was related."""
    values = vars(record)
    for name, related in record._state.fields_cache.items():
        if related is not None and name in columns and values[columns[name]] is None:
            values[columns[name]] = related.pk


def _prepared(fields, rows):
    """The rows as the driver takes them."""
    special = [(n, _preparing(f)) for n, f in enumerate(fields) if not f.is_relation and not isinstance(f, PLAIN)]
    return _with_prepared(special, rows) if special else rows


def _with_prepared(special, rows):
    for row in rows:
        values = [*row]
        for number, prepare in special:
            if values[number] is not None:
                values[number] = prepare(values[number])
        yield values


def _preparing(field):
    prepare = partial(field.get_db_prep_save, connection=connections[connection.alias])
    return lru_cache(MOST_DATES)(prepare) if isinstance(field, models.DateField) else prepare


def _write(table, fields, rows):
    write(table, [field.column for field in fields], _prepared(fields, rows))


def write(table, columns, rows):
    """Write rows of what the driver takes as it stands; whoever watches the connection hears of it once."""
    quote = connection.ops.quote_name
    into = f"{quote(table)} ({', '.join(map(quote, columns))})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor._execute_with_wrappers(f"COPY {into} FROM STDIN", rows, many=True, executor=_copy)
        else:
            _insert_together(cursor, into, f"({', '.join(['%s'] * len(columns))})", list(rows))


def _insert_together(cursor, into, places, rows):
    """Many rows a statement, which costs a third less than one, and what is left over one by one."""
    whole = len(rows) - len(rows) % TOGETHER
    groups = [[*chain.from_iterable(rows[start : start + TOGETHER])] for start in range(0, whole, TOGETHER)]
    for number, some in ((TOGETHER, groups), (1, rows[whole:])):
        if some:
            cursor.executemany(f"INSERT INTO {into} VALUES {', '.join([places] * number)}", some)


def _copy(sql, rows, many, context):
    with connection.wrap_database_errors, context["cursor"].copy(sql) as copy:
        for row in rows:
            copy.write_row(row)
