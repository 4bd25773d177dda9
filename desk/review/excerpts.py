"""The lines of an article round a suggestion, with the words marked: as much as has to be read to decide it."""

from articles.marking import Mark, marked_paragraphs, surroundings
from articles.models import StatementSpan
from desk.posted import number

Part = StatementSpan.Part


def excerpt(statement, pieces):
    """The sentence before, that of the words, and the one after, in paragraphs; marked are the parts (of: Part).

    pieces: where the words stand, as [(start, end)]; they may be others than those that are stored.
    """
    body = statement.revision.body
    start, end = min(start for start, _end in pieces), max(end for _start, end in pieces)
    return marked_paragraphs(body, _marks(statement, pieces), *surroundings(body, start, end))


def whole_text(statement):
    """All paragraphs of the text in which a statement stands, with the same marks."""
    pieces = [(piece.start, piece.end) for piece in statement.pieces]
    return marked_paragraphs(statement.revision.body, _marks(statement, pieces))


def _marks(statement, pieces):
    spans = [span for span in statement.all_spans if span.part != Part.CONTENT]
    return [Mark(start, end, Part.CONTENT) for start, end in pieces] + [
        Mark(span.start, span.end, Part(span.part)) for span in spans
    ]


def read_pieces(words, statement):
    """Where the words shall stand, from an address: "310-347,400-420"; None for what lies outside the text."""
    pairs = [part.partition("-")[::2] for part in words.split(",") if part]
    pieces = [(number(start), number(end)) for start, end in pairs]
    if not pieces or any(None in piece for piece in pieces):
        return None
    edges = [0, *(edge for piece in pieces for edge in piece), len(statement.revision.body)]
    return pieces if edges == sorted(edges) and all(start < end for start, end in pieces) else None


def written(pieces):
    """The same, as it stands in an address."""
    return ",".join(f"{start}-{end}" for start, end in pieces)
