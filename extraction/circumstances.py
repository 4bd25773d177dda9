"""Round a statement: what it is about, where, when and by which channel it was made."""

from bisect import bisect_left
from datetime import date
from typing import Any

from .days import day_of
from .drafts import Statement
from .findings import Party, Span
from .language import Language
from .places import PlaceMentions
from .reading import Sentence

IN_PERSON = {"press conference", "speech", "debate", "rally"}


class Circumstances:
    """Knows where a body names parties and places, and which words frame each statement."""

    def __init__(
        self,
        body: str,
        parties: tuple[Party, ...],
        places: PlaceMentions,
        sentences: list[Sentence],
        published_on: date | None = None,
    ):
        self.body, self.published_on = body, published_on
        named = [(span.start, span.end, party.name) for party in parties for span in party.mentions]
        named += [(span.start, span.end, name) for name, spans in places.named.items() for span in spans]
        named += [(span.start, span.end, place.name) for span, place in places.hinted]
        self.named = sorted(named)
        self.places = places
        self.starts = [start for start, _, _ in self.named]
        self.begins = [sentence.starts[0] for sentence in sentences]
        self.ends = [sentence.end(len(sentence.tokens) - 1) for sentence in sentences]

    def of(self, statement: Statement, dateline_place: str, language: Language) -> dict[str, Any]:
        """What its Quotation says of them."""
        about, frame = self._about(statement), self._frame(statement)
        if not frame:
            return {"about": about}
        channel, said_in = language.channel_of(frame), self._said_in(statement, language)
        if not said_in and self._is_here(channel, frame, language):
            said_in = dateline_place
        said_on = day_of(frame, self.published_on, language)
        return {"about": about, "channel": channel, "said_in": said_in, "said_on": said_on}

    def _about(self, statement: Statement) -> tuple[str, ...]:
        """The parties and places its pieces name, in that order; not its own speaker."""
        names = [name for piece in statement.pieces for name in self._named_within(piece.start, piece.end)]
        return tuple(dict.fromkeys(name for name in names if name != statement.speaker.name))

    def _named_within(self, start: int, end: int) -> list[str]:
        found = []
        for place in range(bisect_left(self.starts, start), len(self.named)):
            if self.named[place][0] >= end:
                break
            if self.named[place][1] <= end:
                found.append(self.named[place][2])
        return found

    def _sentence(self, cue: Span) -> tuple[int, int]:
        at = max(bisect_left(self.begins, cue.start + 1) - 1, 0)
        return self.begins[at], self.ends[at]

    def _frame(self, statement: Statement) -> str:
        """The words of the cue's sentence that are not what was said; none without a cue."""
        if statement.cue_span is None:
            return ""
        start, end = self._sentence(statement.cue_span)
        parts, at = [], start
        for piece in statement.pieces:
            if start <= piece.start < end:
                parts.append(self.body[at : max(piece.start, at)])
                at = max(at, min(piece.end, end))
        return " ".join([*parts, self.body[at:end]])[:2000]

    def _is_here(self, channel: str, frame: str, language: Language) -> bool:
        if channel in IN_PERSON:
            return True
        low = frame.lower()
        said = any(word in low for word in language.here)
        return said and any(word.strip(",.") in language.here for word in low.split())

    def _said_in(self, statement: Statement, language: Language) -> str:
        """A place named right behind the verb: "said in Geneva"."""
        begin = max(statement.cue_span.end, statement.source.end if statement.source else 0)
        at = bisect_left(self.starts, begin)
        if at == len(self.starts) or self.starts[at] - begin > 80 or self.named[at][2] not in self.places.named:
            return ""
        start, _, name = self.named[at]
        between = self.body[begin:start]
        inside = any(piece.start <= start < piece.end for piece in statement.pieces)
        return name if not inside and self._leads_to_a_place(between.split(), between, language) else ""

    def _leads_to_a_place(self, words: list[str], between: str, language: Language) -> bool:
        """ "in", or "at a press conference in"."""
        if not words or words[-1].lower() not in language.within or "." in between:
            return False
        return len(words) == 1 or bool(language.channel_of(between))
