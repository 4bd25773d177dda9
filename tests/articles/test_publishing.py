import random
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles import publishing, visibility
from articles.models import Article, EventMention, Participation, Place, PlaceMention, Statement
from people.models import Person
from people.telling import record_saved
from tests.checking import faults
from tests.factories import make_article, make_event, make_person, make_place, make_statement, mention
from tests.rounds import ROUNDS

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
    assert ada.visible_from == visibility.ALWAYS


@pytest.fixture
def announced():
    """(records, relinked) of each announcement."""
    heard = []
    publishing.records_changed.connect(receiver := lambda records, relinked, **_: heard.append((records, relinked)))
    yield heard
    publishing.records_changed.disconnect(receiver)


def test_changes_are_announced_with_the_records_they_touch(announced):
    statement = make_statement(speaker=make_person())
    records, _relinked = announced[-1]
    assert statement.pk in records[Statement]
    assert statement.speaker_id in records[Person]


def test_of_what_new_articles_name_only_that_is_announced_which_is_seen_earlier(announced):
    ada, rotterdam = make_person("Ada Vos"), make_place()
    make_statement(make_article(), speaker=ada)
    article = make_article("Next day")
    Participation.objects.create(article=article, person=ada)
    PlaceMention.objects.create(article=article, place=rotterdam)
    told = publishing.admit([article.pk])
    records, _relinked = announced[-1]
    assert told == records
    assert records[Article] == {article.pk}
    assert not records[Person]
    assert records[Place] == {rotterdam.pk}


def test_of_a_statement_that_alone_was_decided_about_no_word_is_announced_as_new(announced):
    article, ada, bea = make_article(), make_person("Ada Vos"), make_person("Bea Lund")
    statement, other = make_statement(article, speaker=ada), make_statement(article, exact="I am glad.", speaker=bea)
    Statement.objects.filter(pk=statement.pk).update(status="rejected")
    Participation.objects.filter(person=ada).update(review="rejected")
    publishing.refresh_statements([statement], also=[ada])
    records, relinked = announced[-1]
    assert not any(records.values())
    assert relinked[Article] == {article.pk} and relinked[Statement] == {statement.pk}
    assert ada.pk in relinked[Person] and bea.pk not in relinked[Person]
    assert list(Statement.objects.published()) == [other] and list(Person.objects.published()) == [bea]


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


def test_what_is_decided_together_is_decided_once_and_is_what_each_alone_would_be(announced):
    ada, articles = make_person(), [make_article(f"Article {n}", status="draft") for n in range(3)]
    for article in articles:
        make_statement(article, speaker=ada)
    announced.clear()
    with publishing.together():
        for article in articles:
            Article.objects.filter(pk=article.pk).update(status="published")
            publishing.refresh([article.pk], also=[ada])
        publishing.tell({Person: {ada.pk}})
        assert not Article.objects.published().exists() and not announced
    ((records, _relinked),) = announced
    assert records[Article] == {article.pk for article in articles} and records[Person] == {ada.pk}
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


INSTANTS = [None, *(datetime(year, 1, 1, tzinfo=UTC) for year in (1990, 2000, 2090, 2100))]


def test_whatever_is_done_one_after_the_other_each_record_is_dated_as_if_it_were_dated_alone():
    """What is read of an article alone, and what is read of all that names a record, come to the same."""
    choice = random.Random(7)
    netherlands = make_place("Netherlands", kind="country")
    towns = [make_place(name, parent=netherlands) for name in ("Rotterdam", "Delft")]
    people = [make_person(name) for name in ("Ada Vos", "Bea Prins", "Cas Bol")]
    articles = [make_article(f"Article {n}", status="draft") for n in range(4)]
    said = [
        make_statement(article, speaker=speaker, said_in=choice.choice(towns))
        for article in articles
        for speaker in choice.sample(people, 2)
    ]
    for _ in range(60 * ROUNDS):
        article, statement = choice.choice(articles), choice.choice(said)
        if choice.random() < 0.5:
            status = choice.choice([*CLOSED, "published", "published", "corrected"])
            Article.objects.filter(pk=article.pk).update(status=status, embargo_until=choice.choice(INSTANTS))
            publishing.refresh([article.pk])
        else:
            was = Statement.objects.get(pk=statement.pk).speaker
            status = choice.choice(["suggested", "accepted", "accepted", "retracted"])
            changed = {"status": status, "speaker": choice.choice(people), "said_in": choice.choice(towns)}
            places = list(Place.objects.filter(statements=statement.pk))
            Statement.objects.filter(pk=statement.pk).update(**changed)
            Participation.objects.filter(article=statement.article, person=was).delete()
            publishing.refresh_statements([statement], also=[was, *places])
        assert faults("visibility") == []
