"""Readers while an import runs: each page is answered, whole, and shows what is published and nothing else. T77.

What it costs them with two hundred readers and ten thousand articles is measured by bench/readers.py.
"""

import random
import re
import threading
from dataclasses import replace
from datetime import timedelta
from urllib.request import urlopen

import pytest
from django.utils import timezone

from articles.importing.jsonl import draft_from
from articles.importing.saving import save_drafts
from articles.models import Article, Statement
from tests.invented import invented_article

pytestmark = pytest.mark.django_db(transaction=True)

READERS, ARTICLES, BATCH, SAID = 20, 120, 10, 4
READING = 1  # seconds for a page, at most
HIDDEN = "Not to be read"
LISTS = ["/", "/articles/", "/statements/", "/people/", "/search/?q=berth", "/search/?q=day&sort=oldest", "/feed.atom"]
ARTICLE = re.compile(r'href="(?:http://[^/]+)?(/articles/\d{4}/\d\d/\d\d/[^/"#]+/)')
COUNTED = f'id="statements">Statements <span class="figure">{SAID}</span>'


def draft(number):
    """An invented article; of four one is a draft, and one waits for the end of its embargo."""
    made = draft_from(invented_article(number, statements=SAID))
    if number % 4 == 1:
        return replace(made, headline=f"{HIDDEN}: {made.headline}", status="draft")
    if number % 4 == 3:
        until = timezone.now() + timedelta(days=1)
        return replace(made, headline=f"{HIDDEN}: {made.headline}", embargo_until=until)
    return made


class Reader(threading.Thread):
    """Opens lists and articles on them until it is told to stop, and remembers what was wrong."""

    def __init__(self, site, number, is_over):
        super().__init__()
        self.site, self.choose, self.is_over = site, random.Random(number), is_over
        self.lists = self.articles = 0
        self.wrong = []

    def run(self):
        while not (self.is_over.is_set() and self.articles):
            path = self.choose.choice(LISTS)
            found = ARTICLE.findall(self.opened(path))
            self.lists += 1
            if found:
                self.read(self.choose.choice(found))
            self.is_over.wait(self.choose.uniform(0, READING))

    def opened(self, path):
        try:
            with urlopen(self.site + path, timeout=120) as answer:
                text = answer.read().decode()
        except OSError as error:
            self.wrong.append(f"{path}: {error}")
            return ""
        if HIDDEN in text or not text.rstrip().endswith(("</html>", "</feed>")):
            self.wrong.append(f"{path}: hidden or broken off")
        return text

    def read(self, path):
        self.articles += 1
        if COUNTED not in self.opened(path):
            self.wrong.append(f"{path}: not all of its statements")


def test_twenty_readers_see_whole_and_published_articles_while_a_hundred_come_in(live_server):
    drafts = [draft(number) for number in range(ARTICLES)]
    save_drafts(drafts[:BATCH])
    is_over = threading.Event()
    readers = [Reader(live_server.url, number, is_over) for number in range(READERS)]
    for reader in readers:
        reader.start()
    try:
        for start in range(BATCH, ARTICLES, BATCH):
            save_drafts(drafts[start : start + BATCH])
    finally:
        is_over.set()
        for reader in readers:
            reader.join()
    assert [wrong for reader in readers for wrong in reader.wrong] == []
    assert min(reader.articles for reader in readers) > 0
    assert (Article.objects.count(), Article.objects.published().count()) == (ARTICLES, ARTICLES / 2)
    assert Statement.objects.published().count() == SAID * ARTICLES / 2
