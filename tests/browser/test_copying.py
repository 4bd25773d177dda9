"""Words that are copied from a page are those that were printed, sign for sign. T81."""

import pytest
from playwright.sync_api import expect

from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.only_on("sqlite"), pytest.mark.django_db(transaction=True)]

WORDS = "قال \u202aNATO\u202c و\u200fEU\u200e: \u2067لن نعود\u2069 قبل 2015"
SPEAKER = "ليلى حداد"
SELECTED = "element => { getSelection().selectAllChildren(element); return getSelection().toString(); }"
ORDER = """element => {
  const text = element.firstChild, range = document.createRange();
  const left = word => {
    const at = text.data.indexOf(word);
    range.setStart(text, at); range.setEnd(text, at + word.length);
    return range.getBoundingClientRect().left;
  };
  return ["قال", "NATO", "EU", "نعود"].map(left);
}"""


def test_a_quotation_with_signs_of_direction_is_shown_in_its_order_and_copied_as_it_came(page, live_server):
    article = make.make_article("خبر", f"«{WORDS}» قالت.", language="ar")
    statement = make.make_statement(article, WORDS, make.make_person(SPEAKER))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_server.url)
    page.goto(live_server.url + statement.get_absolute_url())
    words = page.locator("blockquote.words p")
    assert words.text_content() == f"«{WORDS}»"
    assert words.evaluate(SELECTED).strip() == f"«{WORDS}»"
    from_the_right = words.evaluate(ORDER)
    assert from_the_right == sorted(from_the_right, reverse=True)
    button = page.locator(".citation + button.copy")
    button.click()
    expect(button).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{SPEAKER}: «{WORDS}» (")
    assert copied == page.locator(".citation").text_content().strip()
