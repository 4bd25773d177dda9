"""Many rows at once: the same rows that bulk_create() would write."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from articles.inserting import TOGETHER, insert, insert_rows
from articles.models import Article, ArticleRevision, Attribution, Place, Statement, StatementSpan
from people.models import Person
from tests.factories import make_article, make_person, make_place, make_statement

pytestmark = pytest.mark.django_db


def make_named(*names):
    people = [Person(name=name) for name in names]
    for person in people:
        person.prepare()
    return insert(Person, people)


def test_each_record_has_a_key_and_is_read_back_as_it_was_written():
    people = make_named("Ada Vos", "Имя \\ Фамилия\t“x”")
    for person in people:
        read = Person.objects.get(pk=person.pk)
        assert (read.name, read.code, read.slug, read.wikidata_id) == (person.name, person.code, person.slug, None)
    people[0].save()
    assert Person.objects.count() == 2


def test_keys_follow_those_that_were_ever_given():
    last = make_person("Ines Maar")
    key = last.pk
    last.delete()
    (first,) = make_named("Ada Vos")
    assert first.pk > key
    assert make_person("Third").pk > first.pk


@pytest.mark.parametrize("number", [TOGETHER - 1, TOGETHER, 2 * TOGETHER + 7])
def test_however_many_there_are_each_is_written_once_and_in_its_order(number):
    people = make_named(*(f"Person {n}" for n in range(number)))
    read = Person.objects.order_by("pk").values_list("pk", "name")
    assert list(read) == [(person.pk, f"Person {n}") for n, person in enumerate(people)]


def test_values_of_every_kind_come_back():
    instant = datetime(1987, 3, 14, 6, 30, tzinfo=UTC)
    article = Article(headline="Strike ends", slug="s", published_at=instant, printed_on=instant.date())
    insert(Article, [article])
    read = Article.objects.get()
    assert (read.published_at, read.printed_on, read.origin_key) == (instant, instant.date(), None)
    assert read.first_seen_at is not None
    place = Place(name="Rotterdam", folded_name="rotterdam", sort_key="rotterdam", slug="rotterdam", latitude=51.92)
    place.longitude = 4.48
    insert(Place, [place])
    assert Place.objects.get().latitude == 51.92


def test_a_related_record_may_get_its_key_later():
    article = Article(headline="Strike ends", slug="s")
    revision = ArticleRevision(article=article, headline="Strike ends", body="It ended.", is_current=True)
    insert(Article, [article])
    insert(ArticleRevision, [revision])
    assert article.current == revision


def test_what_the_database_fills_is_filled_for_all_or_for_none():
    statement = make_statement(make_article())
    rows = [Attribution(statement=statement, method="import") for _ in range(2)]
    rows[0].asserted_at = datetime(2000, 1, 1, tzinfo=UTC)
    with pytest.raises(ValueError, match="asserted_at"):
        insert(Attribution, rows)
    insert(Attribution, rows[:1])
    assert Attribution.objects.get().asserted_at.year == 2000


def test_what_the_database_refuses_is_raised_and_nothing_is_kept():
    twins = [Person(name="Ada Vos", folded_name="ada vos", sort_key="ada vos", slug="ada-vos") for _ in range(2)]
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(Person, twins)
    assert not Person.objects.exists()


def test_rows_of_plain_values_get_keys_from_the_database():
    statement = make_statement(make_article())
    names = ["statement", "part", "start", "end", "exact", "prefix", "suffix", "is_verbatim"]
    insert_rows(StatementSpan, names, [(statement.pk, "cue", 1, 5, "said", "", "", False)])
    assert statement.cue.exact == "said"
    assert statement.cue.pk > statement.pieces[0].pk


def test_nothing_to_insert_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert insert(Statement, []) == []


def test_the_queries_do_not_grow_with_the_rows(django_assert_max_num_queries):
    place = make_place()
    with django_assert_max_num_queries(2):
        insert(Article, (Article(headline=f"N {n}", slug=f"n-{n}", dateline_place=place) for n in range(300)))
    assert Article.objects.count() == 300
