"""Many values are asked for at once, as a range or as one list."""

import pytest

from people.models import Person, PersonName
from people.ranges import among
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def test_many_values_are_one_parameter():
    ada, bea, _cem = (make_person(name) for name in ("Ada “A” Vos", "Bea ليلى", "Cem"))
    names = [ada.name, bea.name, "Nobody's"]
    assert set(Person.objects.filter(name__is_among=names)) == {ada, bea}
    assert set(Person.objects.filter(pk__is_among={ada.pk, bea.pk})) == {ada, bea}
    assert not Person.objects.filter(name__is_among=[]).exists()
    alias = PersonName.objects.create(person=bea, text="B.")
    assert list(PersonName.objects.filter(person__pk__is_among=[bea.pk, 0])) == [alias]


def test_keys_that_follow_one_another_are_a_range():
    assert among("pk", [7, 5, 6]).children == [("pk__gte", 5), ("pk__lte", 7)]
    assert among("pk", [7, 5]).children == [("pk__in", [7, 5])]
