"""Queries that are worded once: they find what the same queryset finds, asked anew each time."""

from datetime import timedelta

import pytest
from django.db.models import Q
from django.utils import timezone

from articles.models import Statement, StatementSpan
from articles.shown import articles_shown, statements_shown
from people.models import Organisation, Person
from people.prepared import LONGEST, prepared, prepared_update
from tests import factories as make

pytestmark = pytest.mark.django_db


@prepared
def named(keys, name):
    return Person.objects.published().filter(pk__in=keys, name=name).order_by("pk")


def make_public(name):
    person = make.make_person(name)
    Person.objects.filter(pk=person.pk).update(visible_from=timezone.now())
    return person


def test_it_finds_what_the_same_queryset_finds_whatever_is_given():
    ada, other, bea = map(make_public, ("Ada", "Ada", "Bea"))
    everyone = [ada.pk, other.pk, bea.pk]
    assert named(everyone, "Ada") == [ada, other]
    assert named(everyone, "Bea") == [bea]
    assert named([other.pk], "Ada") == [other]
    assert named([], "Ada") == []
    assert named([ada.pk] * 25 + [other.pk], "Ada") == [ada, other]


def test_it_is_asked_once_for_each_asking_and_of_the_database_as_it_is(django_assert_num_queries):
    ada = make_public("Ada")
    with django_assert_num_queries(2):
        assert len(named([ada.pk], "Ada")) == 1
        assert len(named([ada.pk], "Ada")) == 1
    Person.objects.filter(pk=ada.pk).update(visible_from=None)
    assert named([ada.pk], "Ada") == []


def test_what_may_be_seen_is_asked_as_of_the_moment_of_asking(monkeypatch):
    ada = make.make_person("Ada")
    opens = timezone.now() + timedelta(hours=1)
    Person.objects.filter(pk=ada.pk).update(visible_from=opens)
    assert named([ada.pk], "Ada") == []
    monkeypatch.setattr(timezone, "now", lambda: opens + timedelta(seconds=1))
    assert named([ada.pk], "Ada") == [ada]


@prepared
def called(model, keys, name, in_sight):
    return model.objects.filter(pk__in=keys, name=name, visible_from__isnull=not in_sight).order_by("pk")


def test_what_is_no_value_has_a_wording_of_its_own():
    ada, hidden, union = make_public("Ada"), make.make_person("Ada"), make.make_organisation("Ada")
    both = [ada.pk, hidden.pk]
    assert called(Person, both, "Ada", True) == [ada]
    assert called(Person, both, "Ada", False) == [hidden]
    assert called(Organisation, [union.pk], "Ada", False) == [union]
    assert called(Person, both, None, True) == []


@prepared
def either(keys, name):
    return Person.objects.filter(Q(pk__in=keys) | Q(name=name)).order_by("pk")


def test_an_empty_list_leaves_what_is_asked_besides():
    ada, bea = make_public("Ada"), make_public("Bea")
    for _time in range(2):
        assert either([], "Ada") == [ada]
        assert either([bea.pk], "Ada") == [ada, bea]
        assert named([], "Ada") == []


def test_a_list_of_any_length_is_asked(django_assert_num_queries):
    ada = make_public("Ada")
    for length in (LONGEST, LONGEST + 1, 5 * LONGEST):
        with django_assert_num_queries(1):
            assert named([ada.pk] * length, "Ada") == [ada]


@prepared_update
def summarise(keys, summary):
    return Person.objects.filter(pk__in=keys).exclude(summary=summary), {"summary": summary}


@pytest.mark.parametrize("times", [1, LONGEST])
def test_rows_are_written_as_the_same_queryset_writes_them(django_assert_num_queries, times):
    ada, bea, other = map(make.make_person, ("Ada", "Bea", "Other"))
    for summary in ("A docker.", "A pilot."):
        with django_assert_num_queries(1):
            summarise([ada.pk, bea.pk] * times, summary)
        assert [*Person.objects.order_by("pk").values_list("summary", flat=True)] == [summary, summary, ""]
    summarise([], "Nobody.")
    other.refresh_from_db()
    assert other.summary == ""


def test_what_depends_on_the_moment_otherwise_is_refused():
    @prepared
    def recent(keys):
        return Person.objects.filter(pk__in=keys, visible_from__gt=timezone.now())

    with pytest.raises(ValueError, match="worded otherwise each time"):
        recent([1])


def test_statements_and_articles_are_as_lists_ask_for_them(django_assert_num_queries):
    statement = make.make_statement(speaker=make.make_person(), said_in=make.make_place())
    StatementSpan.objects.create(statement=statement, part="source", start=0, end=3, exact="The")
    hidden = make.make_statement(make.make_article("Another", status="draft"))
    keys = [statement.pk, hidden.pk]
    expected = Statement.objects.published().for_display().get(pk=statement.pk)
    with django_assert_num_queries(2):
        found = statements_shown(keys)
        assert list(found) == [statement.pk]
        shown = found[statement.pk]
        assert [span.exact for span in shown.all_spans] == [span.exact for span in expected.all_spans]
        assert (shown.speaker, shown.said_in, shown.article) == (expected.speaker, expected.said_in, expected.article)
        assert (shown.reports, shown.times_reported) == (expected.reports, expected.times_reported)
    assert list(articles_shown([statement.article_id, hidden.article_id])) == [statement.article_id]
    assert statements_shown([]) == articles_shown([]) == {}
