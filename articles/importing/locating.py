"""Where the words that a record quotes stand in the text. What cannot be found to the letter is refused."""

from collections.abc import Iterator

from articles.anchoring import occurrences
from extraction.quotations import Stretch, find_stretches

from .cutting import cut_at_marks
from .draft import PieceDraft, Unreadable

NEARBY = 400  # characters between what was said and the words that say who said it


class Text:
    """A body in which quoted words are looked for."""

    def __init__(self, body: str) -> None:
        self.body = body
        self.stretches: list[Stretch] = find_stretches(body)

    def pieces(self, kind: str, content: list[str], occurrence: int | None) -> list[PieceDraft]:
        """Return the pieces of a statement. Raises Unreadable where they are not there, or not as its kind says."""
        spans = self.spans(content, occurrence, in_marks=kind == "direct")
        pieces = [piece for span in spans for piece in self.cut(kind, *span)]
        verbatim = {piece.is_verbatim for piece in pieces}
        if kind == "mixed" and verbatim != {True, False}:
            raise Unreadable(
                "its words stand in quotation marks as a whole: it is direct, and is written without the marks"
                if verbatim == {True}
                else "it has no words in quotation marks: write them with their marks, or call it indirect"
            )
        return pieces

    def cut(self, kind: str, start: int, end: int) -> list[PieceDraft]:
        if kind == "mixed":
            return cut_at_marks(self.body, start, end, self.stretches)
        if kind == "indirect" and any(s.opened_at < end and s.closed_at > start for s in self.stretches):
            raise Unreadable(f"“{self.body[start:end][:60]}” has quoted words in it, so it is direct or mixed")
        if kind == "direct" and not self.is_quoted(start, end):
            raise Unreadable(f"“{self.body[start:end][:60]}” does not stand in quotation marks, so it is not direct")
        return [PieceDraft(start, end, is_verbatim=kind == "direct")]

    def is_quoted(self, start: int, end: int) -> bool:
        return any(stretch.start <= start and end <= stretch.end for stretch in self.stretches)

    def spans(self, content: list[str], occurrence: int | None, *, in_marks: bool) -> list[tuple[int, int]]:
        """Where the first piece stands, and each next one after the one before it."""
        places = self.places(content[0])
        if occurrence:
            if occurrence > len(places):
                raise Unreadable(f"occurrence: “{content[0][:60]}” stands {len(places)} times in the text")
            return self.follow(content, places[occurrence - 1])
        if in_marks and len(places) > 1:
            places = [p for p in places if self.is_quoted(p, p + len(content[0]))] or places
        if len(places) > 1:
            raise Unreadable(
                f"“{content[0][:60]}” stands {len(places)} times in the text: say which with occurrence = 1, 2 …"
            )
        return self.follow(content, places[0])

    def follow(self, content: list[str], start: int) -> list[tuple[int, int]]:
        spans = [(start, start + len(content[0]))]
        for words in content[1:]:
            later = [place for place in self.places(words) if place >= spans[-1][1]]
            if not later:
                raise Unreadable(f"“{words[:60]}” does not stand after “{content[0][:60]}”")
            spans.append((later[0], later[0] + len(words)))
        return spans

    def places(self, words: str) -> list[int]:
        """Every place of these words: whole words if they stand so anywhere. Raises Unreadable where there is none."""
        found = occurrences(self.body, words) or occurrences(self.body, words, begins_inside=True, ends_inside=True)
        if not found:
            raise Unreadable(f"“{words[:60]}” does not stand in the text, to the letter{self.hint(words)}")
        return found

    def hint(self, words: str) -> str:
        """What is different where the same words stand with other spaces, marks or capitals."""
        place = plain(self.body).find(plain(words))
        return f": it has “{self.body[place : place + len(words)][:60]}”" if place >= 0 else ""

    def near(self, words: str, pieces: list[PieceDraft], part: str) -> PieceDraft:
        """Return the nearest of these words to what was said, outside of it."""
        free = [p for p in self.places(words) if not any(p < s.end and p + len(words) > s.start for s in pieces)]
        places = sorted(free, key=lambda place: min(distances(place, place + len(words), pieces)))
        if not places or min(distances(places[0], places[0] + len(words), pieces)) > NEARBY:
            raise Unreadable(f"{part}: “{words[:60]}” does not stand near what was said")
        return PieceDraft(places[0], places[0] + len(words), part)


def distances(start: int, end: int, pieces: list[PieceDraft]) -> Iterator[int]:
    """How many characters lie between a stretch and each piece."""
    yield from (max(piece.start - end, start - piece.end, 0) for piece in pieces)


def plain(text: str) -> str:
    """The text with one kind of each mark and space, in small letters, of the same length."""
    same = str.maketrans({**dict.fromkeys("“”„«»‟", '"'), **dict.fromkeys("’‘‚‛", "'"), **dict.fromkeys("—–−", "-")})
    letters = (letter.lower() if len(letter.lower()) == 1 else letter for letter in text.translate(same))
    return "".join(" " if letter.isspace() else letter for letter in letters)
