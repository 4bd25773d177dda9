"""Words as they are compared, and what is kept of them for finding like ones."""

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.reports.words import compared_words, differences, is_part_of, number_of, samples_of, share_in_common

WORDS = ["we", "go", "back", "to", "work", "on", "monday", "nobody", "left", "behind", "12", "не", "العمل", "東京"]
TEXTS = st.lists(st.sampled_from(WORDS))
PROSE = st.text(alphabet=st.characters(codec="utf-8"), max_size=60) | TEXTS.map(" ".join)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“We don’t go back,” she said", '"We don\'t go back" she said'),
        ("We GO back … on Monday", "we go back on monday"),
        ("Réunion à huis clos", "Reunion a huis clos"),
        ("أعود إلى العمل", "اعود الى العمل"),
        ("ещё не вечер", "еще не вечер"),
        ("我们回去工作。", "我们回去工作"),
    ],
)
def test_equal_words_are_equal_however_they_are_typed(one, other):
    assert compared_words(one) == compared_words(other)


def test_a_script_without_spaces_is_compared_sign_by_sign():
    assert compared_words("東京で働く") == list("東京て働く")  # its voicing mark is folded away
    assert share_in_common(compared_words("東京で働く人"), compared_words("東京で働く")) > 0.9


def test_numbers_of_a_text_are_the_same_in_every_version():
    assert number_of("we go back") == 6000950605694417069
    assert samples_of(["we", "go", "back", "to", "work", "on", "monday"]) == [3648050796, None, 1209645428]


@settings(deadline=None)  # a crowded machine is no reason to fail
@given(st.lists(st.sampled_from(WORDS), min_size=10, max_size=30), st.integers(0, 29), st.sampled_from(WORDS))
def test_samples_follow_from_the_words_alone(words, place, word):
    assert samples_of(words) == samples_of(tuple(words))
    changed = [*words[: place % 10], word, *words[place % 10 + 1 :]]
    pairs, others = set(pairwise(words)), set(pairwise(changed))
    if pairs == others:
        assert samples_of(words) == samples_of(changed)


def test_one_word_changed_of_twenty_leaves_a_sample_but_for_one_time_in_fifty():
    choose, found = random.Random(1987), 0
    for _ in range(1000):
        words = [f"{choose.choice(WORDS)}{choose.randrange(300)}" for _ in range(20)]
        place = choose.randrange(20)
        changed = [*words[:place], "otherwise", *words[place + 1 :]]
        found += any(a == b and a for a, b in zip(samples_of(words), samples_of(changed), strict=True))
    assert found >= 980


@given(PROSE, PROSE)
def test_the_differences_make_up_both_texts_and_the_later_one_to_the_letter(former, text):
    found = differences(former, text)
    assert "".join(s.text for s in found if s.act != "left") == text
    kept = compared_words(" ".join(s.text for s in found if s.act != "added"))
    if not any(s.act == "added" for s in found):
        assert set(compared_words(text)) <= set(kept)


def test_differences_are_by_word_and_pass_over_case_and_marks():
    found = differences("We go back on Monday, they said", "we go back on Tuesday they said")
    assert [(s.act, s.text) for s in found] == [
        ("same", "we go back on "),
        ("left", "Monday "),
        ("added", "Tuesday"),
        ("same", " they said"),
    ]


def test_words_that_differ_side_by_side_are_one_difference():
    found = differences("nobody will be left behind", "nobody comes along")
    assert [(s.act, s.text) for s in found] == [
        ("same", "nobody "),
        ("left", "will be left behind "),
        ("added", "comes along"),
    ]


def test_a_part_of_a_text_is_known():
    assert is_part_of(["back", "to"], ["go", "back", "to", "work"])
    assert not is_part_of(["ack", "to"], ["go", "back", "to", "work"])
