"""What waits is told by e-mail: to those who want it, once, and without a name."""

import smtplib
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from articles import editions
from desk.accounts import digest
from desk.models import Preference
from tests.factories import make_article, make_editor, make_person, make_statement

pytestmark = pytest.mark.django_db
SITE = "https://archive.example"
MORNING = datetime(2026, 3, 2, 7, tzinfo=ZoneInfo("UTC"))  # a Monday


def make_reader_of_mail(name="edith", often="daily", **fields):
    user = make_editor(name)
    get_user_model().objects.filter(pk=user.pk).update(**{"email": f"{name}@archive.example"} | fields)
    Preference.objects.create(user=user, digest=often)
    return user


@pytest.fixture
def clock(monkeypatch):
    """What sets the clock of the archive."""

    def to(then):
        monkeypatch.setattr(timezone, "now", lambda: then)

    to(MORNING)
    return to


@pytest.fixture
def unnamed():
    """A statement whose speaker nobody has identified: it waits in a queue."""
    return make_statement(make_article("Harbour strike"), speaker=None, described_as="a docker")


def send():
    return digest.send_due(SITE)


def test_it_says_how_many_wait_where_and_since_when(unnamed):
    unnamed.article.first_seen_at = timezone.now() - timedelta(days=3, hours=1)
    unnamed.article.save()
    make_reader_of_mail()
    assert send().sent == 1
    (letter,) = mail.outbox
    assert letter.to == ["edith@archive.example"]
    assert "Speakers not identified: 1, the oldest for 3\xa0days, 1\xa0hour\n" in letter.body
    assert f"\n{SITE}/desk/unnamed/\n" in letter.body
    assert letter.extra_headers["List-Unsubscribe"] == f"<{SITE}/desk/account/>"


def test_it_names_no_article_and_no_person(edith, clock):
    clock(datetime.now(ZoneInfo("UTC")))
    article = make_article("The secret merger", status="draft")
    make_statement(article, speaker=make_person("Ada Vos"), status="suggested")
    editions.submit(article, by=edith, reason="Ready.")
    soon = make_article("An embargoed report", status="draft")
    editions.embargo(soon, timezone.now() + timedelta(hours=3), by=edith, reason="Agreed.")
    editions.publish(soon, by=edith, reason="Checked.")
    make_reader_of_mail("amal")
    assert send().sent == 1
    letter = mail.outbox[0]
    assert "Articles handed in: 1" in letter.body and "Seen by readers within 48 hours: 1" in letter.body
    assert not [word for word in ("merger", "Vos", "embargoed") if word in letter.subject + letter.body]


def test_nothing_is_sent_where_nothing_waits():
    make_reader_of_mail()
    assert send() == digest.Sending(0, [])
    assert mail.outbox == []


@pytest.mark.parametrize(
    "fields", [{"email": ""}, {"is_active": False}, {"is_staff": False}, {"often": ""}], ids=lambda fields: str(fields)
)
def test_only_those_of_the_newsroom_who_want_it_are_told(unnamed, fields):
    make_reader_of_mail(**fields)
    assert send().sent == 0


def test_each_is_told_only_of_queues_they_may_work_on(unnamed):
    reporter = make_reader_of_mail("rami")
    reporter.groups.clear()
    assert send().sent == 0


@pytest.mark.parametrize(
    ("often", "days", "sent"), [("daily", 1, 1), ("daily", 0, 0), ("weekly", 6, 0), ("weekly", 7, 1)]
)
def test_it_comes_once_a_day_or_once_a_week(unnamed, clock, often, days, sent):
    make_reader_of_mail(often=often)
    assert send().sent == 1
    clock(MORNING + timedelta(days=days, minutes=-5 if days else 5))  # cron is not to the minute
    assert send().sent == sent


def test_two_who_send_at_once_tell_nobody_twice(unnamed, monkeypatch):
    make_reader_of_mail()
    written = digest.digest_for

    def interrupted(user, site):
        monkeypatch.setattr(digest, "digest_for", written)
        assert send().sent == 1
        return written(user, site)

    monkeypatch.setattr(digest, "digest_for", interrupted)
    assert send().sent == 0
    assert len(mail.outbox) == 1


def test_what_the_mail_server_refuses_is_said_keeps_nobody_else_waiting_and_is_tried_again(unnamed, monkeypatch):
    make_reader_of_mail("amal")
    make_reader_of_mail("edith")
    deliver = digest.EmailMessage.send

    def refuse(message):
        if message.to == ["amal@archive.example"]:
            raise smtplib.SMTPRecipientsRefused({"amal@archive.example": (550, b"No such user")})
        return deliver(message)

    monkeypatch.setattr(digest.EmailMessage, "send", refuse)
    with pytest.raises(CommandError, match=r"amal: .*No such user"):
        call_command("send_digests", SITE)
    assert [letter.to for letter in mail.outbox] == [["edith@archive.example"]]
    monkeypatch.undo()
    assert send().sent == 1


@pytest.mark.parametrize(
    "site", ["archive.example", "https://archive.example/desk/", "ftp://archive.example", "https://"]
)
def test_the_address_of_the_site_has_to_be_one(site):
    with pytest.raises(CommandError, match=r"https://archive\.example"):
        call_command("send_digests", site)


def test_an_archive_without_a_mail_server_says_so(settings, edith, client):
    settings.SENDS_MAIL = False
    with pytest.raises(CommandError, match="EMAIL_HOST"):
        call_command("send_digests", SITE)
    assert "e-mail" not in client.get(reverse("desk:account")).content.decode()
    assert client.post(reverse("desk:account"), {"has_keys": "on"}).status_code == 302


def test_an_editor_chooses_how_often_and_where_to(edith, client):
    account = reverse("desk:account")
    refused = client.post(account, {"has_keys": "on", "digest": "weekly", "email": ""})
    assert "Where to? Give an address" in refused.content.decode()
    refused = client.post(account, {"has_keys": "on", "digest": "weekly", "email": "edith at home"})
    page = refused.content.decode()
    assert 'value="edith at home"' in page and "Where to?" not in page
    assert not Preference.objects.exists()
    assert client.post(account, {"has_keys": "on", "digest": "weekly", "email": "e@archive.example"}).status_code == 302
    edith.refresh_from_db()
    assert (edith.email, Preference.objects.get().digest) == ("e@archive.example", "weekly")
    assert '<option value="weekly" selected>' in client.get(account).content.decode()
