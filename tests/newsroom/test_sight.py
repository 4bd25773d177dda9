"""Of a statement of SQL it is told whether it touches what readers see; of one that is not understood, that it does."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from articles.inserting import TOGETHER, insert, unsaved
from articles.models import Article, Correction, Participation, PlaceMention, Statement
from newsroom import sight
from newsroom.sight import Looking
from newsroom.statements import parse
from people.models import Person, PersonName
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """[(table, is it seen)] of all that is written."""
    found = []

    def look(execute, sql, params, many, context):
        if sql.lstrip().startswith(("INSERT", "UPDATE", "DELETE", "COPY")) and not sight.is_of_no_page(sql):
            looking = Looking(connection, sql, params, many)
            before = looking.sees_before()
            answer = execute(sql, looking.params, many, context)
            found.append((parse(sql) and parse(sql).table, before or looking.sees_after()))
            return answer
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield found


def only_on(table, told):
    return {is_seen for name, is_seen in told if name == table}


def test_a_row_is_seen_with_what_it_is_told_of(told):
    public, draft = make.make_statement(speaker=make.make_person()), make.make_article("Draft", status="draft")
    places = [make.make_place(f"Port {n}") for n in range(6)]
    del told[:]
    Participation.objects.create(article=draft, person=public.speaker, role="subject")
    Participation.objects.create(article=public.article, person=public.speaker, role="subject", review="suggested")
    PlaceMention.objects.bulk_create(PlaceMention(article=draft, place=place) for place in places[:3])
    insert(PlaceMention, [unsaved(PlaceMention, article_id=draft.pk, place_id=place.pk) for place in places[3:]])
    assert only_on("articles_participation", told) == only_on("articles_placemention", told) == {False}
    del told[:]
    Participation.objects.filter(review="suggested").update(review="accepted")
    PlaceMention.objects.bulk_create(PlaceMention(article=public.article, place=place) for place in places[:3])
    insert(PlaceMention, [unsaved(PlaceMention, article_id=public.article_id, place_id=places[4].pk)])
    PlaceMention.objects.filter(article=public.article).delete()
    PersonName.objects.create(person=public.speaker, text="Аида")
    Correction.objects.create(statement=public, what_changed="A word.", reason="Misheard.")
    assert {is_seen for _table, is_seen in told} == {True}


def test_of_many_rows_in_one_statement_each_is_looked_at(told):
    public, draft, other = (make.make_article(f"Article {n}", status="draft") for n in range(3))
    Article.objects.filter(pk=public.pk).update(visible_from=timezone.now())
    places = [make.make_place(f"Port {n}") for n in range(TOGETHER)]
    for second, is_seen in ((other, False), (public, True)):
        rows = zip([draft, second, *[draft] * (TOGETHER - 2)], places, strict=True)
        del told[:]
        insert(PlaceMention, [unsaved(PlaceMention, article_id=row.pk, place_id=place.pk) for row, place in rows])
        assert only_on("articles_placemention", told) == {is_seen}
        PlaceMention.objects.all().delete()


def test_an_embargo_hides_until_shortly_before_its_end(told):
    article = make.make_article("Embargoed", embargo_until=timezone.now() + timedelta(days=1))
    del told[:]
    Article.objects.filter(pk=article.pk).update(byline="By Bea")
    assert told == [("articles_article", False)]
    Article.objects.filter(pk=article.pk).update(visible_from=timezone.now() + timedelta(minutes=1))
    assert told[1:] == [("articles_article", True)]


def test_what_was_seen_until_now_and_what_is_seen_from_now_on_are_changes(told):
    person = make.make_person()
    del told[:]
    Person.objects.filter(pk=person.pk).update(summary="Docker")
    Person.objects.filter(pk=person.pk).update(visible_from=timezone.now())
    Person.objects.filter(pk=person.pk).update(visible_from=None)
    Person.objects.filter(pk=person.pk).delete()
    seen = [is_seen for table, is_seen in told if table == "people_person"]
    assert seen == [False, True, True, False]


def test_what_is_retracted_has_a_tombstone_that_readers_see(told):
    article = make.make_article("Gone", status="retracted")
    del told[:]
    Correction.objects.create(article=article, act="retraction", what_changed="All.", reason="Forged.")
    assert told == [("articles_correction", True)]


def test_many_rows_at_once_count_as_seen(told, monkeypatch):
    monkeypatch.setattr(sight, "MOST", 3)
    for n in range(5):
        make.make_person(f"Person {n}")
    del told[:]
    Person.objects.filter(pk__in=Person.objects.values("pk")[:3]).update(summary="Docker")
    Person.objects.update(summary="Docker")
    Person.objects.filter(name__startswith="Person").update(summary="Docker")
    assert [is_seen for _table, is_seen in told] == [False, True, True]


def test_of_a_group_only_two_that_are_seen_are_shown_as_one(told):
    public, other = make.make_statement(), make.make_statement(make.make_article("Draft", status="draft"))
    group = public.__class__.utterance.field.related_model.objects.create()
    del told[:]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE articles_statement SET utterance_id = %s WHERE id = %s",
            [(group.pk, public.pk), (group.pk, other.pk)],
        )
    second = make.make_statement(make.make_article("Second"))
    assert told[0] == ("articles_statement", False)
    del told[:]
    Statement.objects.filter(pk=second.pk).update(utterance=group)
    assert told == [("articles_statement", True)]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE articles_article SET headline = 'x'",
        "UPDATE articles_article AS a SET headline = 'x' WHERE id = 1",
        "UPDATE articles_article SET headline = 'x' FROM people_person WHERE articles_article.id = 1",
        "INSERT INTO articles_article (headline) SELECT headline FROM people_person",
        "INSERT INTO articles_article (id) VALUES (%s) ON CONFLICT (id) DO UPDATE SET headline = 'x'",
        "REPLACE INTO people_person VALUES (1)",
        "DELETE FROM people_person",
        "TRUNCATE people_person",
    ],
)
def test_what_is_not_understood_counts_as_seen(sql):
    assert Looking(connection, sql, [1], False).sees_before()


def test_a_condition_that_holds_conditions_is_read_whole():
    sql = """UPDATE "t" SET "a" = CASE WHEN ("b" = %s) THEN %s ELSE NULL END, "c" = (SELECT x FROM "u" WHERE x = %s)
             WHERE ("t"."d" = ' WHERE %s' AND "t"."e" IN (SELECT 1 FROM "v" WHERE "f" = %s LIMIT 1))"""
    read = parse(sql)
    assert (read.table, read.columns, read.given) == ("t", {"a", "c"}, 1)
    assert read.where.strip().startswith('("t"."d"')
