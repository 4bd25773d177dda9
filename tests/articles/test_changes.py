"""What changed from one text to another, to the letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import changes
from articles.changes import passages, word_by_word

SIGNS = ["we ", "go ", "back", "\n\n", "\n", ", ", "“", "”", "العمل ", "東京", "12,000 ", "don’t ", "."]
TEXTS = st.lists(st.sampled_from(SIGNS), max_size=30).map("".join) | st.text(max_size=40)


def in_short(former, text):
    """“we [-go ] [+ride ]back”."""
    signs = {"left": "[-{}]", "added": "[+{}]", "same": "{}"}
    return "".join(signs[s.act].format(s.text) for s in word_by_word(former, text))


def texts_of(found):
    stretches = [s for passage in found for paragraph in passage.paragraphs for s in paragraph]
    return ["".join("".join(s.text for s in stretches if s.act != act).split()) for act in ("added", "left")]


@given(TEXTS, TEXTS)
def test_both_texts_stand_in_the_comparison_to_the_letter(former, text):
    assert texts_of(passages(former, text)) == ["".join(former.split()), "".join(text.split())]


@given(TEXTS)
def test_a_text_beside_itself_shows_no_difference(text):
    assert all(passage.is_same for passage in passages(text, text))


@pytest.mark.parametrize(
    ("former", "text", "expected"),
    [
        ("It ended on Thursday.", "It ended on Friday.", "It ended on [-Thursday][+Friday]."),
        ("We go back, she said.", "We go back; she said.", "We go back[-,] [+;] she said."),
        ("the Port of Vilm", "the port of Vilm", "the [-Port] [+port] of Vilm"),
        ("We don't go", "We do not go", "We [-don't] [+do not] go"),
        ("12,000 marched", "1,200 marched", "[-12,000] [+1,200] marched"),
        ("قال نعود اليوم", "قال نعود غدا", "قال نعود [-اليوم][+غدا]"),
        ("東京で働く", "東京に働く", "東京[-で][+に]働く"),
        ("a b c", "a c", "a [-b] c"),
        ("a  b\nc", "a b c", "a b c"),
    ],
)
def test_words_case_and_punctuation_that_changed_are_told_and_spaces_are_not(former, text, expected):
    assert in_short(former, text) == expected


def test_a_paragraph_that_came_or_went_stands_alone_and_its_neighbours_are_whole():
    found = passages("One.\n\nTwo.\n\nThree.", "One.\n\nThree.\n\nFour.")
    told = [[(s.act, s.text) for s in paragraph] for passage in found for paragraph in passage.paragraphs]
    assert told == [[("same", "One.")], [("left", "Two.")], [("same", "Three.")], [("added", "Four.")]]


def test_a_paragraph_that_became_two_did_not_change():
    assert all(passage.is_same for passage in passages("One. Two.\n\nEnd.", "One.\n\nTwo.\n\nEnd."))


@pytest.mark.parametrize("limit", ["MOST_WORDS", "MOST_SIGNS"])
def test_what_is_too_long_to_compare_stands_there_as_it_was_and_as_it_is(monkeypatch, limit):
    monkeypatch.setattr(changes, limit, 2)
    (passage,) = passages("It ended today.", "It ended then.")
    assert [(s.act, s.text) for s in passage.paragraphs[0]] == [
        ("left", "It ended today."),
        ("added", "It ended then."),
    ]
