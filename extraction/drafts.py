"""A statement in the making, and the Quotation it becomes."""

from dataclasses import dataclass, field

from .cues import Cue
from .findings import Kind, Naming, Piece, Quotation, Span
from .speakers import Speaker


@dataclass
class Statement:
    """A quotation in the making. following: stretches that go on with it."""

    pieces: list[Piece]
    speaker: Speaker
    cue: Cue | None = None
    source: Span | None = None
    cue_span: Span | None = None
    sentences: list[int] = field(default_factory=list)
    is_open: bool = False
    confidence: float = 0.5

    @property
    def kind(self) -> Kind:
        verbatim = {piece.is_verbatim for piece in self.pieces}
        return Kind.MIXED if len(verbatim) == 2 else Kind.DIRECT if True in verbatim else Kind.INDIRECT


def as_quotation(statement: Statement) -> Quotation:
    cue = statement.cue
    return Quotation(
        kind=statement.kind,
        pieces=tuple(sorted(statement.pieces)),
        cue=statement.cue_span,
        cue_lemma=cue.lemma if cue else "",
        source=statement.source,
        speaker=statement.speaker.name,
        is_organisation=statement.speaker.is_organisation,
        named_how=statement.speaker.named_how if cue or statement.source else Naming.IMPLICIT,
        confidence=round(min(statement.confidence, 1), 2),
        candidates=statement.speaker.candidates,
    )
