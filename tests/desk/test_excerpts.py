"""The pieces of a statement grow and shrink within their marks, and are read as they are written."""

import pytest

from desk.review.excerpts import read_pieces, written
from desk.spans import grow_pieces

TEXT = "She said: “We go back to work on Monday, 👷 all of us,” and left — at once."


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


class Text:
    def __init__(self, body):
        self.revision = self
        self.body = body


@pytest.mark.parametrize("words", ["", "x", "3", "3-1", "1-1", "-1-2", "0-99", "4-6,2-3", "1-3,2-5", "1-3;5-6", "²-3"])
def test_places_outside_the_text_or_out_of_order_are_none(words):
    assert read_pieces(words, Text("Ten signs.")) is None


def test_places_are_read_as_they_are_written():
    assert read_pieces(written([(0, 3), (4, 9)]), Text("Ten signs.")) == [(0, 3), (4, 9)]
