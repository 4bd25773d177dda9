"""Where what was said begins and ends, and whose words before the verb are."""

import pytest

from extraction import extract

SAID = [
    # the description between a quotation and its speaker
    ("“It is over,” Radio Eko’s Ada Vos said, as the crowd cheered.", "Ada Vos", ["It is over,"]),
    ("“It is over,” dockhand Ada Vos said of the long strike.", "Ada Vos", ["It is over,"]),
    # a verb that reports nothing of its own parts nothing
    (
        "Ada Vos said on Monday “it will be hard to win” if the mill continues to lose money.",
        "Ada Vos",
        ["it will be hard to win", "if the mill continues to lose money"],
    ),
    # a noun behind a number
    (
        "Ada Vos said that the office has kept 22 emails as “top secret” for years.",
        "Ada Vos",
        ["the office has kept 22 emails as", "top secret", "for years"],
    ),
    # when it was said stands between the verb and a bare clause
    ("Ada Vos reported on Monday the mill had lost its roof.", "Ada Vos", ["the mill had lost its roof"]),
    # the article's own remark behind the quotation
    (
        "Ada Vos said the mill would “not be sold” this year, a swipe at the bank.",
        "Ada Vos",
        ["the mill would", "not be sold", "this year"],
    ),
    ("Ada Vos reported “no opinion” when asked about the bank.", "Ada Vos", ["no opinion"]),
    ("In what Ada Vos called “the old model,” the mill charged a fee.", "Ada Vos", ["the old model,"]),
    # the subject of a participle stands before it, and may be a description
    (
        "The judge sounded off on the mill, saying she would not “sit and wait”.",
        "",
        ["she would not", "sit and wait"],
    ),
]


@pytest.mark.parametrize(("body", "speaker", "pieces"), SAID, ids=[body[:40] for body, _, _ in SAID])
def test_what_was_said_is_cut_out_of_its_sentence(body, speaker, pieces):
    quotation = extract(body, language="en").quotations[0]
    assert (quotation.speaker, [piece.exact for piece in quotation.pieces]) == (speaker, pieces)


@pytest.mark.parametrize(
    "body",
    [
        "Ada Vos requested anonymity to avoid damaging old friendships.",
        "In a series of posts on Sunday, Ada Vos wrote.",
    ],
)
def test_what_is_no_clause_is_nobodys_statement(body):
    assert extract(body, language="en").quotations == ()


def test_a_full_stop_within_the_marks_ends_the_sentence():
    body = "Ada Vos called it “a display of panic.” In a series of posts Sunday, Tom Reed wrote “we won at last”."
    said = [[piece.exact for piece in q.pieces] for q in extract(body, language="en").quotations]
    assert said == [["it", "a display of panic."], ["we won at last"]]


def test_a_quotation_behind_a_report_goes_on_with_its_speaker():
    body = "The union will wait and Ada Vos says the mill must pay. “If we are left alone, you really lose us all.”"
    assert extract(body, language="en").quotations[-1].speaker == "Ada Vos"


def test_an_unnamed_source_goes_on_with_the_words_it_was_called_by():
    body = "The mill must pay, said one former miller. “When she came to a decision, her mind was made up.”"
    assert extract(body, language="en").quotations[-1].source.exact == "one former miller"
