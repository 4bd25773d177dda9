"""New words on their way into the full-text index: many at once, after all else that is written with them.

SQLite has FTS5 write a segment at every statement that changes several rows, of whatever table: words that wait in
memory then wait no longer, and many small segments are merged later.
"""

from contextlib import contextmanager

from . import forgetting
from .backends import backend

MOST = 8000  # entries whose words wait


@contextmanager
def words_last():
    """Give a place where new words wait, [(key, (title, source, text, facets))], until this ends.

    Then those that were lost meanwhile, and stand in nothing any more, are forgotten.
    """
    waiting = Waiting()
    yield waiting
    waiting.write()
    forgetting.forget(waiting.lost)


class Waiting:
    def __init__(self):
        self.words, self.lost = [], set()

    def add(self, words):
        self.words += words
        if len(self.words) > MOST:
            self.write()

    def write(self):
        words, self.words = self.words, []
        if words:
            backend().add(words)
