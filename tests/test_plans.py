"""Every page of readers answers from indexes: no large table is read through, and more rows cost no more.

An archive is made twice, the second time with three times as much of everything. Each page's queries are explained by
the database, and the work that they take is measured by it: steps of the virtual machine on SQLite, rows that the
nodes of the plan gave on PostgreSQL. With the limits drawn close, all that is counted or sorted is beyond them already.
"""

import json
import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import F

from articles import publishing
from articles.models import (
    Article,
    ArticleRevision,
    Participation,
    Place,
    PlaceMention,
    Reference,
    Statement,
    StatementSpan,
)
from people.models import Organisation, Person
from tests import factories as make

pytestmark = pytest.mark.django_db

LARGE = "articles_(article|articlerevision|statement|statementspan|participation|reference|placemention|attribution)"
LARGE = re.compile(rf"\b({LARGE}|people_person|people_personname|search_entry)\b")
SCAN = re.compile(r"^SCAN (\S+)(?! (USING|VIRTUAL))")
ONLY_FOR_SMALL = ["seqscan", "bitmapscan", "hashjoin", "mergejoin"]  # how PostgreSQL reads small tables through
FEW = 160  # articles of the smaller archive
CLOSE = {
    "people.counting.FEWEST": 5, "people.counting.LIMIT": 10, "people.counting.SHARED": 50,
    "people.sections.POOL": 10, "search.sections.POOL": 10, "people.dossier.LATEST": 10, "people.company.LATEST": 10,
    "articles.views.place.LATEST": 10, "newsroom.front_page.CONSIDERED": 20, "newsroom.coverage.LATEST": 10,
    "people.alphabet.MANY": 5, "people.alphabet.COUNTED": 10, "people.dossier.SAID_BY_PEOPLE": 10,
    "articles.views.event.COUNTED": 10, "articles.models.statement.MOST_REPORTS": 5, "articles.calendar.MOST_A_DAY": 10,
    "articles.calendar.MOST_SAID_A_DAY": 10, "articles.calendar.MOST_OF_A_DAY": 10,
}  # fmt: skip
PAGES = [
    "/", "/about/", "/articles/", "/articles/1987/", "/articles/1987/03/", "/articles/1987/03/14/",
    "/articles/1987/03/14/?view=articles", "/articles/1987/03/14/?view=statements", "/articles/undated/",
    "/statements/", "/statements/?undated=1", "/people/", "/people/?letter=p", "/organisations/", "/places/",
    "/events/", "/corrections/", "/events/talks/feed.atom", "/events/talks/",
    "/on-this-day/03/14/",
    *(f"/people/ada-vos/{view}" for view in ("", "?view=about", "?view=to", "?view=articles", "?view=company",
                                             "?year=1987", "?kind=direct")),
    *(f"/places/rotterdam/{view}" for view in ("", "?view=about", "?view=written", "?view=articles")),
    *(f"/organisations/union/{view}" for view in ("", "?view=people", "?view=about", "?view=articles",
                                                  "?view=published", "?view=company")),
    "/feed.atom", "/people/ada-vos/feed.atom", "/places/rotterdam/feed.atom", "/organisations/union/feed.json",
]  # fmt: skip


class Archive:
    """Articles in which the same people speak, at the same places, on few days: all of it under the same names."""

    def __init__(self):
        self.ada, self.union = make.make_person("Ada Vos"), make.make_organisation("Union")
        self.country = make.make_place("Netherlands", kind="country")
        self.rotterdam = make.make_place("Rotterdam", parent=self.country)
        self.talks = make.make_event("Talks", place=self.rotterdam)
        self.number = 0

    def grow(self, number):
        """So many more articles, each with three statements."""
        numbers = range(self.number, self.number + number)
        self.number += number
        others = self._named(Person, "Person", numbers)
        self._named(Organisation, "Paper", numbers), self._named(Place, "Port", numbers)
        articles = Article.objects.bulk_create(self._article(n) for n in numbers)
        revisions = ArticleRevision.objects.bulk_create(
            ArticleRevision(article=article, headline=article.headline, body=make.BODY) for article in articles
        )
        statements = Statement.objects.bulk_create(
            self._statement(n, kind, revision, others[n % len(others)])
            for n, revision in enumerate(revisions)
            for kind in range(3)
        )
        self._link(articles, statements, others)
        publishing.refresh([article.pk for article in articles])

    def _named(self, model, name, numbers):
        records = [model(name=f"{name} {n}", slug=f"{name}-{n}".lower()) for n in numbers]
        for record in records:
            record.prepare()
        return model.objects.bulk_create(records)

    def _article(self, n):
        day = date(1985 + n % 3, 3, 14) + timedelta(days=n % 2) if n % 10 else None
        article = Article(
            headline=f"No. {n}", status="published", printed_on=day, publisher=self.union, dateline_place=self.rotterdam
        )
        article.prepare()
        return article

    def _statement(self, n, kind, revision, other):
        speaker = (self.ada, None, other)[kind]
        return Statement(
            article=revision.article, revision=revision, position=20 + kind, text=make.WORDS, status="accepted",
            kind=("direct", "indirect", "mixed")[n % 3], speaker=speaker, described_as="she", said_in=self.rotterdam,
            on_behalf_of=self.union, event=self.talks, sorted_on=revision.article.printed_on, relayed_by=self.union,
        )  # fmt: skip

    def _link(self, articles, statements, others):
        start = make.BODY.index(make.WORDS)
        span = {"start": start, "end": start + len(make.WORDS), "exact": make.WORDS, "is_verbatim": True}
        StatementSpan.objects.bulk_create(StatementSpan(statement=s, **span) for s in statements)
        subjects = {"person": self.ada}, {"organisation": self.union}, {"place": self.rotterdam}
        Reference.objects.bulk_create(
            Reference(statement=s, relation=relation, **subject)
            for s in statements for relation in ("about", "to") for subject in subjects
        )  # fmt: skip
        Participation.objects.bulk_create(
            Participation(article=article, role="subject", described_as="the leader", **party)
            for article, other in zip(articles, others, strict=True)
            for party in ({"person": self.ada}, {"person": other}, {"organisation": self.union})
        )
        PlaceMention.objects.bulk_create(PlaceMention(article=article, place=self.rotterdam) for article in articles)


@pytest.fixture
def archive(db, monkeypatch):
    for name, limit in CLOSE.items():
        monkeypatch.setattr(name, limit)
    made = Archive()
    made.grow(FEW)
    return made


def analyzed():
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def queries_of(client, path):
    asked = []

    def remember(execute, sql, params, many, context):
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(remember):
        response = client.get(path)
    assert response.status_code == 200, path
    response.getvalue()
    return [(sql, params) for sql, params in asked if re.match(r"\s*(SELECT|WITH|SET LOCAL)", sql)]


def explained(sql, params):
    """What the plan of a query reads through, and how much work it was: ([table], amount)."""
    return {"sqlite": explained_by_sqlite, "postgresql": explained_by_postgresql}[connection.vendor](sql, params)


def explained_by_sqlite(sql, params):
    steps = []
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        plan = [row[3] for row in cursor.fetchall()]
        connection.connection.set_progress_handler(lambda: steps.append(1) and None, 10)
        cursor.execute(sql, params)
        cursor.fetchall()
        connection.connection.set_progress_handler(None, 0)
    aliases = dict(re.findall(r'"(\w+)" (?:AS )?"?([A-Z]\d+)\b', sql))
    names = {alias: table for table, alias in aliases.items()}
    scanned = [found[1] for line in plan if (found := SCAN.match(line))]
    return [names.get(name, name) for name in scanned if LARGE.search(names.get(name, name))], len(steps)


def explained_by_postgresql(sql, params):
    if sql.startswith("SET LOCAL"):  # a question to the index of words: search/backends sees to it
        return [], 0
    with connection.cursor() as cursor:
        cursor.execute("; ".join(f"SET LOCAL enable_{way} = off" for way in ONLY_FOR_SMALL))
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {sql}", params)
        plan = cursor.fetchone()[0]
        cursor.execute("; ".join(f"SET LOCAL enable_{way} TO DEFAULT" for way in ONLY_FOR_SMALL))
    nodes = list(nodes_of((json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]))
    scanned = [node["Relation Name"] for node in nodes if node["Node Type"] == "Seq Scan"]
    amount = sum((node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"] for node in nodes)
    return [name for name in scanned if LARGE.search(name)], amount


def nodes_of(plan):
    yield plan
    for inner in plan.get("Plans", []):
        yield from nodes_of(inner)


def costs(client):
    """{page: ({large tables read through}, amount of work)}."""
    analyzed()
    found = {}
    for path in PAGES:
        answers = [explained(*query) for query in queries_of(client, path)]
        found[path] = {table for tables, _amount in answers for table in tables}, sum(amount for _t, amount in answers)
    return found


def test_no_page_reads_through_a_large_table_and_more_rows_cost_no_more(client, archive):
    before = costs(client)
    archive.grow(2 * FEW)
    after = costs(client)
    assert {path: tables for path, (tables, _amount) in after.items() if tables} == {}
    amounts = {path: (before[path][1], amount) for path, (_tables, amount) in after.items()}
    grown = [f"{path}: {few} → {many}" for path, (few, many) in amounts.items() if many > 1.5 * few + 200]
    assert not grown, "\n".join(grown)


@pytest.mark.only_on(
    "sqlite"
)  # so few days as here lead the planner of PostgreSQL to another index than it takes of many
def test_a_page_deep_in_a_list_costs_what_the_second_costs(client, archive):
    archive.grow(2 * FEW)
    analyzed()
    dated = Statement.objects.filter(sorted_on__isnull=False).order_by(F("sorted_on").desc(), "-pk")
    amounts = {}
    for place in (30, dated.count() - 30):
        row = dated[place]
        path = f"/statements/?after={row.sorted_on}~{row.pk}"
        amounts[place] = sum(explained(*query)[1] for query in queries_of(client, path))
    second, deep = amounts.values()
    assert deep <= 1.5 * second + 200
