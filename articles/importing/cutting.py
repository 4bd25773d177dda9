"""A stretch of a text cut at its quotation marks: which words of it are verbatim, and which are not."""

from bisect import bisect_left

from extraction.quotations import DOUBLE, MARK, Stretch

from .draft import PieceDraft


def cut_at_marks(body: str, start: int, end: int, stretches: list[Stretch]) -> list[PieceDraft]:
    """Cut body[start:end] at its quotation marks; the marks themselves belong to no piece."""
    cut, at = [], start
    first = bisect_left(stretches, start, key=lambda stretch: stretch.closed_at)
    for stretch in stretches[first:]:
        if stretch.opened_at >= end:
            break
        cut.append(_trimmed(body, at, min(stretch.opened_at, end), False))
        cut.append(_trimmed(body, max(stretch.start, start), min(stretch.end, end), True))
        at = stretch.closed_at
    cut.append(_trimmed(body, at, end, False))
    return [piece for piece in cut if piece]


def _trimmed(body: str, start: int, end: int, is_verbatim: bool) -> PieceDraft | None:
    """A piece without the space round it; None where no letter or digit is left."""
    text = body[start:end] if start < end else ""
    if not any(map(str.isalnum, text)):
        return None
    start += len(text) - len(text.lstrip())
    return PieceDraft(start, start + len(text.strip()), is_verbatim=is_verbatim)


def between_odd_marks(body: str, start: int, end: int) -> list[PieceDraft]:
    """A quotation between marks that do not belong together: “like this“. Nothing where a mark is missing."""
    opening, closing = MARK.match(body, start), MARK.match(body, end - 1)
    inside = (opening.end(), closing.start()) if opening and closing else (start, start)
    piece = _trimmed(body, *inside, True)
    return [piece] if piece and not DOUBLE.search(body, *inside) else []


def kind_of(pieces: list[PieceDraft]) -> str:
    """What a statement of these pieces is: direct, indirect or mixed."""
    verbatim = {piece.is_verbatim for piece in pieces}
    return "mixed" if len(verbatim) == 2 else "direct" if verbatim == {True} else "indirect"
