"""A statement’s own page: the exact words, who, when, where, and the sentence they were printed in."""

import re
from datetime import UTC, date, datetime
from html import unescape
from itertools import pairwise

import pytest

from articles.models import ArticleRevision, Correction, Statement, StatementSpan, Utterance
from people.models import Role
from tests import factories as make

pytestmark = pytest.mark.django_db

BODY = "It rained. She called the offer “a door, not a house” on Friday. Nobody laughed. The port was quiet."


def page(client, statement):
    response = client.get(statement.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def text_of(html):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", html)))


def term(html, name):
    """What the list of what is known says under a name."""
    return text_of(re.search(rf"<dt>{name}</dt><dd>(.*?)</dd>", html, re.S)[1]).strip()


def make_mixed(**fields):
    """She called the offer “a door, not a house”: a paraphrase with one verbatim piece."""
    statement = make.make_statement(make.make_article(body=BODY), "the offer ", kind="mixed", **fields)
    start = BODY.index("a door")
    StatementSpan.objects.create(
        statement=statement, start=start, end=start + 19, exact="a door, not a house", suffix="” on", is_verbatim=True
    )
    return statement


def test_direct_words_stand_in_a_block_quotation_with_marks(client):
    html = page(client, make.make_statement(speaker=make.make_person()))
    quotation = f'<blockquote class="words" lang="en" dir="ltr"><p>“{make.WORDS}”</p></blockquote>'
    assert quotation in html


def test_a_paraphrase_is_no_quotation_and_wears_no_marks(client):
    article = make.make_article(body="She said they would go back.")
    html = page(client, make.make_statement(article, "they would go back", kind="indirect"))
    assert '<p class="words paraphrase" lang="en" dir="ltr">they would go back</p>' in html
    assert "<blockquote" not in html
    assert "“they" not in html


def test_of_a_mixed_statement_only_the_quoted_words_wear_marks(client):
    html = page(client, make_mixed())
    assert ">the offer “a door, not a house”</p>" in html
    assert "<blockquote" not in html
    assert term(html, "Kind") == "paraphrase with quoted words"


@pytest.mark.parametrize(("language", "marked"), [("de", "„Ja“"), ("ar", "«Ja»"), ("fr", "«\u202fJa\u202f»")])
def test_the_marks_are_those_of_the_language(client, language, marked):
    statement = make.make_statement(make.make_article(body="x “Ja” y", language=language), "Ja")
    assert f"<p>{marked}</p></blockquote>" in page(client, statement)


def test_all_that_is_known_of_it_is_listed(client):
    ada, union, port = make.make_person(), make.make_organisation(), make.make_place("Port Sorrel")
    talks, bea = make.make_event(), make.make_person("Bea Lund")
    Role.objects.create(person=ada, title="Treasurer", started_on=date(1980, 1, 1), ended_on=date(1985, 1, 1))
    Role.objects.create(person=ada, title="Leader", organisation=union, started_on=date(1985, 1, 2))
    statement = make.make_statement(
        speaker=ada, on_behalf_of=union, said_in=port, event=talks, channel="press conference", to=[union],
        about=[bea, port], said_on=date(1987, 3, 12), described_as="the union’s leader",
        relayed_by=make.make_organisation("Harbour Radio"), checked_at=datetime.now(UTC),
    )  # fmt: skip
    html = page(client, statement)
    expected = {
        "Speaker": "Ada Vos", "As printed": "the union’s leader", "On behalf of": "Dockers’ Union",
        "Role then": "Leader, Dockers’ Union from 2 January 1985", "Kind": "word for word",
        "Said": "12 March 1987, in Port Sorrel", "Printed": "14 March 1987", "Event": "Harbour talks",
        "How": "press conference", "Relayed by": "Harbour Radio", "Said to": "Dockers’ Union",
        "About": "Bea Lund, Port Sorrel", "Checked": "by an editor",
    }  # fmt: skip
    assert {name: term(html, name) for name in expected} == expected
    assert "Treasurer" not in html


def test_the_organisation_of_a_role_is_named_only_where_readers_may_know_it(client):
    ada = make.make_person()
    Role.objects.create(
        person=ada, title="Adviser", organisation=make.make_organisation("Zyx"), started_on=date(1980, 1, 1)
    )
    html = page(client, make.make_statement(speaker=ada))
    assert term(html, "Role then") == "Adviser from 1 January 1980"
    assert "Zyx" not in html


def test_what_nobody_has_checked_says_so(client):
    assert term(page(client, make.make_statement()), "Checked").startswith("not yet by an editor")


def test_an_unnamed_speaker_stays_unnamed_with_the_reason(client):
    statement = make.make_statement(described_as="a ministry official", anonymity_reason="not allowed to speak")
    html = page(client, statement)
    assert term(html, "Speaker") == "not named: not allowed to speak"
    assert "a ministry official" in text_of(html)
    assert "/people/" not in html.split("<main")[1].split("</main>")[0]


def test_the_sentences_round_it_are_shown_with_its_words_marked(client):
    html = page(client, make_mixed())
    context = re.search(r'<div class="body context".*?</div>', html, re.S)[0]
    assert (
        text_of(context).strip() == "It rained. She called the offer “a door, not a house” on Friday. Nobody laughed."
    )
    assert '<mark class="segment verbatim">a door, not a house</mark>' in context


def test_it_leads_into_the_article_at_its_words(client):
    statement = make.make_statement()
    address = f"{statement.article.get_absolute_url()}#{statement.anchor}"
    assert f'href="{address}"' in page(client, statement)
    assert f'id="{statement.anchor}"' in client.get(address).content.decode()


def test_words_that_no_longer_stand_in_the_article_name_their_version(client):
    statement = make.make_statement()
    statement.revision.is_current = False
    statement.revision.save()
    ArticleRevision.objects.create(article=statement.article, number=2, headline="Now", body="Now.")
    Statement.objects.update(is_orphan=True)
    html = page(client, statement)
    assert "These words no longer stand in the text as it is now." in text_of(html)
    assert f'href="/revisions/{statement.article.code}/1/"' in html
    assert make.WORDS in re.search(r'<div class="body context".*?</div>', html, re.S)[0]


def test_the_same_as_others_reported_it_and_translations_are_shown(client):
    same = Utterance.objects.create()
    first = make.make_statement(utterance=same)
    second = make.make_statement(make.make_article("Strike over", body="x"), "Back on Monday", utterance=same)
    third = make.make_statement(make.make_article("Grève", language="fr"), "On y retourne", translation_of=first)
    hidden = make.make_article("Draft", body="x", status="draft")
    make.make_statement(hidden, "Zyxwort", utterance=same)
    html = page(client, first)
    assert "The same, as others reported it 1" in text_of(html)
    assert second.get_absolute_url() in html
    assert third.get_absolute_url() in html.split('id="translations"')[1]
    assert "Zyxwort" not in html
    assert first.get_absolute_url() in page(client, third).split('id="original"')[1]


def test_a_correction_says_what_of_it_changed_and_why(client):
    statement = make.make_statement(status="corrected")
    Correction.objects.create(statement=statement, what_changed="It named Bea.", reason="Misheard.")
    Correction.objects.create(article=statement.article, what_changed="The day.", reason="A slip.")
    text = text_of(page(client, statement))
    assert "It named Bea. Why: Misheard." in text
    assert "Article corrected" in text


def test_earlier_and_later_statements_of_the_speaker_are_one_step_away(client):
    ada, article = make.make_person(), make.make_article(body="x")
    said = [make.make_statement(article, f"Line {n}", ada, said_on=date(1987, 3, 14 - n // 2)) for n in range(4)]
    in_time = [said[2], said[3], said[0], said[1]]
    make.make_statement(make.make_article("Draft", body="x", status="draft"), "Zyx", ada)
    for earlier, later in pairwise(in_time):
        assert f'rel="next" href="{later.get_absolute_url()}"' in page(client, earlier)
        assert f'rel="prev" href="{earlier.get_absolute_url()}"' in page(client, later)
    assert 'rel="next"' not in page(client, in_time[-1])
    assert 'rel="prev"' not in page(client, in_time[0])


def test_it_can_be_cited(client):
    publisher = make.make_organisation("The Harbour Courier")
    statement = make.make_statement(make.make_article(publisher=publisher), speaker=make.make_person())
    expected = (
        f"Ada Vos: “{make.WORDS}” (in: Harbour strike ends, The Harbour Courier, 14 March 1987). "
        f"The Newsroom Archive, statement {statement.code}."
    )
    text = text_of(page(client, statement))
    assert expected in text
    assert f"http://testserver/statements/{statement.code}/" in text


def test_a_code_may_be_typed_in_small_letters(client):
    statement = make.make_statement(code="7K3QX9TD")
    response = client.get("/statements/7k3qx9td/")
    assert (response.status_code, response.headers["Location"]) == (301, statement.get_absolute_url())


@pytest.mark.parametrize("fields", [{"status": "draft"}, {"status": "in_review"}])
def test_a_statement_of_an_unpublished_article_is_not_there(client, fields):
    statement = make.make_statement(make.make_article(**fields))
    answer = client.get(statement.get_absolute_url())
    assert answer.status_code == 404
    assert answer.content == client.get("/statements/00000000/").content


def test_hostile_words_are_shown_and_never_run(client):
    hostile = '<img src=x onerror=alert(1)> & "x"'
    statement = make.make_statement(
        make.make_article(hostile, body=hostile),
        hostile,
        make.make_person(hostile),
        described_as=hostile,
        channel=hostile,
    )
    html = page(client, statement)
    assert "<img" not in html
    assert html.count("&lt;img src=x") >= 6


def test_the_queries_do_not_grow_with_what_is_related(client, django_assert_max_num_queries):
    ada, same = make.make_person(), Utterance.objects.create()
    places = [make.make_place(f"Town {n}") for n in range(5)]
    Role.objects.create(person=ada, title="Leader", started_on=date(1980, 1, 1))
    statement = make.make_statement(
        speaker=ada, utterance=same, about=places, to=[make.make_organisation()], said_in=places[0]
    )
    for n in range(5):
        make.make_statement(make.make_article(f"Other {n}"), speaker=ada, utterance=same, said_in=places[n])
        Correction.objects.create(statement=statement, what_changed=f"Change {n}", reason="A slip.")
    with django_assert_max_num_queries(7):
        html = page(client, statement)
    assert "Change 4" in html
    assert "The same, as others reported it 5" in text_of(html)
