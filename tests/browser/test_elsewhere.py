"""What leads from and to other sites, in a real browser: the publisher's own page, and the card in a frame."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.only_on("sqlite"), pytest.mark.django_db(transaction=True)]

FILLER = "<p>" + "Nothing of it was said here. " * 200 + "</p>"
SAID = "We go back, well-fed & warm"
FIRST, SECOND = f"“{SAID}” she said first.", f"He too: “{SAID}” was his word."
BODY = f"{FIRST}\n\n{'Much later. ' * 30}\n\n{SECOND}"
TOP = "document.querySelector('#second').getBoundingClientRect().top"


@pytest.fixture
def other_site():
    """Another site: give it a page, and get its address; it asks for COEP."""
    pages = []

    class Site(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
            self.end_headers()
            self.wfile.write(pages[-1].encode())

        def log_message(self, *args):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def shows(html):
        pages.append(f"<!doctype html>{html}")
        return f"http://127.0.0.1:{server.server_port}/"

    yield shows
    server.shutdown()


def test_the_publishers_page_is_scrolled_to_the_right_one_of_two_equal_quotations(live_server, page, other_site):
    first, second = (text.replace("&", "&amp;") for text in (FIRST, SECOND))
    theirs = other_site(f"{FILLER}<p>{first}</p>{FILLER}<p id=second>{second}</p>{FILLER}")
    said = make.make_statement(make.make_article(body=BODY, source_url=theirs), SAID)
    start = BODY.rindex(SAID)
    end = start + len(SAID)
    said.spans.update(start=start, end=end, prefix=BODY[start - 32 : start], suffix=BODY[end : end + 32])
    page.goto(live_server.url + said.get_absolute_url())
    page.goto(page.locator("a", has_text="publisher’s own page").get_attribute("href"))
    page.wait_for_function(f"0 <= {TOP} && {TOP} < innerHeight")


def test_a_card_shows_in_a_frame_of_another_site_and_nothing_else_of_ours_does(live_server, page, other_site):
    said = make.make_statement(speaker=make.make_person())
    ours = live_server.url
    page.goto(other_site(f'<iframe src="{ours}/embed/{said.code}/"></iframe><iframe src="{ours}/about/"></iframe>'))
    page.wait_for_load_state("networkidle")
    card, whole = page.frames[1:]
    assert said.text in card.inner_text("main")
    assert whole.query_selector("main") is None
