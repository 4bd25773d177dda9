"""Whether a text is in the archive already, and how much of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from desk.intake.near_duplicates import find_near_duplicates, runs_of, share_of, telling_runs
from tests.factories import make_article

from .articles import pasted

pytestmark = pytest.mark.django_db
BODY = "\n\n".join(pasted().split("\n\n")[3:])
OTHER = "The town council met on Thursday and spoke about the price of bread, which had risen for the third time. " * 5


def shares(body, headline=""):
    return [
        (double.article.headline, double.percent, double.is_same) for double in find_near_duplicates(body, headline)
    ]


def test_the_same_text_is_found_to_the_letter():
    make_article("Other", OTHER)
    make_article("Ferry", BODY)
    assert shares(BODY) == [("Ferry", 100, True)]


def test_much_of_a_text_is_found_with_how_much_of_it():
    make_article("Ferry", BODY)
    longer = f"{BODY}\n\n{OTHER[:210]}"
    [(headline, percent, is_same)] = shares(longer)
    assert headline == "Ferry" and not is_same
    assert percent == int(100 * share_of(runs_of(longer), runs_of(BODY))) and 60 < percent < 90


def test_a_part_of_an_article_is_found_whole_in_it():
    make_article("Ferry", BODY)
    assert shares(BODY[: BODY.index("\n\n", 300)]) == [("Ferry", 100, False)]


def test_other_texts_are_no_doubles():
    make_article("Ferry", BODY)
    assert shares(OTHER) == [] == shares("") == shares("…")


@pytest.mark.parametrize("state", ["draft", "in_review"])
def test_what_no_reader_sees_yet_is_found_too(state):
    make_article("Ferry", BODY, status=state)
    assert shares(BODY) == [("Ferry", 100, True)]


def test_an_old_draft_is_found_by_its_headline(monkeypatch):
    monkeypatch.setattr("desk.intake.near_duplicates.UNFINISHED", 1)
    make_article("Ferry sails", BODY, status="draft")
    make_article("Other", OTHER, status="draft")
    assert shares(BODY, "Ferry sails!") == [("Ferry sails", 100, True)]


def test_a_text_in_arabic_is_compared_like_any_other():
    body = "قالت مارتا أولسن يوم الثلاثاء إن العبارة أبحرت من جديد بعد أسبوع من الضباب الكثيف في الميناء القديم."
    make_article("Ferry", body, language="ar")
    [(headline, percent, is_same)] = shares(f"{body} وعادت المدرسة.")
    assert (headline, is_same) == ("Ferry", False) and 80 < percent < 100


def test_looking_costs_the_same_however_many_articles_there_are():
    asked = []
    for number in (2, 10):
        for n in range(number):
            make_article(f"Ferry {number} {n}", BODY)
            make_article(f"Draft {number} {n}", OTHER, status="draft")
        with CaptureQueriesContext(connection) as queries:
            assert len(find_near_duplicates(BODY)) > 1
        asked.append(len(queries))
    assert asked[0] == asked[1]


@given(st.text(max_size=200))
def test_every_text_is_the_same_as_itself(text):
    runs = runs_of(text)
    assert share_of(runs, runs) in (0.0, 1.0) and (share_of(runs, runs) == 1.0) == bool(runs)
    assert all(len(run) <= 4 for run in [*runs, *telling_runs(text)])


def test_what_is_asked_of_the_index_is_bounded():
    assert len(telling_runs(BODY * 20)) <= 8
