"""A person's page: who they are, and every statement they made, heard or were talked about in."""

import gzip
import re
from datetime import date
from html import unescape

import pytest
from django.contrib.auth import get_user_model

from articles import curation, publishing
from articles.models import Article, Participation, Statement
from people import listing
from people.counting import Tally
from people.models import Person, PersonName, Role
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(db):
    return make.make_person("Ada Vos", sort_name="Vos, Ada", summary="Union leader from Port Sorrel.")


def page(client, record, **words):
    return client.get(record.get_absolute_url(), words).content.decode()


def say(speaker, words="We go back to work on Monday,", *, article=None, **fields):
    return make.make_statement(article or make.make_article(f"On {words}"), words, speaker, **fields)


def test_everything_known_of_a_person_is_on_their_page(client, ada):
    union = make.make_organisation("Dockers’ Union")
    place = make.make_place("Rotterdam")
    PersonName.objects.create(person=ada, text="Ада Вос", kind="transliteration", language="ru", script="Cyrl")
    Role.objects.create(person=ada, title="Leader", organisation=union, started_on=date(1985, 1, 1))
    article = make.make_article(publisher=union)
    say(ada, article=article, said_in=place)
    Participation.objects.filter(person=ada).update(described_as="the dockers’ leader")
    html = page(client, ada)
    for part in ["Union leader from Port Sorrel.", "Ада Вос", "transliteration, Russian", "Leader", "from", "1985"]:
        assert part in html
    company = page(client, ada, view="company")
    assert "the dockers’ leader</bdi>" in company
    assert f'href="{place.get_absolute_url()}"' in company
    assert f'href="{union.get_absolute_url()}"' in html
    assert "We go back to work on Monday," in html


def test_counts_are_of_what_readers_may_see(client, ada):
    say(ada)
    say(ada, "Nobody may read this.", article=make.make_article("Draft", status="draft"))
    make.make_statement(None, "Not checked yet.", ada, status="suggested")
    say(make.make_person("Bob Lund"), "Ada is right.", about=[ada], to=[ada])
    counts = {
        s.key: int(s.tally) for s in client.get(ada.get_absolute_url()).context["listing"].sections if not s.is_aside
    }
    assert counts == {"said": 1, "to": 1, "about": 1, "articles": 2, "others": 0}
    assert "Nobody may read this." not in page(client, ada)
    assert "Not checked yet." not in page(client, ada)


@pytest.mark.parametrize(("view", "shown"), [("", "My words."), ("to", "To Ada."), ("about", "On Ada.")])
def test_each_section_shows_its_own_statements_and_no_others(client, ada, view, shown):
    bob = make.make_person("Bob Lund")
    say(ada, "My words.")
    say(bob, "To Ada.", to=[ada])
    say(bob, "On Ada.", about=[ada])
    html = page(client, ada, view=view)
    assert [words for words in ("My words.", "To Ada.", "On Ada.") if f"“{words}”" in html] == [shown]


def test_the_articles_section_lists_where_the_person_takes_part(client, ada):
    article = make.make_article("Named in passing")
    Participation.objects.create(article=article, person=ada, role="subject")
    suggested = make.make_article("Perhaps named")
    Participation.objects.create(article=suggested, person=ada, role="subject", review="suggested")
    make.publishing.refresh([article.pk, suggested.pk])
    html = page(client, ada)
    assert "Named in passing" in html
    assert "Perhaps named" not in html


def test_the_first_section_that_holds_anything_is_open(client, ada):
    say(make.make_person("Bob Lund"), "On Ada.", about=[ada])
    assert client.get(ada.get_absolute_url()).context["listing"].opened.key == "about"


def test_every_statement_is_reached_by_going_on_and_on_and_back_again(client, ada, monkeypatch):
    with publishing.together():
        for day in range(1, 31):
            article = make.make_article(f"No. {day}", printed_on=date(1987, 3, day) if day < 26 else None)
            say(ada, f"Line {day}.", article=article)
    listing = client.get(ada.get_absolute_url()).context["listing"]
    first = [s.text for s in listing.page]
    assert first[0] == "Line 25."
    assert [year for year, _ in listing.by_year] == [1987]
    second = client.get(listing.page.following).context["listing"]
    assert [s.text for s in second.page][:6] == ["Line 5.", "Line 4.", "Line 3.", "Line 2.", "Line 1.", "Line 30."]
    assert [year for year, _ in second.by_year] == [1987, None]
    assert second.page.following == ""
    back = client.get(second.page.preceding).context["listing"].page
    assert [s.text for s in back] == first
    assert back.preceding == ""


def test_statements_are_narrowed_by_year_and_by_kind(client, ada):
    for number in range(12):
        kind = "indirect" if number % 3 == 0 else "direct"
        printed_on = date(1987 + number % 2, 3, 14)
        say(ada, f"Line {number}.", article=make.make_article(f"No. {number}", printed_on=printed_on), kind=kind)
    listing = client.get(ada.get_absolute_url()).context["listing"]
    assert [(c.label, int(c.number)) for c in listing.years] == [("1988", 6), ("1987", 6)]
    assert [(c.label, int(c.number)) for c in listing.kinds] == [("word for word", 8), ("paraphrase", 4)]
    narrowed = client.get(listing.years[1].address).context["listing"]
    assert {s.sorted_on.year for s in narrowed.page} == {1987}
    narrower = client.get(narrowed.kinds[1].address).context["listing"]
    assert {(s.sorted_on.year, s.kind) for s in narrower.page} == {(1987, "indirect")}
    assert len(narrower.page) == narrower.shown == 2
    assert [c.is_chosen for c in narrower.years] == [False, True]
    widened = client.get(narrower.years[1].address).context["listing"]
    assert {s.kind for s in widened.page} == {"indirect"}


def test_beyond_a_limit_nobody_counts(client, ada, monkeypatch):
    for number in range(12):
        say(ada, f"Line {number}.", article=make.make_article(f"No. {number}", printed_on=date(1987 + number, 3, 14)))
    monkeypatch.setattr("people.counting.LIMIT", 10)
    monkeypatch.setattr("people.prepared._known", {})  # what was worded with another limit
    listing = client.get(ada.get_absolute_url()).context["listing"]
    assert str(listing.opened.tally) == "over 10"
    assert [(c.label, int(c.number)) for c in listing.years] == [(str(year), 1) for year in range(1998, 1986, -1)]
    assert [(c.label, c.number) for c in listing.kinds] == [(label, None) for label in Statement.Kind.labels]
    narrowed = client.get(listing.years[0].address).context["listing"]
    assert (len(narrowed.page), int(narrowed.shown)) == (1, 1)


def test_what_was_said_about_many_is_narrowed_and_read_to_its_end(client, ada, monkeypatch):
    bob = make.make_person("Bob Lund")
    with publishing.together():
        for number in range(45):
            kind = "indirect" if number % 2 else "direct"
            article = make.make_article(f"No. {number}", printed_on=date(1980 + number // 9, 3, 1 + number % 9))
            say(bob, f"On Ada {number}.", article=article, about=[ada], kind=kind)
    monkeypatch.setattr("search.sections.POOL", 30)
    monkeypatch.setattr("people.sections.POOL", 30)
    opened = client.get(ada.get_absolute_url(), {"view": "about"}).context["listing"]
    assert str(opened.opened.tally) == "over 30"
    assert [(c.label, c.number) for c in opened.years] == [(str(year), None) for year in range(1984, 1979, -1)]
    pages = [opened.page]
    while pages[-1].following:
        pages.append(client.get(pages[-1].following).context["listing"].page)
    assert [s.text for page in pages for s in page] == [f"On Ada {n}." for n in range(44, -1, -1)]
    back = client.get(pages[-1].preceding).context["listing"].page
    assert [s.pk for s in back] == [s.pk for s in pages[-2]]
    narrowed = client.get(opened.years[-1].address).context["listing"]
    assert [s.text for s in narrowed.page] == [f"On Ada {n}." for n in range(8, -1, -1)]
    narrower = client.get(next(c for c in narrowed.kinds if c.label == "paraphrase").address).context["listing"]
    assert [s.text for s in narrower.page] == [f"On Ada {n}." for n in (7, 5, 3, 1)]


def test_a_small_timeline_shows_the_statements_of_each_year(client, ada):
    for number in range(12):
        year = 1990 if number == 0 else 1987 + number % 2
        say(ada, f"Line {number}.", article=make.make_article(f"No. {number}", printed_on=date(year, 3, 14)))
    response = client.get(ada.get_absolute_url())
    bars = [(b.choice.value, int(b.choice.number), b.left, b.height) for b in response.context["listing"].timeline]
    assert bars == [("1987", 5, 0, 83), ("1988", 6, 1, 100), ("1990", 1, 3, 17)]
    html = response.content.decode()
    assert "Statements a year, 1987 to 1990" in html
    assert 'viewBox="0 0 4 100"' in html


def test_who_appears_in_the_same_articles_is_drawn_and_listed(client, ada):
    bob, cleo, hidden = make.make_person("Bob Lund"), make.make_person("Cleo Ray"), make.make_person("Hidden Harry")
    for number in range(3):
        article = make.make_article(f"No. {number}")
        for person, words in ((ada, "Mine"), (bob, "His"), (cleo, "Hers"))[: 3 if number else 2]:
            say(person, f"{words} {number}.", article=article)
    Participation.objects.create(article=article, person=hidden, role="subject", review="suggested")
    page_of_company = client.get(ada.get_absolute_url(), {"view": "company"})
    company = page_of_company.context["company"]
    assert [(one.person, one.number) for one in company.people] == [(bob, 3), (cleo, 2)]
    assert [(one.person, other.person, both) for one, other, both in company.ties] == [(bob, cleo, 2)]
    html = page_of_company.content.decode()
    assert '<desc id="graph-description">Bob Lund: 3; Cleo Ray: 2. Bob Lund and Cleo Ray: 2 together.</desc>' in html
    assert "all 3 articles" in html
    assert "Hidden Harry" not in html


def test_the_search_within_a_person_means_nobody_of_the_same_name(client, ada):
    say(ada, "The port is mine.")
    say(make.make_person("Ada Vos"), "The port is theirs.")
    name = re.search(r'name="speaker" value="([^"]+)"', page(client, ada))[1]
    found = client.get("/search/", {"speaker": unescape(name), "q": "port"})
    assert [card.record.text for card in found.context["cards"]] == ["The port is mine."]


def test_counts_read_like_numbers():
    assert [str(Tally(0)), str(Tally(9410, 10_000)), str(Tally(10_001, 10_000))] == ["0", "9,410", "over 10,000"]


@pytest.mark.parametrize(
    "words",
    [
        {"after": "nonsense"}, {"after": "1987-02-31~4"}, {"before": "~"}, {"after": "~" + "9" * 40}, {"view": "x"},
        {"year": "0000"}, {"year": "abcd"}, {"kind": "loud"}, {"after": "\0~1"}, {"year": "٢٠٢٠"},
    ],
)  # fmt: skip
def test_an_address_nobody_gave_out_shows_the_whole_list(client, ada, words):
    say(ada)
    response = client.get(ada.get_absolute_url(), words)
    assert response.status_code == 200
    assert len(response.context["listing"].page) == 1


def test_namesakes_are_told_apart(client, ada):
    doubles = [
        make.make_person("Ada Vos", summary="A painter."),
        make.make_person("Jan Vos"),
        make.make_person("Vera Vos", sort_name="Vos, Vera"),
    ]
    stranger, hidden = make.make_person("Vosges Ada"), make.make_person("Piet Vos")
    for person in [ada, *doubles, stranger]:
        say(person, f"I am {person.code}.")
    found = client.get(ada.get_absolute_url()).context["namesakes"]
    assert set(found) == set(doubles)
    assert hidden not in found
    assert "A painter." in page(client, ada)


def test_a_role_names_its_organisation_only_where_that_is_public(client, ada):
    hidden = make.make_organisation("Ministry of Secrets")
    Role.objects.create(person=ada, title="Clerk", organisation=hidden)
    say(ada)
    html = page(client, ada)
    assert "Clerk" in html
    assert "Ministry of Secrets" not in html


def test_nobody_learns_whether_an_unpublished_person_exists(client, ada):
    unknown, unpublished = client.get("/people/nobody/"), client.get(ada.get_absolute_url())
    assert (unknown.status_code, unknown.content) == (404, unpublished.content)
    assert unpublished.status_code == 404


def test_a_name_written_from_right_to_left_keeps_its_direction(client):
    salma = make.make_person("سلمى الداودي", language="ar")
    say(salma, "لم ينتصر أحد اليوم", article=make.make_article("خبر", language="ar"))
    html = page(client, salma)
    assert '<h1><bdi lang="ar" dir="rtl">سلمى الداودي</bdi></h1>' in html


def test_a_very_long_name_is_shown_whole(client):
    name = " ".join(["Maximiliana"] * 25)
    person = make.make_person(name)
    say(person)
    assert f"<bdi>{name}</bdi></h1>" in page(client, person)


@pytest.fixture
def mistaken(ada):
    """A statement that readers were told was Ada's, until an editor found that it was Bea's; another is hers."""
    say(ada, "I did say so.")
    statement = say(ada, "I never said so.")
    give(statement, make.make_person("Bea Lund"))
    return statement


def give(statement, person, **options):
    editor = get_user_model().objects.first() or make.make_editor()
    curation.reattribute([statement], person=person, editor=editor, reason="Checked the tape.", **options)
    statement.refresh_from_db()


def not_theirs(client, person):
    opened = client.get(person.get_absolute_url(), {"view": "others"}).context["listing"]
    return [s.text for s in opened.page] if opened.opened.key == "others" else []


def test_what_was_given_as_theirs_by_mistake_stands_apart_from_what_they_said(client, ada, mistaken):
    assert not_theirs(client, ada) == ["I never said so."]
    html = page(client, ada, view="others")
    assert "Not theirs" in html and "They were not: the correction" in html and "Bea Lund" in html
    assert [s.text for s in client.get(ada.get_absolute_url()).context["listing"].page] == ["I did say so."]
    assert "Not theirs" not in page(client, mistaken.speaker)


def test_who_follows_them_is_told_that_it_was_a_mistake(client, ada, mistaken):
    assert f"Statement corrected: {mistaken.code}" in client.get(f"{ada.get_absolute_url()}feed.atom").content.decode()


def test_nobody_is_listed_for_what_readers_were_never_told(client, ada):
    say(ada, "I did say so.")
    suggested = say(ada, "A machine said so.", status="suggested")
    give(suggested, make.make_person("Bea Lund"))
    curation.accept(suggested, get_user_model().objects.first())
    longer = say(make.make_person("Ada Vosberg"), "She said so.")
    give(longer, make.make_person("Cy Roe"))
    assert not_theirs(client, ada) == [] and "Not theirs" not in page(client, ada)


@pytest.mark.parametrize("then", ["given back", "retracted", "withheld"])
def test_what_became_otherwise_since_is_listed_no_more(client, ada, mistaken, then):
    editor = get_user_model().objects.first()
    if then == "given back":
        give(mistaken, ada)
    elif then == "retracted":
        curation.retract_statement(mistaken, what_changed="It.", by=editor, reason="Misheard.")
    else:
        curation.withhold_name(mistaken, described_as="a docker", by=editor, reason="Safety.")
    assert not_theirs(client, ada) == []


@publishing.together()
def fill(ada, number):
    union = make.make_organisation(f"Union {number}")
    Role.objects.create(person=ada, title=f"Leader {number}", organisation=union)
    PersonName.objects.create(person=ada, text=f"A. Vos {number}")
    article = make.make_article(f"No. {number}", publisher=make.make_organisation(f"Paper {number}"))
    other = make.make_person(f"Vera {number} Vos")
    place = make.make_place(f"Port {number}")
    say(ada, f"Line {number}.", article=article, said_in=place, on_behalf_of=union)
    say(other, f"On Ada {number}.", article=article, about=[ada], to=[ada])


@pytest.mark.parametrize("view", ["said", "to", "about", "articles", "company"])
def test_the_page_takes_at_most_ten_queries_however_much_is_said(client, ada, view, django_assert_num_queries):
    queries = 9 if view == "articles" else 10  # one of them tells whether the copy that a reader has is old
    fill(ada, 0)
    with django_assert_num_queries(queries):
        page(client, ada, view=view)
    with publishing.together():
        for number in range(1, 12):
            fill(ada, number)
    with django_assert_num_queries(queries):
        page(client, ada, view=view)


def test_the_page_is_light(client, ada):
    with publishing.together():
        for number in range(25):
            fill(ada, number)
    assert len(gzip.compress(client.get(ada.get_absolute_url()).content)) < 25 * 1024
    assert len(client.get(ada.get_absolute_url()).context["listing"].page) == 20
    assert listing.ENOUGH_TO_NARROW < 20


def test_the_list_says_how_many_and_from_when_to_when(client, ada):
    for year in (1987, 1990):
        say(ada, f"In {year}.", article=make.make_article(f"Of {year}", printed_on=date(year, 1, 2)))
    assert "2 statements, 1987 to 1990, the latest first" in page(client, ada)


def test_an_undated_statement_stands_under_undated(client, ada):
    say(ada, article=make.make_article(printed_on=None))
    assert '<h3 class="year-title">Undated</h3>' in page(client, ada)


def test_a_merged_person_has_no_page_of_their_own(client, ada):
    say(ada)
    double = make.make_person("A. Vos")
    Person.objects.filter(pk=ada.pk).update(merged_into=double)
    make.publishing.refresh(Article.objects.values_list("pk", flat=True))
    assert client.get(ada.get_absolute_url()).status_code == 404
