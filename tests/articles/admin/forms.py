"""What a browser would post: the fields of a page, with what an editor changed."""

import re
from html import unescape
from html.parser import HTMLParser


class Fields(HTMLParser):
    """Collects name and value of every field of the forms of a page."""

    def __init__(self):
        super().__init__()
        self.posted, self.area, self.select = {}, None, None

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        name = given.get("name")
        if tag == "textarea":
            self.area = name
            self.posted[name] = ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in given:
            self.posted[self.select] = given.get("value", "")
        elif tag == "input" and name and _is_posted(given):
            self.posted[name] = given.get("value", "") or ""

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.area = None
        elif tag == "select":
            self.select = None

    def handle_data(self, data):
        if self.area:
            self.posted[self.area] += data.removeprefix("\n") if not self.posted[self.area] else data


def _is_posted(given):
    kind = given.get("type")
    return kind != "submit" and (kind not in {"checkbox", "radio"} or "checked" in given)


def fields_of(page):
    parser = Fields()
    parser.feed(page.content.decode())
    return {name: value for name, value in parser.posted.items() if not name.endswith("__prefix__")}


def fill_in(client, address, **changes):
    """Open a page, change some fields and post it, as a browser would."""
    return client.post(address, fields_of(client.get(address)) | changes)


def texts_of(page):
    """What a page says, each text as it reads with its changes: without what was left out of it."""
    text = re.sub(r'<del>.*?</del>|<span class="unseen">.*?</span>', "", page.content.decode(), flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]*>", "", text))
