"""“Not the same”: remembered for ever, carried along by merges, and taken back."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from people.alike import alike_to
from people.distinctions import take_back, tell_apart, told_apart
from people.merging import merge, unmerge
from people.models import Distinction, Person
from tests.factories import make_editor, make_person, make_place

pytestmark = pytest.mark.django_db
WHY = "Known from their families."


@pytest.fixture
def editor():
    return make_editor()


@pytest.fixture
def namesakes():
    return [make_person("Ada Vos", summary=f"Number {n}") for n in range(3)]


def names_of(found):
    return [one.person.summary for one in found]


def test_people_told_apart_are_proposed_to_each_other_no_more(namesakes, editor):
    first, second, third = namesakes
    tell_apart(first, second, by=editor, reason=WHY)
    assert names_of(alike_to(first)) == ["Number 2"] == names_of(alike_to(second))
    assert names_of(alike_to(third)) == ["Number 0", "Number 1"]  # never transitive


@pytest.mark.parametrize("question", ["doubles", "alike"])
def test_the_filters_of_the_admin_show_them_no_more(namesakes, editor, client, question):
    first, second, third = namesakes
    client.force_login(editor)

    def listed():
        page = client.get(reverse("admin:people_person_changelist"), {question: "1"})
        return {person.summary for person in page.context["cl"].result_list}

    assert listed() == {"Number 0", "Number 1", "Number 2"}
    for other in (second, third):
        tell_apart(first, other, by=editor)
    assert listed() == {"Number 1", "Number 2"}


def test_a_merge_carries_the_decision_to_the_survivor_and_its_undoing_carries_it_back(namesakes, editor):
    first, second, third = namesakes
    tell_apart(first, second, by=editor, reason=WHY)
    done = merge(second, third, by=editor, reason="One and the same.")
    assert alike_to(first) == []
    with pytest.raises(ValidationError, match="not the same"):
        merge(first, third, by=editor, reason="But no.")
    unmerge(done, by=editor, reason="They were two.")
    assert names_of(alike_to(first)) == ["Number 2"]


def test_both_may_be_merged_away_and_are_told_apart_still(editor):
    one, other, left, right = (make_person(name) for name in ["A B", "A. B.", "Left", "Right"])
    tell_apart(one, other, by=editor)
    merge(one, left, by=editor, reason="One and the same.")
    merge(other, right, by=editor, reason="One and the same.")
    assert told_apart(Person, [left.code, right.code]) == {frozenset([left.code, right.code])}


def test_it_can_be_taken_back_and_both_steps_are_kept(namesakes, editor):
    first, second, _third = namesakes
    tell_apart(first, second, by=editor, reason=WHY)
    assert take_back(second, first, by=editor) == 1
    assert names_of(alike_to(first)) == ["Number 1", "Number 2"]
    tell_apart(second, first, by=editor)
    assert [bool(kept.taken_back_at) for kept in Distinction.objects.order_by("pk")] == [True, False]


def test_deciding_twice_decides_once(namesakes, editor):
    first, second, _third = namesakes
    assert tell_apart(first, second, by=editor) == tell_apart(second, first, by=editor)


def test_only_two_records_of_one_kind_are_told_apart(namesakes, editor):
    for other in (namesakes[0], make_place()):
        with pytest.raises(ValidationError):
            tell_apart(namesakes[0], other, by=editor)
