"""Drafts in, articles out. batch.py leads; the other modules each save one part of what a draft says.

checking.py    what must be right before anything is written
cast.py        all that a draft names, also in passing
quoted.py      what was said, and who said it, in the words of the text
registry.py    names become the records they mean: found, or made
known.py       what the archive has of a draft already, and whether an editor changed it
articles.py    the article and its revisions
statements.py  statements, their spans, ledger and references
links.py       participants, places, events and corrections
"""

from .batch import examined, save_drafts, save_items
from .item import Item

__all__ = ["Item", "examined", "save_drafts", "save_items"]
