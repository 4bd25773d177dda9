"""An event's page: what, when, where, who was there, and what was said in the order it was said."""

import re
from datetime import date
from itertools import chain

import pytest

from articles import publishing
from articles.models import Participation
from people.models import Organisation
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def talks(db):
    return make.make_event(
        "Harbour talks", classification="talks", place=make.make_place(), started_on=date(1987, 3, 12),
        ended_on=date(1987, 3, 14), organiser=make.make_organisation("Port Authority"),
    )  # fmt: skip


def say(event, words, speaker=None, *, article=None, **fields):
    return make.make_statement(article or make.make_article(f"On {words}"), words, speaker, event=event, **fields)


def html_of(client, event, **words):
    return client.get(event.get_absolute_url(), words).content.decode()


def attend(event, person, **fields):
    return Participation.objects.create(event=event, person=person, role="present", **fields)


def test_what_when_and_where(client, talks):
    say(talks, "It begins.", said_in=talks.place, about=[talks.organiser])
    html = html_of(client, talks)
    assert "Talks</p>" in html
    assert (
        '<time datetime="1987-03-12">12 March 1987</time> to <time datetime="1987-03-14">14 March 1987</time>' in html
    )
    assert talks.place.get_absolute_url() in html
    assert talks.organiser.get_absolute_url() in html


def test_statements_stand_in_the_order_they_were_said(client, talks):
    article = make.make_article(body="“Second,” “Third,” “First,” said three. “Sometime,” they said.")
    say(talks, "Third,", article=article, said_on=date(1987, 3, 13))
    say(talks, "Second,", article=article, said_on=date(1987, 3, 13))
    say(talks, "First,", article=article, said_on=date(1987, 3, 12))
    say(talks, "Nobody knows when,", article=make.make_article("Undated", printed_on=None))
    texts = [s.text for s in client.get(talks.get_absolute_url()).context["page"]]
    assert texts == ["First,", "Second,", "Third,", "Nobody knows when,"]


def test_who_attended_and_was_not_quoted_is_said_so(client, talks):
    ada, bob = make.make_person("Ada Vos"), make.make_person("Bob Lund")
    say(talks, "We agree.", ada, about=[bob])
    attend(talks, bob, described_as="the harbour master")
    attend(talks, make.make_person("Hidden Harry"))
    attend(talks, make.make_person("Perhaps Paul"), review="suggested")
    rows = client.get(talks.get_absolute_url()).context["participants"]
    assert [(row["party"], row["said"], row["described_as"]) for row in rows] == [
        (ada, 1, ""),
        (bob, 0, "the harbour master"),
    ]
    html = html_of(client, talks)
    assert "not quoted" in html
    assert "Hidden Harry" not in html


def test_an_organisation_that_spoke_is_not_said_to_have_been_silent(client, talks):
    union, ministry, port = (make.make_organisation(name) for name in ("Dockers’ Union", "Ministry", "The Port"))
    say(talks, "We strike.", on_behalf_of=union)
    say(talks, "We agree.", make.make_person("Ada Vos"), on_behalf_of=ministry)
    say(talks, "We wait.", on_behalf_of=port, about=[make.make_organisation("Silent Sailors")])
    attendants = [union, ministry, Organisation.objects.get(name="Silent Sailors")]
    for organisation in attendants:
        Participation.objects.create(event=talks, organisation=organisation, role="present")
    rows = client.get(talks.get_absolute_url()).context["participants"]
    told = {str(row["party"]): row["said"] for row in rows}
    assert told == {"Dockers’ Union": 1, "Ministry": 1, "Ada Vos": 1, "The Port": 1, "Silent Sailors": 0}
    assert html_of(client, talks).count("not quoted") == 1


def test_an_event_shows_its_rounds_and_what_was_said_in_them(client, talks):
    first, second, hidden = (make.make_event(f"Round {n}", parent=talks) for n in "123")
    ada = make.make_person("Ada Vos")
    say(talks, "We open.", ada)
    say(first, "Once.", ada)
    say(second, "Twice.", ada)
    page = client.get(talks.get_absolute_url())
    assert page.context["rounds"] == [first, second]
    assert len(page.context["page"]) == 3
    assert page.context["participants"][0]["said"] == 3
    assert hidden.name not in page.content.decode()
    one = client.get(first.get_absolute_url())
    assert one.context["other_rounds"] == [second]
    assert [s.text for s in one.context["page"]] == ["Once."]
    assert talks.get_absolute_url() in one.content.decode()


def test_articles_that_report_it_are_listed(client, talks):
    make.mention(make.make_article("Talks open"), talks)
    make.mention(make.make_article("Talks, a draft", status="draft"), talks)
    html = html_of(client, talks)
    assert "Talks open" in html
    assert "Talks, a draft" not in html


def pages_of(client, event):
    """The texts on each page, from the first on."""
    address, found = event.get_absolute_url(), []
    while address:
        page = client.get(address).context["page"]
        found.append([s.text for s in page])
        address = page.following
    return found


def hold(talks):
    """Fifty statements, two of each day and ten undated, in two rounds and at the event itself, in order of speech."""
    rounds = [talks, *(make.make_event(f"Round {n}", parent=talks) for n in "12")]
    articles = [make.make_article(f"No. {n}", printed_on=None) for n in range(2)]
    with publishing.together():
        for n in range(50):
            day = {"said_on": date(1987, 1, 1 + n // 2)} if n < 40 else {}
            say(rounds[n % 3], f"Line {n:02}.", article=articles[n // 45], **day)
    return [f"Line {n:02}." for n in range(50)]


def test_every_statement_is_reached_page_by_page_in_order_of_speech_the_undated_last(client, talks):
    told = hold(talks)
    pages = pages_of(client, talks)
    assert [len(page) for page in pages] == [20, 20, 10]
    assert list(chain(*pages)) == told


def test_the_way_back_is_the_same_way(client, talks):
    told = hold(talks)
    address, found = talks.get_absolute_url(), []
    while following := client.get(address).context["page"].following:
        address = following
    while address:
        page = client.get(address).context["page"]
        found[:0] = [s.text for s in page]
        address = page.preceding
    assert found == told


def test_what_is_said_meanwhile_moves_no_page(client, talks):
    article = make.make_article()
    with publishing.together():
        for number in range(25):
            say(talks, f"Line {number:02}.", article=article)
    following = client.get(talks.get_absolute_url()).context["page"].following
    say(talks, "Before all.", said_on=date(1980, 1, 1))
    assert client.get(following).context["page"].rows[0].text == "Line 20."


def test_rounds_beyond_those_that_are_listed_are_reached_too(client, talks, monkeypatch):
    monkeypatch.setattr("articles.views.event.ROUNDS", 1)
    told = hold(talks)
    assert list(chain(*pages_of(client, talks))) == told


def test_the_newest_articles_about_it_and_its_rounds_are_listed(client, talks, monkeypatch):
    monkeypatch.setattr("articles.views.event.ARTICLES", 3)
    round_two = make.make_event("Round two", parent=talks)
    for year, event in ((1987, talks), (1991, round_two), (1989, talks), (1990, round_two)):
        make.mention(make.make_article(f"Report of {year}", printed_on=date(year, 3, 14)), event)
    both = make.make_article("Report of 1992", printed_on=date(1992, 3, 14))
    for event in (talks, round_two):
        make.mention(both, event)
    make.mention(make.make_article("Report of 1993", printed_on=date(1993, 3, 14), status="draft"), talks)
    _before, listed = html_of(client, talks).split('id="articles"')
    assert re.findall(r"Report of (\d{4})", listed) == ["1992", "1991", "1990"]


def test_who_spoke_is_counted_over_the_first_statements_and_the_page_says_so(client, talks, monkeypatch):
    ada = make.make_person()
    for n in range(4):
        say(talks, f"Line {n}.", ada)
    assert "Counted over" not in html_of(client, talks)
    monkeypatch.setattr("articles.views.event.COUNTED", 3)
    page = client.get(talks.get_absolute_url())
    assert page.context["participants"][0]["said"] == 3
    assert "Counted over the first 3 statements." in page.content.decode()


PLACES = [
    "0",
    "x",
    "1987-01-01~1~2",
    "1987-13-01~1~2~3",
    "1987-01-01~" + "9" * 30 + "~1~2",
    "1987-01-01~٣~1~2",
    "~~~",
    "",
]


@pytest.mark.parametrize("word", ["after", "before", "page"])
@pytest.mark.parametrize("place", PLACES)
def test_a_page_nobody_gave_out_still_answers(client, talks, word, place):
    say(talks, "Once.")
    page = client.get(talks.get_absolute_url(), {word: place})
    assert (page.status_code, len(page.context["page"])) == (200, 1)


def test_a_cancelled_event_says_so(client):
    talks = make.make_event("Talks", status="cancelled")
    say(talks, "It is off.")
    assert "cancelled" in html_of(client, talks)
    assert "cancelled" in client.get("/events/").content.decode()


def test_events_are_listed_the_latest_first_the_undated_last(client):
    events = [
        make.make_event(f"E{n}", started_on=day) for n, day in enumerate([None, date(1987, 1, 1), date(1990, 1, 1)])
    ]
    for event in events:
        say(event, f"At {event}.")
    make.make_event("Hidden")
    page = client.get("/events/").context["page"]
    assert [e.name for e in page] == ["E2", "E1", "E0"]


def test_nobody_learns_whether_an_unpublished_event_exists(client, talks):
    unknown, unpublished = client.get("/events/nothing/"), client.get(talks.get_absolute_url())
    assert (unpublished.status_code, unpublished.content) == (404, unknown.content)


def test_the_page_takes_the_same_queries_however_much_is_said(client, talks, django_assert_num_queries):
    def fill(number):
        part = make.make_event(f"Round {number}", parent=talks)
        article = make.make_article(f"No. {number}", publisher=make.make_organisation(f"Paper {number}"))
        make.mention(article, talks)
        ada = make.make_person(f"Ada {number}")
        say(part, f"Line {number}.", ada, article=article, said_in=make.make_place(f"Port {number}"))
        attend(talks, ada)

    fill(0)
    with django_assert_num_queries(10):
        html_of(client, talks)
    for number in range(1, 12):
        fill(number)
    with django_assert_num_queries(10):
        html_of(client, talks)
