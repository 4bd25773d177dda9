"""What holds for any text at all: exact offsets, order, no exception, linear time."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction import extract

PARTS = [
    "“", "”", '"', "'", "’", "‘", "„", "«", "»", "''", "``", "「", "」", ",", ".", "?", ":", "(", ")", "—", "-t-",
    "\n\n", "\r\n", "\u2028", " ", "  ", "Ada Vos", "Vos", "said", "he", "she", "told", "that", "according to", "and",
    "the minister", "Syrian", "Syria", "talks in Geneva", "of", "Mr.", "U.S.", "не", "сказал", "قال", "إن", "\u200f",
    "😀", "e\u0301", "\x00", "a", "was", "has", "3", "3.5%", "who", "a baker", "ISIL", "Islamic State",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PARTS), max_size=60).map(" ".join))
LANGUAGES = st.sampled_from([None, "en", "fr", "de", "ru", "ar"])


def spans_of(findings):
    for quotation in findings.quotations:
        yield from [*quotation.pieces, *filter(None, [quotation.cue, quotation.source])]
    for found in [*findings.parties, *findings.places, *findings.events]:
        yield from found.mentions
    if findings.dateline:
        yield findings.dateline


@settings(max_examples=120, deadline=None)
@given(TEXTS, LANGUAGES)
def test_every_span_is_what_stands_there(body, language):
    findings = extract(body, language=language)
    assert all(body[s.start : s.end] == s.exact and s.start < s.end for s in spans_of(findings))


@settings(max_examples=120, deadline=None)
@given(TEXTS, LANGUAGES)
def test_pieces_are_in_order_and_do_not_overlap(body, language):
    findings = extract(body, language=language)
    for quotation in findings.quotations:
        assert quotation.pieces
        ends = [piece.end for piece in quotation.pieces]
        assert all(end <= piece.start for end, piece in zip(ends, quotation.pieces[1:], strict=False))
        assert 0 <= quotation.confidence <= 1
    starts = [quotation.pieces[0].start for quotation in findings.quotations]
    assert starts == sorted(starts)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_no_stretch_is_said_twice(body):
    taken = [(p.start, p.end) for q in extract(body).quotations for p in q.pieces if p.is_verbatim]
    assert len(taken) == len(set(taken))


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_findings(body):
    assert extract(body) == extract(body)


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


def steps(body):
    """How many functions are called to read a body: what a clock would tell, without a clock."""
    called = 0

    def count(_frame, event, _function):
        nonlocal called
        called += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        extract(body, language="en")
    finally:
        sys.setprofile(None)
    return called


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_work_grows_no_faster_than_the_text(unit):
    steps("warm up")
    small, large = steps(hostile(unit, 5_000)), steps(hostile(unit, 40_000))
    assert large < small * 8 * 1.5


def test_thousands_of_quotations_are_read():
    findings = extract("“It is a long day,” Ada Vos said. " * 3_000, language="en")
    assert len(findings.quotations) == 3_000
