from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import editions
from articles.models import Article, Correction, Statement
from people.models import Person
from tests.factories import BODY, make_article, make_editor, make_person, make_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_editor()


def soon():
    return timezone.now() + timedelta(hours=3)


# Each act, with what it needs besides who and why.
ACTS = {
    "submit": lambda article, **why: editions.submit(article, **why),
    "hand_back": lambda article, **why: editions.hand_back(article, **why),
    "publish": lambda article, **why: editions.publish(article, **why),
    "schedule": lambda article, **why: editions.schedule(article, soon(), **why),
    "send_to_review": lambda article, **why: editions.send_to_review(article, **why),
    "embargo": lambda article, **why: editions.embargo(article, soon(), **why),
    "lift_embargo": lambda article, **why: editions.lift_embargo(article, **why),
    "correct": lambda article, **why: editions.correct(article, what_changed="Nine days, not eight.", **why),
    "update": lambda article, **why: editions.update(article, what_changed="More.", body=f"{BODY} More.", **why),
    "retract": lambda article, **why: editions.retract(article, what_changed="All of it.", **why),
    "remove": lambda article, **why: editions.remove(article, **why),
}
MAY = {
    "draft": {"submit", "publish", "schedule", "embargo"},
    "in_review": {"hand_back", "publish", "schedule", "embargo"},
    "scheduled": {"publish", "schedule", "send_to_review", "embargo"},
    "published": {"correct", "update", "retract", "remove"},
    "corrected": {"correct", "update", "retract", "remove"},
    "embargoed": {"send_to_review", "embargo", "lift_embargo"},
    "retracted": {"remove"},
    "removed": set(),
}


def make_article_in(state):
    if state == "scheduled":
        return make_article(status=state, scheduled_for=timezone.now() + timedelta(hours=1))
    if state == "embargoed":
        return make_article(status="published", embargo_until=timezone.now() + timedelta(hours=1))
    return make_article(status=state)


@pytest.mark.parametrize("state", MAY)
@pytest.mark.parametrize("act", ACTS)
def test_an_act_is_done_where_it_makes_sense_and_refused_where_it_does_not(state, act, editor):
    article = make_article_in(state)
    before = article.history.count()
    if act in MAY[state]:
        ACTS[act](article, by=editor, reason="The desk agreed.")
        entry = article.history.first()
        assert (entry.history_user, entry.history_change_reason) == (editor, "The desk agreed.")
    else:
        with pytest.raises(ValidationError):
            ACTS[act](article, by=editor, reason="The desk agreed.")
        assert article.history.count() == before
        assert not Correction.objects.exists()


@pytest.mark.parametrize("act", ACTS)
def test_no_act_without_a_reason(act, editor):
    state = next(state for state, acts in MAY.items() if act in acts)
    with pytest.raises(ValidationError, match="Give a reason"):
        ACTS[act](make_article_in(state), by=editor, reason=" ")


@pytest.mark.parametrize("act", ["publish", "embargo", "submit"])
def test_a_reason_too_long_for_readers_is_refused_and_not_cut(act, editor):
    with pytest.raises(ValidationError, match="at most"):
        ACTS[act](make_article_in("draft"), by=editor, reason="why " * 100)


@pytest.mark.parametrize("act", sorted(set(ACTS) - {"correct", "update", "embargo", "schedule"}))
def test_a_double_click_does_it_once(act, editor):
    article = make_article_in(next(state for state, acts in MAY.items() if act in acts))
    ACTS[act](article, by=editor, reason="why")
    with pytest.raises(ValidationError):
        ACTS[act](article, by=editor, reason="why")


def test_publishing_shows_the_article_and_all_that_it_names(editor):
    ada = make_person()
    article = make_article(status="in_review")
    make_statement(article, speaker=ada)
    assert not Person.objects.published().exists()
    editions.publish(article, by=editor, reason="checked")
    assert Person.objects.published().get() == ada


def test_a_scheduled_article_is_not_shown_before_its_instant(editor):
    article = make_article(status="draft")
    instant = soon()
    article = editions.schedule(article, instant, by=editor, reason="for the evening")
    assert article.visible_from == instant
    assert not Article.objects.published().exists()


def test_an_instant_that_has_passed_is_no_embargo_and_no_schedule(editor):
    article, past = make_article(status="draft"), timezone.now() - timedelta(minutes=1)
    for act in (editions.schedule, editions.embargo):
        with pytest.raises(ValidationError, match="passed"):
            act(article, past, by=editor, reason="why")


def test_a_correction_is_public_and_keeps_the_text_as_it_was(editor):
    statement = make_statement(speaker=make_person())
    body = BODY.replace("on Friday", "on Thursday")
    said = {"what_changed": "It ended on Thursday.", "reason": "A reader noticed."}
    correction = editions.correct(statement.article, body=body, by=editor, **said)
    article = Article.objects.published().get()
    assert (article.status, article.current.body) == ("corrected", body)
    assert article.revisions.get(number=1).body == BODY
    assert (correction.act, correction.article, correction.made_by) == ("correction", article, editor)
    assert not Statement.objects.get().is_orphan


def test_an_update_needs_something_new(editor):
    with pytest.raises(ValidationError, match="Nothing"):
        editions.update(make_article(), what_changed="More.", by=editor, reason="why")


def test_retracting_leaves_a_tombstone_and_nothing_else(client, editor):
    article = make_article()
    make_statement(article, speaker=make_person())
    editions.retract(article, what_changed="It was invented.", by=editor, reason="The source lied.")
    page = client.get(article.get_absolute_url())
    assert "The source lied." in page.content.decode()
    assert "Monday" not in page.content.decode()
    assert not Person.objects.published().exists()


def test_what_the_law_removes_answers_410(client, editor):
    article = make_article()
    editions.remove(article, by=editor, reason="Court order")
    page = client.get(article.get_absolute_url())
    assert page.status_code == 410
    assert "Rotterdam" not in page.content.decode()


def test_a_correction_that_fails_half_way_changes_nothing(editor, monkeypatch):
    article = make_article()

    def fail(*_args):
        raise RuntimeError

    monkeypatch.setattr(editions, "note", fail)
    with pytest.raises(RuntimeError):
        editions.correct(article, body="Other.", what_changed="All.", by=editor, reason="why")
    article.refresh_from_db()
    assert (article.status, article.revisions.count()) == ("published", 1)
