"""Round a quotation: what it is about, where and by which channel it was said."""

from bisect import bisect_left
from dataclasses import replace
from datetime import date

from .days import day_of
from .findings import Party, Quotation
from .language import Language
from .places import PlaceMentions
from .reading import Sentence

IN_PERSON = {"press conference", "speech", "debate", "rally"}


class Circumstances:
    """Knows where a body names parties and places, and which words frame each quotation."""

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

    def of(self, quotation: Quotation, dateline_place: str, language: Language) -> Quotation:
        frame = self._frame(quotation)
        channel = language.channel_of(frame)
        said_in = self._said_in(quotation, language) or (
            dateline_place if self._is_here(channel, frame, language) else ""
        )
        said_on = day_of(frame, self.published_on, language)
        return replace(quotation, about=self._about(quotation), channel=channel, said_in=said_in, said_on=said_on)

    def _about(self, quotation: Quotation) -> tuple[str, ...]:
        """The parties and places its pieces name, in that order; not its own speaker."""
        names = [name for piece in quotation.pieces for name in self._named_within(piece.start, piece.end)]
        return tuple(dict.fromkeys(name for name in names if name != quotation.speaker))

    def _named_within(self, start: int, end: int) -> list[str]:
        found = []
        for place in range(bisect_left(self.starts, start), len(self.named)):
            if self.named[place][0] >= end:
                break
            if self.named[place][1] <= end:
                found.append(self.named[place][2])
        return found

    def _sentence(self, quotation: Quotation) -> tuple[int, int]:
        at = max(bisect_left(self.begins, quotation.cue.start + 1) - 1, 0)
        return self.begins[at], self.ends[at]

    def _frame(self, quotation: Quotation) -> str:
        """The words of the cue's sentence that are not what was said."""
        if quotation.cue is None:
            return ""
        start, end = self._sentence(quotation)
        parts, at = [], start
        for piece in quotation.pieces:
            if start <= piece.start < end:
                parts.append(self.body[at : max(piece.start, at)])
                at = max(at, min(piece.end, end))
        return " ".join([*parts, self.body[at:end]])[:2000]

    def _is_here(self, channel: str, frame: str, language: Language) -> bool:
        words = {word.strip(",.") for word in frame.lower().split()}
        return channel in IN_PERSON or bool(words & language.here)

    def _said_in(self, quotation: Quotation, language: Language) -> str:
        """A place named right behind the verb: "said in Geneva"."""
        if quotation.cue is None:
            return ""
        begin = max(quotation.cue.end, quotation.source.end if quotation.source else 0)
        at = bisect_left(self.starts, begin)
        if at == len(self.starts) or self.starts[at] - begin > 80 or self.named[at][2] not in self.places.named:
            return ""
        start, _, name = self.named[at]
        between = self.body[begin:start]
        inside = any(piece.start <= start < piece.end for piece in quotation.pieces)
        return name if not inside and self._leads_to_a_place(between.split(), between, language) else ""

    def _leads_to_a_place(self, words: list[str], between: str, language: Language) -> bool:
        """ "in", or "at a press conference in"."""
        if not words or words[-1].lower() not in language.within or "." in between:
            return False
        return len(words) == 1 or bool(language.channel_of(between))
