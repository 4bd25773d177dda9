"""The log of corrections: of everything, and of one record; and the feeds that announce them."""

import feedparser
import pytest

from articles import corrections, curation, editions
from articles.models import Correction
from tests import factories as make
from tests.articles.test_article_page import text_of
from tests.schemas import complaints_about_atom

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db):
    return make.make_editor()


@pytest.fixture
def said(db):
    country = make.make_place("Netherlands", kind="country")
    port = make.make_place("Rotterdam", parent=country)
    talks = make.make_event("Talks", place=port)
    article = make.make_article("Harbour strike ends")
    return make.make_statement(article, "We go back", make.make_person("Ada Vos"), said_in=port, event=talks)


def correct(words, act="correction", **record):
    return Correction.objects.create(act=act, what_changed=words, reason=f"Why {words}", **record)


def log(client, record=None):
    response = client.get("/corrections/", {"of": record.code} if record else {})
    assert response.status_code == 200
    return response.content.decode()


def titles(client, path):
    response = client.get(path)
    assert response.status_code == 200 and complaints_about_atom(response.content) == []
    return [entry.title for entry in feedparser.parse(response.content).entries]


def test_the_log_says_when_of_what_what_changed_why_and_by_which_act(client, said):
    correction = correct("The hour.", "update", article=said.article)
    text = text_of(log(client))
    day = f"{correction.made_at.day} {correction.made_at:%B %Y}"
    assert f"Harbour strike ends Updated {day} The hour. Why: Why The hour." in text


def test_of_what_is_gone_the_log_says_when_and_why_and_not_what(client, said):
    correct("Zyxwort.", article=said.article)
    editions.remove(said.article, what_changed="Zyxwort lived there.", by=make.make_editor(), reason="By order.")
    html = log(client)
    assert "Legally removed" in html and "By order." in html and "Zyxwort" not in html
    assert "Zyxwort" not in client.get("/corrections/feed.atom").content.decode()


def test_all_corrections_of_an_article_are_its_own_and_those_of_its_statements(client, said):
    correct("The day.", article=said.article), correct("A word.", statement=said)
    correct("Another.", statement=make.make_statement(make.make_article("Other")))
    html = log(client, said.article)
    assert "The day." in html and "A word." in html and "Another." not in html
    assert "Corrections of Harbour strike ends" in text_of(html)
    own = log(client, said)
    assert "A word." in own and "The day." not in own
    assert client.get(f"/corrections/?of={said.code.lower()}").status_code == 200
    assert "Nothing of it has been corrected." in log(client, make.make_article("Third"))


def test_all_of_them_are_one_click_from_each_correction_and_from_the_pages_they_are_of(client, said):
    article = said.article
    links = {r: f'href="/corrections/?of={r.code}"' for r in (said, article)}
    assert links[article] not in client.get(article.get_absolute_url()).content.decode()
    correct("The day.", article=article)
    assert links[article] in client.get(article.get_absolute_url()).content.decode()
    assert links[said] not in client.get(said.get_absolute_url()).content.decode()
    correct("A word.", statement=said)
    assert links[said] in client.get(said.get_absolute_url()).content.decode()
    assert all(link in log(client) for link in links.values())
    curation.retract_statement(said, what_changed="It.", by=make.make_editor(), reason="Misheard.")
    assert links[said] in client.get(said.get_absolute_url()).content.decode()
    assert "Misheard." in log(client, said)


def test_a_page_of_one_record_goes_on_and_has_its_feed(client, said):
    for n in range(25):
        correct(f"Change {n}.", statement=said)
    correct("Another.", statement=make.make_statement(make.make_article("Other")))
    html = log(client, said)
    assert f'href="/corrections/feed.atom?of={said.code}"' in html
    assert f"/corrections/?of={said.code}&amp;after=" in html
    assert titles(client, f"/corrections/feed.atom?of={said.code}") == [f"Statement corrected: {said.code}"] * 25
    assert (
        client.get(f"/corrections/feed.json?of={said.code}").json()["title"].startswith(f"Corrections of {said.code}")
    )


@pytest.mark.parametrize("of", ["ZZZZZZZZ", "x", "'; --", "\0" * 8, "²" * 8])
def test_of_a_code_that_readers_do_not_know_there_is_no_log(client, said, of):
    for path in ("/corrections/", "/corrections/feed.atom", "/corrections/feed.json"):
        assert client.get(path, {"of": of}).status_code == 404


def test_what_was_taken_back_within_an_article_is_not_told_of_the_article(client, said, editor):
    """Its tombstone says when and why, and not where it stood."""
    curation.retract_statement(said, what_changed="It.", by=editor, reason="Misheard.")
    assert said.code in log(client)
    assert said.code not in log(client, said.article)


def test_the_queries_do_not_grow_with_the_corrections(client, said, django_assert_num_queries):
    correct("The day.", article=said.article)
    with django_assert_num_queries(3):
        log(client, said.article)
    for n in range(15):
        correct(f"Change {n}.", statement=said)
    with django_assert_num_queries(3):
        log(client, said.article)


FEEDS = ["/people/ada-vos/feed.atom", "/places/rotterdam/feed.atom", "/places/netherlands/feed.atom",
         "/events/talks/feed.atom"]  # fmt: skip


@pytest.fixture
def others(said):
    """What keeps the same people and places public, whatever becomes of what was said."""
    article = make.make_article("Still here")
    other = make.make_person("Bea Lund")
    make.make_statement(
        article, "We stay", said.speaker, said_in=said.said_in, event=said.event, about=[said.said_in.parent]
    )
    return make.make_statement(make.make_article("Elsewhere"), "Not here", other)


@pytest.mark.parametrize("path", FEEDS)
def test_whoever_follows_a_person_a_place_or_an_event_is_told_what_was_corrected(client, said, others, path):
    correct("A word.", statement=said), correct("Theirs.", statement=others)
    assert f"Statement corrected: {said.code}" in titles(client, path)
    assert f"Statement corrected: {others.code}" not in titles(client, path)


@pytest.mark.parametrize("path", FEEDS)
def test_and_what_was_taken_back(client, said, others, editor, path):
    curation.retract_statement(said, what_changed="Zyxwort.", by=editor, reason="Misheard.")
    assert titles(client, path)[0] == f"Statement retracted: {said.code}"
    feed = client.get(path).content.decode()
    assert "Misheard." in feed and "Zyxwort" not in feed and said.text not in feed


@pytest.mark.parametrize("path", FEEDS)
def test_and_that_the_article_was_taken_back(client, said, others, editor, path):
    editions.retract(said.article, what_changed="All.", by=editor, reason="It was forged.")
    assert titles(client, path)[0] == f"Article retracted: {said.article.code}"


def test_an_organisation_announces_what_it_said_itself(client, editor):
    union = make.make_organisation("Union")
    own = make.make_statement(exact="The union speaks", on_behalf_of=union)
    by_ada = make.make_statement(own.article, "And so do I", make.make_person(), on_behalf_of=union)
    make.make_statement(own.article, "The union stays", on_behalf_of=union)
    for statement in (own, by_ada):
        curation.retract_statement(statement, what_changed="It.", by=editor, reason="Misheard.")
    told = titles(client, "/organisations/union/feed.atom")
    assert f"Statement retracted: {own.code}" in told and f"Statement retracted: {by_ada.code}" not in told


def test_no_feed_points_from_a_person_to_what_the_law_removed_or_to_what_bears_the_name_no_longer(
    client, said, others, editor
):
    also = make.make_statement(make.make_article("Third"), "Nor here", said.speaker)
    editions.remove(said.article, by=editor, reason="By order.")
    curation.withhold_name(also, described_as="a docker", by=editor, reason="Safety.")
    told = "".join(titles(client, "/people/ada-vos/feed.atom"))
    assert "We stay" in told and "removed" not in told and "withheld" not in told


@pytest.mark.parametrize("status", ["suggested", "rejected"])
def test_who_was_only_suggested_for_an_article_is_not_told_that_it_went(client, said, others, editor, status):
    make.make_statement(said.article, "Nobody said so", others.speaker, status=status)
    editions.retract(said.article, what_changed="All.", by=editor, reason="It was forged.")
    assert len(titles(client, "/people/bea-lund/feed.atom")) == 1


def test_only_so_many_corrections_are_looked_through(client, said, monkeypatch):
    monkeypatch.setattr(corrections, "LATEST", 2)
    for n in range(3):
        correct(f"Change {n}.", statement=said)
    assert len(titles(client, "/people/ada-vos/feed.atom")) == 1 + 2
