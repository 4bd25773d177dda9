"""The pieces of a statement: what stands between marks, and the words around it."""

from .clauses import Clause
from .findings import Piece
from .quotations import Stretch


def pieces_of(body: str, clause: Clause, first: int, stop: int) -> list[Piece]:
    """The parts of what was said: what stands between marks, and the words around it."""
    pieces, begun = [], first
    for place in clause.quoted_within(first, stop):
        pieces += [*_paraphrase(body, clause, begun, place), verbatim(body, clause.tokens[place].stretch)]
        begun = place + 1
    return pieces + _paraphrase(body, clause, begun, stop)


def _paraphrase(body: str, clause: Clause, first: int, stop: int) -> list[Piece]:
    while first < stop and not clause.is_word(first):
        first += 1
    while first < stop and not clause.is_word(stop - 1) and clause.tokens[stop - 1].text not in {")", "%"}:
        stop -= 1
    span = clause.sentence.span(body, first, stop)
    return [Piece(span.start, span.end, span.exact, is_verbatim=False)] if span else []


def verbatim(body: str, stretch: Stretch) -> Piece:
    return Piece(stretch.start, stretch.end, body[stretch.start : stretch.end], is_verbatim=True)
