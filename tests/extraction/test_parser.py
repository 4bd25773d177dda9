"""The parser-aided engine: what a sentence's tree adds to the rules, and what happens without the parser."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from extraction import engines, extract, parsing
from extraction.__main__ import main
from extraction.engines import EngineNotReadyError


def said(body, engine="parser"):
    """Who said what, as "name or words: what was said"."""
    return [
        f"{q.speaker or (q.source.exact if q.source else '')}: {' … '.join(p.exact for p in q.pieces)}"
        for q in extract(body, language="en", engine=engine).quotations
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # "reports" is no verb here
        ("Ada Vos presented the mill reports that nobody had read.", []),
        # the subject stands far before its verb
        (
            "Tom Reed, whose years at the mill ended when the Harbour Board closed it, said the gate was rotten.",
            ["Tom Reed: the gate was rotten"],
        ),
        # a banner is of whoever hung it up
        (
            "Ada Vos hung a long banner saying the gate was rotten.",
            ["Ada Vos: the gate was rotten"],
        ),
        # what else happened is no part of what was said
        (
            "After Ada Vos announced that the mill would close, Tom Reed left the room.",
            ["Ada Vos: the mill would close"],
        ),
        # a modal verb reports nothing
        ("Ada Vos would say that the gate was rotten.", []),
        ("Ada Vos said the gate didn't hold.", ["Ada Vos: the gate didn't hold"]),
    ],
)
def test_the_tree_tells_verbs_subjects_and_clauses(body, expected):
    assert said(body) == expected


def test_the_subject_of_the_tree_beats_the_nearest_name():
    body = "Tom Reed, at a meeting that Ada Vos had called in Leeds, told the Harbour Board that the gate was rotten."
    assert said(body) == ["Tom Reed: the gate was rotten"]


SHARED = [
    # another verb of whoever reported before, not of the nearest subject
    ("Ada Vos said it was too early to cheer but added, “The gate is rotten from the start.”", "Ada Vos"),
    ("Tom Reed conceded that Ada Vos had seen the gate but implied that it was “rotten from the start”.", "Tom Reed"),
    ("Ada Vos (R) said Reed’s plan would cost jobs, and called him “the worst of all mayors”.", "Ada Vos"),
    # a name in brackets is no subject
    ("Gov. Ada Vos (R-IN) said the gate was rotten from the start.", "Ada Vos"),
    # whoever is heard
    ("The ad uses footage of Ada Vos asking, “Is the gate not rotten from the start?”", "Ada Vos"),
    # whoever issued a statement says what it says
    ("Ada Vos emailed supporters, saying: “The gate is rotten from the start.”", "Ada Vos"),
    ("The Harbour Board issued a statement saying the gate was “rotten from the start”.", "Harbour Board"),
    # a verb that the tree takes for a noun stands before a quotation
    ("An average of ten neighbours of the mill reported “no opinion on the gate at all”.", "ten neighbours"),
    # a verb that the tree takes for a noun frames a quotation
    ("“The gate is rotten from the start,” a voice-over in the ad states.", "a voice-over in the ad"),
]


@pytest.mark.parametrize(("body", "source"), SHARED, ids=[body[:45] for body, _ in SHARED])
def test_the_tree_gives_no_verb_the_subject_of_another(body, source):
    last = extract(body, language="en", engine="parser").quotations[-1]
    assert source in last.source.exact


def test_quotations_are_replaced_before_a_sentence_is_parsed():
    body = "“If they had asked, I would have said no, and he said so,” Ada Vos said."
    assert said(body) == ["Ada Vos: If they had asked, I would have said no, and he said so,"]


def test_a_language_without_a_model_is_read_by_the_rules():
    body = "« Nous attendons », a déclaré Jeanne Marchand."
    by_rules, by_parser = (extract(body, language="fr", engine=name) for name in engines.ENGINES)
    assert by_rules.quotations and by_parser == by_rules


@pytest.mark.parametrize(
    "body", ["", " ", "“", "“” said Vos", "😀" * 50, "said " * 900, "''``'' said\u202e Ada Vos.\u0000"]
)
def test_no_text_breaks_it(body):
    found = extract(body, language="en", engine="parser")
    assert all(body[p.start : p.end] == p.exact for q in found.quotations for p in q.pieces)


@pytest.fixture
def _no_parser(monkeypatch):
    parsing.parser.cache_clear()
    monkeypatch.setitem(sys.modules, "spacy", None)
    yield
    parsing.parser.cache_clear()


@pytest.mark.usefixtures("_no_parser")
class TestWithoutTheParser:
    def test_whoever_asks_for_it_is_told_what_to_install(self, capsys):
        with pytest.raises(EngineNotReadyError, match=r"requirements-nlp\.txt"):
            engines.load("parser")
        assert main(["measure", "--engine", "parser"]) == 2
        assert "requirements-nlp.txt" in capsys.readouterr().err

    def test_the_command_reads_nothing(self, db):
        with pytest.raises(CommandError, match=r"requirements-nlp\.txt"):
            call_command("extract", engine="parser")

    def test_the_rules_go_on(self):
        assert said("“We waited,” Ada Vos said.", engine="rules") == ["Ada Vos: We waited,"]


def test_the_model_is_a_setting(monkeypatch):
    parsing.parser.cache_clear()
    monkeypatch.setenv(parsing.SETTING, "no_such_model")
    with pytest.raises(EngineNotReadyError, match="no_such_model"):
        engines.load("parser")
    parsing.parser.cache_clear()


def test_the_same_is_found_in_another_process():
    seed = Path(__file__).resolve().parents[2] / "seeds" / "astana-talks.txt"
    command = [sys.executable, "-m", "extraction", str(seed), "--engine", "parser", "--json"]
    told = [subprocess.run(command, capture_output=True, text=True, check=True).stdout for _ in range(2)]
    assert told[0] == told[1] and '"Erlan Idrissov"' in told[0]
