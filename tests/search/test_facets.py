"""What answers can be narrowed by: each link leads to as many answers as its number says."""

import re
from datetime import date
from importlib import import_module

import pytest
from django.utils import timezone

from articles import publishing
from people.counting import Tally
from search import results
from search.backends import SearchTimeoutError, backend, limits
from search.expressions import Facet
from search.keys import LAST
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
@publishing.together()
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


def test_kinds_and_languages_are_excluded_and_joined_by_any_of_their_names(client, harbour):
    def cards(asked):
        return [card.record for card in page(client, f"?kind=statement&q=harbour+{asked}").context["cards"]]

    assert {statement.kind for statement in cards("-kind:paraphrase")} == {"direct"}
    assert {statement.kind for statement in cards("-kind:verbatim")} == {"indirect"}
    assert {statement.article.language for statement in cards("-lang:french")} == {"en"}
    assert {statement.article.language for statement in cards("lang:french OR lang:English")} == {"fr", "en"}
    assert cards("lang:french OR lang:german") == cards("lang:fr") != []


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


@pytest.mark.only_on("sqlite")
def test_where_looking_takes_long_less_is_counted_over_and_that_is_said(client, harbour, monkeypatch):
    monkeypatch.setattr(results, "SIZE", 5)
    monkeypatch.setattr(import_module(backend().__name__), "AT_ONCE", 7)
    monkeypatch.setattr(limits, "LOOKING", 0)
    for order in ("newest", "oldest"):
        response = page(client, f"?q=harbour&kind=statement&sort={order}")
        assert len(response.context["cards"]) == 5
        assert f'Counted over the <span class="figure">{order} 7</span>' in response.content.decode()
        assert sum(year.number for year in response.context["years"]) == 7
        assert total(response.context) == 12
    grouped = page(client, "?q=harbour&group=article").context
    assert len(grouped["groups"]) == 5 and grouped["pages"]["next"]["address"] and not grouped["counted_over"]
    monkeypatch.setattr(limits, "LOOKING", 60)
    assert not page(client, "?q=harbour&kind=statement").context["counted_over"]


def test_groups_by_speaker_and_by_article_the_largest_first(client, harbour):
    context = page(client, "?q=harbour&group=speaker").context
    groups = [(group["speaker"].code, group["number"]) for group in context["groups"]]
    people = [harbour["vos"], harbour["reed"], harbour["namesake"]]
    assert groups[0] == (people[0].code, 6) and set(groups[1:]) == {(p.code, 3) for p in people[1:]}
    followed = page(client, context["groups"][0]["address"]).context
    assert {group["number"] for group in followed["groups"]} == {6}
    articles = page(client, "?q=harbour&group=article").context["groups"]
    assert {group["number"] for group in articles} == {1} and len(articles) == 12
    assert "page" not in context["pages"]["next"]["address"]


def test_an_organisation_that_speaks_for_itself_is_a_group_of_its_own(client, harbour):
    article = make.make_article("Harbour talks")
    for n in range(4):
        make.make_statement(article, f"The harbour is ours, part {n}", on_behalf_of=harbour["union"])
    make.make_statement(article, "The harbour is nobody’s", described_as="a senior official")
    response = page(client, "?q=harbour&group=speaker")
    groups = {group["speaker"].name: group for group in response.context["groups"]}
    assert groups["Dockers’ Union"]["number"] == 4 and groups["Tom Reed"]["number"] == 3
    html = re.sub(r"<[^>]+>", "", response.content.decode())
    assert "4 by Dockers’ Union itself" in html and "1 more has no named speaker." in html
    followed = page(client, groups["Dockers’ Union"]["address"]).context
    assert {card.record.on_behalf_of for card in followed["cards"]} == {harbour["union"]}


def test_where_nobody_is_named_the_groups_say_so(client):
    for n in range(2):
        make.make_statement(make.make_article(f"Port {n}"), f"The quay is number {n}", described_as="an official")
    html = re.sub(r"<[^>]+>", "", page(client, "?q=quay&group=speaker").content.decode())
    assert "2 have no named speaker." in html and "Nothing was found" not in html


@pytest.mark.parametrize("order", ["group=speaker", "group=article", "sort=relevance"])
def test_where_a_list_ends_before_its_answers_do_it_leads_to_all_of_them(client, harbour, monkeypatch, order):
    asked = f"?q=harbour&kind=statement&{order}"
    assert page(client, asked).context["newest_first"] == ""
    monkeypatch.setattr(results, "POOL", 10)
    response = page(client, asked)
    assert "newest 10</span> answers only" in response.content.decode()
    assert response.context["newest_first"] == "?q=harbour&kind=statement"
    assert page(client, "?q=harbour&kind=statement").context["newest_first"] == ""


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


def test_where_no_single_thing_is_too_much_each_is_counted_by_itself(client, harbour):
    response = page(client, "?q=zzzz+harbour&speaker=vos&place=Nowhere&from=1950&sort=oldest")
    assert response.context["offers"] == [] and "Nothing has all of it" in response.content.decode()
    alone = {way["label"]: way for way in response.context["alone"]}
    assert list(alone) == ["the words harbour", "said by vos"]
    for way in alone.values():
        context = page(client, way["address"]).context
        kinds = {f"{kind}s" for kind in context["filter"].question.shown_kinds}
        labels = (tab["label"].split() for tab in context["tabs"])
        assert sum(int(number) for number, *kind in labels if kinds.issuperset(kind or [""])) == int(way["number"])
    assert alone["said by vos"]["address"] == "?speaker=vos&sort=oldest"
    assert page(client, "?q=zzzz+harbour&speaker=vos").context["alone"] == []


def test_it_says_what_was_not_found_where_there_are_answers_of_another_kind(client, harbour):
    make.make_article("Blockade", body="Ada Vos spoke of a blockade.")
    article = make.make_article("Blockade again", body="Blockade.")
    make.make_statement(article, "Blockade", make.make_person("Tom Reed"))
    response = page(client, "?q=blockade&speaker=vos")
    assert "No statement was found" in response.content.decode()
    assert "No statement or article" not in response.content.decode()
    assert "Nothing was found" in page(client, "?q=zzzz").content.decode()


def test_whom_the_words_name_is_no_reason_to_be_silent_about_what_was_not_found(client, harbour):
    html = page(client, "?q=zzzz+yyyy&speaker=vos&place=Nowhere").content.decode()
    assert "People, organisations, places and events" in html and "No statement was found" in html


def slow(*_args, **_options):
    raise SearchTimeoutError


def test_what_takes_too_long_is_left_out_and_said(client, harbour, monkeypatch):
    monkeypatch.setattr(backend(), "count", slow)
    response = page(client, "?q=harbour")
    assert "Counting took too long" in response.content.decode() and len(response.context["cards"]) == 20
    monkeypatch.setattr(backend(), "first", slow)
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
    with publishing.together():
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
    with publishing.together():
        for n in range(30):
            make.make_statement(make.make_article(f"Harbour {n}"), f"harbour {n}", make.make_person("Ada Vos"))
    many = Question(parse("harbour"), kind="statement")
    many.resolve_names()
    asked = [(many.expression(), *many.range)] * 3
    assert [str(tally) for tally in backend().count(asked, timezone.now(), 100)] == ["30"] * 3
    assert [str(tally) for tally in backend().count(asked, timezone.now(), 20)] == ["over 20"] * 3
    monkeypatch.setattr(results, "POOL", 10)
    monkeypatch.setattr(results, "_tallies", lambda asked: [None] * len(asked))
    _found, pool = results.find(many, "newest")
    assert len(pool.rows) == 10 and not pool.is_whole
    assert str(results.count(many, pool)[0]["statement"]) == "over 10"
    assert [str(Tally.broken_off(number)) for number in (2, 10, 11, 6000, 6001)] == [
        "over 1", "over 9", "over 10", "over 5,000", "over 6,000"
    ]  # fmt: skip


@pytest.mark.only_on("sqlite")
def test_a_count_on_sqlite_stops_where_its_time_ends(monkeypatch):
    with publishing.together():
        for n in range(30):
            make.make_statement(make.make_article(f"Harbour {n}"), f"harbour {n}", make.make_person("Ada Vos"))
    many = Question(parse("harbour"), kind="statement")
    many.resolve_names()
    module = import_module(backend().__name__)
    all_of_them = module._batches

    def broken_off(*asked, **more):
        yield next(all_of_them(*asked, **more))
        raise SearchTimeoutError

    monkeypatch.setattr(module, "_batches", broken_off)
    counted = backend().count([(many.expression(), *many.range)] * 3, timezone.now(), 100)
    assert [tally and str(tally) for tally in counted] == ["30", None, None]


@pytest.fixture
def ten_years(db):
    """The question for forty statements, four in each of ten years."""
    with publishing.together():
        for year in range(1990, 2000):
            for n in range(4):
                make.make_statement(
                    make.make_article(f"Harbour {n}", printed_on=date(year, 12, 14)), f"harbour {n} {year}"
                )
    question = Question(parse("harbour"), kind="statement")
    question.resolve_names()
    return question


@pytest.mark.only_on("postgresql")
def test_counts_share_their_time(monkeypatch, ten_years):
    found, unknown = ten_years, Question(parse("zzxqv"), kind="statement")
    asked = [(each.expression(), *each.range) for each in (found, unknown, found, unknown)]
    monkeypatch.setattr(limits, "COUNTING", 0)
    many, nobody, many_again, nobody_again = backend().count(asked, timezone.now(), 100)
    assert 2 <= many.limit + 1 <= many < 40 and many == many_again  # each begins, and says how far it got
    assert nobody is nobody_again is None
    monkeypatch.setattr(limits, "COUNTING", 30)
    assert backend().count(asked, timezone.now(), 100) == [40, 0, 40, 0]


@pytest.mark.only_on("postgresql")
def test_where_the_walk_takes_long_less_is_counted_over_and_older_answers_are_still_reached(
    client, monkeypatch, ten_years
):
    few = ten_years
    monkeypatch.setattr(results, "SIZE", 6)
    monkeypatch.setattr(limits, "WALKING", 0)
    found, pool = results.find(few, "newest")
    assert 0 < len(pool.rows) < 12 and not pool.is_whole
    assert found.older == found.rows[-1][0]
    seen, older = [row[2] for row in found.rows], found.older
    while older:
        further, _pool = results.find(few, "newest", before=older)
        seen, older = [*seen, *(row[2] for row in further.rows)], further.older
    assert len(seen) == len(set(seen)) == 40
    response = page(client, "?q=harbour&kind=statement")
    assert response.context["counted_over"] == f"newest {len(pool.rows)}" and total(response.context) == 40
    assert len(backend().best(Facet(("kindstatement",)), timezone.now(), 0, LAST, 100)) == 40  # cannot say it was cut
    monkeypatch.setattr(limits, "WALKING", 30)
    assert len(results.find(few, "newest")[1].rows) == 40


def test_where_finding_took_long_nothing_is_counted_further(client, monkeypatch, ten_years):
    monkeypatch.setattr(results, "POOL", 25)
    assert str(results.count(ten_years, results.find(ten_years, "newest")[1])[0]["statement"]) == "40"
    late = results.Pool(results.find(ten_years, "oldest")[1].rows[:15], is_whole=False, is_late=True)
    monkeypatch.setattr(results, "_tallies", lambda asked: [None for _question in asked])
    assert str(results.count(ten_years, late)[0]["statement"]) == "over 10"
    whole = results.Pool(late.rows, is_whole=True, is_late=True)
    assert str(results.count(ten_years, whole)[0]["statement"]) == "15"


def test_what_no_article_has_is_not_counted_among_articles(monkeypatch, harbour):
    asked = []
    monkeypatch.setattr(results, "_tallies", lambda questions: asked.extend(questions) or [None for _each in questions])
    for line, kinds in [("said-in:rotterdam", 1), ("to:vos", 1), ("-to:vos harbour", 2), ("speaker:vos", 2)]:
        question = Question(parse(line))
        question.resolve_names()
        asked.clear()
        assert results.count(question, None)[0]["article"] == (0 if kinds == 1 else None)
        assert len(asked) == kinds
