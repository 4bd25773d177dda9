"""What stands between quotation marks, and where. Marks of all styles; apostrophes are none."""

import re
from collections.abc import Iterator
from typing import NamedTuple

MARK = re.compile(r"[\"“”„«»‹›「」『』‘’‚'`](?:(?<=')'|(?<=`)`)?")  # two apostrophes are one mark
PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
CLOSERS = {
    '"': '"”', "“": "”\"“", "„": "“”\"", "«": "»", "»": "«", "‹": "›", "›": "‹", "「": "」", "『": "』",
    "''": ("''", '"'), "``": ("''", '"', "``"), "‘": "’", "‚": "‘’", "'": "'", "`": "'’", "”": "”",
}  # fmt: skip
SINGLE = {"‘", "‚", "'", "`"}
DOUBLE = re.compile(r"''|[\"“”„«»]")
ELIDED = re.compile(r"['‘’](?:\d\ds?\b|em\b|tis\b|twas\b|til\b|cause\b|n['’])", re.I)
AND = re.compile(r"['‘’]n['’]")  # "rock 'n' roll"
# Two apostrophes and an opening mark that sits like one: nothing but these or space before it.
BEFORE_OPENING = re.compile(r"[\s(\[{<—–\-/:,;.…¿¡\"“„«'‘]")


class Stretch(NamedTuple):
    """What stands between two marks, without them: body[start:end].

    opened_at, closed_at: the outer edges of the marks. is_open: the paragraph ends and the quotation goes on in
    the next one.
    """

    start: int
    end: int
    opened_at: int
    closed_at: int
    mark: str
    is_open: bool = False


def find_stretches(body: str) -> list[Stretch]:
    """Return the quoted stretches of a body in reading order, outermost marks only.

    A quotation left open counts when the next paragraph opens with the same mark (a continuing quotation) or
    when it opens its paragraph; any other lonely mark is none.
    """
    paragraphs = [m.span() for m in PARAGRAPH.finditer(body) if not m[0].isspace()]
    found: list[Stretch] = []
    everywhere, begun = list(MARK.finditer(body)), 0
    for number, (start, end) in enumerate(paragraphs):
        stop = begun
        while stop < len(everywhere) and everywhere[stop].start() < end:
            stop += 1
        marks, begun = everywhere[begun:stop], stop
        if marks:
            following = body[slice(*paragraphs[number + 1])].lstrip()[:2] if number + 1 < len(paragraphs) else ""
            found += _stretches_of(body, marks, start, end, following)
    return found


def _stretches_of(body: str, marks: list[re.Match[str]], start: int, end: int, following: str) -> Iterator[Stretch]:
    """Each mark is looked for once: a kind that was left open once in a paragraph closes nowhere after it."""
    number, hopeless = 0, set()
    while number < len(marks):
        sign, closing = marks[number][0], None
        if _opens(body, marks[number], start) and sign not in hopeless:
            closing = _closing(body, marks, number)
            if closing is None and sign not in SINGLE:
                hopeless.add(sign)
        if closing is not None:
            yield from _between(body, marks[number], marks[closing])
            number = closing
        elif _left_open(body, marks, number, start, following):
            yield from _to_the_end(body, marks[number], end)
            return
        number += 1


def _opens(body: str, mark: re.Match[str], start: int) -> bool:
    sign = mark[0]
    if sign not in CLOSERS or (sign in SINGLE and ELIDED.match(body, mark.start())):
        return False
    before = body[mark.start() - 1] if mark.start() > start else " "
    after = body[mark.end() : mark.end() + 1]
    if sign in SINGLE or sign == "''":
        return bool(BEFORE_OPENING.match(before)) and bool(after.strip())
    if sign == '"':
        return not (before.isdigit() and not after.isalnum())
    return sign != "”" or (before.isspace() and after.isalnum())


def _closing(body: str, marks: list[re.Match[str]], opening: int) -> int | None:
    """The number of the mark that closes the one given; None if the paragraph has none."""
    sign = marks[opening][0]
    if sign in SINGLE:
        return _closing_single(body, marks, opening)
    depth, last, within = 1, None, 0
    for number in range(opening + 1, len(marks)):
        found = marks[number][0]
        if sign == '"' and found in "“”" and (within or found == "“"):  # marks of another style, with their own pairs
            within += 1 if found == "“" else -1
        elif found in CLOSERS[sign] and _may_close(body, marks[number], sign):
            depth, last = depth - 1, number
            if not depth:
                return number
        elif found == sign:
            depth += 1
    return last


def _may_close(body: str, mark: re.Match[str], opening: str) -> bool:
    """A mark after a space and before a word opens; it does not close. A second opening one may, behind a word."""
    sign, behind_space = mark[0], body[mark.start() - 1].isspace()
    before_word = body[mark.end() : mark.end() + 1].isalnum()
    if sign == opening == "“":
        return not behind_space and not before_word
    return sign not in {"“", "''"} or not (behind_space and before_word)


def _closing_single(body: str, marks: list[re.Match[str]], opening: int) -> int | None:
    """The closing single mark before the next opening one: it ends a word, and is no apostrophe of a plural."""
    sign, fallback, doubles = marks[opening][0], None, 0
    for number in range(opening + 1, len(marks)):
        mark = marks[number]
        doubles += mark[0] not in SINGLE and mark[0] != "’"
        if mark[0] in SINGLE and _opens(body, mark, 0) and mark[0] == sign:
            break
        if mark[0] in CLOSERS[sign] and _ends_a_word(body, mark) and doubles % 2 == 0:
            if not _plural(body, mark):
                return number
            fallback = number
    return fallback


def _ends_a_word(body: str, mark: re.Match[str]) -> bool:
    if AND.match(body, max(mark.start() - 2, 0)):
        return False
    return not body[mark.start() - 1].isspace() and not body[mark.end() : mark.end() + 1].isalnum()


def _plural(body: str, mark: re.Match[str]) -> bool:
    after = body[mark.end() : mark.end() + 2]
    return body[mark.start() - 1] in "sSzx" and len(after) == 2 and after[0] == " " and after[1].islower()


def _left_open(body: str, marks: list[re.Match[str]], number: int, start: int, following: str) -> bool:
    mark = marks[number]
    if not _opens(body, mark, start) or mark[0] in {"‚", "`"}:
        return False
    leads = not body[start : mark.start()].strip()
    return following.startswith(mark[0]) or (leads and mark[0] not in SINGLE)


def _between(body: str, opening: re.Match[str], closing: re.Match[str]) -> Iterator[Stretch]:
    start, end = _trim(body, opening.end(), closing.start())
    if start < end:
        yield Stretch(start, end, opening.start(), closing.end(), opening[0])


def _to_the_end(body: str, opening: re.Match[str], end: int) -> Iterator[Stretch]:
    start, stop = _trim(body, opening.end(), end)
    if start < stop:
        yield Stretch(start, stop, opening.start(), stop, opening[0], is_open=True)


def _trim(body: str, start: int, end: int) -> tuple[int, int]:
    """Without white space at either end; an empty stretch if no letter or digit is inside."""
    words = body[start:end]
    if not any(c.isalnum() for c in words):
        return start, start
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
