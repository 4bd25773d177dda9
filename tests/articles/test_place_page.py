"""A place's page: written from, said here and about here are three things; the map shows where it lies."""

from datetime import date

import pytest

from articles.models import Place, PlaceName
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    """Rotterdam lies in the Netherlands, and they in Europe, which has no position of its own."""
    europe = make.make_place("Europe", kind="region", latitude=None, longitude=None, country_code="")
    country = make.make_place("Netherlands", kind="country", latitude=52.2, longitude=5.3, parent=europe)
    return europe, country, make.make_place("Rotterdam", parent=country)


def say(words, *, headline=None, **fields):
    return make.make_statement(make.make_article(headline or f"On {words}"), words, **fields)


def listing(client, place, **words):
    return client.get(place.get_absolute_url(), words).context["listing"]


def counts(client, place, **words):
    return {section.key: int(section.tally) for section in listing(client, place, **words).sections}


def test_written_from_said_here_and_about_here_are_never_mixed(client, world):
    rotterdam = world[2]
    say("Said in it.", said_in=rotterdam)
    say("Said of it.", about=[rotterdam])
    make.make_article("Written from it", dateline_place=rotterdam)
    make.mention(make.make_article("Written about it"), rotterdam)
    assert counts(client, rotterdam) == {"said": 1, "about": 1, "written": 1, "articles": 1}
    shown = {key: [str(row) for row in listing(client, rotterdam, view=key).page] for key in counts(client, rotterdam)}
    assert shown == {
        "said": ["Said in it."],
        "about": ["Said of it."],
        "written": ["Written from it"],
        "articles": ["Written about it"],
    }


def test_a_wide_place_holds_what_lies_inside_it_however_deep(client, world):
    europe, country, rotterdam = world
    say("In Rotterdam.", said_in=rotterdam)
    say("In Europe.", said_in=europe)
    make.mention(make.make_article("On the Netherlands"), country)
    assert counts(client, europe) == {"said": 2, "about": 0, "written": 0, "articles": 1}
    assert counts(client, europe, within="0") == {"said": 1, "about": 0, "written": 0, "articles": 0}


def test_only_here_and_with_what_is_inside_lead_to_each_other_and_stay(client, world):
    europe, _country, rotterdam = world
    for place in (rotterdam, europe):
        say(f"In {place}.", said_in=place)
        say(f"On {place}.", about=[place])
    page = client.get(europe.get_absolute_url(), {"view": "about"})
    narrow = client.get(page.context["other_width"])
    assert [s.text for s in narrow.context["listing"].page] == ["On Europe."]
    assert all("within=0" in section.address for section in narrow.context["listing"].sections)
    wide = client.get(narrow.context["other_width"])
    assert len(wide.context["listing"].page) == 2


def test_a_place_with_nothing_inside_has_no_such_choice(client, world):
    say("In Rotterdam.", said_in=world[2])
    assert 'class="width"' not in client.get(world[2].get_absolute_url()).content.decode()


def test_where_it_lies_is_shown_and_said_in_words(client, world):
    europe, country, rotterdam = world
    say("In Rotterdam.", said_in=rotterdam, about=[country])
    page = client.get(rotterdam.get_absolute_url())
    html = page.content.decode()
    assert "<figcaption>51.92° N, 4.48° E, in <bdi>Netherlands</bdi>.</figcaption>" in html
    assert '<desc id="map-description">51.92° N, 4.48° E</desc>' in html
    assert '<title id="map-title">Map with Rotterdam marked</title>' in html
    assert f'<a class="place" href="{country.get_absolute_url()}">' in html
    assert f'<a class="place" href="{europe.get_absolute_url()}">' in html
    assert "style=" not in html
    assert [(m.spot.name, m.spot.is_subject) for m in page.context["map"].marks] == [("Rotterdam", True)]


def test_a_region_without_a_position_marks_the_public_places_inside_it(client, world):
    europe, country, rotterdam = world
    make.make_place("Secret Town", parent=country)
    say("In Rotterdam.", said_in=rotterdam, about=[europe])
    page = client.get(europe.get_absolute_url())
    assert [m.spot.name for m in page.context["map"].marks] == ["Netherlands", "Rotterdam"]
    assert "Too wide for a point" in page.content.decode()
    assert "Secret Town" not in page.content.decode()


def test_a_place_of_unknown_position_says_so_and_has_no_map(client):
    place = make.make_place("Atlantis", latitude=None, longitude=None, country_code="")
    say("In Atlantis.", said_in=place)
    html = client.get(place.get_absolute_url()).content.decode()
    assert "<svg" not in html
    assert "Its position is not recorded." in html


def test_south_and_west_are_said_so(client):
    place = make.make_place("Lima", latitude=-12.05, longitude=-77.04, country_code="PE")
    say("In Lima.", said_in=place)
    assert "12.05° S, 77.04° W" in client.get(place.get_absolute_url()).content.decode()


def test_dated_names_speakers_and_events_are_shown(client, world):
    rotterdam, ada = world[2], make.make_person("Ada Vos")
    PlaceName.objects.create(place=rotterdam, text="Rotta", kind="former", valid_to=date(1270, 1, 1))
    talks, hidden = make.make_event("Harbour talks", place=rotterdam), make.make_event("Secret talks", place=rotterdam)
    say("In Rotterdam.", speaker=ada, said_in=rotterdam, event=talks)
    html = client.get(rotterdam.get_absolute_url()).content.decode()
    assert "Rotta" in html
    assert "former name, until 1270" in html
    assert talks.get_absolute_url() in html
    assert ada.get_absolute_url() in html
    assert hidden.name not in html


def test_a_circle_of_parents_is_no_trap(client, world):
    europe, country, _ = world
    Place.objects.filter(pk=europe.pk).update(parent=country)
    say("In the Netherlands.", said_in=country, about=[europe])
    assert client.get(country.get_absolute_url()).status_code == 200
    assert counts(client, europe)["said"] == 1


def test_nobody_learns_whether_an_unpublished_place_exists(client, world):
    unknown, unpublished = client.get("/places/nowhere/"), client.get(world[2].get_absolute_url())
    assert (unpublished.status_code, unpublished.content) == (404, unknown.content)


@pytest.mark.parametrize("view", ["said", "about", "written", "articles"])
def test_the_page_takes_at_most_ten_queries_however_much_is_said(client, world, view, django_assert_num_queries):
    europe, country, _ = world
    queries = {"said": 10, "about": 9}.get(view, 8)

    def fill(number):
        city = make.make_place(f"City {number}", parent=country)
        article = make.make_article(
            f"No. {number}", dateline_place=city, publisher=make.make_organisation(f"P {number}")
        )
        make.mention(article, city)
        event = make.make_event(f"Talks {number}", place=city)
        speaker = make.make_person(f"Ada {number}")
        make.make_statement(article, f"Line {number}.", speaker, said_in=city, about=[europe, country], event=event)

    fill(0)
    with django_assert_num_queries(queries):
        client.get(europe.get_absolute_url(), {"view": view})
    for number in range(1, 13):
        fill(number)
    with django_assert_num_queries(queries):
        client.get(europe.get_absolute_url(), {"view": view})
