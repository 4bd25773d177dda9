"""A text file becomes a draft: a header block if it has one, then the article as people have it.

What the file does not say stays empty: an article without a date is undated, it is never given today's.
"""

import hashlib
import unicodedata
from pathlib import Path

from extraction import language

from .decoding import read_text
from .draft import Draft, Unreadable
from .header import split_header
from .pasted import read_pasted

LONGEST_KEY = 200
STATUS = "in_review"


def read_file(path: Path) -> Draft:
    """Return the draft of a text file, without statements. Raises Unreadable with the reason."""
    return read_draft(read_text(path), source=path.name)


def read_draft(text: str, *, source: str = "") -> Draft:
    """Return the draft of a text; it waits for review."""
    header, rest = split_header(text)
    draft = Draft("", "", "", language="", status=STATUS, source=source)
    header.fill(draft)
    if not rest.strip():
        raise Unreadable("there is a header and no text")
    read_pasted(rest, draft)
    draft.language = draft.language or language.guess(draft.body)
    draft.origin_key = origin_key(draft.source_url, text)
    draft.source_text = "" if text.strip() == draft.body else text
    return draft


def origin_key(source_url: str, text: str) -> str:
    """The same for the same article: by its address, else by its words."""
    words = " ".join(unicodedata.normalize("NFC", text).split())
    key = f"text:{source_url or hashlib.sha256(words.encode()).hexdigest()}"
    return key if len(key) <= LONGEST_KEY else f"text:{hashlib.sha256(key.encode()).hexdigest()}"
