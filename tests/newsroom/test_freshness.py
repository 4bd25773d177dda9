"""Who has what a page still says is answered 304; every visible change makes the copy old."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from django.utils.http import http_date

from articles import editions, publishing
from articles.models import Article, Correction
from people import merging
from people.models import Person, PersonName
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

PATHS = ["/", "/statements/", "/people/ada-vos/", "/places/rotterdam/", "/search/?q=strike",
         "/search/names/?q=ada&field=speaker", "/feed.atom",
         "/corrections/", "/people/ada-vos/feed.json", "/sitemaps/people-1.xml"]  # fmt: skip


@pytest.fixture
def said():
    return make.make_statement(speaker=make.make_person(), said_in=make.make_place())


def again(client, path, etag, **headers):
    return client.get(path, headers={"If-None-Match": etag, **headers})


def paths_of(said):
    own = [said.get_absolute_url(), said.article.get_absolute_url(), f"/embed/{said.code}/", f"/cite/{said.code}.bib"]
    return [*PATHS, *own]


def test_a_copy_that_is_still_right_is_answered_without_a_body(client, said, django_assert_num_queries):
    for path in paths_of(said):
        first = client.get(path)
        assert first.status_code == 200 and "public" in first["Cache-Control"], path
        with django_assert_num_queries(1):
            second = again(client, path, first["ETag"])
        assert (second.status_code, second.content) == (304, b""), path
        assert client.get(path).getvalue() == first.getvalue()


def change_name(said):
    said.speaker.name = "Ada de Vos"
    said.speaker.save()


def change_in_bulk(said):
    Person.objects.filter(pk=said.speaker_id).update(summary="Docker")


def add_a_spelling(said):
    PersonName.objects.create(person=said.speaker, text="Аида Фос")


def correct(said):
    Correction.objects.create(statement=said, what_changed="A word.", reason="Misheard.")


def retract(said):
    editions.retract(said.article, what_changed="All.", by=make.make_editor(), reason="Forged.")


def merge(said):
    merging.merge(make.make_person("A. Vos"), said.speaker, by=make.make_editor(), reason="One person.")


def publish_another(said):
    make.make_article("Another")


@pytest.mark.parametrize(
    "change", [change_name, change_in_bulk, add_a_spelling, correct, retract, merge, publish_another]
)
def test_any_visible_change_makes_every_copy_old(client, said, change):
    paths = paths_of(said)
    etags = {path: client.get(path)["ETag"] for path in paths}
    change(said)
    assert {path: again(client, path, etag).status_code for path, etag in etags.items()}.get(paths[0]) == 200
    assert all(again(client, path, etag).status_code != 304 for path, etag in etags.items())


def test_what_is_rolled_back_changes_nothing(client, said):
    etag = client.get("/")["ETag"]
    with transaction.atomic():
        change_in_bulk(said)
        transaction.set_rollback(True)
    assert again(client, "/", etag).status_code == 304
    with transaction.atomic():
        with transaction.atomic():
            change_in_bulk(said)
            transaction.set_rollback(True)
        add_a_spelling(said)
    assert again(client, "/", etag).status_code == 200


def test_the_end_of_an_embargo_makes_copies_old(client, said, monkeypatch):
    until = timezone.now() + timedelta(hours=1)
    make.make_article("Embargoed", embargo_until=until)
    etag = client.get("/")["ETag"]
    assert again(client, "/", etag).status_code == 304
    monkeypatch.setattr(timezone, "now", lambda: until + timedelta(seconds=1))
    assert again(client, "/", etag).status_code == 200


def test_if_modified_since_is_answered_once_the_second_is_over(client, said, monkeypatch):
    assert "Last-Modified" not in client.get("/")
    later = timezone.now() + timedelta(seconds=10)
    monkeypatch.setattr(timezone, "now", lambda: later)
    seen = client.get("/")["Last-Modified"]
    assert client.get("/", headers={"If-Modified-Since": seen}).status_code == 304
    assert client.get("/", headers={"If-Modified-Since": http_date(0)}).status_code == 200
    change_in_bulk(said)
    assert client.get("/", headers={"If-Modified-Since": seen}).status_code == 200


def test_editors_pages_are_kept_by_no_cache_and_errors_carry_no_etag(client, said):
    client.force_login(make.make_editor())
    assert client.get("/")["Cache-Control"] == "private, no-store"
    client.logout()
    client.cookies.clear()
    for path in ["/people/nobody/", "/admin/login/", "/health/"]:
        assert "ETag" not in client.get(path)


def test_hosts_and_addresses_have_copies_of_their_own(client, said, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    etag = client.get("/feed.atom")["ETag"]
    assert client.get("/feed.atom", headers={"host": "other.example"})["ETag"] != etag
    assert client.get("/feed.atom?utm=1")["ETag"] != etag
    assert client.get("/feed.atom", headers={"host": "evil.example"}).status_code == 400
    forged = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "gopher", "Accept-Language": "xx"}
    assert "evil.example" not in client.get("/feed.atom", headers=forged).content.decode()


def test_reading_and_signing_in_are_no_changes(client, said):
    etag = client.get("/")["ETag"]
    client.get("/search/?q=strike")
    editor = make.make_editor()
    etag = client.get("/")["ETag"]
    client.force_login(editor)
    client.cookies.clear()
    assert again(client, "/", etag).status_code == 304


def test_a_site_that_never_changed_answers_too(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM newsroom_lastchange")
    etag = client.get("/")["ETag"]
    assert again(client, "/", etag).status_code == 304
    publishing.refresh([make.make_article().pk])
    assert Article.objects.exists() and again(client, "/", etag).status_code == 200
