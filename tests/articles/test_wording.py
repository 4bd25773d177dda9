"""A statement in one line: quotation marks round verbatim words, and round no others."""

import pytest

from articles.models import StatementSpan
from articles.wording import quoted, statement_in_words


def piece(body, words, is_verbatim=False):
    start = body.index(words)
    end = start + len(words)
    return StatementSpan(start=start, end=end, exact=words, suffix=body[end : end + 32], is_verbatim=is_verbatim)


def in_words(body, *pieces, language="en"):
    return statement_in_words([piece(body, *p) for p in pieces], language)


def test_verbatim_words_stand_in_quotation_marks():
    assert in_words("“We go back,” she said.", ("We go back,", True)) == "“We go back,”"


def test_a_paraphrase_never_wears_quotation_marks():
    assert in_words("She said they would go back.", ("they would go back",)) == "they would go back"


def test_of_a_mixed_statement_only_its_verbatim_piece_is_quoted():
    body = "He called the offer “a door, not a house” and left."
    assert in_words(body, ("the offer", False), ("a door, not a house", True)) == "the offer “a door, not a house”"


@pytest.mark.parametrize("clause", ["the offer was “", "the offer was "])
def test_marks_at_a_seam_are_not_doubled(clause):
    body = "He said the offer was “a door” to them."
    assert in_words(body, (clause, False), ("a door", True)) == "the offer was “a door”"


def test_a_clause_that_holds_its_verbatim_piece_is_cut_round_it():
    body = "He said the offer was “a door” to them."
    said = in_words(body, ("the offer was “a door” to them", False), ("a door", True))
    assert said == "the offer was “a door” to them"


def test_marks_of_the_article_give_way_to_those_of_its_language():
    assert in_words('Er sagte: "Wir gehen", sofort.', ("Wir gehen", True), language="de") == "„Wir gehen“"


def test_what_stood_between_two_pieces_is_left_out_openly():
    body = "“We go back,” she said on Friday, “together.”"
    assert in_words(body, ("We go back,", True), ("together.", True)) == "“We go back,” … “together.”"


def test_a_quotation_over_two_paragraphs_is_quoted_once():
    body = "“We go back.\n\n“Together,” she said."
    assert in_words(body, ("We go back.", True), ("Together,", True)) == "“We go back.\n\nTogether,”"


def test_no_pieces_are_no_words():
    assert statement_in_words([], "en") == ""


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "“x”"), ("fr", "«\u202fx\u202f»"), ("de", "„x“"), ("de-AT", "„x“"), ("ru", "«x»"), ("ar", "«x»"),
        ("", "“x”"), ("tlh", "“x”"),
    ],
)  # fmt: skip
def test_each_language_has_its_marks(language, expected):
    assert quoted("x", language) == expected
