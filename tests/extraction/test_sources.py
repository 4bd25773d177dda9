"""Which words name the source, where another name stands nearer, or none beside a verb."""

import pytest

from extraction import extract

OF = [
    # a party or a place in brackets behind the name
    ("Sen. Ada Vos (D-MA) said the mill was a “proven ruin” for years.", "Sen. Ada Vos"),
    # part of those named, between commas
    ("His critics in the Harbour Board, many of them Bakers, argue that it is a “house of cards”.", "His critics in"),
    # whoever did what is told in the passive
    (
        "Tom Reed was asked by Radio Eko moderator Ada Vos whether he would “go on and on”.",
        "Radio Eko moderator Ada Vos",
    ),
    # "put it"
    ("As Ada Vos, professor of law at Eko, put it, “The gate was rotten from the start.”", "Ada Vos"),
    # a determiner alone
    ("“The gate is old,” one neighbour said. Another said, “The gate was rotten from the start.”", "Another"),
    # the source before a colon
    ("According to Radio Eko: “The gate was rotten from the start.”", "Radio Eko"),
    ("The board met. From the report: “The gate was rotten from the start.”", "the report"),
    ("THE GATE IS ROTTEN AGAIN - Ada Vos: “The gate was rotten from the start.”", "Ada Vos"),
    # what leads in names somebody else
    ("After Mayor Tom Reed left the room, Ada Vos shot back, “The gate was rotten from the start.”", "Ada Vos"),
    ("In the depths of the Great Flood, Ada Vos worried that the gate was “rotten from the very start”.", "Ada Vos"),
    ("Standing in for Tom Reed, Ada Vos hit out at “a gate that is rotten from the start”.", "Ada Vos"),
    # a verb shares the subject of one that reports nothing
    ("Ada Vos took the stage in Leeds and called the gate “rotten to the core”.", "Ada Vos"),
    # a title in the words between
    ("As Ada Vos, a clerk and author of “The Old Mill,” put it, “The gate was rotten from the start.”", "Ada Vos"),
    # whoever reports the whole, also that somebody asked
    ("Ada Vos said she rarely asks friends for help, “except in the flood years”.", "Ada Vos"),
    ("Ada Vos said Tom Reed had told the board that the gate was “rotten from the start”.", "Ada Vos"),
    # a noun that somebody gives
    ("Ada Vos said she hopes for “the best of both worlds,” giving states more power and money.", "Ada Vos"),
    # whoever signs it
    ("Tom Reed left.\n\n“The gate was rotten from the start.”\n\n- Ada Vos, baker.\n\nReed came back.", "Ada Vos"),
    # a thing that says something
    ("Tom Reed keeps a card. “The gate was rotten from the start,” the note says.", "the note"),
    # a noun of the same letters as a verb
    ("Ada Vos posted a radio comment, saying “the gate was rotten from the start”.", "Ada Vos"),
    # the name behind a role behind another name
    ("“The gate was rotten from the start,” said Radio Eko moderator Ada Vos.", "Radio Eko moderator Ada Vos"),
]


@pytest.mark.parametrize(("body", "source"), OF, ids=[body[:45] for body, _ in OF])
def test_the_source_is_whoever_said_it_not_the_nearest_name(body, source):
    last = extract(body, language="en").quotations[-1]
    assert last.source.exact.startswith(source)


def test_a_title_in_what_leads_in_is_not_what_was_said():
    body = "Sunday on Radio Eko’s “Morning Bells,” Ada Vos said the mill’s “gate” and “roof” were rotten."
    (quotation,) = extract(body, language="en").quotations
    assert [p.exact for p in quotation.pieces] == ["the mill’s", "gate", "and", "roof", "were rotten"]


def test_a_quotation_goes_on_with_whoever_was_quoted_not_with_who_is_named_in_passing():
    body = "“The gate is old,” Ada Vos said in July, after Tom Reed stated an interest. “It was rotten from the start.”"
    quotations = extract(body, language="en").quotations
    assert [(q.speaker, q.pieces[-1].exact) for q in quotations if q.pieces[-1].is_verbatim] == [
        ("Ada Vos", "It was rotten from the start.")
    ]


def test_nothing_is_taken_from_a_clause_that_somebody_else_answers():
    body = "After Tom Reed criticized the mill, Ada Vos shot back, “The gate was rotten from the start.”"
    assert [q.speaker or q.source.exact for q in extract(body, language="en").quotations] == ["Ada Vos"]


def test_the_whole_request_is_what_was_pledged():
    (quotation,) = extract(
        "Ada Vos pledged to keep the gate shut “today, tomorrow, for ever”.", language="en"
    ).quotations
    assert [p.exact for p in quotation.pieces] == ["to keep the gate shut", "today, tomorrow, for ever"]


def test_a_sentence_behind_a_full_stop_within_the_marks_is_a_new_one():
    body = "Ada Vos called the gate “a ruin.” She mocked Reed for the roof."
    assert [p.exact for q in extract(body, language="en").quotations for p in q.pieces] == ["the gate", "a ruin."]
