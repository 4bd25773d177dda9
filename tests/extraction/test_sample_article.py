"""The sample article: its nine statements, four speakers, places, bodies and its event, by general rules."""

from pathlib import Path

import pytest

from extraction import extract, header
from extraction.engines import ENGINES

SEED = Path(__file__).resolve().parents[2] / "seeds" / "astana-talks.txt"

# kind, source, speaker, cue, and each piece by its first and last words; "…" marks the pieces that are paraphrase.
STATEMENTS = [
    (
        "indirect",
        "human rights activist and a participant at the talks, Amar Abdul Hameed",
        "Amar Abdul Hameed",
        "said",
        ["…A majority of Syrian ~ their war-torn nation"],
    ),
    ("direct", "Hameed", "Amar Abdul Hameed", "said", ["We are at a new ~ negotiate the terms of peace"]),
    (
        "mixed",
        "Syrian philosopher Sarbast Nabi",
        "Sarbast Nabi",
        "said",
        ["…the departure of mercenaries", "should be accompanied ~ the civilian population"],
    ),
    (
        "mixed",
        "Kazakh Foreign Minister Erlan Idrissov",
        "Erlan Idrissov",
        "said",
        ["…his country sought to ~ conditions for dialogue", "without interfering in the negotiations"],
    ),
    ("direct", "Idrissov", "Erlan Idrissov", "said", ["The Syrian situation is global. ~ an intolerable situation"]),
    ("direct", "he", "Erlan Idrissov", "added", ["For us, the only ~ of the Islamic State"]),
    (
        "mixed",
        "Kazakh political scientist Dosym Satpayev",
        "Dosym Satpayev",
        "acknowledged",
        ["…the absence of representatives ~ the Syrian government", "reduces the status of the Astana talks"],
    ),
    ("direct", "he", "Dosym Satpayev", "stressed", ["the effects that the ~ security in Central Asia"]),
    ("direct", "Satpayev", "Dosym Satpayev", "said", ["It is about activation ~ of the Islamic State)"]),
]


@pytest.fixture(scope="module")
def body():
    """The whole page as it was copied: navigation and headline stand above the dateline."""
    return header.part(SEED.read_text(encoding="utf-8"))[1]


@pytest.fixture(scope="module", params=list(ENGINES))
def findings(body, request):
    return extract(body, engine=request.param)


def matches(piece, expected):
    first, _, last = expected.lstrip("…").partition(" ~ ")
    stands = piece.exact.startswith(first) and piece.exact.rstrip(",").endswith(last or first)
    return stands and piece.is_verbatim is not expected.startswith("…")


def test_there_are_nine_statements(findings):
    assert len(findings.quotations) == len(STATEMENTS)


@pytest.mark.parametrize("number", range(len(STATEMENTS)))
def test_each_statement_has_its_pieces_cue_and_speaker(findings, body, number):
    kind, source, speaker, cue, pieces = STATEMENTS[number]
    found = findings.quotations[number]
    assert (found.kind, found.source.exact, found.speaker, found.cue.exact) == (kind, source, speaker, cue)
    assert len(found.pieces) == len(pieces)
    assert all(matches(piece, expected) for piece, expected in zip(found.pieces, pieces, strict=True))
    assert all(body[span.start : span.end] == span.exact for span in [*found.pieces, found.cue, found.source])


def test_he_is_marked_as_a_guess(findings):
    assert [q.named_how for q in findings.quotations if q.source.exact == "he"] == ["anaphoric", "anaphoric"]


def test_the_speakers_stand_under_their_full_names_as_described(findings):
    people = {party.name: party.described_as for party in findings.parties if not party.is_organisation}
    assert people == {
        "Amar Abdul Hameed": "human rights activist and a participant at the talks",
        "Sarbast Nabi": "Syrian philosopher",
        "Erlan Idrissov": "Kazakh Foreign Minister",
        "Dosym Satpayev": "Kazakh political scientist",
    }


def test_bodies_are_found_and_an_acronym_is_another_name(findings):
    bodies = {party.name: party.other_names for party in findings.parties if party.is_organisation}
    assert bodies == {"Islamic State": ("ISIL",), "Syrian opposition": (), "Syrian government": ()}


def test_places_have_their_coordinates_and_regions_have_none(findings):
    points = {place.name: place.latitude is not None for place in findings.places}
    cities_and_countries = ["Astana", "Kazakhstan", "Syria", "Turkey", "Iran", "Afghanistan"]
    assert points == {**dict.fromkeys(cities_and_countries, True), "Central Asia": False}


def test_the_dateline_is_astana(findings):
    assert (findings.dateline.exact, findings.dateline_place) == ("Astana", "Astana")


def test_the_talks_tie_it_together(findings):
    assert [(e.name, e.classification, e.place) for e in findings.events] == [("Talks in Astana", "talks", "Astana")]


def test_the_press_conference_was_held_where_the_article_was_written(findings):
    assert (findings.quotations[0].channel, findings.quotations[0].said_in) == ("press conference", "Astana")
    assert {q.said_in for q in findings.quotations[1:]} == {""}


def test_a_statement_is_about_what_its_words_name(findings):
    about = {q.pieces[0].exact[:10]: q.about for q in findings.quotations}
    assert about["The Syrian"] == ("Syria", "Turkey", "Iran")
    assert about["For us, th"] == ("Islamic State",)


def test_an_undated_article_gives_no_day(findings):
    assert {q.said_on for q in findings.quotations} == {None}
