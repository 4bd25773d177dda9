"""Where an article was written: at its very beginning, or under navigation, headline, byline and date."""

import pytest

from extraction import extract
from extraction.dateline import find_dateline

FOUND = [
    ("PORT SORREL — The dockers went back.", "PORT SORREL", "Port Sorrel", "The dockers"),
    ("Geneva: The talks began.", "Geneva", "Geneva", "The talks"),
    ("Home World News\n\nTalks begin in Geneva\n\nGeneva : The talks began.", "Geneva", "Geneva", "The talks"),
    ("Talks begin\nBy Ada Vos\nMay 4, 2012\nGENEVA (Agency) — They began.", "GENEVA", "Geneva", "They began"),
    ("Talks begin\n\nPORT SORREL — The dockers went back.", "PORT SORREL", "Port Sorrel", "The dockers"),
    ("\n\n  Mill: the end\n\n\nParis, France — It stands still.", "Paris, France", "Paris", "It stands"),
    ("Переговоры начались\n\nМосква — Они начались.", "Москва", "Moscow", "Они"),
]


@pytest.mark.parametrize(("body", "exact", "place", "begins"), FOUND, ids=[body[:30] for body, *_ in FOUND])
def test_the_dateline_stands_at_the_beginning_or_under_titles(body, exact, place, begins):
    span, name, begin = find_dateline(body)
    assert (span.exact, body[span.start : span.end], name) == (exact, exact, place)
    assert body[begin:].startswith(begins)


@pytest.mark.parametrize(
    "body",
    [
        "",
        " \n \n ",
        "Ada Vos: “It is over.”",
        # behind prose, or words that were said
        "The talks began.\n\nGeneva — The city was full.",
        "“It is over,” Ada Vos said.\n\nGENEVA — The city was full.",
        # under a title: a speaker, a name nobody knows, a line that only goes on
        "Talks begin\n\nAda Vos — who came late — spoke.",
        "Talks begin\n\nSorrel – the port – was full.",
        "The talks were held in the city of\nGeneva — the coldest of all — and ended.",
        # too far down
        "one\n" * 7 + "\nGENEVA — The city was full.",
    ],
)
def test_no_other_name_is_a_dateline(body):
    assert find_dateline(body) == (None, "", 0)


def test_titles_above_a_dateline_report_nothing():
    body = "Ada Vos says the mill must close\n\nGENEVA — “It must,” Ada Vos said."
    found = extract(body, language="en")
    assert [piece.exact for said in found.quotations for piece in said.pieces] == ["It must,"]
    assert found.quotations[0].pieces[0].start == body.index("It must")


@pytest.mark.parametrize("unit", [" ", "\n", "a", "a\n", "Geneva ", "Geneva\n\n"])
def test_a_long_text_costs_no_more_than_its_length(unit):
    assert find_dateline(unit * 200_000) == (None, "", 0)
