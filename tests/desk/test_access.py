"""Who may open a page of the desk, and do what it does: each page against each group, by address and by forged post."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from desk import urls
from tests.factories import make_article, make_editor, make_person, make_statement

pytestmark = pytest.mark.django_db

REPORTERS = {"reporter", "editor", "publisher"}  # each group may do what the one before it may
EDITORS = REPORTERS - {"reporter"}
PUBLISHERS = EDITORS - {"editor"}
# Every page by the name of its address: who may see it, and what stands in its address.
PAGES = {
    "dashboard": (REPORTERS, lambda world: {}),
    "typed": (REPORTERS, lambda world: {}),
    "presence": (REPORTERS, lambda world: _named(world["person"])),
    "history": (REPORTERS, lambda world: _named(world["statement"])),
    "compare": (REPORTERS, lambda world: _named(world["article"])),
    "restore": (EDITORS, lambda world: _named(world["article"]) | {"key": 0}),
}


def _named(record):
    return {"kind": record._meta.model_name, "code": record.code}


@pytest.fixture
def world():
    """A record of each kind that an address of the desk may name."""
    ada = make_person()
    statement = make_statement(make_article(), speaker=ada)
    return {"person": ada, "statement": statement, "article": statement.article}


def address_of(name, world):
    return reverse(f"desk:{name}", kwargs=PAGES[name][1](world))


def signed_in(group):
    client = Client()
    client.force_login(make_editor(group, group=group))
    return client


def test_every_page_of_the_desk_is_tried_here():
    assert {pattern.name for pattern in urls.urlpatterns} == set(PAGES)


@pytest.mark.parametrize("group", sorted(REPORTERS))
@pytest.mark.parametrize("name", PAGES)
def test_a_page_and_what_is_posted_to_it_are_refused_to_those_who_may_not(world, name, group):
    client, address = signed_in(group), address_of(name, world)
    answers = [
        answer.status_code for answer in (client.get(address), client.post(address, {})) if answer.status_code != 405
    ]
    assert {status == 403 for status in answers} == {group not in PAGES[name][0]}


@pytest.mark.parametrize("name", PAGES)
def test_whoever_is_not_signed_in_is_asked_to(world, name):
    address = address_of(name, world)
    for answer in (Client().get(address), Client().post(address, {})):
        assert (answer.status_code, answer.url) == (302, f"{reverse('admin:login')}?next={address}")


@pytest.mark.parametrize("name", PAGES)
def test_a_script_is_told_where_to_sign_in_again(world, name):
    answer = Client().post(address_of(name, world), {}, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()) == (401, {"sign_in": reverse("admin:login")})


@pytest.mark.parametrize("name", PAGES)
def test_a_reader_with_an_account_is_no_member_of_the_newsroom(world, name):
    client = Client()
    client.force_login(get_user_model().objects.create_user("reader", password="a reader's own words"))
    assert client.get(address_of(name, world)).status_code == 302


def test_a_post_without_its_token_is_refused(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_editor())
    assert {client.post(address_of(name, world), {}).status_code for name in PAGES} <= {403, 405}


def test_no_cache_keeps_a_page_of_the_desk(world):
    answer = signed_in("editor").get(address_of("dashboard", world))
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
