"""Queries that are worded once and asked many times: Django takes longer to word one than a database to answer it.

    @prepared
    def people_of(keys):
        return Person.objects.published().filter(pk__in=keys)

    people_of([3, 7])  # the people, in a list; their SQL is known already from the second time on

The function gets a Given for each value, or a list of them: it may put them into conditions, no more, and must depend
on nothing else. At first it is worded twice, and refused where a value in it differs. What may be seen is asked as of
the moment of each asking. What is no value (a model, None, an expression) is given as it is, and has a wording of its
own. A long list is not worded ahead: it is handed on, and to word it is little beside what its rows cost.
"""

import copy
from contextvars import ContextVar
from datetime import date, datetime
from functools import wraps

from django.core.exceptions import EmptyResultSet
from django.db import connection, connections, models, transaction
from django.db.models import Expression
from django.db.models.sql import UpdateQuery
from django.http import Http404
from django.utils import timezone

STEP = 10  # values: a list is filled up to a multiple, so that few lengths of it have to be worded
LONGEST = 200  # values of a list for which anything is worded ahead
FIELDS = {datetime: models.DateTimeField, date: models.DateField, int: models.BigIntegerField, str: models.TextField}
PLAIN = int, str  # as the drivers take them
NOW = "now"
_is_wording = ContextVar("is_wording", default=False)
_known = {}  # {(function, kind of database, kinds and numbers of values): Worded}


class Given(Expression):
    """A value that is filled in when the query is asked."""

    def __init__(self, name, output_field):
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]

    def filled_in(self, values, database):
        value = values[self.name]
        return value if type(value) in PLAIN else self.output_field.get_db_prep_value(value, database)


def this_moment():
    """Now; in a query that is being worded, the moment at which it will be asked."""
    return Given(NOW, models.DateTimeField()) if _is_wording.get() else timezone.now()


def prepared(build):
    """Make of a function that returns a queryset one that returns its rows, worded once for each number of values."""
    return _worded_once(build, Worded, list)


def prepared_update(build):
    """Make of a function that returns a queryset, and the values that its rows are to have ({field: value}), one that
    writes them, worded once for each number of values."""
    return _worded_once(build, WordedUpdate, lambda change: change[0].update(**change[1]))


def _worded_once(build, wording, without_wording):
    @wraps(build)
    def asked(*values):
        if any(isinstance(value, list) and len(value) > LONGEST for value in values):
            return without_wording(build(*values))
        values = [_filled_up(value) for value in values]
        key = build, connection.vendor, tuple(map(_shape, values))
        if key not in _known:
            _known[key] = wording(build, values)
        return _known[key].answer(values)

    return asked


def first_or_404(rows):
    """The first of these rows; where there is none, the page is not found."""
    if not rows:
        raise Http404
    return rows[0]


def _filled_up(value):
    """A list with its last value repeated up to a multiple of STEP; anything else as it is."""
    if not isinstance(value, list):
        return value
    return [*value, *value[-1:] * (-len(value) % STEP)]


def _shape(value):
    """What the wording depends on: how many values a list has, of what kind a value is, anything else as it is."""
    return len(value) if isinstance(value, list) else _kind_of(value) or value


def _kind_of(value):
    """Which of FIELDS keeps a value; None for what is no value."""
    return None if isinstance(value, bool) else next((kind for kind in FIELDS if isinstance(value, kind)), None)


class Worded:
    """A queryset with its SQL, in which the values are still missing, and with what reads its rows."""

    def __init__(self, build, values):
        self.queryset, self.compiler, self.sql, self.params = _worded(build, values, _asking)
        self.converters = self.compiler.get_converters([column for column, *_sql in self.compiler.select or ()])

    def answer(self, values):
        if not self.sql:
            return []
        database = connections[self.queryset.db]
        params = _filled_in(self.params, values, database)
        compiler, asked = copy.copy(self.compiler), self.queryset.all()
        compiler.connection, compiler.as_sql = database, lambda *_args, **_options: (self.sql, params)
        compiler.get_converters = lambda _columns: self.converters
        asked.query.get_compiler = lambda *_args, **_options: compiler
        return list(asked)


class WordedUpdate:
    """The SQL of an update, in which the values are still missing."""

    def __init__(self, build, values):
        self.queryset, _compiler, self.sql, self.params = _worded(build, values, _updating)

    def answer(self, values):
        if not self.sql:
            return
        database = connections[self.queryset.db]
        with transaction.mark_for_rollback_on_error(database.alias), database.cursor() as cursor:
            cursor.execute(self.sql, _filled_in(self.params, values, database))


def _asking(queryset):
    return queryset, queryset.query


def _updating(change):
    queryset, values = change
    query = queryset.query.chain(UpdateQuery)
    query.add_update_values(values)
    return queryset, query


def _worded(build, values, as_query):
    """(the queryset, its compiler, its SQL, its parameters) for values that are still to be given."""
    queryset, compiler, sql, params = _worded_at_once(build, values, as_query)
    is_first = all(known is not build for known, *_shape in _known)
    if is_first and params != _worded_at_once(build, values, as_query)[-1]:
        raise ValueError(f"{build.__qualname__} is worded otherwise each time: its values have to be given to it")
    return queryset, compiler, sql, params


def _worded_at_once(build, values, as_query):
    token = _is_wording.set(True)
    try:
        queryset, query = as_query(build(*map(_given, range(len(values)), values)))
    finally:
        _is_wording.reset(token)
    compiler = query.get_compiler(using=queryset.db)
    try:
        return queryset, compiler, *compiler.as_sql()
    except EmptyResultSet:  # of an empty list: no row has what is asked
        return queryset, compiler, "", ()


def _given(number, value):
    if isinstance(value, list):
        return [Given(f"{number}.{place}", FIELDS[_kind_of(each)]()) for place, each in enumerate(value)]
    kind = _kind_of(value)
    return Given(str(number), FIELDS[kind]()) if kind else value


def _filled_in(params, values, database):
    """The parameters, with these values where they are still missing."""
    values = {NOW: timezone.now()} | dict(_named(values))
    return tuple(p.filled_in(values, database) if isinstance(p, Given) else p for p in params)


def _named(values):
    for number, value in enumerate(values):
        if isinstance(value, list):
            yield from ((f"{number}.{place}", each) for place, each in enumerate(value))
        else:
            yield str(number), value
