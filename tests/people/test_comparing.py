"""Two texts side by side, and three of them put together."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.comparing import Stretch, changed_words, merged
from tests.rounds import ROUNDS

TEXTS = st.text(alphabet="ab ,.\nعم😀", max_size=60)


@given(TEXTS, TEXTS)
def test_nothing_of_either_text_is_lost(former, text):
    stretches = changed_words(former, text)
    assert "".join(s.text for s in stretches if s.act != "left") == text
    assert "".join(s.text for s in stretches if s.act != "added") == former


def test_a_comma_and_a_capital_are_changes_and_a_space_between_two_changes_is_one_of_them():
    assert changed_words("the strike ended", "The strike, ended") == [
        Stretch("left", "the"), Stretch("added", "The"), Stretch("same", " strike"), Stretch("added", ","),
        Stretch("same", " ended"),
    ]  # fmt: skip
    assert changed_words("it was a good day", "it was no bad day")[1:3] == [
        Stretch("left", "a good"),
        Stretch("added", "no bad"),
    ]


def test_changes_in_different_paragraphs_are_put_together():
    assert merged("a\n\nb\n\nc", "A\n\nb\n\nc", "a\n\nb\n\nC") == "A\n\nb\n\nC"
    assert merged("a\n\nb", "a\n\nb\n\nc", "a\n\nB") == "a\n\nB\n\nc"
    assert merged("a\n\nb", "a\n\nB", "a\n\nB") == "a\n\nB"
    assert merged("a\n\nb", "a", "A\n\nb") is None or "A" in merged("a\n\nb", "a", "A\n\nb")


@pytest.mark.parametrize(("mine", "theirs"), [("A1\n\nb", "A2\n\nb"), ("a\n\nb\n\nc", "a\n\nb\n\nd"), ("", "a\n\nB")])
def test_changes_in_one_place_collide(mine, theirs):
    assert merged("a\n\nb", mine, theirs) is None


@pytest.mark.parametrize("seed", range(200 * ROUNDS))
def test_what_is_put_together_holds_the_words_of_both(seed):
    choice = random.Random(seed)
    base = [f"p{n}" for n in range(8)]
    mine, theirs = list(base), list(base)
    for who, side in (("mine", mine), ("theirs", theirs)):
        for place in choice.sample(range(8), choice.randrange(1, 4)):
            side[place] = f"{who} {place}"
    both = merged("\n\n".join(base), "\n\n".join(mine), "\n\n".join(theirs))
    touched = [{n for n in range(8) if side[n] != base[n]} for side in (mine, theirs)]
    if touched[0] & touched[1]:
        assert both is None
    else:
        assert both.split("\n\n") == [mine[n] if n in touched[0] else theirs[n] for n in range(8)]
