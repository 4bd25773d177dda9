"""What holds for any text at all: exact places, reading order, the same answer twice, linear work."""

import subprocess
import sys
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction import extract
from extraction.engines import ENGINES
from extraction.findings import Kind
from extraction.language import available
from tests.rounds import ROUNDS
from tests.steps import lines, steps

MARKS = ['"', "“", "”", "‘", "’", "'", "''", "``", "„", "«", "»", "‹", "›", "「", "」", "`"]
WRITTEN = """
Ada_Vos Vos Tom_Reed Mayor Mr. Dr. the_minister a_baker she he they who said told told_reporters according_to
that of and was has in_Paris talks_in_Geneva Syria Syrian U.S. ISIL Islamic_State on_Monday mill can't ’90s
Иван_Петров сказал не قال إن الوزير a_déclaré sagte dit-elle -t- a 3 22 3.5% % … — - , . ! ? : ; ( ) 😀
"""
WORDS = [word.replace("_", " ") for word in WRITTEN.split()]
ODD = ["\u200f", "\u202e", "\u0000", "\x07", "\ufeff", "e\u0301", "\n", "\n\n", "\r\n", "\u2028", "\u2029", "\t", "  "]
PIECES = st.one_of(st.sampled_from(WORDS + ODD), st.sampled_from(MARKS), st.text(max_size=6))
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from([" ", " ", ""])), max_size=60).map(
    lambda pieces: "".join(piece + gap for piece, gap in pieces)
)


def spans_of(findings):
    """Every span of the findings."""
    yield from [findings.dateline] if findings.dateline else []
    for quotation in findings.quotations:
        yield from quotation.pieces
        yield from (span for span in (quotation.cue, quotation.source) if span)
    for found in (*findings.parties, *findings.places, *findings.events):
        yield from found.mentions


def check(body, language=None, engine="rules"):
    findings = extract(body, language=language, engine=engine)
    check_places(body, findings)
    check_statements(findings)
    check_apart(findings, may_nest=engine == "parser")
    assert extract(body, language=language, engine=engine) == findings
    return findings


def check_places(body, findings):
    for span in spans_of(findings):
        assert 0 <= span.start < span.end <= len(body)
        assert body[span.start : span.end] == span.exact


def check_apart(findings, *, may_nest):
    """No two statements share words; by the parser a paraphrase may hold another's that is shorter."""
    pieces = sorted(
        ((piece, number) for number, said in enumerate(findings.quotations) for piece in said.pieces),
        key=lambda found: (found[0].start, -found[0].end),
    )
    around = []
    for piece, number in pieces:
        around = [(outer, owner) for outer, owner in around if outer.end > piece.start]
        for outer, owner in around:
            assert may_nest and owner != number
            assert not outer.is_verbatim and not piece.is_verbatim
            assert piece.end <= outer.end and len(piece.exact) < len(outer.exact)
        around.append((piece, number))


def check_statements(findings):
    parties = {(party.name, party.is_organisation) for party in findings.parties}
    starts = [quotation.pieces[0].start for quotation in findings.quotations]
    assert starts == sorted(starts)
    for quotation in findings.quotations:
        assert quotation.pieces
        ends = [piece.end for piece in quotation.pieces]
        assert all(end <= piece.start for end, piece in zip(ends, quotation.pieces[1:], strict=False))
        assert {piece.is_verbatim for piece in quotation.pieces} == {
            Kind.DIRECT: {True},
            Kind.INDIRECT: {False},
            Kind.MIXED: {True, False},
        }[quotation.kind]
        assert 0 < quotation.confidence <= 1
        assert not quotation.speaker or (quotation.speaker, quotation.is_organisation) in parties


@given(TEXTS, st.sampled_from([None, *available()]))
@settings(max_examples=600 * ROUNDS)
def test_any_text_gives_exact_places_in_order_and_the_same_answer_twice(body, language):
    check(body, language)


@given(TEXTS)
@settings(max_examples=60 * ROUNDS)
def test_the_parser_gives_exact_places_in_order_and_the_same_answer_twice(body):
    check(body, "en", engine="parser")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "body",
    [
        "Ada Vos said the gate that Tom Reed said was old was rotten.",
        "Ada Vos said Tom Reed promised to say the gate was “rotten to the core” in May.",
        "Ada Vos announced that Tom Reed, who said he had seen the gate, told the board it was “rotten”, Lind said.",
        "The gate, Ada Vos said, Tom Reed said was “rotten” and, Lind said, “old”.",
    ],
)
def test_what_one_reports_of_another_is_not_taken_twice(body, engine):
    assert check(body, "en", engine=engine).quotations


LARGE = {
    "prose in one line": "“We waited all night,” Ada Vos said in Paris. She added that the bank must pay. ",
    "nothing but quotations": "“Yes.” ",
    "opening marks only": "“ ",
    "straight marks": "\"'",
    "capitals only": "Ada Vos Tom Reed ",
    "reporting verbs only": "said ",
    "commas only": "Vos, ",
    "full stops of initials": "J. ",
    "single marks": "'tis the Joneses' '90s ",
    "no space at all": "a",
    "emoji before a quotation": "😀 “Yes, it is done,” said Ada Vos. ",
    "Arabic": "قال الوزير سامي حداد إن «العمل مستمر». ",
}


@pytest.mark.parametrize("unit", LARGE.values(), ids=LARGE)
def test_a_hundred_thousand_characters_of_anything_are_read(unit):
    check((unit * (100_000 // len(unit) + 1))[:100_000])


HOSTILE = {
    "one long word": "a",
    "opening marks": "“",
    "closing marks": "”",
    "straight marks": '"',
    "apostrophes": "'",
    "single openings": " ‘a",
    "marks and words": '"a" ',
    "sentences": "“It is a long day,” Ada Vos said. ",
    "cues": "said ",
    "names": "Ada Vos ",
    "many people": None,
    "commas": "Vos, ",
    "brackets": "ISIL (the Islamic State) ",
    "paragraphs": "“a\n\n",
    "places": "talks in Geneva ",
    "adjectives": "Syrian government ",
    "hyphens": "a-",
    "dots": "a.",
    "digits": "1,",
    "spaces": " ",
}


def hostile(unit, size):
    if unit is None:
        return " ".join(
            f"Ada V{'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10 % 10]}{n:x} said." for n in range(size // 16)
        )
    return unit * (size // len(unit))


def work_of(body):
    def act():
        return extract(body, language="en")

    return steps(act) + lines(act)


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_work_grows_no_faster_than_the_text(unit):
    work_of("warm up")
    small, large = work_of(hostile(unit, 5_000)), work_of(hostile(unit, 40_000))
    assert large < small * 8 * 1.5


def test_a_million_characters_in_one_line_are_read():
    body = (LARGE["prose in one line"] * 13_000)[:1_000_000]
    findings = extract(body)
    assert len(findings.quotations) > 20_000
    check_places(body, findings)
    check_apart(findings, may_nest=False)


def test_ten_thousand_quotations_are_found():
    body = "\n".join(f"“We counted {n} of them,” said Ada Vos." for n in range(10_000))
    findings = extract(body)
    said = [piece for quotation in findings.quotations for piece in quotation.pieces]
    assert [piece.exact for piece in said] == [f"We counted {n} of them," for n in range(10_000)]
    check_places(body, findings)
    check_apart(findings, may_nest=False)


def test_another_process_gives_the_same_answer():
    body = "Ada Vos met Clara Holt in Paris and Rome. “We waited,” she said. " * 20
    code = f"from extraction import extract; print(extract({body!r}))"
    answers = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1
    assert asdict(extract(body))["quotations"]
