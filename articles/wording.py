"""A statement as one line of text: quotation marks round what was said to the letter, and round nothing else.

Plain functions. A piece is anything with start, end, exact, suffix and is_verbatim (code points, half-open).
"""

from dataclasses import dataclass

MARKS = "\"'“”„‟«»‹›‘’‚‛「」『』〈〉《》"
PAIRS = {
    "fr": ("«\u202f", "\u202f»"),
    "de": ("„", "“"),
    **dict.fromkeys(["cs", "sk", "sl", "lt", "lv", "is", "bg", "et", "ka"], ("„", "“")),
    **dict.fromkeys(["ru", "uk", "be", "ar", "fa", "es", "it", "pt", "el", "no", "nb", "nn", "kk", "hy"], ("«", "»")),
    **dict.fromkeys(["pl", "ro", "hu", "hr", "sr"], ("„", "”")),
    **dict.fromkeys(["sv", "fi", "he"], ("”", "”")),
    **dict.fromkeys(["ja", "zh-hant"], ("「", "」")),
    "da": ("»", "«"),
}
ENGLISH = ("“", "”")
LEFT_OUT = " … "


@dataclass(frozen=True)
class Stretch:
    """A part of a statement's words, all of it verbatim or none of it."""

    start: int
    end: int
    text: str
    suffix: str
    is_verbatim: bool


def quotation_marks(language):
    """The opening and the closing mark of a language (BCP 47); those of English where it is unknown."""
    tag = language.lower()
    return PAIRS.get(tag) or PAIRS.get(tag.partition("-")[0], ENGLISH)


def quoted(text, language):
    """The text in the quotation marks of its language."""
    opening, closing = quotation_marks(language)
    return f"{opening}{text}{closing}"


def statement_in_words(pieces, language):
    """What was said, in one line.

    Words between two pieces are left out with “…”; a line break of the article between them stays.
    """
    stretches = _stretches(pieces)
    words, run = [], ""
    for number, stretch in enumerate(stretches):
        following = stretches[number + 1] if number + 1 < len(stretches) else None
        run += stretch.text if stretch.is_verbatim else _without_marks_at_seams(stretches, number)
        gap = _gap(stretch, following)
        if following and stretch.is_verbatim and following.is_verbatim and gap != LEFT_OUT:
            run += gap
            continue
        words += [quoted(run, language) if stretch.is_verbatim else run, gap]
        run = ""
    return "".join(words).strip()


def _stretches(pieces):
    """The pieces in reading order; a paraphrase is cut where a verbatim piece lies inside it."""
    verbatim = sorted((p for p in pieces if p.is_verbatim), key=lambda p: p.start)
    found = [Stretch(p.start, p.end, p.exact, p.suffix, True) for p in verbatim]
    for piece in pieces:
        if not piece.is_verbatim:
            found += _around(piece, verbatim)
    return sorted(found, key=lambda s: s.start)


def _around(piece, verbatim):
    """What is left of a paraphrase outside the verbatim pieces."""
    start, following = piece.start, piece.exact + piece.suffix
    inside = [v for v in verbatim if v.start < piece.end and v.end > piece.start]
    for stop, resume in [*((v.start, v.end) for v in inside), (piece.end, piece.end)]:
        if stop > start:
            text = piece.exact[start - piece.start : stop - piece.start]
            yield Stretch(start, stop, text, following[stop - piece.start :][:32], False)
        start = max(start, resume)


def _without_marks_at_seams(stretches, number):
    """A paraphrase without the marks that belong to the verbatim piece before or after it."""
    text = stretches[number].text
    if number and stretches[number - 1].is_verbatim:
        text = text.lstrip(MARKS)
    if number + 1 < len(stretches) and stretches[number + 1].is_verbatim:
        text = text.rstrip(MARKS)
    return text


def _gap(stretch, following):
    """What joins two stretches: the space between them, or “…” where words stand there."""
    if following is None:
        return ""
    between = stretch.suffix[: max(0, following.start - stretch.end)]
    if following.start - stretch.end > len(between) or any(c.isalnum() for c in between):
        return LEFT_OUT
    return "".join(c for c in between if c not in MARKS)
