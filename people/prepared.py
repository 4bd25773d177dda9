"""Queries that are worded once and asked many times: Django takes longer to word one than a database to answer it.

    @prepared
    def people_of(keys):
        return Person.objects.published().filter(pk__in=keys)

    people_of([3, 7])  # the people, in a list; their SQL is known already from the second time on

The function gets a Given for each value, or a list of them: it may put them into conditions, no more, and must depend
on nothing else. It is worded twice, and refused where a value in it differs. What may be seen is asked as of the moment
of each asking.
"""

import copy
from contextvars import ContextVar
from datetime import date, datetime
from functools import wraps

from django.db import connection, connections, models
from django.db.models import Expression
from django.http import Http404
from django.utils import timezone

STEP = 10  # values: a list is filled up to a multiple, so that few lengths of it have to be worded
FIELDS = {datetime: models.DateTimeField, date: models.DateField, int: models.BigIntegerField, str: models.TextField}
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
        return self.output_field.get_db_prep_value(values[self.name], database)


def this_moment():
    """Now; in a query that is being worded, the moment at which it will be asked."""
    return Given(NOW, models.DateTimeField()) if _is_wording.get() else timezone.now()


def prepared(build):
    """Make of a function that returns a queryset one that returns its rows, worded once for each number of values."""

    @wraps(build)
    def asked(*values):
        if [] in values:
            return list(build(*values))
        values = [_filled_up(value) for value in values]
        shape = tuple(len(value) if isinstance(value, list) else type(value) for value in values)
        key = build, connection.vendor, shape
        if key not in _known:
            _known[key] = Worded(build, values)
        return _known[key].rows(values)

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


class Worded:
    """A queryset with its SQL, in which the values are still missing, and with what reads its rows."""

    def __init__(self, build, values):
        self.queryset, self.compiler, self.sql, self.params = _worded(build, values)
        if self.params != _worded(build, values)[-1]:
            raise ValueError(f"{build.__qualname__} is worded otherwise each time: its values have to be given to it")
        self.converters = self.compiler.get_converters([column for column, *_sql in self.compiler.select])

    def rows(self, values):
        values = {NOW: timezone.now()} | dict(_named(values))
        database = connections[self.queryset.db]
        params = tuple(p.filled_in(values, database) if isinstance(p, Given) else p for p in self.params)
        compiler, asked = copy.copy(self.compiler), self.queryset.all()
        compiler.connection, compiler.as_sql = database, lambda *_args, **_options: (self.sql, params)
        compiler.get_converters = lambda _columns: self.converters
        asked.query.get_compiler = lambda *_args, **_options: compiler
        return list(asked)


def _worded(build, values):
    """(the queryset, its compiler, its SQL, its parameters) for values that are still to be given."""
    token = _is_wording.set(True)
    try:
        queryset = build(*map(_given, range(len(values)), values))
    finally:
        _is_wording.reset(token)
    compiler = queryset.query.get_compiler(using=queryset.db)
    return queryset, compiler, *compiler.as_sql()


def _given(number, value):
    if isinstance(value, list):
        return [_given(f"{number}.{place}", each) for place, each in enumerate(value)]
    return Given(str(number), FIELDS[type(value)]())


def _named(values):
    for number, value in enumerate(values):
        if isinstance(value, list):
            yield from ((f"{number}.{place}", each) for place, each in enumerate(value))
        else:
            yield str(number), value
