"""Words that an editor selected in a text: whether they still stand there, and as what they may be quoted."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError

from articles.importing.cutting import cut_at_marks
from articles.importing.draft import PieceDraft
from articles.models import ArticleRevision, Statement
from desk.posted import number
from extraction.quotations import find_stretches

Kind = Statement.Kind
CHANGED = "The text was changed meanwhile. Your words are kept: find them in the new text."
LABELS = {
    Kind.DIRECT: "Word for word",
    Kind.MIXED: "Paraphrase with quoted words",
    Kind.INDIRECT: "Paraphrase",
}
ONLY_QUOTED = "Only the words in quotation marks"


class Moved(ValidationError):  # noqa: N818 (raise Moved(words) says it)
    """The words do not stand where the page that was worked on had them. words: kept for the editor."""

    def __init__(self, words):
        super().__init__(CHANGED)
        self.words = words


@dataclass(frozen=True)
class Selection:
    """revision.body[start:end], in code points."""

    revision: ArticleRevision
    start: int
    end: int

    @property
    def words(self):
        return self.revision.body[self.start : self.end]


def selected(revision, posted):
    """The selection that a page posts: start, end, the exact words, and the number of the text it was made in.

    Raises Moved unless that text stands now and has these words there, to the letter but for kinds of line breaks.
    """
    words = posted.get("exact", "")
    text, start, end = (number(posted.get(name, "")) for name in ("revision", "start", "end"))
    if None in (text, start, end):
        raise ValidationError("Select the words first.")
    found = Selection(revision, start, end)
    if text != revision.number or start >= end or _plain(found.words) != _plain(words):
        raise Moved(words)
    return found


def ways(selection):
    """As what these words may be quoted: {kind: pieces}, the likeliest first.

    Words between quotation marks are word for word, others a paraphrase. Of a sentence with quoted words in it, the
    quoted words alone may be meant; they come first where it begins and ends with them.
    """
    body, start, end = selection.revision.body, selection.start, selection.end
    pieces = cut_at_marks(body, start, end, find_stretches(body))
    quoted = [piece for piece in pieces if piece.is_verbatim]
    if not quoted:
        return {Kind.INDIRECT: [PieceDraft(start, end)]}
    if len(quoted) == len(pieces):
        return {Kind.DIRECT: quoted}
    both = {Kind.MIXED: pieces, Kind.DIRECT: quoted}
    begins_and_ends = pieces[0].is_verbatim and pieces[-1].is_verbatim
    return dict(reversed(both.items())) if begins_and_ends else both


def way_of(selection, kind):
    """The pieces for a kind, or for the likeliest one; ValidationError for a kind that makes no sense here."""
    found = ways(selection)
    if kind and kind not in found:
        raise ValidationError(
            "These words cannot be quoted that way: it depends on whether they stand in quotation marks."
        )
    return found[kind] if kind else next(iter(found.values()))


def labelled(found):
    """The kinds with what they are called, to choose from."""
    labels = LABELS | ({Kind.DIRECT: ONLY_QUOTED} if len(found) > 1 else {})
    return [(kind.value, labels[kind]) for kind in found]


def _plain(text):
    """A text with one kind of line break: a browser posts its own."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
