"""What a history tells of the words of a statement beside the words themselves, which its text tells."""

from articles.models import StatementSpan

Part = StatementSpan.Part


def told_changes(former, later):
    """Where it stands, its reporting words and those that name the speaker, where they changed: (label, before, after).

    former, later: Words, or None.
    """
    if former == later:
        return []
    pairs = zip(_told(former), _told(later), strict=True)
    return [(label, before, after) for (label, before), (_label, after) in pairs if before != after]


def _told(words):
    return [
        ("Where it stands", f"text {words.revision.number}, characters {_stretches(words.content)}"),
        ("Reporting words", _exact(words, Part.CUE)),
        ("Words that name the speaker", _exact(words, Part.SOURCE)),
    ]


def _stretches(pieces):
    """Characters as one counts them: the first is 1, the last one belongs to it."""
    return " and ".join(f"{piece.start + 1} to {piece.end}" for piece in pieces)


def _exact(words, part):
    return " … ".join(piece.exact for piece in words.pieces if piece.part == part)
