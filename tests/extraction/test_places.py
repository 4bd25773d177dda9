"""Which words are places, and which only look like them."""

import pytest

from extraction import extract
from extraction.findings import PlaceRule
from extraction.gazetteer import bears, load


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
        ("New York woke late. Los Angeles slept.", ["New York City", "Los Angeles"]),
        ("St Petersburg froze. Sao Paulo burned.", ["Saint Petersburg", "São Paulo"]),
        ("Ho Chi Minh City grew. Washington DC shrank.", ["Ho Chi Minh City", "Washington"]),
        ("He was born in San Paulo.", ["São Paulo"]),
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


@pytest.mark.parametrize(
    "body",
    [
        "The White House said no. A man from White House staff left.",
        "The Kremlin agreed with Downing Street. Officials at Capitol Hill and Wall Street waited.",
        "The Queen City slept. Artists in Queen City and Motor City stayed.",
        "Old Town was closed. They met in Old Town, near the Windy City café.",
        "He lived in Whitehall, Buckingham Palace and the Big Apple.",
        "Hail fell in Gold and Luck. Torn flags were Spoken of.",
        # another name of a city, with nothing that says it is one
        "San Paulo came first. Saint Domingue is a novel.",
    ],
)
def test_institutions_and_nicknames_are_no_cities(body):
    assert places(body) == []


@pytest.mark.parametrize(
    ("own", "name", "is_its_own"),
    [
        ("New York City", "New York", True),
        ("Mexico City", "Mexico City", True),
        ("Québec", "Quebec City", True),
        ("St. Louis", "Saint Louis", True),
        ("Washington", "Washington DC", True),
        ("Las Vegas", "Old Town", False),
        ("Singapore", "Garden City", False),
        ("New York City", "City", False),
        ("York", "New York", False),
    ],
)
def test_which_names_are_a_citys_own(own, name, is_its_own):
    assert bears(own, name) is is_its_own


def test_a_country_stands_before_a_city_of_its_name():
    assert load().find("Georgia").kind == "country"


@pytest.mark.parametrize("name", ["Florida", "Virginia", "Oklahoma"])
def test_a_state_stands_before_a_city_of_its_name(name):
    assert load().find(name)[:2] == (name, "region")


def test_names_in_other_letters_are_found_exactly_inflected_and_with_a_particle():
    found = [load().find(name) for name in ("Москва", "Москвы", "دمشق", "بدمشق", "”", "’s", "")]
    assert [place and place.name for place in found] == ["Moscow", "Moscow", "Damascus", "Damascus", None, None, None]


def test_an_adjective_hints_at_its_country():
    findings = extract("“The Syrian cranes are the best I have seen,” Ada Vos said.")
    assert findings.quotations[0].about == ("Syria",)
    assert findings.places == ()


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("Georgia Vos spoke. In Georgia, voters said no. A man from Georgia left.", {"Georgia": 2}),
        ("Paris Vos arrived in Paris, Texas. Vos said nothing.", {"Paris": 1, "Texas": 1}),
        ("London Vos, the mayor of San Francisco, spoke. Vos flew to London.", {"San Francisco": 1, "London": 1}),
        ("Ada Washington said no. She lives in Washington. Reporters spoke to Washington.", {"Washington": 1}),
        ("China Vos wrote a novel about China.", {"China": 1}),
        ("Tom Jordan scored. Jordan said so. Jordan then left for Chicago.", {"Chicago": 1}),
        ("Officials in Jordan said so. He flew to Washington.", {"Jordan": 1, "Washington": 1}),
        ("The Syria talks end. Russia President Vos left Syria.", {"Syria": 2, "Russia": 1}),
    ],
)
def test_a_player_a_speaker_and_a_country_of_one_name(body, places):
    assert {place.name: len(place.mentions) for place in extract(body, language="en").places} == places


def test_each_place_and_event_says_by_what_it_was_found():
    found = extract(
        "Talks in Geneva ended. Russia left. He was born in Paris, Texas, and died in Springfield, Ohio.", language="en"
    )
    rules = {place.name: place.rule for place in found.places}
    assert rules["Geneva"] == rules["Paris"] == PlaceRule.LED
    assert rules["Russia"] == PlaceRule.KNOWN
    assert [event.rule for event in found.events] == ["a word for an event (talks) beside Geneva"]


def test_a_city_is_found_by_any_of_its_latin_names_and_the_larger_one_has_it():
    known = load()
    assert known.latin == sorted(known.latin)
    assert known.find("Rotterdam").country_code == "NL"
    assert known.find("Mailand") == known.find("Milano") == known.find("Milan")
    assert known.find("London").country_code == "GB"
    assert known.find("Rotterd") is None
    assert known.find("Rotterdamm") is None
    assert known.find("R" * 1000) is None
