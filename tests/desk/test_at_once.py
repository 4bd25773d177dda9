"""Two requests at the same instant: a double click, or two colleagues. One effect."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from articles import editions
from articles.models import Article, Correction, Statement
from desk.editions import removing
from desk.editions.checking import accept_shown
from desk.intake import pasting
from desk.models import RemovalRequest
from tests.factories import make_article, make_editor, make_person, make_statement

from .articles import pasted

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """What each of these gave, or was refused with, done by threads that start together."""
    start = Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            return act()
        except ValidationError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def test_a_text_saved_twice_at_once_is_one_article_of_one_editor():
    text, editors = pasted(), [make_editor(name) for name in ("edith", "amal", "rita")]
    draft = pasting.corrected(pasting.read(text), {})
    answers = at_once(*(lambda by=by: pasting.save(draft, text, by=by) for by in editors))
    assert sorted(is_new for _article, is_new in answers) == [False, False, True]
    article = Article.objects.get()
    assert {found.pk for found, _is_new in answers} == {article.pk}
    assert Statement.objects.count() == 10 and article.revisions.count() == 1
    assert article.history.filter(history_change_reason="Pasted").count() == 1


def test_suggestions_accepted_twice_at_once_are_accepted_once():
    article, edith = make_article(status="draft"), make_editor()
    said = make_statement(article, speaker=make_person(), status="suggested")
    shown = {"statements": {said.code: said.version}, "links": set(), "editor": edith}
    answers = at_once(*[lambda: accept_shown(article, **shown)] * 2)
    assert sorted(accepted for accepted, _left in answers) == [0, 1]
    assert said.attributions.filter(method="editor").count() == 1


def test_a_removal_is_asked_for_and_confirmed_once():
    article, edith, amal, third = make_article(), *(make_editor(name) for name in ("edith", "amal", "third"))
    asked = at_once(*(lambda by=by: removing.ask(article, by=by, reason="Court order") for by in (edith, amal)))
    assert sum(isinstance(one, RemovalRequest) for one in asked) == 1
    request = RemovalRequest.objects.get()
    others = [user for user in (edith, amal, third) if user != request.asked_by]
    at_once(*(lambda by=by: removing.confirm(request, by=by) for by in others))
    assert Correction.objects.count() == 1 and Article.objects.get().status == "removed"


def test_of_two_corrections_at_once_none_is_lost_in_silence():
    article, edith = make_article(), make_editor()
    body = article.current.body
    said = {"by": edith, "reason": "Wrong.", "what_changed": "It."}
    at_once(*(lambda n=n: editions.correct(article, body=f"{body} {n}", **said) for n in "ab"))
    assert article.revisions.count() == 3
    assert sorted(r.body[-1] for r in article.revisions.exclude(number=1)) == ["a", "b"]
