"""Extraction over the archive: articles are read on all cores, and what is found becomes suggestions.

selecting.py  which articles are still to be read, by this engine and in this text
renewing.py   what was found against what stands: new, the same, stale, or decided by an editor
running.py    the workers, the batches, and what became of each article
"""

from .running import extract_articles
from .selecting import readable, unread

__all__ = ["extract_articles", "readable", "unread"]
