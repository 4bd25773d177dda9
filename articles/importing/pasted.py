"""Text as people copy it from a web page: what is the headline, what the text, and what stood round them.

What is left out (navigation, the headline said twice, byline and date) is kept in Draft.source_text.
"""

import re

from extraction.dateline import find_dateline

from .dates import recognise_date
from .draft import Draft, Unreadable

LONGEST_HEADLINE = 200
LONGEST_NAVIGATION = 12  # lines
LONGEST_UNDER = 5  # lines between headline and text that may be a byline or a date
LINKING = {"and", "et", "und", "de", "van", "von", "der", "da", "di", "bin", "al", "la", "le", "du", "ten", "ter"}
BYLINE = re.compile(
    r"(?:(?i:by|par|von|por|от|автор)\s*:?\s+|بقلم\s*:?\s*)"
    r"(?P<name>[^\W\d_][\w.’'-]*(?:,? [^\W\d_][\w.’'-]*){1,6})"
)


def read_pasted(text: str, draft: Draft) -> None:
    """Find headline, byline, date, dateline and body in a text, where a header does not give them."""
    lines = text.strip().split("\n")
    start = 0
    if not draft.headline:
        draft.headline, start = find_headline(lines)
    elif lines[0].strip() == draft.headline:
        start = 1
    start = read_lines_under(lines, start, draft)
    draft.body = "\n".join(lines[start:]).strip()
    if not draft.body:
        raise Unreadable("below the headline there is no text")
    read_dateline(draft)


def find_headline(lines: list[str]) -> tuple[str, int]:
    """The headline, and the number of the line after it.

    A navigation line ends with it ("Home World Talks begin"), or it stands there twice; else it is the first line.
    """
    full = [number for number, line in enumerate(lines) if line.strip()][:LONGEST_NAVIGATION]
    repeated = [n for n in full if stands_alone(lines, n) and is_navigation(lines[:n], lines[n])]
    number = repeated[0] if repeated else full[0]
    headline = lines[number].strip()
    if len(headline) > LONGEST_HEADLINE or not any(line.strip() for line in lines[number + 1 :]):
        raise Unreadable("it has no headline: put it on a line of its own above the text")
    after = number + 1
    while after < len(lines) and lines[after].strip() in {"", headline}:
        after += 1
    return headline, after


def is_navigation(before: list[str], headline: str) -> bool:
    """Whether one of the lines before a headline repeats it, and none of the others is prose."""
    repeated = [repeats(line, headline) for line in before]
    return any(repeated) and not any(
        map(is_prose, [line for line, is_it in zip(before, repeated, strict=True) if not is_it])
    )


def is_prose(line: str) -> bool:
    return len(line) > LONGEST_HEADLINE or line.rstrip().endswith((".", "!", "?", "…", "”", "»", '"'))


def stands_alone(lines: list[str], number: int) -> bool:
    """Whether a line is a paragraph of its own, short enough for a headline."""
    before = lines[number - 1].strip() if number else ""
    after = lines[number + 1].strip() if number + 1 < len(lines) else ""
    return not before and not after and 0 < len(lines[number].strip()) <= LONGEST_HEADLINE


def repeats(earlier: str, headline: str) -> bool:
    """Whether an earlier line is the headline, or is navigation that ends with it."""
    earlier, headline = earlier.strip(), headline.strip()
    before = earlier.removesuffix(headline)
    if before == earlier or len(headline.split()) < 2:
        return False
    return not before or (not before[-1].isalnum() and not re.search(r"[.!?…:;]\s", before))


def read_lines_under(lines: list[str], start: int, draft: Draft) -> int:
    """Take byline and date from right under the headline, and return where the text begins."""
    for number in range(start, min(len(lines), start + 2 * LONGEST_UNDER)):
        line = lines[number].strip()
        if line and not takes(line, draft):
            break
        start = number + 1
    return start


def takes(line: str, draft: Draft) -> bool:
    """Whether the line is a byline or a date, and nothing else; then the draft has it, unless a header gave one."""
    if len(line) > 100:
        return False
    if match := BYLINE.fullmatch(line):
        is_name = all(word[0].isupper() or word in LINKING or not has_capitals(word) for word in match["name"].split())
        draft.byline = draft.byline or (match["name"] if is_name else "")
        return is_name
    printed = recognise_date(line)
    if printed and not draft.printed_on:
        draft.printed_on, draft.printed_on_precision, draft.published_at = printed.on, printed.precision, printed.at
    return bool(printed)


def has_capitals(word: str) -> bool:
    return word.upper() != word.lower()


def read_dateline(draft: Draft) -> None:
    """Take the place the text was written from out of its first words, which stay in the body."""
    span, place, _ = find_dateline(draft.body)
    if span and not draft.dateline_text:
        draft.dateline_text, draft.dateline_place = span.exact, place
    elif draft.dateline_text and not draft.dateline_place:
        draft.dateline_place = place if span and span.exact.casefold() == draft.dateline_text.casefold() else ""
        draft.dateline_place = draft.dateline_place or draft.dateline_text
