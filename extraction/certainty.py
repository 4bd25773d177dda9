"""How sure a suggestion is: of the statements given 0.9, nine in ten are right in their words and their source.

These are shares that were counted once, by rule and kind, on annotated English news, and rounded to a twentieth
(`bench/calibration.py --rules` counts them); of fewer than ten cases they are a guess. No other number of extraction
was fitted to any text.
"""

from .findings import Kind, Rule

FOUND: dict[Rule, tuple[float, float, float]] = {
    # by the rule: direct, mixed and indirect statements
    Rule.NAME_BEFORE: (0.95, 0.85, 0.75),
    Rule.NAME_BEHIND: (0.95, 0.9, 0.95),
    Rule.PRONOUN: (0.95, 0.85, 0.7),
    Rule.NOBODY: (0.9, 0.65, 0.6),
    Rule.ROLE: (0.85, 0.9, 0.65),
    Rule.DESCRIPTION: (0.9, 0.5, 0.6),
    Rule.SECOND_CUE: (0.75, 0.75, 0.6),
    Rule.ACCORDING: (0.9, 0.8, 0.8),
    Rule.NO_SUBJECT: (0.65, 0.6, 0.5),
    Rule.GOES_ON: (0.45, 0.45, 0.45),
    Rule.SIGNED: (0.9, 0.9, 0.9),
    Rule.SUBJECT: (0.5, 0.5, 0.5),
    Rule.UNCLAIMED: (0.15, 0.15, 0.15),
}
ORDER = (Kind.DIRECT, Kind.MIXED, Kind.INDIRECT)


def certainty(rule: Rule, kind: Kind) -> float:
    """That a statement found by this rule is one, and of the words that name its source; from 0 to 1."""
    return FOUND[rule][ORDER.index(kind)]
