"""Names are found however they are typed, and shown as they came."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from people.naming import (
    CODE_LETTERS,
    fold,
    fold_name,
    in_plain_order,
    is_visible,
    mixed_words,
    new_code,
    read_code,
    slug_for,
    words_of,
)


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


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("istanbul", "İSTANBUL"), ("ISIK", "ışık"), ("STRASSE", "straße"), ("i\u0307lgis", "Ilgis"), ("ΟΔΟΣ", "οδός")],
)
def test_letters_whose_case_differs_by_language_fold_to_one(typed, stored):
    assert fold(typed) == fold(stored)


def test_joiners_stay_in_a_name_and_are_ignored_when_it_is_looked_for():
    for sign in "\u200c\u200d\u00ad\u200b\ufeff\u2060":
        assert in_plain_order(f"می{sign}رود") == f"می{sign}رود"
        assert fold_name(f"می{sign}رود") == fold_name("میرود")
    assert fold("\U0001f468\u200d\U0001f469 ada") == "\U0001f468\U0001f469 ada"
    assert len(fold_name("ﷺ")) == 18 and is_visible("ﷺ") and not is_visible("\u3164\u200b ")


def test_words_of_several_alphabets_are_known():
    assert mixed_words("Иoсиф Vos Россия") == ["Иoсиф"]
    assert mixed_words("IBM Россия 3D café ﬁn") == []
