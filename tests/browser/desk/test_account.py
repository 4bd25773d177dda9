"""An account in a real browser: signing in with a code, by keyboard, with and without JavaScript."""

from base64 import b32decode
from binascii import unhexlify

import pytest
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from desk.models import SignIn

from .conftest import complaints_about

pytestmark = [pytest.mark.browser, pytest.mark.only_on("sqlite"), pytest.mark.django_db(transaction=True)]
KEY = "ab" * 20
PAGES = ["account/", "account/code/", "account/second-factor/", "account/second-factor/remove/", "security/"]


def test_the_pages_of_an_account_are_accessible(at_desk, settings):
    page, site = at_desk
    errors = []
    page.on("console", lambda message: message.type == "error" and errors.append(message.text))
    for language in ("en-gb", "ar"):
        settings.LANGUAGE_CODE = language
        found = {address: complaints_about(page, f"{site}/desk/{address}") for address in PAGES}
        assert {address: wrong for address, wrong in found.items() if wrong} == {}
    assert errors == []


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_an_editor_signs_in_with_a_code_by_keyboard_and_without_javascript(live_server, page, edith):
    TOTPDevice.objects.create(user=edith, key=KEY)
    page.goto(f"{live_server.url}/desk/account/")
    page.keyboard.press("Tab")  # past the link that skips to the content, where the name has the focus already
    page.locator("#id_username").focus()
    page.keyboard.type("edith")
    page.keyboard.press("Tab")
    page.keyboard.type("correct horse battery")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/account/code/**")
    page.locator("#id_code:focus").wait_for()
    page.keyboard.type(f"{totp(unhexlify(KEY)):06d}")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/account/")
    assert SignIn.objects.get().user == edith
    assert "This session" in page.inner_text("main")


def test_the_second_factor_is_set_up_from_what_the_page_shows(at_desk, edith):
    page, site = at_desk
    page.goto(f"{site}/desk/account/second-factor/")
    assert page.locator(".desk-qr svg path").count() == 1
    key = b32decode(page.inner_text(".desk-narrow code").replace(" ", ""))
    page.locator("#id_code:focus").wait_for()
    page.keyboard.type(f"{totp(key):06d}")
    page.keyboard.press("Enter")
    page.wait_for_selector(".desk-codes")
    assert page.locator(".desk-codes li").count() == 10
    assert TOTPDevice.objects.filter(user=edith, confirmed=True).count() == 1
    assert complaints_about(page) == []


def test_the_page_on_which_an_account_waits_is_accessible(live_server, page, edith):
    for _ in range(5):
        page.goto(f"{live_server.url}/admin/login/")
        page.locator("#id_username").fill("edith")
        page.locator("#id_password").fill("wrong")
        with page.expect_navigation():
            page.keyboard.press("Enter")
    page.get_by_role("heading", name="Wait a little").wait_for()
    assert complaints_about(page) == []
