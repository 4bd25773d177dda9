"""Invented articles, as an editor would paste them."""

SAID = [
    "The first ferry sails at noon.",
    "Nobody will be left on the island.",
    "We have repaired both engines.",
    "The fares stay as they were.",
    "Our crews slept on board for a week.",
    "The harbour was never closed.",
    "Fog is what held us back.",
    "The mail went by helicopter.",
    "We shall sail twice a day from Monday.",
    "The school bus waits at the pier.",
]
SPEAKERS = ["Marta Olsen", "Piet Halloran"]


def pasted(said=SAID, headline="Ferry sails again after a week"):
    """A text as it is copied from a page: headline, byline, date, then paragraphs in which two people speak."""
    lines = [f"“{words[:-1]},” {SPEAKERS[n % 2]} said on Tuesday." for n, words in enumerate(said)]
    opening = "ROTTERDAM — The island ferry sailed again on Tuesday, a week after it had stopped."
    return "\n\n".join([headline, "By Anna Kirsch", "14 March 2026", opening, *lines])
