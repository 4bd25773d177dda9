"""How sure a suggestion is: of the statements given 0.9, nine in ten are right in their words and their speaker.

The shares are what was counted, rule by rule, when suggestions were read against news that people had annotated;
they are rounded to a twentieth. `python -m extraction measure` prints how they hold on the seeds.
"""

from .findings import Kind, Rule

FOUND: dict[Rule, tuple[float, float, float]] = {
    # by the rule: direct, mixed and indirect statements
    Rule.NAME_BEFORE: (0.95, 0.8, 0.75),
    Rule.NAME_BEHIND: (0.98, 0.85, 0.75),
    Rule.PRONOUN: (0.98, 0.85, 0.8),
    Rule.NOBODY: (0.85, 0.75, 0.7),
    Rule.ROLE: (0.95, 0.8, 0.75),
    Rule.DESCRIPTION: (0.85, 0.5, 0.6),
    Rule.SECOND_CUE: (0.8, 0.85, 0.65),
    Rule.ACCORDING: (0.9, 0.85, 0.85),
    Rule.NO_SUBJECT: (0.65, 0.6, 0.5),
    Rule.GOES_ON: (0.65, 0.65, 0.65),
    Rule.SUBJECT: (0.55, 0.5, 0.5),
    Rule.UNCLAIMED: (0.35, 0.35, 0.35),
}
ORDER = (Kind.DIRECT, Kind.MIXED, Kind.INDIRECT)


def certainty(rule: Rule, kind: Kind) -> float:
    """That a statement found by this rule is one, and of the words that name its source; from 0 to 1."""
    return FOUND[rule][ORDER.index(kind)]
