"""Who said what, in invented sentences."""

from dataclasses import replace
from pathlib import Path

import pytest

from extraction import extract, statements_of

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def said(body, **options):
    """(kind, speaker, source, pieces) of each statement."""
    return [
        (str(q.kind), q.speaker, q.source.exact if q.source else "", [p.exact for p in q.pieces])
        for q in extract(body, **options).quotations
    ]


BEFORE = "Ada Vos leads the dockers. "


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("“The cranes will move on Monday,” Vos said.", "Vos"),
        ("“The cranes will move on Monday,” said Vos.", "Vos"),
        ("Vos said, “The cranes will move on Monday.”", "Vos"),
        ("Vos said: “The cranes will move on Monday.”", "Vos"),
        ("“The cranes will move on Monday,” she said.", "she"),
        ("“The cranes will move on Monday,” Vos, a crane driver from Port Sorrel, said.", "Vos"),
        ("“The cranes will move on Monday,” said crane driver Ada Vos.", "crane driver Ada Vos"),
        ("“The cranes will move on Monday,” Vos told reporters on Friday.", "Vos"),
        ("“The cranes will move on Monday,” Ms. Vos added.", "Ms. Vos"),
    ],
)
def test_a_direct_quotation_in_each_order(sentence, source):
    kind, speaker, printed, pieces = said(BEFORE + sentence)[0]
    assert (kind, speaker, printed) == ("direct", "Ada Vos", source)
    assert [piece.strip(",.") for piece in pieces] == ["The cranes will move on Monday"]


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("Vos said that the cranes would not move before Monday.", "the cranes would not move before Monday"),
        ("Vos said the cranes would not move before Monday.", "the cranes would not move before Monday"),
        ("The cranes would not move before Monday, Vos said.", "The cranes would not move before Monday"),
        ("According to Vos, the cranes were broken.", "the cranes were broken"),
        ("The cranes were broken, according to Vos.", "The cranes were broken"),
        ("Vos told reporters that the cranes were broken.", "the cranes were broken"),
    ],
)
def test_an_indirect_statement_is_the_clause(sentence, content):
    assert ("indirect", "Ada Vos", "Vos", [content]) in said(BEFORE + sentence)


def test_a_mixed_statement_keeps_its_quoted_words_apart():
    kind, speaker, _, pieces = said(BEFORE + "Vos said the offer was “a door, not a house” and too late.")[0]
    assert (kind, speaker, pieces) == ("mixed", "Ada Vos", ["the offer was", "a door, not a house", "and too late"])


def test_a_split_quotation_is_one_statement_of_two_pieces():
    body = BEFORE + "“We go back on Monday,” Vos said, “and we go back together.”"
    kind, _, _, pieces = said(body)[0]
    assert (kind, [p.strip(",.") for p in pieces]) == ("direct", ["We go back on Monday", "and we go back together"])
    assert len(said(body)) == 1


def test_sentences_that_follow_a_quotation_keep_its_speaker():
    body = BEFORE + "“We go back on Monday,” Vos said. “Nobody was dismissed.”"
    assert [(s[1], len(s[3])) for s in said(body)] == [("Ada Vos", 2)]


def test_a_quotation_over_paragraphs_is_one_statement():
    body = BEFORE + "\n\n“We go back on Monday,” Vos said. “Nobody was dismissed.\n\n“And nobody will be.”"
    assert [(s[1], len(s[3])) for s in said(body)] == [("Ada Vos", 3)]


def test_a_paragraph_of_quotation_alone_is_of_the_last_speaker_as_a_guess():
    found = extract(BEFORE + "\n\n“We go back on Monday,” Vos said.\n\n“Nobody was dismissed in the end.”").quotations
    assert [(q.speaker, str(q.named_how)) for q in found] == [("Ada Vos", "explicit"), ("Ada Vos", "implicit")]
    assert found[1].confidence < found[0].confidence


def test_an_introduced_quotation_stands_in_the_next_paragraph():
    body = BEFORE + "\n\nVos added:\n\n“Nobody was dismissed in the end.”"
    assert said(body) == [("direct", "Ada Vos", "Vos", ["Nobody was dismissed in the end."])]


@pytest.mark.parametrize(
    "body",
    [
        "The so-called “green” cranes stood still.",
        "The “smart port” opened on Friday.",
        "She read “The Old Man and the Sea” on the quay.",
    ],
)
def test_scare_quotes_and_titles_are_no_statement(body):
    assert said(body) == []


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("“Nobody was dismissed,” a senior official said.", "a senior official"),
        ("“Nobody was dismissed,” said a spokesman for the port authority.", "a spokesman for the port authority"),
        ("A port official said that nobody was dismissed.", "A port official"),
    ],
)
def test_an_unnamed_official_is_nobody_with_a_name(sentence, source):
    (_, speaker, printed, _), *others = said(sentence)
    assert (speaker, printed, others) == ("", source, [])
    assert [p for p in extract(sentence).parties if not p.is_organisation] == []


def test_an_organisation_speaks():
    body = "The Ministry of Ports said that the cranes were safe. “Nobody was dismissed,” the ministry said."
    found = extract(body).quotations
    assert [(q.speaker, q.is_organisation) for q in found] == [("Ministry of Ports", True)] * 2


def test_he_is_the_subject_not_the_one_who_is_only_compared():
    body = (
        "Bruno Maar spoke first. The pilot Karim Sand said the port “was a ruin”, "
        "but like Maar, he warned of “a summer without a single ship”."
    )
    assert [s[1] for s in said(body)] == ["Karim Sand", "Karim Sand"]


def test_she_is_the_woman_who_spoke_last():
    body = "Anna Maar met Peter Sand on Friday. “It was a good hour of talk,” she said. “It was,” he said."
    assert [s[1] for s in said(body)] == ["Anna Maar", "Peter Sand"]


def test_two_verbs_of_one_speaker():
    body = BEFORE + "Vos said the port was closed and added that nobody knew why."
    assert [(s[1], s[3]) for s in said(body)] == [
        ("Ada Vos", ["the port was closed"]),
        ("Ada Vos", ["nobody knew why"]),
    ]


@pytest.mark.parametrize("sentence", ["Vos would not say why.", "Vos refused to say that.", "She was told to wait."])
def test_what_was_not_said_is_no_statement(sentence):
    assert said(BEFORE + sentence) == []


def test_a_role_after_the_name_describes_the_speaker():
    body = "“The port is open,” Ada Vos, a harbour pilot from Port Sorrel, said."
    assert [p.described_as for p in extract(body).parties if p.name == "Ada Vos"] == ["harbour pilot from Port Sorrel"]


def test_two_people_of_one_surname_are_told_apart_by_their_titles():
    body = "Anna Vos and Peter Vos came. “The port is open again,” Mr. Vos said. “It is not open,” Ms. Vos said."
    assert [s[1] for s in said(body)] == ["Peter Vos", "Anna Vos"]


def test_statements_asked_for_alone_are_those_found_with_everything_else():
    for text in sorted(SEEDS.glob("*.txt")):
        body = text.read_text(encoding="utf-8")
        alone = (replace(q, about=(), channel="", said_in="", said_on=None) for q in extract(body).quotations)
        assert statements_of(body) == tuple(alone)
