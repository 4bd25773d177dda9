"""Each finding says by which rule it was made."""

import pytest

from extraction import extract
from extraction.findings import PartyRule, Rule

TOLD = [
    ("Mayor Ada Vos said the bridge was closed.", Rule.NAME_BEFORE),
    ("“We waited all night,” said Ada Vos, a baker.", Rule.NAME_BEHIND),
    ("Ada Vos arrived on Monday. “We waited all night,” she said.", Rule.PRONOUN),
    ("The bridge broke. “We waited all night,” they said.", Rule.NOBODY),
    ("Minister Ada Vos arrived. “We waited all night,” the minister said.", Rule.ROLE),
    ("“We waited all night,” a neighbour of the mill said.", Rule.DESCRIPTION),
    ("“We waited all night,” Ada Vos said and added that nobody came.", Rule.SECOND_CUE),
    ("According to Ada Vos, the bridge was closed.", Rule.ACCORDING),
    ("“We waited all night,” Ada Vos said.\n\n“Nobody came to help us at all.”", Rule.GOES_ON),
    ("Tom Reed left.\n\n“Nobody came to help us at all.”\n\n– Ada Vos, baker.", Rule.SIGNED),
    ("Ada Vos shook her head at “a wall of rain that never ends”.", Rule.SUBJECT),
]


@pytest.mark.parametrize(("body", "rule"), TOLD, ids=[rule.name for _, rule in TOLD])
def test_a_statement_tells_the_rule_that_found_it(body, rule):
    assert extract(body, language="en").quotations[-1].rule == rule


def test_the_explanation_holds_the_cue_as_printed():
    quotation = extract("“We waited,” Ada Vos added.", language="en").quotations[0]
    assert quotation.explanation == "name before the cue “added” in the same sentence"


def test_an_explanation_without_a_cue_is_the_rule():
    quotation = extract("Ada Vos shook her head at “a wall of rain that never ends”.", language="en").quotations[0]
    assert quotation.explanation == Rule.SUBJECT


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("Mayor Qeren Vos arrived.", PartyRule.TITLE),
        ("Ada Vos arrived.", PartyRule.GIVEN),
        ("Qeren Vos arrived. Vos was late.", PartyRule.SURNAME),
        ("Qeren Vos said the bridge was closed.", PartyRule.SPEAKER),
        ("The Harbour Council met.", PartyRule.BODY),
        ("They met the Syrian opposition.", PartyRule.STATE_BODY),
    ],
)
def test_a_party_tells_what_made_it_one(body, rule):
    assert extract(body, language="en").parties[0].rule == rule


def test_a_name_known_already_counts_as_one():
    assert extract("Qeren Vos arrived.", language="en", names=["Qeren Vos"]).parties[0].rule == PartyRule.KNOWN
