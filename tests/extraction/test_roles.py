"""What a speaker is called, as printed, and who "the minister" is."""

import pytest

from extraction import extract
from extraction.findings import Naming, Rule


def described(body):
    return {party.name: party.described_as for party in extract(body, language="en").parties}


def speakers(body):
    return [q.speaker for q in extract(body, language="en").quotations]


@pytest.mark.parametrize(
    ("body", "name", "role"),
    [
        # an office with "of" before the name
        ("Mayor of London Ada Vos said the hall was shut.", "Ada Vos", "Mayor of London"),
        ("Eko Secretary of State Tom Reed said the hall was shut.", "Tom Reed", "Eko Secretary of State"),
        ("Minister of Finance Yaro Velloukis said so, and the hall was shut.", "Yaro Velloukis", "Minister of Finance"),
        ("Speaker of the parliament Ada Vos said the hall was shut.", "Ada Vos", "Speaker of the parliament"),
        ("Senator from Texas Ada Vos said the hall was shut.", "Ada Vos", "Senator from Texas"),
        ("This Friday Lund Foreign Minister Ada Vos said so.", "Ada Vos", "Lund Foreign Minister"),
        ("Co-leader Ada Vos said the hall was shut.", "Ada Vos", "Co-leader"),
        # what several people are
        ("Eko astronauts Ada Vos and Tom Reed came. Reed said the hall was shut.", "Tom Reed", "Eko astronauts"),
        ("Two officers, Ada Vos, Ida Lund and Tom Reed, said the hall was shut.", "Ida Lund", "officers"),
        ("Senators Ada Vos and Tom Reed said the hall was shut.", "Ada Vos", "Senators"),
        ("Acting through his lawyers, Tom Reed, 23, said the hall was shut.", "Tom Reed", ""),
        # behind the name
        ("Ada Vos, who chairs the dockers' union, said so.", "Ada Vos", "who chairs the dockers' union"),
        ("Ada Vos, who was a candidate in spring, said so.", "Ada Vos", "candidate in spring"),
        ("Ada Vos, who was tired, said the hall was shut.", "Ada Vos", ""),
        ("Ada Vos, who is not a member of the board, said the hall was shut.", "Ada Vos", ""),
        ("Ada Vos, formerly head of the miners' office, said so.", "Ada Vos", "formerly head of the miners' office"),
        # before it
        ("A student named Ada Vos said the hall was shut.", "Ada Vos", "student"),
        ("The Labour Party's leader, Ada Vos said the hall was shut.", "Ada Vos", "Labour Party's leader"),
        (
            "The head of the union (dockers and pilots), Ada Vos, came.",
            "Ada Vos",
            "head of the union (dockers and pilots)",
        ),
        ("According to official letters, Ada Vos said the hall was shut.", "Ada Vos", ""),
        ("He selected harbour union leader Ada Vos. Vos said the hall was shut.", "Ada Vos", "harbour union leader"),
        ("Reed selected fellow teacher Ada Vos. Vos said the hall was shut.", "Ada Vos", "fellow teacher"),
        ("University of Eko research fellow Ada Vos said so.", "Ada Vos", "University of Eko research fellow"),
        ("Conservative state senator Ada Vos said the hall was shut.", "Ada Vos", "Conservative state senator"),
        ("Businessman Don Vosburgh said the hall was shut.", "Don Vosburgh", "Businessman"),
        ("Bishop Emeritus Tom Reed said the hall was shut.", "Tom Reed", "Bishop Emeritus"),
    ],
)
def test_a_role_is_told_as_printed(body, name, role):
    assert described(body)[name] == role


@pytest.mark.parametrize("body", ["Officials said the hall was shut.", "Neighbors came. Officials said it was shut."])
def test_officials_are_no_person(body):
    assert "Officials" not in described(body)
    assert speakers(body) == [""]


def test_an_office_alone_is_no_name():
    assert described("The Prince of Wales said the hall was shut.") == {}


def test_somebody_from_a_place_speaks_not_the_place():
    assert speakers("Senator Ada Vos of Texas said the hall was shut.") == ["Ada Vos"]


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("Finance minister Ada Vos came. The finance minister said the hall was shut.", "Ada Vos"),
        ("Finance minister Ada Vos came. The minister said the hall was shut.", "Ada Vos"),
        ("Finance minister Ada Vos came. The health minister said the hall was shut.", ""),
        ("Ada Vos, the mayor of Lund, came. The mayor of Lund said the hall was shut.", "Ada Vos"),
        ("Ada Vos, the mayor of Lund, came. The mayor of Leeds said the hall was shut.", ""),
        ("Governor Ada Vos of Texas came. The governor of Texas said the hall was shut.", "Ada Vos"),
    ],
)
def test_the_minister_is_whoever_was_called_so_and_no_other_minister(body, speaker):
    assert speakers(body)[-1] == speaker


def test_who_the_minister_is_may_be_told_later():
    body = "The mayor said the hall was shut. Nobody came. Ada Vos, the mayor of Lund, left."
    quotation = extract(body, language="en").quotations[0]
    assert (quotation.speaker, quotation.rule, quotation.named_how) == ("Ada Vos", Rule.ROLE, Naming.ANAPHORIC)
    assert quotation.confidence < 0.5


@pytest.mark.parametrize(
    "later",
    [
        "Ada Vos, the mayor of Lund, left. Tom Reed, the mayor of Leeds, came.",  # which of them?
        "It rained. " * 10 + "Ada Vos, the mayor of Lund, left.",  # too far away
    ],
)
def test_who_the_minister_is_stays_open_where_it_is_not_sure(later):
    assert speakers(f"The mayor said the hall was shut. {later}")[0] == ""


def test_the_name_behind_a_role_speaks_also_where_a_later_verb_reports():
    assert speakers("The mayor of Lund, Ada Vos, sent her thanks, adding, “The hall was shut all day.”") == ["Ada Vos"]
