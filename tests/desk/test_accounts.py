"""Accounts: guessing is slowed down, the second factor asked for, sessions ended, and all of it written down."""

import re
import time
from binascii import unhexlify
from datetime import timedelta
from unittest import mock

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from desk.accounts import browsers, devices, second_factor, sessions
from desk.models import KnownDevice, SecurityEvent, SignIn
from tests.factories import make_editor

pytestmark = pytest.mark.django_db
LOGIN, PASSWORD = "/admin/login/", "correct horse battery"
Kind = SecurityEvent.Kind


@pytest.fixture
def edith():
    return make_editor("edith")


def try_password(name="edith", password="wrong", address="192.0.2.1", client=None):
    client = client or Client()
    return client.post(LOGIN, {"username": name, "password": password}, REMOTE_ADDR=address)


def is_in(answer):
    return answer.status_code == 302


def later(monkeypatch, **passed):
    """Let the clock of the archive stand so much further on."""
    then = timezone.now() + timedelta(**passed)
    monkeypatch.setattr(timezone, "now", lambda: then)
    monkeypatch.setattr("axes.handlers.proxy.now", lambda: then)


def test_after_five_wrong_passwords_an_account_waits_wherever_they_came_from(edith):
    answers = [try_password(address=f"192.0.2.{n}") for n in range(1, 21)]
    assert [a.status_code for a in answers] == [200] * 4 + [429] * 16
    refused = try_password(password=PASSWORD, address="198.51.100.7")
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 60
    assert "Wait a little" in refused.content.decode()


def test_one_address_that_tries_many_names_waits_too(edith):
    for n in range(5):
        try_password(name=f"somebody-{n}", address="192.0.2.9")
    assert try_password(password=PASSWORD, address="192.0.2.9").status_code == 429
    assert is_in(try_password(password=PASSWORD, address="192.0.2.10"))


def test_the_wait_ends_and_grows_with_each_round_of_failures(edith, monkeypatch):
    first = [try_password() for _ in range(5)][-1]
    assert first["Retry-After"] == "60"
    later(monkeypatch, seconds=61)
    second = [try_password() for _ in range(5)][-1]
    assert int(second["Retry-After"]) == 120
    later(monkeypatch, seconds=121)
    assert is_in(try_password(password=PASSWORD))


def test_whoever_is_attacked_goes_on_working_on_the_device_they_know(edith):
    laptop = Client()
    assert is_in(try_password(password=PASSWORD, client=laptop))
    laptop.post("/admin/logout/")
    for n in range(1, 21):
        try_password(address=f"203.0.113.{n}")
    assert is_in(try_password(password=PASSWORD, client=laptop))


def test_a_known_device_in_wrong_hands_gets_no_more_tries_than_any_other(edith):
    laptop = Client()
    try_password(password=PASSWORD, client=laptop)
    laptop.post("/admin/logout/")
    answers = [try_password(client=laptop).status_code for _ in range(devices.LIMIT + 5)]
    assert answers[-1] == 429
    assert try_password(password=PASSWORD, client=laptop).status_code == 429


def test_the_secret_of_a_device_is_kept_as_a_hash_in_a_cookie_no_script_reads(edith):
    laptop = Client()
    try_password(password=PASSWORD, client=laptop)
    cookie = laptop.cookies[devices.NAME]
    assert cookie["httponly"] and cookie["samesite"] == "Strict"
    assert cookie.value not in {device.secret_hash for device in KnownDevice.objects.all()}


def test_nobody_learns_whether_an_account_exists(edith):
    with mock.patch(
        "django.contrib.auth.hashers.MD5PasswordHasher.encode", autospec=True, return_value="md5$x$y"
    ) as hashed:
        known = try_password(address="192.0.2.31")
        unknown = try_password(name="nobody", address="192.0.2.32")
    assert known.status_code == unknown.status_code == 200
    assert _said(known, "edith") == _said(unknown, "nobody")
    assert hashed.call_count == 2  # the work that takes the time is done for both
    for n in range(5):
        last = try_password(name="nobody", address=f"192.0.2.{n}")
    assert last.status_code == 429


def _said(answer, name):
    return re.sub(r'value="[^"]*"', "", answer.content.decode().replace(name, "NAME"))


def test_the_trail_keeps_who_signed_in_from_where_and_who_did_not(edith):
    try_password(address="192.0.2.77")
    laptop = Client()
    try_password(password=PASSWORD, client=laptop)
    laptop.post("/admin/logout/")
    signing = SecurityEvent.objects.exclude(kind=Kind.RIGHTS).order_by("pk")
    kept = list(signing.values_list("kind", "name", "address"))
    assert kept[0] == (Kind.FAILED, "edith", "192.0.2.77")
    assert [kind for kind, *_ in kept] == [Kind.FAILED, Kind.SIGNED_IN, Kind.SIGNED_OUT]


def test_the_trail_keeps_a_new_password_and_new_rights_with_who_gave_them(edith):
    chief = make_editor("chief")
    chief.is_superuser = True
    chief.save()
    client = Client()
    client.force_login(chief)
    form = {"username": "edith", "is_active": "on", "is_staff": "on", "groups": [Group.objects.get(name="reporter").pk]}
    form |= {"date_joined_0": "2026-01-01", "date_joined_1": "10:00"}
    assert client.post(f"/admin/auth/user/{edith.pk}/change/", form).status_code == 302
    edith.set_password("another horse battery")
    edith.save()
    events = edith.security_events.filter(kind__in=[Kind.RIGHTS, Kind.PASSWORD]).order_by("pk")
    told = [(event.kind, event.detail, event.by) for event in events]
    assert (Kind.RIGHTS, "added to reporter", chief) in told
    assert (Kind.RIGHTS, "taken out of publisher", chief) in told
    assert told[-1][0] == Kind.PASSWORD


def test_a_session_is_listed_and_ended_from_elsewhere(edith):
    laptop, phone = Client(HTTP_USER_AGENT="Laptop"), Client(HTTP_USER_AGENT="Phone")
    for client in (laptop, phone):
        try_password(password=PASSWORD, client=client)
    page = laptop.get("/desk/account/").content.decode()
    assert "Phone" in page and "This session" in page
    other = edith.sign_ins.get(agent="Phone")
    laptop.post("/desk/account/sessions/", {"which": other.pk})
    assert phone.get("/desk/").status_code == 302
    assert laptop.get("/desk/").status_code == 200


MOZILLA = "Mozilla/5.0"


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        (f"{MOZILLA} (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Windows"),
        (f"{MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) Version/18.5 Safari/605.1.15", "Safari on a Mac"),
        (f"{MOZILLA} (X11; Linux x86_64) (KHTML, like Gecko) Chrome/142.0 Safari/537.36", "Chrome on Linux"),
        (f"{MOZILLA} (Linux; Android 15; K) Chrome/142.0 Mobile Safari/537.36", "Chrome on Android"),
        (f"{MOZILLA} (Windows NT 10.0) Chrome/142.0 Safari/537.36 Edg/142.0", "Edge on Windows"),
        (f"{MOZILLA} (iPhone; CPU iPhone OS 18_5 like Mac OS X) Mobile/15E148 Safari/604.1", "Safari on an iPhone"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", "An unnamed browser"),
        ("x" * 200, f"{'x' * 79}…"),
    ],
)
def test_a_browser_is_named_in_words(agent, told):
    assert browsers.in_words(agent) == told


def test_what_happened_says_from_which_browser(edith):
    client = Client(HTTP_USER_AGENT=f"{MOZILLA} (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    try_password(password=PASSWORD, client=client)
    page = client.get("/desk/account/").content.decode()
    assert page.count("<bdi>Firefox on Linux</bdi>") == 2 and MOZILLA not in page


def test_nobody_ends_the_session_of_somebody_else(edith):
    theirs = Client()
    theirs.force_login(make_editor("amal"))
    mine = Client()
    mine.force_login(edith)
    session = theirs.session.session_key
    answer = mine.post("/desk/account/sessions/", {"which": SignIn.objects.get(session_key=session).pk})
    assert answer.status_code == 404
    assert theirs.get("/desk/").status_code == 200


def test_a_new_password_ends_the_other_sessions(edith):
    laptop, phone = Client(), Client()
    for client in (laptop, phone):
        client.force_login(edith)
    new = {"old_password": PASSWORD, "new_password1": "paper kite lantern", "new_password2": "paper kite lantern"}
    assert laptop.post("/admin/password_change/", new).status_code == 302
    assert laptop.get("/desk/").status_code == 200
    assert phone.get("/desk/").status_code == 302
    edith.refresh_from_db()
    assert [s.session_key for s in sessions.of(edith)] in ([laptop.session.session_key], [])


def test_a_disabled_account_is_out_at_once(edith):
    laptop = Client()
    laptop.force_login(edith)
    edith.is_active = False
    edith.save()
    assert laptop.get("/desk/").status_code == 302


def test_a_session_that_nobody_used_for_half_a_day_has_ended(edith, monkeypatch):
    laptop = Client()
    laptop.force_login(edith)
    assert laptop.get("/desk/").status_code == 200
    now = time.time() + sessions.IDLE.total_seconds() + 1
    monkeypatch.setattr(sessions, "time", lambda: now)
    assert laptop.get("/desk/").status_code == 302


def signed_in_with_codes(user):
    """A client with a second factor set up, its secret, and its backup codes."""
    client = Client()
    client.force_login(user)
    client.get("/desk/account/second-factor/")
    key = client.session[second_factor.KEY]
    page = client.post("/desk/account/second-factor/", {"code": code_of(key)})
    return client, key, page.context["codes"]


def code_of(key, steps=0):
    return f"{totp(unhexlify(key), t0=-30 * steps):06d}"


def fresh(user):
    client = Client()
    client.force_login(user)
    return client


def test_whoever_set_up_a_second_factor_gives_a_code_before_any_page(edith, monkeypatch):
    _client, key, _codes = signed_in_with_codes(edith)
    client = fresh(edith)
    for address in ("/desk/", "/admin/", "/admin/articles/article/"):
        assert client.get(address).url.startswith("/desk/account/code/")
    assert client.post("/desk/", headers={"Accept": "application/json"}).status_code == 401
    answer = client.post("/desk/account/code/", {"code": code_of(key, 1), "next": "/desk/account/"})
    assert answer.url == "/desk/account/"
    assert client.get("/desk/").status_code == 200


def test_a_code_works_once(edith):
    _client, key, _codes = signed_in_with_codes(edith)
    code = code_of(key, 1)
    assert fresh(edith).post("/desk/account/code/", {"code": code}).status_code == 302
    assert fresh(edith).post("/desk/account/code/", {"code": code}).status_code == 200
    assert edith.security_events.filter(kind=Kind.CODE_WRONG).exists()


@pytest.mark.parametrize(("steps", "opens"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_off_and_no_more(edith, steps, opens):
    TOTPDevice.objects.create(user=edith, key="ab" * 20)
    answer = fresh(edith).post("/desk/account/code/", {"code": code_of("ab" * 20, steps)})
    assert (answer.status_code == 302) == opens


def test_a_backup_code_works_once(edith):
    _client, _key, codes = signed_in_with_codes(edith)
    assert len(set(codes)) == second_factor.BACKUP_CODES
    assert fresh(edith).post("/desk/account/code/", {"code": codes[0]}).status_code == 302
    assert fresh(edith).post("/desk/account/code/", {"code": codes[0]}).status_code == 200
    assert second_factor.backup_codes_left(edith) == second_factor.BACKUP_CODES - 1


def test_guessing_codes_is_slowed_down(edith):
    TOTPDevice.objects.create(user=edith, key="ab" * 20)
    client = fresh(edith)
    for n in range(3):
        client.post("/desk/account/code/", {"code": f"00000{n}"})
    assert client.post("/desk/account/code/", {"code": code_of("ab" * 20)}).status_code == 200


def test_setting_it_up_ends_the_other_sessions(edith):
    phone = fresh(edith)
    phone.get("/desk/")
    laptop, *_ = signed_in_with_codes(edith)
    assert phone.get("/desk/").url.startswith("/admin/login/")
    assert laptop.get("/desk/").status_code == 200


def test_a_wrong_code_sets_nothing_up(edith):
    client = fresh(edith)
    client.get("/desk/account/second-factor/")
    assert client.post("/desk/account/second-factor/", {"code": "000000"}).status_code == 200
    assert second_factor.device_of(edith) is None


def test_the_newsroom_can_demand_it_of_publishers(edith, settings):
    settings.SECOND_FACTOR = "publishers"
    assert fresh(edith).get("/desk/").url.startswith("/desk/account/second-factor/")
    assert fresh(make_editor("rita", group="reporter")).get("/desk/").status_code == 200


def test_a_setting_that_changes_holds_for_sessions_that_are_open(edith, settings):
    client = fresh(edith)
    assert client.get("/desk/").status_code == 200
    settings.SECOND_FACTOR = "everyone"
    assert client.get("/desk/").status_code == 302


def test_it_is_removed_with_the_password_only(edith):
    client, *_ = signed_in_with_codes(edith)
    client.post("/desk/account/second-factor/remove/", {"password": "wrong"})
    assert second_factor.device_of(edith)
    client.post("/desk/account/second-factor/remove/", {"password": PASSWORD})
    assert second_factor.device_of(edith) is None
    assert fresh(edith).get("/desk/").status_code == 200


def test_who_runs_the_archive_helps_whoever_lost_phone_and_codes(edith):
    signed_in_with_codes(edith)
    second_factor.forget("edith")
    assert fresh(edith).get("/desk/").status_code == 200


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example", "https:evil.example", "\\\\evil.example", "/%09/evil.example/", "javascript:x"]
)
def test_after_a_code_nobody_is_sent_to_another_site(edith, elsewhere):
    _client, key, _codes = signed_in_with_codes(edith)
    answer = fresh(edith).post("/desk/account/code/", {"code": code_of(key, 1), "next": elsewhere})
    assert answer.url == "/desk/" or answer.url.startswith("/%09/")


def test_publishers_see_what_happened_to_all_accounts(edith):
    try_password(name="mallory")
    page = fresh(edith).get("/desk/security/?kind=failed").content.decode()
    assert "mallory" in page


@pytest.mark.parametrize("elsewhere", ["//evil.example", "https:evil.example", "\\\\evil.example", "/%09/evil.example"])
def test_signing_in_leads_to_no_other_site(edith, elsewhere):
    answer = Client().post(f"{LOGIN}?next={elsewhere}", {"username": "edith", "password": PASSWORD, "next": elsewhere})
    assert answer.status_code == 302
    assert not answer["Location"].startswith(("//", "http", "\\\\"))


def test_a_site_answers_under_its_own_name_only(edith):
    assert Client().get(LOGIN, headers={"Host": "evil.example"}).status_code == 400
    spoofed = Client().get("/desk/", headers={"X-Forwarded-Host": "evil.example"})
    assert "evil.example" not in spoofed["Location"]


def test_signing_out_is_no_link(edith):
    assert fresh(edith).get("/admin/logout/").status_code == 405
