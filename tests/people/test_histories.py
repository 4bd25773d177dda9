import pytest

from people.histories import AS_IT_CAME, save_all
from people.models import Person
from tests.factories import make_editor, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def imported():
    """A person as an import leaves them: without a history."""
    ada = make_person("Ada Voss")
    Person.history.all().delete()
    return ada


def test_the_first_change_by_hand_keeps_what_came_in(imported):
    imported.name = "Ada Vos"
    imported.save()
    assert [h.name for h in imported.history.all()] == ["Ada Vos", "Ada Voss"]
    assert imported.history.last().history_change_reason == AS_IT_CAME


def test_a_second_change_adds_one_line(imported):
    for name in ["Ada Vos", "Ada V. Vos"]:
        imported.name = name
        imported.save()
    assert imported.history.count() == 3


def test_changing_many_at_once_keeps_what_came_in_and_who_changed_it(imported):
    edith = make_editor()
    imported.summary = "Union leader."
    save_all([imported], ["summary"], by=edith, reason="Known from the union.")
    now, before = imported.history.all()
    assert (now.summary, now.history_user, now.history_change_reason) == (
        "Union leader.",
        edith,
        "Known from the union.",
    )
    assert (before.summary, before.history_user) == ("", None)


def test_what_is_made_by_hand_begins_with_its_making():
    assert make_person().history.get().history_type == "+"


def test_no_class_is_made_to_ask_for_a_history(imported):
    assert type(Person.history) is type(imported.history)
