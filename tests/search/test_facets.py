"""What answers can be narrowed by: each link leads to as many answers as its number says."""

import re
from datetime import date
from importlib import import_module

import pytest
from django.utils import timezone

from people.counting import Tally
from search import results
from search.backends import SearchTimeoutError, backend, limits
from search.query import parse
from search.question import Question
from tests import factories as make

pytestmark = pytest.mark.django_db


def page(client, address):
    response = client.get(address if address.startswith("/") else f"/search/{address}")
    assert response.status_code == 200
    return response


def total(context):
    """How many answers the open tabs say there are."""
    numbers = [re.match(r"[\d,]+", tab["label"]) for tab in context["tabs"]]
    kinds = [int(number[0].replace(",", "")) for number in numbers if number]
    chosen = [int(n[0]) for n, tab in zip(numbers, context["tabs"], strict=True) if n and tab["is_chosen"]]
    return sum(chosen or kinds)


@pytest.fixture
def harbour(db):
    """Statements of three people, two of one name, in two places, languages and years, by two publishers."""
    kazakhstan = make.make_place("Kazakhstan", kind="country")
    places = [make.make_place("Astana", parent=kazakhstan), make.make_place("Rotterdam")]
    vos, namesake, reed = (make.make_person(name) for name in ["Ada Vos", "Ada Vos", "Tom Reed"])
    union, press = make.make_organisation("Dockers’ Union"), make.make_organisation("Harbour Press")
    for n in range(12):
        article = make.make_article(
            f"Harbour {n}", printed_on=date(1987 + n // 5, 3, 14), language="fr" if n % 4 == 0 else "en",
            publisher=press if n % 3 else union, dateline_place=places[n % 2],
        )  # fmt: skip
        speaker = [vos, vos, namesake, reed][n % 4]
        make.make_statement(
            article, f"The harbour is number {n}", speaker, kind=["direct", "indirect"][n % 2],
            said_in=places[0] if n < 3 else None, about=[places[n % 2], union],
            on_behalf_of=union if n % 5 == 0 else None,
        )  # fmt: skip
    return {"vos": vos, "namesake": namesake, "reed": reed, "union": union, "press": press, "astana": places[0]}


@pytest.mark.parametrize("question", ["?q=harbour", "?q=harbour&kind=statement", "?speaker=reed", "?about=harbour"])
def test_every_number_is_what_its_link_leads_to(client, harbour, question):
    context = page(client, question).context
    assert context["facets"] and (context["years"] or question == "?speaker=reed")
    for facet in context["facets"]:
        for choice in facet.choices:
            narrowed = page(client, choice.address).context
            assert total(narrowed) == choice.number, (facet.label, choice.label)
            assert choice.address.count("harbour") <= 1
    for year in context["years"]:
        assert total(page(client, year.address).context) == year.number


def test_namesakes_are_two_values_and_each_finds_its_own(client, harbour):
    (speakers,) = [facet for facet in page(client, "?q=harbour").context["facets"] if facet.name == "speaker"]
    assert [(choice.label, choice.number) for choice in speakers.choices] == [
        ("Ada Vos", 6),
        ("Ada Vos", 3),
        ("Tom Reed", 3),
    ]
    response = page(client, speakers.choices[1].address)
    assert {card.record.speaker for card in response.context["cards"]} == {harbour["namesake"]}
    assert "said by Ada Vos" in response.content.decode()


def test_what_narrows_can_be_taken_away_again(client, harbour):
    first = "?q=harbour&kind=statement"
    before = total(page(client, first).context)
    (facet,) = [facet for facet in page(client, first).context["facets"] if facet.name == "place"]
    narrowed = page(client, facet.choices[0].address).context
    assert total(narrowed) < before
    (chip,) = narrowed["chosen"]
    assert total(page(client, chip["address"]).context) == before


def test_a_place_counts_what_lies_in_it_and_what_was_written_there(client, harbour):
    (places,) = [facet for facet in page(client, "?q=harbour").context["facets"] if facet.name == "place"]
    numbers = {choice.label: choice.number for choice in places.choices}
    assert numbers["Kazakhstan"] == numbers["Astana"] > 3


def test_more_than_the_pool_is_said(client, harbour, monkeypatch):
    monkeypatch.setattr(results, "POOL", 10)
    response = page(client, "?q=harbour&kind=statement")
    assert 'Counted over the <span class="figure">newest 10</span>' in response.content.decode()
    assert sum(year.number for year in response.context["years"]) == 10


def test_groups_by_speaker_and_by_article_the_largest_first(client, harbour):
    context = page(client, "?q=harbour&group=speaker").context
    groups = [(group["person"].code, group["number"]) for group in context["groups"]]
    people = [harbour["vos"], harbour["reed"], harbour["namesake"]]
    assert groups[0] == (people[0].code, 6) and set(groups[1:]) == {(p.code, 3) for p in people[1:]}
    followed = page(client, context["groups"][0]["address"]).context
    assert {group["number"] for group in followed["groups"]} == {6}
    articles = page(client, "?q=harbour&group=article").context["groups"]
    assert {group["number"] for group in articles} == {1} and len(articles) == 12
    assert "page" not in context["pages"]["next"]["address"]


def test_groups_go_on_to_the_last(client, harbour, monkeypatch):
    monkeypatch.setattr(results, "SIZE", 5)
    address, seen = "?q=harbour&group=article", []
    while address:
        context = page(client, address).context
        seen += [group["card"].record for group in context["groups"]]
        address = context["pages"]["next"]["address"]
    assert len(seen) == len({str(record) for record in seen}) == 12


def test_nothing_found_offers_what_to_leave_out_with_numbers(client, harbour):
    context = page(client, "?q=harbour+zzzz&speaker=vos&place=Rotterdam").context
    offers = {offer["label"]: offer for offer in context["offers"]}
    assert list(offers) == ["the words zzzz"]
    assert total(page(client, offers["the words zzzz"]["address"]).context) == int(offers["the words zzzz"]["number"])
    assert page(client, "?q=harbour&from=2015").context["offers"][0]["label"] == "from 2015"


def slow(*_args, **_options):
    raise SearchTimeoutError


def test_what_takes_too_long_is_left_out_and_said(client, harbour, monkeypatch):
    monkeypatch.setattr(backend(), "count", slow)
    response = page(client, "?q=harbour")
    assert "Counting took too long" in response.content.decode() and len(response.context["cards"]) == 20
    monkeypatch.setattr(backend(), "matches", slow)
    response = page(client, "?q=harbour")
    assert "This search took too long and was given up" in response.content.decode()
    assert response.context["cards"] == [] and "Nothing was found" not in response.content.decode()
    assert page(client, "?q=harbour&group=speaker").context["cards"] == []


def test_the_newest_of_a_speaker_are_marked(client, harbour):
    context = page(client, "?q=harbour&group=speaker").context
    assert all("<mark>harbour</mark>" in group["card"].words for group in context["groups"])


@pytest.mark.django_db(transaction=True)
def test_the_database_is_stopped_at_the_limit_and_works_on(monkeypatch):
    ada = make.make_person("Ada Vos")
    for n in range(40):
        make.make_statement(make.make_article(f"Harbour {n}"), f"harbour {n} " * 200, ada)
    many = Question(parse("harbour"), kind="statement")
    many.resolve_names()
    rows = backend().matches(many.expression(), timezone.now(), *many.range, 100)
    monkeypatch.setattr(limits, "LIMIT", 0.001)
    monkeypatch.setattr(import_module(backend().__name__), "STEPS", 10, raising=False)
    with pytest.raises(SearchTimeoutError):
        for _attempt in range(50):
            backend().first_matches([(many.expression(), *many.range)] * 100, timezone.now(), 10_000)
    monkeypatch.undo()
    assert backend().matches(many.expression(), timezone.now(), *many.range, 100) == rows


def test_a_count_that_takes_too_long_says_how_far_it_got(monkeypatch):
    for n in range(30):
        make.make_statement(make.make_article(f"Harbour {n}"), f"harbour {n}", make.make_person("Ada Vos"))
    many = Question(parse("harbour"), kind="statement")
    many.resolve_names()
    asked = [(many.expression(), *many.range)] * 3
    assert [str(tally) for tally in backend().count(asked, timezone.now(), 100)] == ["30"] * 3
    assert [str(tally) for tally in backend().count(asked, timezone.now(), 20)] == ["over 20"] * 3
    monkeypatch.setattr(results, "POOL", 10)
    monkeypatch.setattr(results, "_tallies", lambda asked: [None] * len(asked))
    pool = backend().matches(many.expression(), timezone.now(), *many.range, 11)
    assert str(results.count(many, pool)["statement"]) == "over 10"
    assert [str(Tally.broken_off(number)) for number in (2, 10, 11, 6000, 6001)] == [
        "over 1", "over 9", "over 10", "over 5,000", "over 6,000"
    ]  # fmt: skip


@pytest.mark.only_on("sqlite")
def test_a_count_on_sqlite_stops_where_its_time_ends(monkeypatch):
    for n in range(30):
        make.make_statement(make.make_article(f"Harbour {n}"), f"harbour {n}", make.make_person("Ada Vos"))
    many = Question(parse("harbour"), kind="statement")
    many.resolve_names()
    module = import_module(backend().__name__)
    monkeypatch.setattr(module, "_batches", lambda *_asked: broken_off_after([0] * 30 + [1] * 7))
    counted = backend().count([(many.expression(), *many.range)] * 3, timezone.now(), 100)
    assert [tally and str(tally) for tally in counted] == ["30", "over 6", None]


def broken_off_after(numbers):
    yield [(number,) for number in numbers]
    raise SearchTimeoutError
