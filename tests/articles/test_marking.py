"""Statements marked in a text: nothing of the text is lost, moved or doubled, whatever the marks are."""

import random

import pytest

from articles.marking import Mark, marked_paragraphs, surroundings

BODY = "The strike ended.\n\n“We go back,” she said. “Together.”\n\nThe port was quiet."


def mark(body, words, of="a", **more):
    start = body.index(words)
    return Mark(start, start + len(words), of, **more)


def shown(body, *marks):
    return [[(s.text, s.of) for s in p.segments] for p in marked_paragraphs(body, marks)]


def test_a_text_without_statements_is_its_paragraphs():
    assert [[s.text for s in p.segments] for p in marked_paragraphs(BODY, [])] == [
        [part] for part in BODY.split("\n\n")
    ]


def test_a_statement_in_two_pieces_is_marked_twice_and_begins_once():
    [_, middle, _] = marked_paragraphs(BODY, [mark(BODY, "We go back,"), mark(BODY, "Together.")])
    assert [(s.text, s.of) for s in middle.segments] == [
        ("“", None), ("We go back,", "a"), ("” she said. “", None), ("Together.", "a"), ("”", None),
    ]  # fmt: skip
    assert [(s.begins, s.is_last) for s in middle.segments if s.of] == [(["a"], False), ([], True)]


def test_statements_that_touch_stay_two():
    assert shown("one two", Mark(0, 4, "a"), Mark(4, 7, "b")) == [[("one ", "a"), ("two", "b")]]


def test_where_statements_overlap_the_shorter_is_followed_and_both_begin():
    body = "he said that she said that it rained"
    [paragraph] = marked_paragraphs(body, [mark(body, body, "outer"), mark(body, "it rained", "inner")])
    assert [(s.text, s.of, s.begins) for s in paragraph.segments] == [
        ("he said that she said that ", "outer", ["outer"]),
        ("it rained", "inner", ["inner"]),
    ]


def test_a_half_overlap_is_cut_at_both_edges():
    assert shown("abcdef", Mark(0, 4, "a"), Mark(2, 6, "b")) == [[("ab", "a"), ("cd", "b"), ("ef", "b")]]


def test_two_statements_in_the_same_words_both_begin_there():
    [paragraph] = marked_paragraphs("same", [Mark(0, 4, "a"), Mark(0, 4, "b")])
    assert paragraph.segments[0].begins == ["a", "b"]


def test_a_quotation_over_several_paragraphs_is_marked_in_each():
    body = "“First.\n\n“Second,” he said."
    assert shown(body, Mark(1, 16, "a")) == [[("“", None), ("First.", "a")], [("“Second", "a"), (",” he said.", None)]]


def test_a_mark_that_begins_in_the_space_between_paragraphs_still_begins():
    [_, second] = marked_paragraphs("One.\n\nTwo.", [Mark(4, 10, "a")])
    assert second.segments[0].begins == ["a"]


def test_characters_beyond_the_basic_plane_count_as_one():
    body = "𝔄𝔟𝔠 🙂 “𐍈𐍉” 🙂"
    start = body.index("𐍈𐍉")
    assert shown(body, Mark(start, start + 2, "a")) == [[("𝔄𝔟𝔠 🙂 “", None), ("𐍈𐍉", "a"), ("” 🙂", None)]]


def test_right_to_left_text_keeps_its_order_of_characters():
    body = "قال الوزير: «نعود إلى العمل» أمس."
    assert shown(body, mark(body, "نعود إلى العمل")) == [
        [("قال الوزير: «", None), ("نعود إلى العمل", "a"), ("» أمس.", None)]
    ]


def test_a_text_without_empty_lines_has_a_paragraph_a_line():
    assert [p.segments[0].text for p in marked_paragraphs("One.\nTwo.\r\nThree.\n", [])] == ["One.", "Two.", "Three."]


def test_an_empty_text_has_no_paragraphs():
    assert marked_paragraphs(" \n\n ", []) == []


@pytest.mark.parametrize("seed", range(50))
def test_no_marks_whatever_change_the_text(seed):
    chance = random.Random(seed)
    body = "".join(chance.choice("ab \n🙂ا“”") for _ in range(80))
    marks = [Mark(start, chance.randint(start + 1, 80), n) for n in range(8) for start in [chance.randrange(79)]]
    for paragraph in marked_paragraphs(body, marks):
        assert "".join(s.text for s in paragraph.segments) == body[paragraph.start : paragraph.end]
        assert all(s.text for s in paragraph.segments)
    begun = [thing for p in marked_paragraphs(body, marks) for s in p.segments for thing in s.begins]
    assert len(begun) == len(set(begun))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Two", "One. Two? Three!"),
        ("One", "One. Two? "),
        ("Three", "Two? Three! “Four.” "),
        ("Five", "“Four.” Five."),
    ],
)
def test_the_surroundings_are_one_sentence_before_and_one_after(words, expected):
    body = "Zero.\n\nOne. Two? Three! “Four.” Five.\n\nSix."
    start = body.index(words)
    opening, closing = surroundings(body, start, start + len(words))
    assert body[opening:closing].strip() == expected.strip()


def test_the_surroundings_of_words_over_two_paragraphs_take_in_both():
    body = "“One.\n\n“Two,” he said. Three. Four."
    assert body[slice(*surroundings(body, 1, 11))].strip() == "“One.\n\n“Two,” he said. Three."


def test_letters_beyond_the_first_plane_move_no_mark():
    """An emoji is one code point, where JavaScript counts two: positions count code points."""
    body = "😀 𝔄 👩‍👩‍👧 She said: “We go back.”"
    assert shown(body, mark(body, "We go back.")) == [
        [("😀 𝔄 👩‍👩‍👧 She said: “", None), ("We go back.", "a"), ("”", None)]
    ]
