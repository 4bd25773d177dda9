"""The dateline: where an article was written from ("PORT SORREL, Portugal (Agency) — …")."""

import re
from collections.abc import Iterator

from . import gazetteer
from .findings import Span

NAME = r"[A-ZÀ-ÞА-ЯЁ][\w’'.\-]*(?: (?:de |del |la |upon |am |an der )?[A-ZÀ-ÞА-ЯЁ][\w’'.\-]*){0,4}"
DATELINE = re.compile(
    rf"\s*(?P<place>{NAME})(?:(?:, |/)(?P<within>{NAME}|[A-Z][a-z]+\.))?"
    r"(?:,? \d{1,2}\.? [\w.]+|,? [A-Z][a-z]+\.? \d{1,2})?"
    r"(?:,? ?\([^()\n]{1,40}\)|, (?=[A-Z]{2,}\b)[A-Z]{2,8})? ?(?P<mark>[—–:]|--|-(?= )|\. ?[—–-]) ?(?=\S)"
)
ARABIC = re.compile(r"\s*(?P<place>[\u0621-\u064a]+(?: [\u0621-\u064a]+)?)(?: ?\([^()\n]{1,40}\))? ?(?P<mark>[—–:-]) ")
REACH = 200  # characters that a dateline may take
DASHES = {"—", "–", "--"}
MOST_TITLES, LONGEST_TITLE = 6, 200  # lines above the text: navigation, headline, byline, date; characters of one
SENTENCE_ENDS = tuple(".!?…:;,”»\"’'")  # signs that a title does not end with
GAP = re.compile(r"\s*")


def find_dateline(body: str) -> tuple[Span | None, str, int]:
    """Return the dateline's span, the place it names, and where the text begins behind it.

    It stands at the very beginning, or under lines of titles. A name that is no place we know counts only in capitals
    or before a dash; before a colon it is a speaker, and under a title it counts in capitals alone.
    """
    for start, is_apart in _beginnings(body):
        match = DATELINE.match(body, start, start + REACH) or ARABIC.match(body, start, start + REACH)
        if match is not None and (name := _place_of(match, start > 0, is_apart)):
            start, end = match.start("place"), match.end(_last(match))
            return Span(start, end, body[start:end]), name, match.end()
    return None, "", 0


def _beginnings(body: str) -> Iterator[tuple[int, bool]]:
    """Where the text may begin, and whether an empty line stands before: at once, or behind lines of titles."""
    yield 0, True
    at = GAP.match(body).end()
    for _ in range(MOST_TITLES):
        stop = body.find("\n", at, at + LONGEST_TITLE)
        if stop < 0 or body[at:stop].rstrip().endswith(SENTENCE_ENDS):
            return
        at = GAP.match(body, stop).end()
        yield at, "\n" in body[stop + 1 : at]


def _place_of(match: re.Match[str], is_under_title: bool, is_apart: bool) -> str:
    """The place that a dateline names; nothing if it is none."""
    printed, mark = match["place"], match["mark"]
    place, is_shouted = known_place(printed), printed.isupper() and len(printed) > 3
    if is_under_title and not is_shouted and not (place and is_apart):
        return ""
    if place is None and (mark == ":" or not (is_shouted or mark in DASHES)):
        return ""
    return place.name if place else printed.title() if printed.isupper() else printed


def _last(match: re.Match[str]) -> str:
    """The group that a dateline's own words end with."""
    return "within" if match.groupdict().get("within") else "place"


def known_place(printed: str) -> gazetteer.Place | None:
    places = gazetteer.load()
    return places.find(printed) or (places.find(printed.title()) if printed.isupper() else None)
