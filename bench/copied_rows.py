"""The rows of a copied archive, but for people and the search index (bench/copies.py)."""

from datetime import date, timedelta

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Max, Min

from articles.models import (
    Article,
    ArticleRevision,
    Attribution,
    EventMention,
    Likeness,
    Participation,
    PlaceMention,
    Reference,
    Statement,
    StatementSpan,
    Utterance,
    Wording,
)
from people.models import Person

ROWS = 20_000  # in a transaction
CODE = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # of which codes are made
DAY = 24 * 60
STEP = 197  # days between two copies of an article
UNDATED = 2**40  # minutes: of an article without a day (articles/reports/wordings.py)
MOVED = {
    "printed_on": "date",
    "published_at": "datetime",
    "said_on": "date",
    "said_at": "datetime",
    "sorted_on": "date",
}


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


class Days:
    """How many days each copy of an article lies from it: round within the days that there are."""

    def __init__(self):
        if (
            Article.objects.exclude(printed_on_precision="day").exists()
            or Statement.objects.exclude(said_on_precision="day").exists()
        ):
            raise ValueError("only articles and statements dated to the day, or not at all, are copied")
        ends = Article.objects.aggregate(first=Min("printed_on"), last=Max("printed_on"))
        self.last = ends["last"] or date.max
        self.span = (self.last - (ends["first"] or date.max)).days + 1

    def moved(self, number):
        """(days by which copy `number` lies later, last day of which that holds, days by which it does of the rest)."""
        later = STEP * number % self.span
        return later, self.last - timedelta(later), later - self.span

    def shift(self, day, number):
        later, last, earlier = self.moved(number)
        return earlier if day and day > last else later


class Copied:
    """The tables that are copied, and how each of their columns is."""

    def __init__(self, times, days):
        self.days = days
        self.models = [
            *[Utterance, Article, Article.history.model, ArticleRevision, Statement, StatementSpan, Attribution],
            *[Participation, PlaceMention, EventMention, Reference, Wording, Likeness],
        ]
        self.steps = {model: last_key(model) for model in self.models}
        self.steps[Wording] = self.steps[Statement]
        of_articles = free_codes(self.steps[Article] * times, 0)
        of_statements = free_codes(self.steps[Statement] * times, of_articles + self.steps[Article] * times + 1)
        self.codes = {Article: of_articles, Article.history.model: of_articles, Statement: of_statements}

    @property
    def tables(self):
        return [model._meta.db_table for model in self.models]

    def articles(self, number):
        """By how much the keys of articles, and of statements, are higher in a copy."""
        return {"article": self.steps[Article] * number, "statement": self.steps[Statement] * number}

    def copy(self, number, others):
        """Copy all that there was, a bounded number of rows in a transaction. others: {person: who stands for it}."""
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE IF NOT EXISTS bench_other (old bigint PRIMARY KEY, new bigint)")
            cursor.execute("DELETE FROM bench_other")
            cursor.executemany("INSERT INTO bench_other VALUES (%s, %s)", [*others.items()])
        for model in self.models:
            statement = self.statement_of(model, number)
            for start in range(1, self.steps[model] + 1, ROWS):
                with transaction.atomic():
                    execute(statement.format(low=start, high=min(start + ROWS - 1, self.steps[model])))

    def statement_of(self, model, number):
        fields = model._meta.concrete_fields
        columns = ", ".join(f'"{field.column}"' for field in fields)
        values = ", ".join(self.value(model, field, number) for field in fields)
        table, pk = model._meta.db_table, model._meta.pk.column
        return f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table} t {self.joined(model)}" + (
            f' WHERE t."{pk}" BETWEEN {{low}} AND {{high}}'
        )

    def joined(self, model):
        """The article, as `a`, where days are moved."""
        name = model._meta.model_name
        if name == "wording":
            return "JOIN articles_statement s ON s.id = t.statement_id JOIN articles_article a ON a.id = s.article_id"
        return "JOIN articles_article a ON a.id = t.article_id" if name == "statement" else ""

    def value(self, model, field, number):
        """How a column of the copy follows from the row."""
        column, target = f't."{field.column}"', field.related_model
        if target in self.steps:
            return f"{column} + {number * self.steps[target]}"
        if target is Person:
            return other_person(column)
        if field.primary_key or field.name == "id":  # the latter of an article, in its history
            return f"{column} + {number * self.steps[model if field.primary_key else Article]}"
        if field.name in MOVED:
            return moved(column, MOVED[field.name], self.shift(model, number))
        if field.name in {"who", "day", "printed"}:
            return self.compared(model, field.name, column, number)
        return self.named(model, field.name, column, number)

    def named(self, model, name, column, number):
        """What names an article or statement is made from its code; all else is as it was."""
        if name == "code":
            return self.code(model, number)
        if name == "slug":
            return f"substr({column}, 1, 90) || '-' || lower({self.code(model, number)})"
        if name == "origin_key":
            return f"CASE WHEN {column} IS NULL THEN NULL ELSE 'copy:' || {self.code(model, number)} END"
        return column

    def compared(self, model, name, column, number):
        """What is compared of a statement: a person is twice its key, a body one more."""
        if name == "who":
            person = other_person(f"{column} / 2")
            return f"CASE WHEN {column} > 0 AND {column} % 2 = 0 THEN 2 * {person} ELSE {column} END"
        shift = self.shift(model, number)
        if name == "day":
            return f"{column} + {shift}"
        return f"CASE WHEN {column} = {UNDATED} THEN {column} ELSE {column} + {DAY} * {shift} END"

    def shift(self, model, number):
        later, last, earlier = self.days.moved(number)
        alias = "a" if self.joined(model) else "t"
        return f"CASE WHEN {alias}.printed_on > '{last}' THEN {earlier} ELSE {later} END"

    def code(self, model, number):
        of = Statement if model is Statement else Article
        return code_of(f"(t.id + {number * self.steps[of] + self.codes[model]})")

    def sequences(self):
        """What tells the database which keys are given away by now."""
        return connection.ops.sequence_reset_sql(no_style(), self.models)


def last_key(model):
    return model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def other_person(key):
    return f"coalesce((SELECT new FROM bench_other WHERE old = {key}), {key})"


def moved(column, kind, shift):
    """A date or instant so many days later, in SQL."""
    if connection.vendor == "sqlite":
        return f"{kind}({column}, ({shift}) || ' days')"
    return f"{column} + ({shift}) * interval '1 day'"


def code_of(key):
    """A number as a code, in SQL."""
    places = (32**n for n in reversed(range(8)))
    return " || ".join(f"substr('{CODE}', CAST({key} / {place} % 32 AS integer) + 1, 1)" for place in places)


def free_codes(size, after):
    """The first number from which on so many codes are those of no article or statement."""
    while True:
        ends = [written(after), written(after + size)]
        if not any(model.objects.filter(code__range=ends).exists() for model in (Article, Statement)):
            return after
        after += size + 1


def written(number):
    return "".join(CODE[number // 32**n % 32] for n in reversed(range(8)))


def drop_indexes(tables):
    """Drop what indexes these tables have besides those of their constraints; return what makes them again."""
    names = ", ".join(f"'{table}'" for table in tables)
    if connection.vendor == "sqlite":
        found = f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql NOT NULL AND tbl_name IN ({names})"
    else:
        found = f"""
            SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN ({names})
            AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = to_regclass(quote_ident(indexname)))
        """
    made = execute(found)
    for name, _sql in made:
        execute(f'DROP INDEX "{name}"')
    return [sql for _name, sql in made]
