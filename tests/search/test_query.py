"""A reader's words become a query, whatever they are."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.periods import Period, read_period
from search.query import CUT, MOST_TERMS, TOO_MANY, Query, Term, parse


def terms(typed):
    return [(" ".join(term.words), term.is_excluded) for term in parse(typed).terms]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Strike ends", [("strike", False), ("ends", False)]),
        ('"back to work" -football', [("back to work", False), ("football", True)]),
        ("“back to work” –football", [("back to work", False), ("football", True)]),
        ('-"minus phrase" word', [("minus phrase", True), ("word", False)]),
        ('«Ada Vos»', [("ada vos", False)]),
        ('"never closed', [("never closed", False)]),
        ("co-operate O’Brien C++", [("co operate", False), ("o brien", False), ("c", False)]),
        ("Łódź Søren Straße", [("lodz", False), ("soren", False), ("strasse", False)]),
        ("word word WORD", [("word", False)]),
        ("the\0end\x07 \u200bhere", [("the", False), ("end", False), ("here", False)]),
        ('"" - -- -"" ()*^~ {}:', []),
        ("", []),
    ],
)  # fmt: skip
def test_words_phrases_and_what_must_not_be_there(typed, meant):
    assert terms(typed) == meant


def test_what_is_too_much_is_cut_and_said():
    assert parse("x" * 5000).notices == (CUT,)
    many = parse(" ".join(f"w{n}" for n in range(30)))
    assert len(many.terms) == MOST_TERMS and many.notices == (TOO_MANY,)
    assert parse(" OR " * 1_000_000) == Query((Term(("or",)),), (CUT,))


@given(st.text())
def test_no_input_makes_an_error_and_each_word_is_only_letters_and_digits(typed):
    query = parse(typed)
    assert all(word.isalnum() for term in query.terms for word in term.words)
    assert query == parse(typed)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2015", date(2015, 1, 1), date(2015, 12, 31)),
        (" 2015-05 ", date(2015, 5, 1), date(2015, 5, 31)),
        ("2016/2", date(2016, 2, 1), date(2016, 2, 29)),
        ("2015-05-28", date(2015, 5, 28), date(2015, 5, 28)),
        ("2015.5.8", date(2015, 5, 8), date(2015, 5, 8)),
        ("٢٠١٥", date(2015, 1, 1), date(2015, 12, 31)),
    ],
)
def test_a_year_a_month_and_a_day(typed, first, last):
    assert read_period(typed) == Period(first, last)


@pytest.mark.parametrize(
    "typed", ["yesterday", "0000", "2015-13", "2015-02-30", "15", "2015-", "99999", "-", "2015-5-"]
)
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(ValueError):
        read_period(typed)
