"""Words that were lost are looked for where they stood, then anywhere."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.bench.replacing import likeliest_place
from desk.spans import snap
from tests.desk.nasty import BODIES, SIGNS
from tests.rounds import ROUNDS

OLD = (
    "Day one: nothing moves. “Nothing moves on day one,” she said.\n\n"
    "Day two: nothing moves. “Nothing moves on day two,” she said.\n\nThe port was quiet."
)
WORDS = "Nothing moves on day one,"


def placed(new, words=WORDS, old=OLD):
    start = old.index(words)
    found = likeliest_place(new, old, start, start + len(words))
    return new[slice(*found)] if found else None


@pytest.mark.parametrize(
    ("change", "now"),
    [
        (("“Nothing moves on day one", "“Nothing has moved here on day one"), "Nothing has moved here on day one,"),
        (("Nothing moves on day one", "Nothing moves on day two"), "Nothing moves on day two,"),
        (("“Nothing moves on day one,”", "“Nothing at all moves,”"), "Nothing at all moves,"),
        (("Day one: nothing moves. ", ""), "Nothing moves on day one,"),
    ],
)
def test_words_that_were_changed_are_proposed_where_they_stood_and_not_where_others_are_more_alike(change, now):
    assert placed(OLD.replace(*change)) == now


def test_words_that_moved_are_found_where_they_are_now():
    new = "The port was quiet, and many other things were told.\n\nShe said: “Nothing moves here on day one,” and left."
    assert placed(new) == "Nothing moves here on day one,"


def test_nothing_is_proposed_where_nothing_is_like_the_words():
    assert placed("An altogether different report about the weather in spring.") is None
    assert placed("") is None


def test_arabic_words_are_found_with_and_without_their_vowel_marks():
    old = "قالت الوزيرة «إنّ الإضرابَ انتهى اليوم» أمس."
    new = "قالت الوزيرة في بيروت «إن الإضراب انتهى» أمس."
    assert placed(new, "إنّ الإضرابَ انتهى اليوم", old) == "إن الإضراب انتهى"


TEXT = st.one_of(st.sampled_from(BODIES), st.text(st.sampled_from(SIGNS), max_size=60))


@settings(max_examples=300 * ROUNDS)
@given(TEXT, TEXT, st.integers(0, 60), st.integers(0, 60))
def test_a_proposal_is_a_selection_that_keeps_to_words(old, new, one, other):
    found = likeliest_place(new, old, *snap(old, one, other))
    assert found is None or snap(new, *found) == found


@pytest.mark.parametrize("word", ["same ", "“same” ", "word{} "])
def test_long_texts_of_any_kind_are_compared_quickly(word):
    old = "".join(word.format(n) for n in range(6_000))
    new = "".join(word.format(n % 7 * 1_000 + n) for n in range(6_000))
    begun = time.perf_counter()
    likeliest_place(new, old, 10_000, 14_000)
    assert time.perf_counter() - begun < 5
