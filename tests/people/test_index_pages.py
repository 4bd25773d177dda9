"""From A to Z: every name is found under its letter, in every script."""

import gzip

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


def named(name, **fields):
    person = make.make_person(name, **fields)
    make.make_statement(make.make_article(f"On {person.code}"), f"I am {person.code}.", person)
    return person


def index(client, address="/people/", **words):
    return client.get(address, words).context["index"]


def test_names_stand_under_their_letter_script_by_script(client):
    for name in ["Ada Vos", "Ärla Berg", "Bob Lund", "Тимур Ахвердов", "سلمى الداودي", "أحمد", "3rd Person", "王伟"]:
        named(name)
    found = [(script, [(x.shown, int(x.number)) for x in letters]) for script, letters in index(client).scripts]
    assert found == [
        ("Latin", [("A", 2), ("B", 1)]),
        ("Cyrillic", [("Т", 1)]),
        ("Arabic", [("ا", 1), ("س", 1)]),
        ("Chinese characters", [("王", 1)]),
        ("Digits and other signs", [("3", 1)]),
    ]


def test_a_letter_shows_its_names_and_leads_back_to_all(client):
    ada, arla, bob = named("Ada Vos"), named("Ärla Berg"), named("Bob Lund")
    letter = index(client).scripts[0][1][0]
    opened = client.get(letter.address).context["index"]
    assert list(opened.page) == [ada, arla]
    assert opened.letter.is_chosen
    assert set(client.get(opened.letter.address).context["index"].page) == {ada, arla, bob}


def test_a_name_stands_where_it_is_sorted_by(client):
    named("Ada Vos", sort_name="Vos, Ada")
    named("Bob Lund")
    html = client.get("/people/").content.decode()
    assert html.index("Bob Lund") < html.index("Vos, Ada")
    assert [x.sign for x in index(client).scripts[0][1]] == ["b", "v"]


def test_every_name_is_reached_page_by_page_and_back(client, monkeypatch):
    monkeypatch.setattr("people.alphabet.ROWS", 3)
    people = [named(f"Ada {letter}") for letter in "abcdefg"]
    seen, address = [], "/people/?letter=a"
    while address:
        page = client.get(address).context["index"].page
        seen, address, last = [*seen, *page], page.following, page
    assert seen == people
    assert list(client.get(last.preceding).context["index"].page) == people[3:6]


def test_each_name_has_the_number_of_its_statements(client, monkeypatch):
    monkeypatch.setattr("people.alphabet.MANY", 2)
    ada, bob = named("Ada Vos"), named("Bob Lund")
    for number in range(2):
        make.make_statement(make.make_article(f"No. {number}"), f"More {number}.", ada)
    make.make_statement(make.make_article("Draft", status="draft"), "Hidden.", bob)
    assert [str(person.statement_tally) for person in index(client).page] == ["over 2", "1"]


@pytest.mark.parametrize("address", ["/people/", "/organisations/", "/places/", "/events/"])
def test_an_empty_index_says_so(client, address):
    html = client.get(address).content.decode()
    assert "yet." in html
    assert "<h1>" in html


def test_what_is_not_published_has_no_letter(client):
    make.make_person("Zyx")
    make.make_organisation("Zyx")
    make.make_place("Zyx")
    for address in ["/people/", "/organisations/", "/places/"]:
        assert index(client, address).scripts == []


@pytest.mark.parametrize("letter", ["zz", "%", "\0", "'", "é"])
def test_a_letter_without_names_shows_all(client, letter):
    ada = named("Ada Vos")
    assert list(index(client, letter=letter).page) == [ada]


def test_organisations_and_places_have_their_index_too(client):
    union, port = make.make_organisation("Union"), make.make_place("Port")
    make.make_statement(exact="We are here.", on_behalf_of=union, said_in=port)
    assert [(o, int(o.statement_tally)) for o in index(client, "/organisations/").page] == [(union, 1)]
    assert [(p, int(p.statement_tally)) for p in index(client, "/places/").page] == [(port, 1)]


@pytest.mark.parametrize("address", ["/people/", "/organisations/", "/places/"])
def test_an_index_takes_three_queries_and_stays_light(client, address, django_assert_num_queries):
    country = make.make_place("Country")
    for number in range(60):
        person, union = (
            make.make_person(f"Ada {number}", summary="A person. " * 8),
            make.make_organisation(f"U {number}"),
        )
        port = make.make_place(f"Port {number}", parent=country)
        if number in (1, 12, 59):
            make.make_statement(make.make_article(f"No. {number}"), "I am.", person, on_behalf_of=union, said_in=port)
    with django_assert_num_queries(3):
        page = client.get(address)
    assert len(gzip.compress(page.content)) < 25 * 1024
