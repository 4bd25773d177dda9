"""Where words stand that an editor pasted into a field: for whoever selects nothing in the text itself."""

from articles.importing.draft import Unreadable
from articles.importing.locating import Text
from articles.marking import surroundings
from desk.spans import snap

from .selecting import Selection

MOST = 50  # places to choose from


def found_in(revision, pasted):
    """The selections that pasted words may mean, in reading order. Unreadable, in words, where there is none."""
    body, words = revision.body, pasted.strip().replace("\r\n", "\n")
    if not words:
        raise Unreadable("paste the words that were said")
    words = words.replace("\n", "\r\n") if "\r\n" in body else words
    places = dict.fromkeys(snap(body, start, start + len(words)) for start in Text(body).places(words)[:MOST])
    return [Selection(revision, *place) for place in places]


def in_context(selection):
    """A selection with the sentences round it, for an editor who has to choose."""
    body = selection.revision.body
    opening, closing = surroundings(body, selection.start, selection.end)
    around = {"before": body[opening : selection.start], "after": body[selection.end : closing]}
    return around | {"selection": selection}
