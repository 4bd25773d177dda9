"""Paths are remembered, and stay those that Django would work out."""

from datetime import date

import pytest
from django.urls import NoReverseMatch, get_script_prefix, reverse, set_script_prefix

from people.paths import path_to


@pytest.fixture
def under_a_prefix():
    before = get_script_prefix()
    set_script_prefix("/archive/")
    yield
    set_script_prefix(before)


def test_a_path_is_that_of_its_page():
    for page, *parts in [("people:person", "ада-вос"), ("articles:article", date(1987, 3, 14), "harbour-strike-ends")]:
        assert path_to(page, *parts) == path_to(page, *parts) == reverse(page, args=parts)
    with pytest.raises(NoReverseMatch):
        path_to("articles:article", date(1987, 3, 14))


def test_a_path_known_under_one_prefix_is_not_given_under_another(under_a_prefix):
    set_script_prefix("/")
    assert path_to("people:person", "ada-vos") == "/people/ada-vos/"
    set_script_prefix("/archive/")
    assert path_to("people:person", "ada-vos") == "/archive/people/ada-vos/"
