"""Names are found however they are typed, and shown as they came."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from people.naming import CODE_LETTERS, fold, fold_name, new_code, read_code, slug_for, words_of


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("lodz", "Łódź"),
        ("soren kierkegaard", "Søren KIERKEGAARD"),
        ("strasse", "Straße"),
        ("istanbul", "İSTANBUL"),
        ("محمد", "مُحَمَّد"),
        ("احمد", "أحمد"),
        ("على", "علي"),
        ("مدرسه", "مدرسة"),
        ("الله", "اللـــه"),
        ("семен", "Семён"),
        ("ＡＤＡ", "Ada"),
        ("\ufeb3\ufefc\ufee1", "سلام"),
        ("οδυσσευσ", "Ὀδυσσεύς"),
        ("o'brien", "O’Brien"),
        ("مي\u200cرود", "میرود"),
    ],
)
def test_two_ways_of_writing_a_name_fold_to_one(typed, stored):
    assert fold(typed) == fold(stored)


@given(st.text())
@example("ǰ")
@example("ͅΑ")
@example("ﷺ")
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
    assert fold_name(fold_name(text)) == fold_name(text)


def test_apostrophes_do_not_part_a_name():
    assert fold_name("O’Brien") == fold_name("OBrien") == "obrien"


def test_words_are_runs_of_letters_and_digits():
    assert words_of("“Back-to-work”, says C3PO_x") == ["back", "to", "work", "says", "c3po", "x"]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Ada Vos", "ada-vos"),
        ("O’Brien, Séamus", "obrien-séamus"),
        ("أحمد مُنير", "أحمد-منير"),
        ("1987", "c0de-1987"),
        ("🙂", "c0de"),
        ("", "c0de"),
    ],
)
def test_a_slug_is_readable_in_every_script_and_never_digits_alone(name, slug):
    assert slug_for(name, fallback="C0DE") == slug


@given(st.text())
def test_a_slug_always_makes_an_address(name):
    slug = slug_for(name, fallback="C0DE1234")
    assert re.fullmatch(r"[-\w\u200c]{1,100}", slug)
    assert not slug.isdigit()


def test_codes_are_eight_letters_that_nobody_mistakes():
    assert all(len(code) == 8 and set(code) <= set(CODE_LETTERS) for code in (new_code() for _ in range(50)))
    assert read_code("7k3qxold") == "7K3QX01D"
