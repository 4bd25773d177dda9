"""A selection keeps to words and quotation marks, in any script."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.spans import grow, is_inside, snap, words_in
from tests.desk.nasty import BODIES, SIGNS
from tests.rounds import ROUNDS

TEXT = "She said “we go back to work on Monday,” and left."


def selected(body, words, **changes):
    start = body.index(words)
    start, end = start + changes.get("start", 0), start + len(words) + changes.get("end", 0)
    return body[slice(*snap(body, start, end))]


def grown(body, words, side, steps):
    start = body.index(words)
    return body[slice(*grow(body, start, start + len(words), side, steps))]


@pytest.mark.parametrize(
    ("body", "chosen", "meant"),
    [
        (TEXT, "go bac", "go back"),
        (TEXT, " go back ", "go back"),
        (TEXT, "“we go back to work on Monday,”", "we go back to work on Monday,"),
        (TEXT, "“we go back to work on Monday", "we go back to work on Monday,"),
        (TEXT, "we go back to work on Monday,”", "we go back to work on Monday,"),
        (TEXT, "we go back to work on Monday", "we go back to work on Monday,"),
        (TEXT, "“we go", "we go"),
        (TEXT, "said “we go back to work on Monday,", "said “we go back to work on Monday,”"),
        (TEXT, "said “we go back to work on Monday", "said “we go back to work on Monday,”"),
        (TEXT, "we go back to work on Monday,” and", "“we go back to work on Monday,” and"),
        (TEXT, ",” and left", "and left"),
        ("He said: “…we go” and left", "we go” and", "“…we go” and"),
        ("« Nous partons », dit-elle.", "Nous partons", "Nous partons"),
        ("«\u00a0Nous partons\u00a0», dit-elle.", "«\u00a0Nous partons\u00a0»", "Nous partons"),
        ("„Wir gehen.“ Sie ging.", "Wir gehen", "Wir gehen."),
        ('He said: "We go!" Then', '"We go!"', "We go!"),
        ("She said ‘don’t go’ and left", "don’t go", "don’t go"),
        ("the dockers’ strike", "dockers’ strik", "dockers’ strike"),
        ("قالت «إنّ الإضرابَ انتهى» أمس", "الإضراب", "الإضرابَ"),
        ("قالت «إنّ الإضرابَ انتهى» أمس", "«إنّ الإضرابَ انتهى»", "إنّ الإضرابَ انتهى"),
        ("她说“我们回去工作。”然后", "“我们回去工作。”", "我们回去工作。"),
        ("We won 👩‍👩‍👧‍👦 at last", "👩‍👩", "👩‍👩‍👧‍👦"),
        ("a well-known co-op, 3,000 strong", "known co", "well-known co-op"),
        ("a well-known co-op, 3,000 strong", "000", "3,000"),
    ],
)
def test_a_selection_means_whole_words_and_both_marks_or_neither(body, chosen, meant):
    assert selected(body, chosen) == meant


def test_nothing_selected_is_nothing_and_a_place_in_a_word_is_the_word():
    assert snap(TEXT, 3, 3) == (3, 3)
    assert snap(TEXT, 1, 1) == (0, 3)
    assert snap("", 5, -2) == (0, 0)


@pytest.mark.parametrize(
    ("words", "side", "steps", "meant"),
    [
        ("go back", "end", 1, "go back to"),
        ("go back", "end", -1, "go"),
        ("go back", "start", -1, "back"),
        ("go back", "start", 1, "we go back"),
        ("we go back to work on", "end", 1, "we go back to work on Monday,"),
        ("we go back to work on Monday,", "start", 1, "said “we go back to work on Monday,”"),
        ("we go back to work on Monday,", "end", 1, "“we go back to work on Monday,” and"),
        ("we go back to work on Monday,", "end", -1, "we go back to work on"),
        ("She", "start", 3, "She"),
        ("left", "end", 3, "left"),
        ("back", "end", -3, "back"),
    ],
)
def test_a_selection_grows_and_shrinks_by_words_at_either_side(words, side, steps, meant):
    assert grown(TEXT, words, side, steps) == meant


BODY = st.one_of(st.sampled_from(BODIES), st.text(st.sampled_from(SIGNS), max_size=40))
tried = settings(max_examples=400 * ROUNDS)


@tried
@given(BODY, st.integers(-2, 60), st.integers(-2, 60))
def test_snapping_again_changes_nothing_and_no_word_is_cut(body, one, other):
    start, end = snap(body, one, other)
    assert 0 <= start <= end <= len(body)
    assert snap(body, start, end) == (start, end)
    assert not is_inside(body, start) and not is_inside(body, end)


@tried
@given(BODY, st.integers(0, 60), st.integers(0, 60), st.sampled_from(["start", "end"]))
def test_a_step_out_adds_one_word_and_a_step_in_takes_one_away(body, one, other, side):
    start, end = snap(body, one, other)
    count = len(words_in(body, start, end))
    more, fewer = grow(body, start, end, side, 1), grow(body, start, end, side, -1)
    there_are_more = bool(words_in(body, end, len(body)) if side == "end" else words_in(body, 0, start))
    if start < end:
        assert len(words_in(body, *more)) == count + there_are_more
        assert len(words_in(body, *fewer)) == max(count - 1, min(count, 1))
