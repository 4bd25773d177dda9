"""An organisation's page: what it said itself, what its people said, and what was said about it."""

from datetime import date

import pytest

from articles import publishing
from people.models import OrganisationName, Role
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def union(db):
    return make.make_organisation("Dockers’ Union", classification="union")


def say(words, speaker=None, *, printed_on=date(1987, 3, 14), **fields):
    return make.make_statement(make.make_article(f"On {words}", printed_on=printed_on), words, speaker, **fields)


def texts(client, record, view):
    return {s.text for s in client.get(record.get_absolute_url(), {"view": view}).context["listing"].page}


def test_what_it_said_and_what_its_people_said_are_kept_apart(client, union):
    ada, bob = make.make_person("Ada Vos"), make.make_person("Bob Lund")
    Role.objects.create(person=ada, title="Leader", organisation=union)
    say("The union says so.", on_behalf_of=union)
    say("I say so for the union.", bob, on_behalf_of=union)
    say("I lead the union.", ada)
    say("I am with nobody.", bob)
    say("I speak of the union.", bob, about=[union])
    assert texts(client, union, "said") == {"The union says so."}
    assert texts(client, union, "people") == {"I say so for the union.", "I lead the union."}
    assert texts(client, union, "about") == {"I speak of the union."}


@pytest.mark.parametrize(
    ("ended_on", "precision", "is_hers"),
    [
        (date(1987, 3, 14), "day", True),
        (date(1987, 3, 13), "day", False),
        (date(1987, 3, 1), "month", True),
        (date(1987, 1, 1), "year", True),
        (date(1986, 1, 1), "year", False),
        (None, "day", True),
    ],
)
def test_only_whoever_held_a_role_on_the_day_spoke_as_one_of_its_people(client, union, ended_on, precision, is_hers):
    ada = make.make_person("Ada Vos")
    role = {"started_on": date(1980, 1, 1), "ended_on": ended_on, "ended_on_precision": precision}
    Role.objects.create(person=ada, title="Leader", organisation=union, **role)
    say("The union is here.", on_behalf_of=union)
    say("We go back.", ada)
    say("I was young.", ada, printed_on=date(1979, 12, 31))
    say("I do not know when.", ada, printed_on=None)
    assert texts(client, union, "people") == ({"We go back."} if is_hers else set())


def test_a_role_counts_on_a_plain_day_too(union):
    ada = make.make_person("Ada Vos")
    Role.objects.create(
        person=ada, title="Leader", organisation=union, ended_on=date(1987, 1, 1), ended_on_precision="year"
    )
    assert Role.objects.on(date(1987, 12, 31)).exists()
    assert not Role.objects.on(date(1988, 1, 1)).exists()


def test_its_names_parent_parts_and_people_are_shown(client, union):
    congress, branch = make.make_organisation("Trades Congress"), make.make_organisation("Port Branch", parent=union)
    union.parent = congress
    union.save()
    ada, hidden = make.make_person("Ada Vos"), make.make_person("Hidden Harry")
    OrganisationName.objects.create(organisation=union, text="DU", kind="abbreviation")
    for person in (ada, hidden):
        Role.objects.create(person=person, title="Leader", organisation=union, started_on=date(1985, 5, 1))
    say("We are many.", ada, on_behalf_of=union, about=[congress, branch])
    html = client.get(union.get_absolute_url()).content.decode()
    for part in ["DU", "abbreviation", "Union</p>", "Trades Congress", "Port Branch", "Ada Vos", "1 May 1985"]:
        assert part in html
    assert "Hidden Harry" not in html


def test_a_parent_and_parts_nobody_may_know_are_not_named(client, union):
    union.parent = make.make_organisation("Secret Congress")
    union.save()
    make.make_organisation("Secret Branch", parent=union)
    say("We are many.", on_behalf_of=union)
    assert "Secret" not in client.get(union.get_absolute_url()).content.decode()


def test_a_publisher_has_what_it_published(client, union):
    make.make_article("From our own paper", publisher=union)
    make.make_article("Our draft", publisher=union, status="draft")
    html = client.get(union.get_absolute_url()).content.decode()
    assert "Published by it" in html
    assert "From our own paper" in html
    assert "Our draft" not in html


def test_what_it_never_did_has_no_section(client, union):
    say("We are many.", on_behalf_of=union)
    html = client.get(union.get_absolute_url()).content.decode()
    assert "Published by it" not in html
    assert "Relayed by it" not in html


def test_nobody_learns_whether_an_unpublished_organisation_exists(client, union):
    unknown, unpublished = client.get("/organisations/nothing/"), client.get(union.get_absolute_url())
    assert (unpublished.status_code, unpublished.content) == (404, unknown.content)


@publishing.together()
def fill(union, number):
    ada = make.make_person(f"Ada {number} Vos")
    part = make.make_organisation(f"Branch {number}", parent=union)
    Role.objects.create(person=ada, title="Member", organisation=union)
    say(f"Line {number}.", ada, on_behalf_of=union, about=[part])
    say(f"Our line {number}.", on_behalf_of=union, about=[union], to=[union])


@pytest.mark.parametrize("view", ["said", "people", "to", "about"])
def test_the_page_takes_at_most_ten_queries_however_much_is_said(client, union, view, django_assert_num_queries):
    fill(union, 0)
    with django_assert_num_queries(10):
        client.get(union.get_absolute_url(), {"view": view})
    for number in range(1, 12):
        fill(union, number)
    with django_assert_num_queries(10):
        client.get(union.get_absolute_url(), {"view": view})
