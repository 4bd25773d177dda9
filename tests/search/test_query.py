"""A reader's words become a query, whatever they are, and a query prints as words that mean the same."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.filters import SearchFilter
from search.periods import Period, read_period
from search.query import CUT, FIELDS, MOST_TERMS, TOO_MANY, parse


def meaning(typed):
    """The clauses, each as its terms: (field, folded words); a * behind a beginning, a - before what is excluded."""
    return [
        "-" * clause.is_excluded
        + " OR ".join(f"{t.field}{':' * bool(t.field)}{' '.join(t.words)}{'*' * t.is_beginning}" for t in clause.terms)
        for clause in parse(typed).clauses
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Strike ends", ["strike", "ends"]),
        ('"back to work" -football', ["back to work", "-football"]),
        ("“back to work” –football", ["back to work", "-football"]),
        ('-"minus phrase" word', ["-minus phrase", "word"]),
        ("«Ada Vos»", ["ada vos"]),
        ('"never closed', ["never closed"]),
        ("co-operate O’Brien C++", ["co operate", "o brien", "c"]),
        ("Łódź Søren Straße", ["lodz", "soren", "strasse"]),
        ("word word WORD", ["word"]),
        ("the\0end\x07 \u200bhere", ["the", "end", "here"]),
        ('"" - -- -"" ()*^~ {}:', []),
        ("", []),
        ('strike OR walkout OR "go slow" port', ["strike OR walkout OR go slow", "port"]),
        ("strike or walkout", ["strike", "or", "walkout"]),
        ("OR strike OR", ["or", "strike"]),
        ("-strike OR walkout", ["-strike", "or", "walkout"]),
        ('strike "OR" walkout', ["strike", "or", "walkout"]),
        ("negotiat* ne*", ["negotiat*", "ne"]),
        ('speaker:vos About:"new mill" -lang:fr', ["speaker:vos", "about:new mill", "-lang:fr"]),
        ("speaker: vos said-in: astana", ["speaker:vos", "said-in:astana"]),
        ("speaker:vos OR about:vos", ["speaker:vos OR about:vos"]),
        ('from:2015 to-date:"may 2016"', ["from:2015", "to-date:may 2016"]),
        ("from:2015 OR strike", ["from:2015", "or", "strike"]),
        ("title:peace speaker:", ["title peace", "speaker"]),
    ],
)  # fmt: skip
def test_each_part_of_the_language(typed, meant):
    assert meaning(typed) == meant


def test_a_code_behind_a_name_says_which_namesake_is_meant():
    (term,) = parse('speaker:"Ada Vos #7K3QX9TD"').terms
    assert (term.words, term.code, term.label) == (("ada", "vos"), "7K3QX9TD", "Ada Vos")
    assert parse("#strike").terms[0].code == ""


def test_in_the_value_of_a_field_no_other_field_can_stand():
    (term,) = parse("to:vos", "speaker").terms
    assert (term.field, term.words) == ("speaker", ("to", "vos"))


def test_what_is_too_much_is_cut_and_said():
    assert parse("x" * 5000).notices == (CUT,)
    many = parse(" ".join(f"w{n}" for n in range(30)))
    assert len(many.terms) == MOST_TERMS and many.notices == (TOO_MANY,)
    assert parse(" OR " * 1_000_000).notices == (CUT,)
    assert "“ab*” was searched for as it stands" in parse("ab*").notices[0]


PIECES = st.one_of(
    st.sampled_from(["OR", '"', "-", "*", "#7K3QX9TD", " ", "vos", "“", "strike", *(f"{field}:" for field in FIELDS)]),
    st.text(max_size=8),
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_a_query_prints_as_words_that_mean_the_same(typed):
    query = parse(typed)
    assert all(word.isalnum() for term in query.terms for word in term.words)
    assert parse(str(query)).clauses == query.clauses


@given(st.lists(PIECES, max_size=25).map("".join))
def test_one_line_and_the_form_it_is_taken_apart_into_are_the_same_search(typed):
    once = SearchFilter({"q": typed})
    again = SearchFilter(once.typed)
    assert set(again.query.clauses) == set(once.query.clauses)
    assert again.typed == once.typed
    assert set(SearchFilter({"q": once.in_words}).query.clauses) >= set(once.query.clauses[:5])


def test_an_operator_among_the_words_goes_into_its_field():
    asked = SearchFilter(
        {"q": 'strike speaker:vos from:"may 2015" kind:paraphrase lang:french -lang:de', "speaker": "ada"}
    )
    assert asked.typed == {
        "q": "strike -lang:de", "speaker": "ada vos", "from": '"may 2015"', "kind": "paraphrase", "lang": "french",
    }  # fmt: skip
    assert asked.question.since == Period(date(2015, 5, 1), date(2015, 5, 31))
    assert (asked.question.kind, asked.question.mode, asked.read["lang"]) == ("statement", "indirect", "fr")


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2015", date(2015, 1, 1), date(2015, 12, 31)),
        (" 2015-05 ", date(2015, 5, 1), date(2015, 5, 31)),
        ("2016/2", date(2016, 2, 1), date(2016, 2, 29)),
        ("2015-05-28", date(2015, 5, 28), date(2015, 5, 28)),
        ("2015.5.8", date(2015, 5, 8), date(2015, 5, 8)),
        ("٢٠١٥", date(2015, 1, 1), date(2015, 12, 31)),
        ("May 2015", date(2015, 5, 1), date(2015, 5, 31)),
        ("28 mai 2015", date(2015, 5, 28), date(2015, 5, 28)),
        ("Sept. 3rd, 2015", date(2015, 9, 3), date(2015, 9, 3)),
        ("28 мая 2015", date(2015, 5, 28), date(2015, 5, 28)),
    ],
)
def test_a_year_a_month_and_a_day(typed, first, last):
    assert read_period(typed) == Period(first, last)


@pytest.mark.parametrize(
    "typed",
    [
        "yesterday",
        "0000",
        "2015-13",
        "2015-02-30",
        "15",
        "2015-",
        "99999",
        "-",
        "2015-5-",
        "1 may 2 2015",
        "Mayor 2015",
    ],
)
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(ValueError):
        read_period(typed)
