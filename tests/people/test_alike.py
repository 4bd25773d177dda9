"""People of like names: in any script, with initials and particles; told apart by what they were; only proposed."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from people.alike import alike, alike_to
from people.likeness import Likeness, likeness, likeness_key
from people.models import Organisation, Person, PersonName

ALIKE = [
    ("Ada Vos", "ADA VÓS", Likeness.SAME),
    ("Ada Vos", "Vos Ada", Likeness.ORDER),
    ("Ada Vos", "A. Vos", Likeness.INITIALS),
    ("Ada Vos", "A. B. Vos", Likeness.INITIALS),
    ("Erlan Idrissov", "E. Idrissov", Likeness.INITIALS),
    ("Ada Beatrix Vos", "Ada Vos", Likeness.MIDDLE),
    ("Ludwig van Beethoven", "Ludwig Beethoven", Likeness.PARTICLES),
    ("Ана Петрова", "Ana Petrova", Likeness.SPELLING),
    ("Ерлан Идрисов", "Erlan Idrissov", Likeness.SPELLING),
    ("Пётр Чайковский", "Pyotr Tchaikovsky", Likeness.SPELLING),
    ("Юрий Жданов", "Yuri Zhdanov", Likeness.SPELLING),
    ("سامي الحداد", "Sami Haddad", Likeness.SPELLING),
    ("سامي الحداد", "Sami al-Haddad", Likeness.SPELLING),
    ("محمد منصور", "Mohammed Mansour", Likeness.SPELLING),
    ("Muhammad Mansur", "Mohamed Mansour", Likeness.SPELLING),
    ("Jürgen Groß", "Jurgen Gross", Likeness.SAME),
]
DIFFERENT = [
    ("Ada Vos", "Tom Vos"),
    ("Ada Vos", "B. Vos"),
    ("Ada Vos", "Ada Lund"),
    ("Vos", "Ada Vos"),
    ("Иван Петров", "Anna Petrova"),
    ("", "Ada Vos"),
]


@pytest.mark.parametrize(("one", "other", "reason"), ALIKE)
def test_names_that_may_be_one_persons(one, other, reason):
    assert likeness(one, other) == likeness(other, one) == reason
    if reason != Likeness.ORDER:
        assert likeness_key(one) == likeness_key(other) != ""


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_names_of_two_people(one, other):
    assert likeness(one, other) is None


@pytest.fixture
def people(db):
    names = ["Ada Vos", "A. Vos", "Ада Вос", "Tom Vos", "Ada Lund", "Vos Ada"]
    return {name: Person.objects.create(name=name) for name in names}


def test_people_are_found_under_any_of_their_names(people):
    assert [one.person.name for one in alike_to(people["Ada Vos"])] == ["Vos Ada", "Ада Вос", "A. Vos"]
    people["Ada Lund"].names.create(text="Ada Vos")
    assert alike_to(people["Ada Vos"])[0].person == people["Ada Lund"]


def test_whose_role_is_in_print_comes_first(people, db):
    ministry = Organisation.objects.create(name="Harbour Ministry")
    people["A. Vos"].roles.create(title="minister", organisation=ministry)
    found = alike(["Ada Vos"], words="Harbour Ministry official Ada Vos")
    assert [(one.person.name, one.fits) for one in found[:2]] == [("A. Vos", True), ("Ada Vos", False)]
    assert found[0].roles == "minister, Harbour Ministry"


def test_nobody_is_proposed_who_was_merged_away(people):
    Person.objects.filter(name="A. Vos").update(merged_into=people["Ada Vos"])
    assert "A. Vos" not in [one.person.name for one in alike(["Ada Vos"])]


def test_the_queries_are_few_however_many_are_alike(people, django_assert_num_queries):
    for number in range(30):
        Person.objects.create(name=f"Ada {'abcdefghijklmnopqrstuvwxyzäöüß'[number]}. Vos")
    with django_assert_num_queries(3):
        assert len(alike(["Ada Vos"])) == 8


def test_the_migration_gives_a_key_to_each_person_and_name_there_was(people):
    people["Ada Lund"].names.create(text="Ада Лунд")
    before = keys()
    Person.objects.update(likeness_key="")
    PersonName.objects.update(likeness_key="")
    migration = import_module("people.migrations.0002_likeness_key")
    migration.fill(apps, SimpleNamespace(connection=connection))
    assert keys() == before and "" not in before


def keys():
    rows = (model.objects.order_by("pk").values_list("likeness_key", flat=True) for model in (Person, PersonName))
    return [key for each in rows for key in each]
