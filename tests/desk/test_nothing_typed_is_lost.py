"""Whatever button of a form is pressed: what was typed is done with, or stands in the page that comes back."""

from html.parser import HTMLParser

import pytest
from django.db import transaction
from django.test import Client

from tests.factories import make_article, make_editor

from .suggesting import suggest
from .test_access import PAGES, address_of, world  # noqa: F401

pytestmark = pytest.mark.django_db
TYPED = {"text", "search", "url", "email", "date", "textarea"}


class Forms(HTMLParser):
    """The forms of a page that post: where to, their fields as {name: value}, those to type in, their buttons."""

    def __init__(self, html, address):
        super().__init__()
        self.address, self.found, self.form, self.area = address, [], None, None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        name = given.get("name")
        if tag == "form":
            self.form = {"to": given.get("action") or self.address, "fields": {}, "typed": set(), "buttons": []}
            self.found += [self.form] * (given.get("method", "").lower() == "post")
        elif self.form is not None and "form" not in given and name:
            self._field(tag, given.get("type", "text" if tag == "input" else tag), name, given)

    def _field(self, tag, kind, name, given):
        if tag == "button":
            self.form["buttons"].append({name: given.get("value", "")})
        elif kind in TYPED and "hidden" not in given:
            self.form["fields"][name] = f"typed into {name}"
            self.form["typed"].add(name)
        elif kind in {"hidden", "textarea"} or "checked" in given:
            self.form["fields"][name] = given.get("value") or ""
            self.area = name if tag == "textarea" else None

    def handle_data(self, data):
        if self.area and self.form:
            self.form["fields"][self.area] += data

    def handle_endtag(self, tag):
        self.area = None if tag == "textarea" else self.area
        self.form = None if tag == "form" else self.form


def forms_of(client, address):
    answer = client.get(address)
    is_page = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    forms = Forms(answer.content.decode(), address).found if is_page else []
    return [form for form in forms if form["typed"] and "logout" not in form["to"]]


def lost(client, form, button):
    """The names of the fields whose words are nowhere in the page that comes back; what was done leads on."""
    with transaction.atomic():
        answer = client.post(form["to"], form["fields"] | button)
        transaction.set_rollback(True)
    html = "" if answer.status_code == 302 else answer.content.decode()
    return [name for name in sorted(form["typed"]) if html and f"typed into {name}" not in html]


def test_what_was_typed_is_done_with_or_stands_there_still(world):  # noqa: F811
    draft = make_article("Draft", status="draft")
    suggest(draft, exact="We go back to work")
    client, pressed = Client(), 0
    client.force_login(make_editor("edith"))
    addresses = {address_of(name, places) for places in (world, world | {"article": draft}) for name in PAGES}
    for address in sorted(addresses):
        for form in forms_of(client, address):
            for button in form["buttons"] or [{}]:
                assert lost(client, form, button) == [], (form["to"], button)
                pressed += 1
    assert pressed > 30
