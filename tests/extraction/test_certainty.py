"""What a confidence is, and how bench.calibration counts whether it holds."""

import json
import sys

import pytest

from bench.calibration import is_right, main
from extraction import statements_of
from extraction.certainty import FOUND
from extraction.findings import Rule

BODY = "“We waited all night,” Ada Vos said.\n\n“It rained all night, as he saw.”"


def at(words):
    return [[BODY.index(words), BODY.index(words) + len(words)]]


SAID, RAINED, VOS, VERB, VOID = (
    at("We waited all night,"),
    at("It rained all night, as he saw."),
    at("Ada Vos"),
    at("said"),
    [],
)


def attributed(*attributions):
    return {"text": BODY, "attributions": [{"source": source, "content": content} for source, content in attributions]}


def test_every_rule_has_a_share_for_each_kind_in_twentieths():
    assert set(FOUND) == set(Rule)
    assert all(0 < share < 1 and round(share * 20, 9).is_integer() for shares in FOUND.values() for share in shares)


@pytest.mark.parametrize(
    ("article", "right"),
    [
        (attributed((VOS, SAID), (VOS, RAINED)), [True, True]),
        # an attribution over several paragraphs
        (attributed((VOS, [*SAID, *RAINED])), [True, True]),
        # no such words, another source, none
        (attributed((VERB, SAID)), [False, False]),
        (attributed((VOS, VERB)), [False, False]),
        (attributed((VOS, SAID), (VOID, RAINED)), [True, False]),
        (attributed((VOS, VOID)), [False, False]),
        # a pronoun leaves open who goes on speaking
        (attributed((VOS, SAID), (at("he"), RAINED)), [True, None]),
    ],
)
def test_a_statement_is_right_if_its_words_and_its_source_were_annotated(article, right):
    found = statements_of(BODY, language="en")
    assert [is_right(quotation, article) for quotation in found] == right


def test_the_table_has_equal_bands_and_the_shares_by_rule(tmp_path, capsys, monkeypatch):
    (tmp_path / "a.jsonl").write_text(json.dumps(attributed((VOS, SAID), (VOS, RAINED))), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["bench.calibration", str(tmp_path / "a.jsonl"), "--rules"])
    assert main() == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["0.4", "to", "0.5", "1", "100%"] in rows and ["0.9", "to", "1.0", "1", "100%"] in rows
    assert ["NAME_BEFORE", "direct", "1", "100%,", "given", "0.95"] in rows
