"""Stretches of a text grow and shrink by whole words, and never lose their place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.excerpts import read_pieces, written
from desk.spans import grow, grow_pieces, words_of

TEXT = "She said: “We go back to work on Monday, 👷 all of us,” and left — at once."


def grown(words, side, steps, body=TEXT):
    start = body.index(words)
    begin, end = grow(body, start, start + len(words), side, steps)
    return body[begin:end]


@pytest.mark.parametrize(
    ("words", "side", "steps", "result"),
    [
        ("back to", "end", 1, "back to work"),
        ("back to", "end", -1, "back"),
        ("back to", "start", 1, "go back to"),
        ("back to", "start", -1, "to"),
        ("back", "end", -1, "back"),
        ("back", "start", -3, "back"),
        ("on Monday", "end", 2, "on Monday, 👷 all"),
        ("ack to wor", "end", 1, "ack to work"),
        ("left", "end", 1, "left — at"),
        ("We", "start", 9, "She said: “We"),
        ("once", "end", 1, "once"),
    ],
)
def test_a_stretch_grows_and_shrinks_by_words(words, side, steps, result):
    assert grown(words, side, steps) == result


def test_arabic_grows_at_its_own_end():
    body = "قال الوزير: «نعود إلى العمل يوم الاثنين»."
    assert grown("نعود إلى", "end", 1, body) == "نعود إلى العمل"


def test_signs_written_without_spaces_are_words_of_their_own():
    assert grown("働", "end", 1, "私は働きます") == "働き"


def test_a_piece_between_marks_stays_between_them():
    start = TEXT.index("We")
    end = TEXT.index("”")
    assert grow_pieces(TEXT, [(start, end)], "end", 1) == [(start, end)]
    assert grow_pieces(TEXT, [(start, end)], "start", 1) == [(start, end)]
    assert grow_pieces(TEXT, [(start, end)], "start", -1) == [(TEXT.index("go"), end)]


def test_the_first_piece_begins_and_the_last_ends_elsewhere():
    pieces = [(TEXT.index("go back"), TEXT.index(" to work")), (TEXT.index("all"), TEXT.index(" of"))]
    first, last = grow_pieces(TEXT, grow_pieces(TEXT, pieces, "end", 1), "start", -1)
    assert (TEXT[slice(*first)], TEXT[slice(*last)]) == ("back", "all of")


@given(st.text(max_size=60), st.data())
def test_a_stretch_stays_inside_its_text_and_holds_something(body, data):
    words = words_of(body)
    if not words:
        return
    start, end = data.draw(st.sampled_from(words))
    for side, steps in data.draw(st.lists(st.tuples(st.sampled_from(["start", "end"]), st.integers(-3, 3)))):
        start, end = grow(body, start, end, side, steps)
        assert 0 <= start < end <= len(body)


class Text:
    def __init__(self, body):
        self.revision = self
        self.body = body


@pytest.mark.parametrize("words", ["", "x", "3", "3-1", "1-1", "-1-2", "0-99", "4-6,2-3", "1-3,2-5", "1-3;5-6", "²-3"])
def test_places_outside_the_text_or_out_of_order_are_none(words):
    assert read_pieces(words, Text("Ten signs.")) is None


def test_places_are_read_as_they_are_written():
    assert read_pieces(written([(0, 3), (4, 9)]), Text("Ten signs.")) == [(0, 3), (4, 9)]
