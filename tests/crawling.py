"""Every page that can be reached by clicking, fetched through the test client."""

from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

# What robots.txt closes too: the admin, files, and the endless ways to put a question.
CLOSED_TO_ROBOTS = (
    "/admin/",
    "/static/",
    "/search/?",
    "/compare/?",
    "/search/answers.csv",
    "/search/feed",
    "/embed/",
    "/cite/",
    "/oembed/",
)


class Links(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        href = dict(attrs).get("href")
        if tag == "a" and href is not None:
            self.found.append(href)


def links_of(address, html):
    """The addresses on this site that a page links to, without their fragments, in order, each once."""
    absolute = (urldefrag(urljoin(address, href)).url for href in Links(html).found)
    return list(dict.fromkeys(link for link in absolute if is_ours(link)))


def is_ours(link):
    return link.startswith("/") and not link.startswith("//") and not link.startswith(CLOSED_TO_ROBOTS)


def crawl(client, *starts, limit=3000):
    """{address: response} for all that can be reached from the starts; fails loudly beyond `limit` pages."""
    waiting, pages = list(starts), {}
    while waiting:
        address = waiting.pop()
        if address in pages:
            continue
        assert len(pages) < limit, f"more than {limit} pages: a trap for robots near {address}"
        pages[address] = response = client.get(address)
        if response["Content-Type"].startswith("text/html") and response.status_code == 200:
            waiting += links_of(address, response.content.decode())
    return pages
