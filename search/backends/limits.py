"""How long one search may keep the database busy."""

LIMIT = 0.4  # seconds, for each question to the index


class SearchTimeoutError(TimeoutError):
    """A question to the index was given up: the page says what is missing for it."""
