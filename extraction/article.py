"""An article that is read: its words, sentences, names and cast, ready for its statements to be collected."""

from collections.abc import Iterable

from . import engines
from . import language as languages
from .cast import Cast
from .dateline import find_dateline
from .interruptions import part
from .names import find_names
from .quotations import find_stretches
from .reading import read
from .statements import Collector
from .words import words_of


class Article:
    """code: of its language. dateline: its span, with the place it names. collector: has its clauses and statements."""

    def __init__(self, body: str, code: str | None, names: Iterable[str], engine: str):
        self.body, self.code = body, code or languages.guess(body)
        self.language = spoken = languages.load(self.code)
        self.dateline, self.dateline_place, begin = find_dateline(body)
        self.words = words_of(body, spoken)
        self.sentences = read(body, self.words, part(body, find_stretches(body), spoken), spoken, begin)
        self.names = find_names(self.sentences, spoken)
        self.cast = Cast(self.names, spoken, names)
        reader = engines.load(engine).reader(body, self.sentences, spoken)
        self.collector = Collector(body, self.sentences, self.names, self.cast, spoken, reader)
