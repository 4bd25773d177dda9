"""The admin of what was printed and said: one module per model; acts.py asks for what editions and curation do."""

from . import article, event, kept, likeness, place, statement

__all__ = ["article", "event", "kept", "likeness", "place", "statement"]
