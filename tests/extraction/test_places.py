"""Which words are places, and which only look like them."""

import pytest

from extraction import extract
from extraction.gazetteer import load


def places(body):
    return [place.name for place in extract(body, language="en").places]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("She flew from Geneva to New York.", ["Geneva", "New York City"]),
        ("Talks began in Nice.", ["Nice"]),
        ("The U.S. and Britain agreed.", ["United States", "United Kingdom"]),
        ("It happened in the Middle East.", ["Middle East"]),
        ("They met in Nur-Sultan.", ["Astana"]),
    ],
)
def test_places_are_found(body, expected):
    assert places(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "Of all the cranes, one moved. Nice work, she thought.",
        "Reading the offer took a day.",
        "Paris Lund opened the port. Later Lund left.",
        "Charlotte smiled at the crew.",
        "Mobile phones were banned. Orange boats came. Split decisions followed.",
        "In March the port closed.",
    ],
)
def test_words_and_people_are_no_places(body):
    assert places(body) == []


def test_a_country_stands_before_a_city_of_its_name():
    assert load().find("Georgia").kind == "country"


def test_an_adjective_hints_at_its_country():
    findings = extract("“The Syrian cranes are the best I have seen,” Ada Vos said.")
    assert findings.quotations[0].about == ("Syria",)
    assert findings.places == ()
