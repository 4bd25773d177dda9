"""Who has what a page still says is answered 304; every visible change makes the copy old."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from django.utils.http import http_date

from articles import curation, editions, publishing
from articles.models import Article, Correction, Participation, Statement
from newsroom import freshness
from newsroom.models import LastChange, Mark
from people import merging
from people.models import Person, PersonName
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

PATHS = ["/", "/statements/", "/people/ada-vos/", "/places/rotterdam/", "/search/?q=strike", "/feed.atom", "/about/",
         "/articles/1987/", "/people/", "/search/feed.atom?q=strike", "/search/answers.csv?q=strike", "/robots.txt",
         "/search/names/?q=ada&field=speaker",
         "/corrections/", "/people/ada-vos/feed.json", "/sitemaps/people-1.xml"]  # fmt: skip


@pytest.fixture
def said():
    return make.make_statement(speaker=make.make_person(), said_in=make.make_place())


def again(client, path, etag, **headers):
    return client.get(path, headers={"If-None-Match": etag, **headers})


def paths_of(said):
    own = [said.get_absolute_url(), said.article.get_absolute_url(), f"/embed/{said.code}/", f"/card/{said.code}.png"]
    return [*PATHS, *own, f"/oembed/?url=http://testserver{said.get_absolute_url()}", f"/cite/{said.code}.bib"]


def test_a_copy_that_is_still_right_is_answered_without_a_body(client, said, django_assert_num_queries):
    """T94."""
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


def unpublish(said):
    Article.objects.filter(pk=said.article_id).update(status="draft")
    publishing.refresh([said.article_id])


def remove(said):
    editions.remove(said.article, what_changed="All.", by=make.make_editor(), reason="By order of a court.")


def merge(said):
    merging.merge(make.make_person("A. Vos"), said.speaker, by=make.make_editor(), reason="One person.")


def publish_another(said):
    make.make_article("Another")


@pytest.mark.parametrize(
    "change", [change_name, change_in_bulk, add_a_spelling, correct, retract, merge, publish_another]
)
def test_any_visible_change_makes_every_copy_old(client, said, change):
    """T94, also when a speaker is renamed."""
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


def save_a_draft(said, editor):
    draft = make.make_article("Draft", status="draft")
    make.make_statement(draft, speaker=said.speaker, said_in=said.said_in, status="suggested")
    draft.headline = "Draft of a strike"
    draft.save()
    revision = draft.current
    revision.body += " More."
    revision.save()
    publishing.refresh([draft.pk])


def reject_a_suggestion(said, editor):
    suggested = Statement.objects.get(status="suggested")
    curation.reject(suggested, editor, "Nobody said so.")


def reject_a_participant(said, editor):
    link = Participation.objects.get(review="suggested")
    link.review = "rejected"
    link.save()
    publishing.refresh([said.article_id], also=[link.person])


def edit_what_is_embargoed(said, editor):
    article = Article.objects.get(headline="Embargoed")
    article.byline = "By Bea"
    article.save()
    make.make_statement(article, speaker=said.speaker, said_in=make.make_place("Delft"))


def report_the_same_in_a_draft(said, editor):
    spoken = "The harbour belongs to us all and to nobody else in this town."
    make.make_statement(make.make_article("Draft", status="draft"), spoken, said.speaker)
    told = Statement.objects.get(article__headline="Told", text=spoken)
    assert told.utterance and told.utterance.statements.count() == 2


def rename_whom_nobody_sees(said, editor):
    hidden = Person.objects.get(name="Hidden")
    hidden.name = "Hidden Still"
    hidden.save()
    PersonName.objects.create(person=hidden, text="Хидден")
    hidden.names.all().delete()


HIDDEN_ACTS = [save_a_draft, reject_a_suggestion, reject_a_participant, edit_what_is_embargoed,
               report_the_same_in_a_draft, rename_whom_nobody_sees]  # fmt: skip


@pytest.fixture
def with_hidden_things(said):
    make.make_statement(said.article, "So they say,", make.make_person("Hidden"), status="suggested")
    Participation.objects.filter(person__name="Hidden").update(review="suggested")
    make.make_article("Embargoed", embargo_until=timezone.now() + timedelta(days=1))
    make.make_statement(
        make.make_article("Told"), "The harbour belongs to us all and to nobody else in this town.", said.speaker
    )
    publishing.refresh([said.article_id], also=Person.objects.all())
    return said


@pytest.mark.parametrize("act", HIDDEN_ACTS)
def test_what_no_reader_sees_moves_neither_header(client, with_hidden_things, act, monkeypatch):
    """T35: whoever keeps asking does not learn that an editor is at work on something hidden."""
    said, editor = with_hidden_things, make.make_editor()
    settled = timezone.now() + timedelta(seconds=10)
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: settled)
        before = {path: told_by_headers(client.get(path)) for path in ["/", said.article.get_absolute_url()]}
    act(said, editor)
    monkeypatch.setattr(timezone, "now", lambda: settled)
    assert {path: told_by_headers(client.get(path)) for path in before} == before


def told_by_headers(answer):
    return answer["ETag"], answer["Last-Modified"]


def test_what_was_hidden_while_it_was_written_and_is_not_once_that_is_committed_makes_copies_old(client, said):
    """Two transactions at once: one writes to a draft, the other publishes it and is done first."""
    draft = make.make_article("Draft", status="draft")
    with transaction.atomic():
        Article.objects.filter(pk=draft.pk).update(byline="By Bea")
        waiting = [entry[1] for entry in connection.run_on_commit]
    etag = client.get("/")["ETag"]
    Article.objects.filter(pk=draft.pk).update(status="published")
    publishing.refresh([draft.pk])
    seen = client.get("/")["ETag"]
    for look in waiting:
        look()
    assert len({etag, seen, client.get("/")["ETag"]}) == 3


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
    """T92."""
    client.force_login(make.make_editor())
    assert client.get("/")["Cache-Control"] == "private, no-store"
    client.logout()
    client.cookies.clear()
    for path in ["/people/nobody/", "/admin/login/", "/health/"]:
        assert "ETag" not in client.get(path)


def test_no_cache_keeps_what_was_retracted_for_longer_than_a_minute(client, said):
    """T39: also where the site cannot be reached."""
    for path in paths_of(said):
        times = dict(part.split("=") for part in client.get(path)["Cache-Control"].split(", ") if "=" in part)
        assert sum(map(int, times.values())) <= 60 and "stale-if-error" not in times, path


def test_the_lists_for_search_engines_are_known_by_what_they_say(client, said, monkeypatch):
    """T94: they change while nothing in the archive does."""
    make.make_article("Fresh", published_at=timezone.now())
    for path in ["/sitemap.xml", "/sitemaps/news.xml"]:
        first = client.get(path)
        assert "public" in first["Cache-Control"], path
        second = again(client, path, first["ETag"])
        assert (second.status_code, second.content) == (304, b""), path
    etag, news = (client.get(path)["ETag"] for path in ("/sitemap.xml", "/sitemaps/news.xml"))
    later = timezone.now() + timedelta(days=3)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert again(client, "/sitemap.xml", etag).status_code == 200
    assert again(client, "/sitemaps/news.xml", news).status_code == 200


def test_hosts_and_addresses_have_copies_of_their_own(client, said, settings):
    """T92."""
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


def test_a_database_that_lost_its_count_promises_nothing_until_the_next_change(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM newsroom_lastchange")
    answer = client.get("/")
    assert answer.status_code == 200 and "ETag" not in answer
    publishing.refresh([make.make_article().pk])
    etag = client.get("/")["ETag"]
    assert again(client, "/", etag).status_code == 304


@pytest.mark.parametrize("act", [change_name, retract, publish_another])
def test_whoever_dies_between_the_commit_and_the_count_has_changed_the_copies_all_the_same(
    client, said, act, monkeypatch
):
    make.make_statement(make.make_article("Another strike"), speaker=said.speaker)  # who is seen whatever is retracted
    etag = client.get("/")["ETag"]
    monkeypatch.setattr(freshness, "_count", lambda: None)
    seen = {etag}
    for change in (act, change_in_bulk, add_a_spelling):
        with transaction.atomic():
            change(said)
        answer = again(client, "/", etag)
        assert answer.status_code == 200 and answer["ETag"] not in seen
        seen.add(answer["ETag"])
    monkeypatch.undo()
    change_in_bulk(said)
    with transaction.atomic():
        change_in_bulk(said)
    assert not Mark.objects.exists()
    assert again(client, "/", answer["ETag"]).status_code == 200


def test_a_change_that_is_committed_at_once_is_said_before_and_after(said, monkeypatch):
    told = []
    monkeypatch.setattr(freshness, "_count", lambda: told.append("before"))
    monkeypatch.setattr(freshness, "_mark", lambda changed: told.append("after"))
    Person.objects.filter(pk=said.speaker_id).update(summary="Docker")
    assert told == ["before", "after"]


@pytest.mark.parametrize(
    ("sql", "changes"),
    [
        ('UPDATE "people_person" SET x = 1', True),
        ("  insert into articles_article VALUES (1)", True),
        ("WITH gone AS (DELETE FROM people_person RETURNING 1) SELECT 1", True),
        ("REPLACE INTO people_person VALUES (1)", True),
        ("TRUNCATE people_person", True),
        ("WITH RECURSIVE inside(id) AS (SELECT 1) SELECT id FROM inside", False),
        ("(SELECT 1) UNION (SELECT 2)", False),
        ("SET LOCAL statement_timeout = 400; SELECT 1", False),
        ('UPDATE "django_session" SET expire_date = 1', False),
        ('INSERT INTO "newsroom_mark" DEFAULT VALUES', False),
        ("", True),
    ],
)
def test_what_reads_changes_nothing_and_in_doubt_something_is_changed(sql, changes):
    assert freshness.changes_a_page(sql) is changes


def test_a_clock_that_is_set_back_makes_no_copy_younger(client, said, monkeypatch):
    """T103: Last-Modified never goes back."""
    before = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: before - timedelta(hours=1))
    change_in_bulk(said)
    monkeypatch.setattr(timezone, "now", lambda: before + timedelta(seconds=10))
    assert LastChange.objects.get().changed_at > before - timedelta(minutes=1)


def test_another_name_or_another_rule_for_robots_is_another_release(settings):
    first = freshness._digest()
    settings.SITE_NAME = "Another Archive"
    second = freshness._digest()
    settings.ROBOTS = "closed"
    assert len({first, second, freshness._digest()}) == 3


@pytest.mark.parametrize("act", [retract, unpublish, remove])
def test_an_old_etag_of_what_was_taken_back_is_answered_404_or_410_and_never_304(client, said, act):
    """T39: whoever kept a copy learns that it is gone."""
    own = [said.get_absolute_url(), said.article.get_absolute_url(), f"/embed/{said.code}/", f"/cite/{said.code}.bib"]
    etags = {path: client.get(path)["ETag"] for path in own}
    act(said)
    answers = {path: again(client, path, etag) for path, etag in etags.items()}
    assert {answer.status_code for answer in answers.values()} <= ({200, 404} if act is retract else {404, 410})
    assert not any(said.text in answer.content.decode() for answer in answers.values())
