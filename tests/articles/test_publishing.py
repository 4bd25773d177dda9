from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import Article, EventMention, Participation, Statement
from people.models import Person
from people.telling import record_saved
from tests.factories import make_article, make_event, make_person, make_place, make_statement, mention

pytestmark = pytest.mark.django_db

CLOSED = ["draft", "in_review", "retracted", "removed"]


@pytest.mark.parametrize("status", CLOSED)
def test_what_is_not_published_shows_nothing_of_what_it_names(status):
    ada, rotterdam = make_person(), make_place()
    article = make_article(status=status)
    make_statement(article, speaker=ada, said_in=rotterdam)
    assert [m.objects.published().count() for m in (Article, Statement, Person)] == [0, 0, 0]
    assert not type(rotterdam).objects.published().exists()


@pytest.mark.parametrize("status", ["published", "corrected"])
def test_what_is_published_shows_all_that_it_names(status):
    ada, rotterdam = make_person(), make_place()
    make_statement(make_article(status=status), speaker=ada, said_in=rotterdam)
    assert Person.objects.published().get() == ada
    assert type(rotterdam).objects.published().get() == rotterdam


def test_an_embargo_ends_by_itself_at_its_instant(monkeypatch):
    until = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)  # the hour that does not exist in Berlin
    ada = make_person()
    make_statement(make_article(embargo_until=until), speaker=ada)
    for moment, visible in [(until - timedelta(seconds=1), 0), (until, 1)]:
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        assert Statement.objects.published().count() == Person.objects.published().count() == visible


def test_a_scheduled_article_waits_for_the_later_of_its_instant_and_its_embargo():
    now = timezone.now()
    article = make_article(status="scheduled", scheduled_for=now, embargo_until=now + timedelta(hours=1))
    assert article.visible_from == now + timedelta(hours=1)


@pytest.mark.parametrize("status", ["suggested", "rejected", "retracted"])
def test_a_statement_nobody_accepted_is_not_shown_in_a_published_article(status):
    make_statement(status=status, speaker=make_person())
    assert not Statement.objects.published().exists()


def test_a_suggested_participant_or_place_stays_unseen_until_accepted():
    ada, rotterdam = make_person(), make_place()
    article = make_article()
    mentioned = mention(article, rotterdam)
    Participation.objects.create(article=article, person=ada, review="suggested")
    type(mentioned).objects.update(review="suggested")
    publishing.refresh([article.pk])
    assert not Person.objects.published().exists()
    assert not type(rotterdam).objects.published().exists()


def test_unpublishing_takes_away_what_only_this_article_showed_and_nothing_else():
    ada, bea = make_person("Ada Vos"), make_person("Bea Lund")
    first, second = make_article(), make_article("Port reopens")
    make_statement(first, speaker=ada)
    make_statement(first, exact="I am glad.", speaker=bea)
    make_statement(second, speaker=ada)
    Article.objects.filter(pk=first.pk).update(status="draft")
    publishing.refresh([first.pk])
    assert list(Person.objects.published()) == [ada]


def test_new_articles_can_only_make_things_visible_earlier():
    ada = make_person()
    make_statement(make_article(), speaker=ada)
    later = make_article("Later", embargo_until=timezone.now() + timedelta(days=1))
    Participation.objects.create(article=later, person=ada)
    publishing.admit([later.pk])
    ada.refresh_from_db()
    assert ada.visible_from == publishing.ALWAYS


def test_changes_are_announced_with_the_records_they_touch():
    heard = []
    publishing.records_changed.connect(receiver := lambda records, **_: heard.append(records))
    statement = make_statement(speaker=make_person())
    publishing.records_changed.disconnect(receiver)
    assert statement.pk in heard[-1][Statement]
    assert statement.speaker_id in heard[-1][Person]


def test_the_country_of_a_visible_town_is_visible_from_the_same_instant():
    asia = make_place("Asia", kind="region", latitude=None, longitude=None)
    country = make_place("Kazakhstan", kind="country", parent=asia)
    until = timezone.now() + timedelta(days=1)
    make_statement(make_article(embargo_until=until), said_in=make_place("Astana", parent=country))
    for place in (country, asia):
        place.refresh_from_db()
        assert place.visible_from == until


def test_a_country_goes_with_its_last_visible_town_though_an_article_named_both():
    country = make_place("Kazakhstan", kind="country")
    article = make_article()
    mention(article, make_place("Astana", parent=country))
    mention(article, country)
    Article.objects.filter(pk=article.pk).update(status="draft")
    publishing.refresh([article.pk])
    assert not type(country).objects.published().exists()


def test_new_articles_reveal_the_talks_of_which_they_report_a_round():
    talks = make_event("Harbour talks")
    article = make_article()
    EventMention.objects.create(article=article, event=make_event("Second round", parent=talks))
    publishing.admit([article.pk])
    talks.refresh_from_db()
    assert talks.is_public


def test_saving_an_old_copy_of_a_record_does_not_bring_back_what_was_hidden():
    old_copy = make_article()
    Article.objects.filter(pk=old_copy.pk).update(status="draft")
    publishing.refresh([old_copy.pk])
    old_copy.status, old_copy.slugline = "draft", "harbour"
    old_copy.save()
    assert not Article.objects.published().exists()


def test_a_town_that_moves_to_another_country_takes_its_visibility_along():
    serbia, kosovo = make_place("Serbia", kind="country"), make_place("Kosovo", kind="country")
    town = make_place("Prizren", parent=serbia)
    mention(make_article(), town)
    town.parent = kosovo
    town.save()
    record_saved.send(sender=type(town), record=town)
    assert list(type(town).objects.published().filter(kind="country")) == [kosovo]


def test_what_is_decided_together_is_decided_once_and_is_what_each_alone_would_be(monkeypatch):
    ada, articles = make_person(), [make_article(f"Article {n}", status="draft") for n in range(3)]
    for article in articles:
        make_statement(article, speaker=ada)
    told = []
    monkeypatch.setattr(publishing, "_announce", lambda keys, named: told.append((sorted(keys), named[Person])))
    with publishing.together():
        for article in articles:
            Article.objects.filter(pk=article.pk).update(status="published")
            publishing.refresh([article.pk], also=[ada])
        assert not Article.objects.published().exists()
    assert told == [([article.pk for article in articles], {ada.pk})]
    assert Article.objects.published().count() == Statement.objects.published().count() == 3
    assert list(Person.objects.published()) == [ada]


def test_what_fails_among_what_is_done_together_leaves_nothing_waiting():
    article = make_article(status="draft")
    with pytest.raises(ZeroDivisionError), publishing.together():
        Article.objects.filter(pk=article.pk).update(status="published")
        publishing.refresh([article.pk])
        1 / 0  # noqa: B018
    article.refresh_from_db()
    assert article.status == "draft"
    Article.objects.filter(pk=article.pk).update(status="published")
    publishing.refresh([article.pk])
    assert Article.objects.published().get() == article
