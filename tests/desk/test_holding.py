"""Two editors in one queue never have the same suggestion before them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.models import Statement
from desk.models import Hold
from desk.review import holding
from tests.factories import make_article, make_editor
from tests.rounds import ROUNDS

from .suggesting import suggest

EDITORS = ["amal", "bea", "edith"]


def queue():
    return Statement.objects.to_review()


def fill(number):
    article = make_article(body=" ".join(f"Sentence {n:02}." for n in range(number)))
    return [suggest(article, exact=f"Sentence {n:02}.") for n in range(number)]


@pytest.mark.django_db
def test_the_second_editor_gets_the_next():
    first, second = fill(2)
    amal, bea = (make_editor(name) for name in EDITORS[:2])
    assert holding.take_first(queue(), amal) == [first]
    assert holding.take_first(queue(), bea) == [second]
    assert holding.take_first(queue(), amal) == [first]
    assert holding.take_first(queue(), make_editor("edith")) == []
    assert holding.holder_of(first, bea) == amal


@pytest.mark.django_db
def test_what_was_left_lying_is_free_again_after_a_while(monkeypatch):
    (first,) = fill(1)
    amal, bea = (make_editor(name) for name in EDITORS[:2])
    holding.take_first(queue(), amal)
    later = timezone.now() + holding.HELD_FOR + timedelta(seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert holding.take_first(queue(), bea) == [first]
    assert Hold.objects.get().editor == bea
    assert holding.hold([first.pk], amal) == set()


@pytest.mark.django_db
def test_what_is_given_back_is_free_at_once():
    first, second = fill(2)
    amal, bea = (make_editor(name) for name in EDITORS[:2])
    holding.take_first(queue(), amal, 2)
    holding.release(amal, statement=first)
    assert holding.take_first(queue(), bea) == [first]
    holding.release(amal)
    assert holding.take_first(queue(), bea, 5) == [first, second]


@pytest.mark.django_db(transaction=True)
def test_editors_who_ask_at_one_moment_get_different_ones():
    number = 24
    fill(number)

    def take_all(editor):
        rows, mine = queue(), []
        while taken := holding.take_first(rows, editor, 2):
            mine += [statement.pk for statement in taken]
            rows = queue().exclude(pk__in=mine)
        connection.close()
        return mine

    editors = [make_editor(name) for name in EDITORS]
    with ThreadPoolExecutor(len(editors)) as threads:
        everything = [key for keys in threads.map(take_all, editors) for key in keys]
    assert len(everything) == len(set(everything)) == number


class TestAnyOrder(TestCase):
    """Three editors take, give back and let time pass, in any order."""

    @settings(max_examples=12 * ROUNDS, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["take", "give back", "wait"])), max_size=20))
    def test_nothing_is_ever_before_two(self, steps):
        fill(4)
        editors = [make_editor(name) for name in EDITORS]
        now = real = timezone.now()
        has = {}
        with pytest.MonkeyPatch.context() as patch:
            for number, step in steps:
                editor = editors[number]
                if step == "wait":
                    now += holding.HELD_FOR / 2
                    patch.setattr(timezone, "now", lambda: now)  # noqa: B023
                elif step == "give back":
                    holding.release(editor)
                    has = {key: (who, until) for key, (who, until) in has.items() if who != editor}
                else:
                    for statement in holding.take_first(queue(), editor, 2):
                        who, until = has.get(statement.pk, (editor, now))
                        assert who == editor or until <= now
                        has[statement.pk] = (editor, now + holding.HELD_FOR)
        assert now >= real


@pytest.mark.django_db(transaction=True)
def test_what_editors_have_before_them_makes_no_copy_of_a_reader_old(client):
    fill(2)
    amal = make_editor("amal")
    before = client.get("/statements/")["ETag"]
    holding.take_first(queue(), amal)
    holding.release(amal)
    assert client.get("/statements/")["ETag"] == before
