"""What must hold in a sound archive, and what does not. Nothing here writes.

Each check is a function that yields findings; it reads in batches, so that memory does not grow with the archive.
"""

from . import identity, ledger, references, reports, search, texts, visibility
from .finding import Finding

CHECKS = {
    "texts": texts.find_wrong_statements,
    "words": texts.find_wrong_former_words,
    "revisions": texts.find_articles_without_text,
    "ledger": ledger.find_wrong_speakers,
    "lost": ledger.find_lost_statements,
    "visibility": visibility.find_wrong_instants,
    "names": identity.find_nameless,
    "merges": identity.find_long_merges,
    "addresses": identity.find_dead_addresses,
    "references": references.find_broken_references,
    "constraints": references.find_unchecked_constraints,
    "reports": reports.find_wrong_groups,
    "search": search.find_differences,
}

__all__ = ["CHECKS", "Finding"]
