"""A statement in the making, and the Quotation it becomes."""

from dataclasses import dataclass, field
from typing import Any

from .certainty import certainty
from .clauses import Form
from .cues import Cue, Manner
from .findings import Kind, Naming, Piece, Quotation, Rule, Span
from .speakers import Speaker


@dataclass
class Statement:
    """A quotation in the making."""

    pieces: list[Piece]
    speaker: Speaker
    rule: Rule
    cue: Cue | None = None
    source: Span | None = None
    cue_span: Span | None = None
    sentences: list[int] = field(default_factory=list)
    is_open: bool = False

    @property
    def kind(self) -> Kind:
        verbatim = {piece.is_verbatim for piece in self.pieces}
        return Kind.MIXED if len(verbatim) == 2 else Kind.DIRECT if True in verbatim else Kind.INDIRECT


def rule_of(cue: Cue, speaker: Speaker) -> Rule:
    """Where the cue has its source, and what kind of words that is."""
    source = cue.source
    if source is None:
        return Rule.NO_SUBJECT
    if cue.manner == Manner.ACCORDING:
        return Rule.ACCORDING
    if cue.shares:
        return Rule.SECOND_CUE
    if source.form == Form.NAME:
        return Rule.NAME_BEHIND if cue.inverted else Rule.NAME_BEFORE
    if source.form == Form.PRONOUN:
        return Rule.PRONOUN if speaker.name else Rule.NOBODY
    return Rule.ROLE if speaker.name else Rule.DESCRIPTION


def as_quotation(statement: Statement, **around: Any) -> Quotation:
    """The statement as it is found, with what is known of the circumstances."""
    cue = statement.cue
    return Quotation(
        kind=statement.kind,
        pieces=tuple(statement.pieces),
        cue=statement.cue_span,
        cue_lemma=cue.lemma if cue else "",
        source=statement.source,
        speaker=statement.speaker.name,
        is_organisation=statement.speaker.is_organisation,
        named_how=statement.speaker.named_how if cue or statement.source else Naming.IMPLICIT,
        confidence=round(certainty(statement.rule, statement.kind) * statement.speaker.confidence, 2),
        candidates=statement.speaker.candidates,
        rule=statement.rule,
        **around,
    )
