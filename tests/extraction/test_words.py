"""Which words and marks there are, and the exact place of each."""

import pytest

from extraction.language import available, load
from extraction.words import MET, words_of

TEXTS = {
    "marks are parted from words": ("said, “said”", ["said", ",", "“", "said", "”"]),
    "the full stop of an initial and of a title is theirs": ("Dr. J. Vos left.", ["Dr.", "J.", "Vos", "left", "."]),
    "a possessive ending is a word": ("Vos’s U.S. mill can’t", ["Vos", "’s", "U.S.", "mill", "can’t"]),
    "two apostrophes are marks": ("''Post''s", ["'", "'", "Post", "'", "'", "s"]),
    "space and lines part words": ("  Ada\n\n\tVos ", ["Ada", "Vos"]),
    "nothing": (" \n", []),
}


@pytest.mark.parametrize(("body", "expected"), TEXTS.values(), ids=TEXTS)
def test_words(body, expected):
    words = words_of(body, load("en"))
    assert [token.text for token in words.tokens] == expected


@pytest.mark.parametrize("code", available())
def test_each_word_stands_where_it_is_said_to_stand(code):
    body = "“L’été, a-t-il dit”: Dr. Vos’s 3.5% (т. е. Анна) قال الوزير — it’s _so_ 😀 ''no''."
    words = words_of(body, load(code))
    ends = [words.end(place) for place in range(len(words.tokens))]
    exact = [body[start:end] for start, end in zip(words.starts, ends, strict=True)]
    assert exact == [token.text for token in words.tokens]
    assert "".join(exact) == "".join(body.split())


def test_nothing_is_kept_of_a_text_without_spaces_or_of_spaces_alone():
    words_of("a" * 1000 + " b" + " " * 1000 + "c", load("en"))
    assert max(map(len, MET)) <= MET.LONGEST
