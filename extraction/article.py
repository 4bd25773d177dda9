"""An article that is read: its words, sentences, names and cast, ready for its statements to be collected."""

from collections.abc import Iterable
from functools import cached_property

from . import engines
from . import language as languages
from .cast import Cast
from .dateline import find_dateline
from .interruptions import part
from .names import find_names
from .quotations import find_stretches
from .reading import quotations_in, read
from .statements import Collector
from .words import Tokens, words_around, words_within


class Article:
    """code: of its language. dateline: its span, with the place it names. collector: has its clauses and statements."""

    def __init__(self, body: str, code: str | None, names: Iterable[str], engine: str):
        self.body, self.code = body, code or languages.guess(body)
        self.language = spoken = languages.load(self.code)
        self.dateline, self.dateline_place, begin = find_dateline(body)
        self.begin, stretches = begin, part(body, find_stretches(body), spoken)
        self.around = words_around(body, quotations_in(body, stretches, spoken, begin), spoken, begin)
        self.sentences = read(body, self.around, spoken, begin)
        self.names = find_names(self.sentences, spoken)
        self.cast = Cast(self.names, spoken, names)
        reader = engines.load(engine).reader(body, self.sentences, spoken)
        self.collector = Collector(body, self.sentences, self.names, self.cast, spoken, reader)

    @cached_property
    def words(self) -> Tokens:
        """All words and marks, also those within quotations and before the text begins."""
        return words_within(self.body, self.around, self.language, self.begin)
