"""How long one search may keep the database busy."""

LIMIT = 0.4  # seconds, for each question to the index
LOOKING = 0.012  # seconds of the processor, for finding more than a page shows, to count facets over
WALKING = 0.04  # seconds, for the same on PostgreSQL: it is walk.sql that looks at the clock
LATE = 0.02  # seconds for finding: after so many, counting what was found would take too long as well
COUNTING = 0.006  # seconds, for a count that may end early: who reads “over 3,000” knows as much as with “over 10,000”


class SearchTimeoutError(TimeoutError):
    """A question to the index was given up: the page says what is missing for it."""
