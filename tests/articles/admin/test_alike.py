"""People of a like name, beside a person and beside a statement: proposed, and nothing merged."""

import pytest
from django.urls import reverse

from people.likeness import Likeness
from people.models import Organisation, Person
from tests.factories import make_editor, make_person, make_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(sign_in):
    sign_in()
    return {name: Person.objects.create(name=name) for name in ["Ada Vos", "A. Vos", "Ада Вос", "Tom Vos"]}


def test_an_editor_sees_them_with_the_reason_and_nothing_is_merged(people, client):
    page = client.get(reverse("admin:people_person_change", args=[people["Ada Vos"].pk])).content.decode()
    assert "Ада Вос" in page and Likeness.INITIALS in page and "Tom Vos" not in page
    assert Person.objects.filter(merged_into=None).count() == len(people)


def test_people_of_like_names_are_listed(people, client):
    page = client.get(reverse("admin:people_person_changelist"), {"alike": "1"}).content.decode()
    assert "Ада Вос" in page and "Tom Vos" not in page


def test_a_statement_names_whom_the_archive_knows_under_the_printed_name(people, client):
    ministry = Organisation.objects.create(name="Harbour Ministry")
    people["A. Vos"].roles.create(title="minister", organisation=ministry)
    statement = make_statement(speaker=None, described_as="Harbour Ministry official Ada Vos")
    page = client.get(reverse("admin:articles_statement_change", args=[statement.pk])).content.decode()
    assert page.index("minister, Harbour Ministry") < page.index("Ада Вос")


def test_what_is_not_known_is_said_in_words(sign_in, client):
    sign_in()
    statement = make_statement(described_as="a clerk")
    page = client.get(reverse("admin:articles_statement_change", args=[statement.pk])).content.decode()
    assert all(words in page for words in ["none: people found it", "nobody else", "not known"])
    assert ">None<" not in page


def test_the_page_of_a_person_leads_to_the_desk_to_compare_and_to_split(client):
    editor = make_editor()
    client.force_login(editor)
    ada, other = make_person("Ada Vos"), make_person("A. Vos")
    page = client.get(reverse("admin:people_person_change", args=[ada.pk])).content.decode()
    assert f"/desk/merge/person/{ada.code}/{other.code}/" in page
    assert f"/desk/split/person/{ada.code}/" in page
