"""A name that is written from right to left, in a page that is not: each keeps its own order. T82.

A name stands in an element that holds its direction (bdi, or dir="auto" or "rtl"): what follows it, a number, a
bracket or a comma, then stays where it belongs. What was printed bears its language, and is left in its own order.
"""

from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from articles.models import Correction
from people.models import PersonName, Role
from tests import factories as make
from tests.crawling import crawl

pytestmark = pytest.mark.django_db

NAME = "ليلى حداد"
EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
WITHOUT_MARKUP = {
    "title",
    "desc",
    "text",
    "script",
    "style",
    "option",
    "textarea",
    "pre",
}  # text alone, or for machines
ATOM = "{http://www.w3.org/2005/Atom}"


class Lines(HTMLParser):
    """The lines of a page in which the name stands without an element that holds its direction."""

    def __init__(self, html):
        super().__init__()
        self.open, self.bare = [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        if tag not in EMPTY:
            given = dict(attributes)
            is_held = tag != "html" and (tag == "bdi" or "lang" in given or given.get("dir") in {"auto", "rtl"})
            self.open.append((tag, is_held if is_held or "dir" in given else None))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        tags = [tag for tag, _is_held in self.open]
        is_held = next((held for _tag, held in reversed(self.open) if held is not None), False)
        if NAME in data and not WITHOUT_MARKUP & set(tags) and not is_held:
            self.bare.append((" > ".join(tags[2:]), " ".join(data.split())))


class OneDay:
    """A client for which every day of the year is the same: one page instead of 366."""

    def __init__(self, client):
        self.client, self.day = client, client.get("/on-this-day/03/14/")

    def get(self, address):
        return self.day if address.startswith("/on-this-day/") else self.client.get(address)


@pytest.fixture
def everywhere(db):
    """A statement all of whose records have the one name."""
    country = make.make_place(f"{NAME} 1", kind="country")
    place = make.make_place(NAME, parent=country)
    make.make_place(f"{NAME} 2", parent=place)
    event = make.make_event(NAME, place=place)
    union = make.make_organisation(NAME, summary=f"Union of {NAME}")
    person, other = make.make_person(NAME, summary=f"Daughter of {NAME}"), make.make_person(f"{NAME} 3")
    PersonName.objects.create(person=person, text=f"{NAME} 4", note=f"in {NAME}")
    Role.objects.create(person=person, organisation=union, title=NAME)
    article = make.make_article(
        f"Talks with {NAME}", f"Talks with {NAME} (2).", byline=f"By {NAME}", publisher=union, dateline_place=place,
        usage_terms=f"© {NAME}",
    )  # fmt: skip
    make.mention(article, place)
    make.mention(article, event)
    said = {"said_in": place, "event": event, "on_behalf_of": union, "about": [place, person], "to": [other]}
    make.make_statement(article, "For us all", other, **said)
    statement = make.make_statement(article, f"I am {NAME}", person, described_as=f"{NAME}, a minister", **said)
    for corrected in ({"article": article}, {"statement": statement}):
        Correction.objects.create(what_changed=f"It said {NAME}.", reason=f"{NAME} wrote to us.", **corrected)
    return statement


def test_on_every_page_of_readers_the_name_keeps_its_own_order(client, everywhere):
    asked = ["q=" + NAME, "speaker=nobody " + NAME, "place=nowhere " + NAME, "event=none " + NAME, "q=us&group=speaker",
             "q=us&group=article", "q=zzzz&about=" + NAME, "kind=statement&speaker=" + NAME]  # fmt: skip
    compared = [f"q=us&speaker={NAME}&speaker=nobody {NAME}", f"q=zzzz&speaker={NAME}"]
    cards = [f"/embed/{record.code}/" for record in (everywhere, everywhere.article)]
    starts = ["/", *(f"/search/?{query}" for query in asked), *(f"/compare/?{query}" for query in compared), *cards]
    pages = crawl(OneDay(client), *starts)
    html = {
        address: page.content.decode()
        for address, page in pages.items()
        if page.status_code == 200 and "html" in page["Content-Type"]
    }
    assert sum(NAME in page for page in html.values()) > 30
    bare = {line for page in html.values() for line in Lines(page).bare}
    assert bare == set()


def test_in_the_items_of_feeds_too(client, everywhere):
    feed = ElementTree.fromstring(client.get("/feed.atom").content)
    items = [entry.find(f"{ATOM}summary").text for entry in feed.iter(f"{ATOM}entry")]
    items += [item["content_html"] for item in client.get("/search/feed.json?q=talks").json()["items"]]
    assert sum(NAME in item for item in items) > 3
    assert [line for item in items for line in Lines(item).bare] == []


def test_and_where_editors_work(client, everywhere):
    client.force_login(make.make_editor())
    article = everywhere.article
    make.make_statement(article, "Yes and no", everywhere.speaker, status="suggested")
    names = [
        "dashboard",
        "review",
        "together",
        "doubles",
        "unnamed",
        "orphans",
        "merges",
        "balance",
        "find_articles",
        "edits",
    ]
    pages = [reverse(f"desk:{name}") for name in names]
    pages += [
        reverse(f"desk:{name}", args=[article.code])
        for name in ("workbench", "publish", "correct", "retract", "remove")
    ]
    pages += [
        reverse("desk:history", args=[kind, record.code])
        for kind, record in [("article", article), ("statement", everywhere), ("person", everywhere.speaker)]
    ]
    bare = {(page, line) for page in pages for line in Lines(client.get(page).content.decode()).bare}
    assert bare == set()
