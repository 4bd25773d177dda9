"""The dateline: where an article was written from ("PORT SORREL, Portugal (Agency) — …")."""

import re

from . import gazetteer
from .findings import Span

NAME = r"[A-ZÀ-ÞА-ЯЁ][\w’'.\-]*(?: (?:de |del |la |upon |am |an der )?[A-ZÀ-ÞА-ЯЁ][\w’'.\-]*){0,4}"
DATELINE = re.compile(
    rf"\s*(?P<place>{NAME})(?:(?:, |/)(?P<within>{NAME}|[A-Z][a-z]+\.))?"
    r"(?:,? \d{1,2}\.? [\w.]+|,? [A-Z][a-z]+\.? \d{1,2})?"
    r"(?:,? ?\([^()\n]{1,40}\)|, (?=[A-Z]{2,}\b)[A-Z]{2,8})? ?(?P<mark>[—–:]|--|-(?= )|\. ?[—–-]) ?(?=\S)"
)
ARABIC = re.compile(r"\s*(?P<place>[\u0621-\u064a]+(?: [\u0621-\u064a]+)?)(?: ?\([^()\n]{1,40}\))? ?(?P<mark>[—–:-]) ")


def find_dateline(body: str) -> tuple[Span | None, str, int]:
    """Return the dateline's span, the place it names, and where the text begins behind it.

    A name that is no place we know counts only in capitals or before a dash; before a colon it is a speaker.
    """
    match = DATELINE.match(body[:200]) or ARABIC.match(body[:200])
    if match is None:
        return None, "", 0
    start, end = match.start("place"), match.end("within") if match.groupdict().get("within") else match.end("place")
    printed = match["place"]
    place = known_place(printed)
    sure = place is not None or (printed.isupper() and len(printed) > 3) or match["mark"] in {"—", "–", "--"}
    if not sure or (match["mark"] == ":" and place is None):
        return None, "", 0
    name = place.name if place else printed.title() if printed.isupper() else printed
    return Span(start, end, body[start:end]), name, match.end()


def known_place(printed: str) -> gazetteer.Place | None:
    places = gazetteer.load()
    return places.find(printed) or (places.find(printed.title()) if printed.isupper() else None)
