"""Speakers side by side: what each of them said with the same words."""

import gzip
from datetime import date, timedelta

import pytest

from search import comparing, names
from search.backends import SearchTimeoutError
from tests import factories as make

pytestmark = pytest.mark.django_db


def say(speaker, words, day=1, **fields):
    article = make.make_article(f"On {words}", printed_on=date(1987, 3, 1) + timedelta(days=day))
    return make.make_statement(article, words, speaker, **fields)


def columns(client, words, *speakers):
    return client.get("/compare/", {"q": words, "speaker": speakers}).context["columns"]


def texts(column):
    return [card.record.text for card in column.cards]


@pytest.fixture
def ada(db):
    return make.make_person("Ada Vos")


@pytest.fixture
def bob(db):
    return make.make_person("Bob Lund")


def test_each_speaker_has_a_column_the_newest_first(client, ada, bob):
    say(ada, "The strike begins.", 1)
    say(ada, "The strike ends.", 2)
    say(ada, "The port is quiet.", 3)
    say(bob, "What strike?", 4)
    first, second = columns(client, "strike", "vos", "Lund")
    assert (texts(first), first.number) == (["The strike ends.", "The strike begins."], 2)
    assert (texts(second), second.number) == (["What strike?"], 1)
    assert [column.person.name for column in (first, second)] == ["Ada Vos", "Bob Lund"]


def test_the_words_are_marked_and_the_speakers_linked(client, ada, bob):
    say(ada, "The strike begins.")
    html = client.get("/compare/", {"q": "strike", "speaker": ["vos", "lund"]}).content.decode()
    assert "The <mark>strike</mark> begins." in html
    assert f'href="{ada.get_absolute_url()}"' in html
    assert "Nothing with these words is recorded of <bdi>lund</bdi>." in html


def test_a_code_tells_namesakes_apart(client, ada):
    other = make.make_person("Ada Vos")
    say(ada, "My strike.")
    say(other, "Her strike.")
    first, second = columns(client, "strike", f'"Ada Vos #{ada.code}"', f'"Ada Vos #{other.code}"')
    assert (texts(first), texts(second)) == (["My strike."], ["Her strike."])
    both = columns(client, "strike", "vos")[0]
    assert (both.number, both.person) == (2, None)


def test_a_whole_name_is_found_among_many_who_share_a_part_of_it(client, monkeypatch):
    monkeypatch.setattr(names, "MOST", 2)
    others = ["Ada Berg", "Ada Holm", "Cy Vos", "Eva Vos"]
    for name in (*others, "Ada Vos", *(f"{other} II" for other in others)):
        say(make.make_person(name), f"Strike of {name}.")
    (column,) = columns(client, "strike", "ada vos")
    assert (texts(column), column.person.name) == (["Strike of Ada Vos."], "Ada Vos")


def test_who_is_one_of_two_names_is_not_taken_for_the_first(client, ada, bob):
    say(ada, "My strike.")
    say(bob, "Our strike.")
    (column,) = columns(client, "strike", "vos OR lund")
    assert column.person is None and set(texts(column)) == {"My strike.", "Our strike."}


def test_a_speaker_is_taken_away_by_a_link_and_by_an_emptied_field(client, ada, bob):
    say(ada, "My strike.")
    say(bob, "His strike.")
    first, _second = columns(client, "strike", "vos", "lund")
    left = client.get(f"/compare/{first.remove}").context["columns"]
    assert [column.label for column in left] == ["lund"]
    assert [column.label for column in columns(client, "strike", "", "lund", "lund")] == ["lund"]


def test_no_more_than_four_stand_side_by_side(client):
    assert len(columns(client, "strike", *(f"speaker{n}" for n in range(9)))) == comparing.MOST_SPEAKERS
    html = client.get("/compare/", {"q": "x", "speaker": list("abcd")}).content.decode()
    assert 'id="compare-new"' not in html and comparing.TOO_MANY_SPEAKERS not in html
    assert (
        comparing.TOO_MANY_SPEAKERS
        in client.get("/compare/?q=x&speaker=a&speaker=b&speaker=c&speaker=d&speaker=e").text
    )


def test_more_than_is_shown_is_counted_and_leads_to_the_search(client, ada):
    for number in range(comparing.SHOWN + 2):
        say(ada, f"Strike {number}.", number)
    page = client.get("/compare/", {"q": "strike", "speaker": "vos"})
    column = page.context["columns"][0]
    assert (len(column.cards), column.number) == (comparing.SHOWN, comparing.SHOWN + 2)
    found = client.get(f"/search/?{column.all_of_it}").context
    assert len(found["cards"]) == comparing.SHOWN + 2


def test_where_nobody_counted_the_search_is_led_to_all_the_same(client, ada, monkeypatch):
    for number in range(comparing.SHOWN + 1):
        say(ada, f"Strike {number}.", number)
    monkeypatch.setattr(comparing.results, "count_each", lambda questions: [None for _question in questions])
    column = client.get("/compare/?q=strike&speaker=vos").context["columns"][0]
    assert column.has_more and column.number is None
    assert "All of it" in client.get("/compare/?q=strike&speaker=vos").text
    assert "All of it" not in client.get("/compare/?q=%2210%22&speaker=vos").text


def test_the_words_stay_marked_on_the_page_that_is_opened(client, ada):
    said = say(ada, "The strike begins.")
    page = client.get("/compare/?q=strike&speaker=vos").text
    assert f'href="{said.get_absolute_url()}?mark=strike' in page
    assert "<mark>strike</mark>" in client.get(f"{said.get_absolute_url()}?mark=strike").text


def test_names_are_suggested_where_a_speaker_is_typed(client):
    page = client.get("/compare/").text
    assert 'data-suggest="speaker"' in page and "js/suggest" in page


@pytest.mark.parametrize("typed", ["", "\0", '"', "-", "OR", "a" * 5000, "🙂", '" #ZZZZZZZZ"', "speaker:x"])
def test_nothing_that_can_be_typed_is_an_error(client, typed):
    assert client.get("/compare/", {"q": typed, "speaker": [typed, typed + "x"]}).status_code == 200


def test_what_takes_too_long_is_left_out_and_said(client, ada, monkeypatch):
    def give_up(*_asked, **_named):
        raise SearchTimeoutError

    say(ada, "My strike.")
    monkeypatch.setattr(comparing.backend(), "matches", give_up)
    page = client.get("/compare/", {"q": "strike", "speaker": "vos"})
    assert page["Cache-Control"] == "no-store"
    assert "This took too long" in page.content.decode()


def test_it_asks_the_same_however_much_was_said_and_stays_light(client, ada, bob, django_assert_num_queries):
    asked = {"q": "strike", "speaker": ["vos", "lund"]}
    for person in (ada, bob):
        say(person, f"Strike of {person}.", said_in=make.make_place(f"Port {person}"))
    with django_assert_num_queries(8):
        client.get("/compare/", asked)
    for number in range(15):
        for person in (ada, bob):
            say(person, f"Strike {number} of {person}. " * 3, number)
    with django_assert_num_queries(8):
        page = client.get("/compare/", asked)
    assert len(gzip.compress(page.content)) < 25 * 1024
