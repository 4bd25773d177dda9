"""What must hold in a sound archive, and what does not. Nothing here writes.

Each check has parts that yield findings; they read by ranges of keys, so that memory does not grow with the archive, so
that it is known how far they are, and so that a sample can be read, or all by several processes (running.py).
"""

from . import identity, ledger, references, reports, search, texts, visibility
from .finding import Finding

CHECKS = {
    "texts": texts.STATEMENTS,
    "words": texts.FORMER_WORDS,
    "revisions": texts.REVISIONS,
    "ledger": ledger.SPEAKERS,
    "lost": ledger.LOST,
    "visibility": visibility.INSTANTS,
    "names": identity.NAMES,
    "merges": identity.MERGES,
    "addresses": identity.ADDRESSES,
    "references": references.REFERENCES,
    "constraints": references.CONSTRAINTS,
    "reports": reports.GROUPS,
    "search": search.ENTRIES,
}

__all__ = ["CHECKS", "Finding"]
