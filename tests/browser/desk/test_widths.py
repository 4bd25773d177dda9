"""No page of the desk scrolls sideways: on a phone, at 200 %, whole, turned round, and with words that never end."""

import pytest
from django.urls import reverse

from articles.anchoring import revise
from articles.splitting import split
from desk.intake import pasting
from desk.intake.importing import import_records
from desk.models import BulkEdit, SavedFilter
from people.distinctions import tell_apart
from people.merging import merge
from tests.desk.suggesting import suggest
from tests.desk.test_access import PAGES, address_of
from tests.factories import (
    make_article,
    make_editor,
    make_event,
    make_organisation,
    make_person,
    make_place,
    make_statement,
)

pytestmark = [pytest.mark.browser, pytest.mark.only_on("sqlite"), pytest.mark.django_db(transaction=True)]

WIDTHS = (320, 640, 1280)
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TURN = "document.documentElement.dir = '{}'"
LONG = "Donaudampfschifffahrtsgesellschaft" * 3
# What shows no page of its own to somebody who follows a link: it is posted to, asked by a script, or leads elsewhere.
NO_PAGES = {
    "end_session", "save_filter", "forget_filter", "undo_decision", "leave_review", "decide_suggestion", "guess",
    "decide_statement", "fix", "undo_merge", "undo_split", "names", "presence", "code", "typed",
}  # fmt: skip


@pytest.fixture
def world(edith):
    """A record of each kind, and something in each queue: each with a name that no line has room for."""
    amal = make_editor("amal" * 20)
    ada, gone = make_person(f"Ada {LONG}", summary=LONG), make_person(f"A. {LONG}")
    records = {"person": ada, "other": make_person(f"Ada  {LONG}", summary=f"Not {LONG}")}
    tell_apart(make_person("One"), make_person(LONG), by=amal, reason=LONG)
    for make in (make_place, make_event):
        make(LONG)
    return records | texts(ada, amal) | acts(ada, gone, amal) | imports(amal)


def texts(ada, amal):
    publisher = make_organisation(LONG)
    draft = make_article(f"{LONG} ends", f"“{LONG} goes on,” she said. {LONG}.", status="draft", publisher=publisher)
    suggested = suggest(draft, exact=f"{LONG} goes on,", speaker=ada, described_as=LONG)
    lost = make_article(LONG, f"“{LONG} it was,” she said. And she went.")
    orphan = make_statement(lost, f"{LONG} it was,", ada)
    revise(lost, f"“{LONG} is was,” she said. And she went.", by=amal, reason=LONG)
    return {"article": draft, "statement": suggested, "public": lost, "orphan": orphan}


def acts(ada, gone, amal):
    public = make_article(f"{LONG} began", f"“{LONG} is over,” she said. “{LONG} {LONG}” he said.")
    said = make_statement(public, f"{LONG} is over,", ada)
    make_statement(public, f"{LONG} {LONG}", None, described_as=LONG)
    merged = merge(gone, ada, by=amal, reason=LONG)
    parted = split(ada, statements=[said], parts={}, name=f"Another {LONG}", by=amal, reason=LONG)
    changes = [[ada.pk, {"summary": ["", LONG]}]]
    told = {"kind": "people", "told": [["summary", LONG]], "changes": changes, "reason": LONG}
    return {"merge": merged, "split": parted, "edit": BulkEdit.objects.create(**told, token="a", made_by=amal)}


def imports(amal):
    lines = f'{{"id": "a", "title": "{LONG}"}}\n{{"{LONG}"'
    run = import_records(lines, is_trial=False, by=amal, came_from=f"{LONG}.jsonl").run
    came_from = f"https://islander.example/{LONG}"
    failed = pasting.keep_failed(text=LONG, came_from=came_from, reason=LONG, by=amal)
    SavedFilter.objects.create(name=LONG[:100], kind="people", query="q=a", owner=amal, is_shared=True)
    return {"run": run, "failed": failed}


def pages_of(world):
    """The address of each page, in a world in which all of them have something to show."""
    public = world | {"article": world["public"], "statement": world["orphan"]}
    of_public = {"correct", "retract", "remove", "orphan", "withhold"}
    pages = {
        name: address_of(name, public if name in of_public else world)
        for name in PAGES.keys() - NO_PAGES - {"undo_edit"}
    }
    pages["quote"] += f"?words={LONG}+goes+on,"
    pages["unnamed_group"] += f"?called={LONG.lower()}"
    kinds = ("articles", "statements", "organisations", "places", "events")
    return [
        *pages.values(),
        *(reverse("desk:find", args=[kind]) for kind in kinds),
        reverse("desk:undo_edit", args=[world["edit"].pk]),
        f"{pages['paste']}?retry={world['failed'].pk}",
        f"{pages['import']}?run={world['run'].pk}",
    ]


def too_wide(page):
    """The widths, as they are read and turned round, at which what the browser shows scrolls sideways."""
    found = []
    for direction in ("ltr", "rtl"):
        page.evaluate(TURN.format(direction))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            found += [(page.url, direction, width)] * (page.evaluate(WIDE) > 0)
    return found


def press(page, button):
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()


def test_no_page_of_the_desk_scrolls_sideways(at_desk, world):
    page, site = at_desk
    found = []
    for address in sorted(pages_of(world)):
        answer = page.goto(site + address)
        assert (answer.status, page.url) == (200, site + address)
        found += too_wide(page)
    assert found == []


def test_nor_does_what_is_posted(at_desk, world):
    page, site = at_desk
    page.goto(f"{site}/desk/paste/")
    page.locator("#paste-text").fill(f"{LONG} today\n\nBy {LONG}\n\n{LONG} — {LONG}.\n\n“{LONG},” Ada {LONG} said.")
    press(page, "Look at it")
    found = too_wide(page)
    page.goto(f"{site}/desk/find/people/")
    page.locator("[name=row]").first.check()
    press(page, "Edit those ticked")
    found += too_wide(page)
    page.locator("[name=summary]").fill(LONG)
    press(page, "Show what it would do")
    found += too_wide(page)
    assert found == []
