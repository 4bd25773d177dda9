"""A reader's words become a query, whatever they are, and a query prints as words that mean the same."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.filters import SearchFilter
from search.periods import Period, read_period
from search.query import CUT, FIELDS, MOST_TERMS, NAMED, OR, TOO_MANY, parse


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
        ('speaker:-vos lang:-"fr" -about:-peace --mill', ["-speaker:vos", "-lang:fr", "-about:peace", "-mill"]),
        ("speaker:vos OR speaker:OR =OR port", ["speaker:vos OR speaker:or", "or", "port"]),
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


def test_in_the_value_of_a_field_or_joins_what_stands_beside_it():
    assert [str(clause) for clause in parse('vos OR "Tom Reed" -lund', "speaker").clauses] == [
        'speaker:vos OR speaker:"Tom Reed"', "-speaker:lund",
    ]  # fmt: skip
    assert [str(clause) for clause in parse("OR vos OR", "speaker").clauses] == ['speaker:"OR"', "speaker:vos"]


def test_a_date_cannot_be_excluded_and_that_is_said():
    query = parse("strike -from:2000 to-date:-1999")
    assert [str(clause) for clause in query.clauses] == ["strike"]
    assert ["“-from:2000” was left out" in query.notices[0], "“-to-date:1999”" in query.notices[1]] == [True, True]


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


VALUES = st.sampled_from(["vos", '"Tom Reed"', "=strike", "negotiat*", OR, "-lund", "peace"])
IN_FIELDS = st.tuples(st.sampled_from(["", "-"]), st.sampled_from(["", *(f"{name}:" for name in NAMED)]), VALUES)
WITH_OR = st.lists(st.one_of(st.just(OR), IN_FIELDS.map("".join)), max_size=10).map(" ".join)


@given(WITH_OR)
def test_fields_and_the_or_between_them_mean_the_same_in_the_form(typed):
    asked, meant = SearchFilter({"q": typed}), parse(typed)
    assert sorted(map(str, asked.query.clauses)) == sorted(map(str, meant.clauses))
    assert set(asked.query.clauses) == set(meant.clauses)
    assert set(asked.notices) == set(meant.notices)


def test_or_typed_with_a_field_goes_into_it():
    asked = SearchFilter({"q": "strike speaker:vos OR speaker:lund", "speaker": "ada OR"})
    assert asked.typed == {"q": "strike", "speaker": 'ada "OR" vos OR lund'}
    assert asked.address_with("speaker", "reed") == "?q=strike&speaker=ada+%22OR%22+vos+OR+lund+reed"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"q": "lang:fr lang:de"}, "Only one language can be given: “de” was searched for, “fr” was left out."),
        ({"q": "lang:de", "lang": "fr"}, "Only one language can be given: “de” was searched for, “fr” was left out."),
        ({"q": "kind:article kind:person"}, "Only one kind can be given: “person” was searched for"),
        ({"q": 'from:2015 from:"may 2016"'}, "“may 2016” was searched for, “2015” was left out."),
        ({"q": "to-date:2015 to-date:2016"}, "Only one day to end with can be given"),
        ({"q": f"speaker:vos {'w ' * 100}"}, CUT),
        ({"q": "speaker:vos -from:2000"}, "“-from:2000” was left out"),
    ],
)
def test_what_is_given_twice_or_cut_is_said_where_it_goes_into_a_field_too(typed, said):
    assert said in SearchFilter(typed).notices[0]


def test_what_is_given_twice_alike_is_no_reason_for_a_notice():
    assert SearchFilter({"q": 'lang:fr from:"may 2015"', "lang": "fr", "from": '"may 2015"'}).notices == []


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
