"""Signs that nobody sees are told below the field while one types or pastes, as the server tells them. T80."""

import re

import pytest
from playwright.sync_api import expect

from people import signs
from tests.articles.admin.test_pages import change_page
from tests.factories import make_article, make_person

from .conftest import complaints_about

pytestmark = [pytest.mark.browser, pytest.mark.only_on("sqlite"), pytest.mark.django_db(transaction=True)]

WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
ALL = (
    "".join(f"{sign}go on\n" for sign in signs.SHORT)
    + "\u202eback \x07\U000e0041\U000e0042now 🏴\U000e0067\U000e007f می\u200cرود \u3164"
)


def plain(html):
    return re.sub(r"<[^>]+>", "", html)


def test_what_is_typed_is_told_as_the_server_tells_it_and_what_is_taken_out_no_longer(at_desk):
    page, site = at_desk
    page.goto(site + change_page(make_person("Ada Vos", summary="Docker\u200b.")))
    told = page.locator("#id_summary-signs")
    assert told.inner_text() == plain(signs.told("Docker\u200b."))
    page.get_by_label("Summary:").fill("Docker.")
    expect(told).to_be_hidden()
    page.get_by_label("Why?").fill(ALL.replace("\n", " "))
    expect(page.locator("#id_why-signs")).to_have_text(plain(signs.told(ALL)))
    assert page.locator("#id_why").get_attribute("aria-describedby").endswith("id_why-signs")


def test_what_is_told_is_accessible_and_fits(at_desk):
    page, site = at_desk
    article = make_article(body=f"“{ALL},” she said.")
    assert complaints_about(page, f"{site}/desk/articles/{article.code}/correct/") == []
    ada = make_person("Ada Vos", summary=ALL)
    ada.names.create(text=ALL.replace("\n", " "))
    page.goto(site + change_page(ada))
    assert page.locator("#id_names-0-text-signs").is_visible()
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(WIDE) == 0, width
