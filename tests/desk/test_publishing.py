"""Before an article is published: what is open, what is accepted at once, and from when readers see it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import editions
from articles.models import Article, Attribution, Participation, PlaceMention, Statement
from desk.editions.checklist import checklist
from tests.articles.admin.forms import fields_of
from tests.factories import make_article, make_editor, make_organisation, make_person, make_place, make_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def edith(client):
    editor = make_editor("edith")
    client.force_login(editor)
    return editor


@pytest.fixture
def draft():
    return make_article(status="draft", publisher=make_organisation(), source_url="https://islander.example/")


def page_of(article):
    return f"/desk/articles/{article.code}/publish/"


def do(client, article, act, **fields):
    article.refresh_from_db()
    fields = {"version": article.version, "reason": "Checked."} | fields
    return client.post(page_of(article), fields | {"act": act})


def labels(article):
    return [point.label for point in checklist(article)]


def test_an_article_that_is_in_order_has_nothing_open(draft):
    make_statement(draft, speaker=make_person())
    assert labels(draft) == []


def test_of_a_published_article_it_says_what_is_open_still(client, edith, draft):
    assert "Before it is published" in client.get(page_of(draft)).content.decode()
    do(client, draft, "publish")
    page = client.get(page_of(draft)).content.decode()
    assert "What is open" in page and "Before it is published" not in page


def test_the_checklist_names_what_is_open_and_the_way_to_mend_it(draft):
    draft = make_article(status="draft", printed_on=None, language="fr")
    make_statement(draft, status="suggested", speaker=make_person())
    make_statement(draft, "The port was quiet.", speaker=None)
    make_statement(draft, "The strike ended on Friday.", speaker=make_person("Piet"), is_orphan=True)
    assert labels(draft) == [
        "1 statement is no longer in the text.",
        "1 suggestion waits to be checked; readers see none.",
        "1 statement has no identified speaker.",
        "It is undated. It stays so unless somebody knows the day.",
        "No publisher is named.",
        "The text reads like English, and is filed as French.",
    ]
    assert all(point.address for point in checklist(draft))


def test_rejected_and_retracted_statements_are_no_open_point(draft):
    for status in ("rejected", "retracted"):
        make_statement(draft, f"It was {status}.", status=status, is_orphan=True)
    assert labels(draft) == []


def test_a_person_under_an_embargo_elsewhere_is_pointed_out(draft):
    ada = make_person()
    soon = timezone.now() + timedelta(days=1)
    make_statement(make_article("Secret talks", status="published", embargo_until=soon), speaker=ada)
    make_statement(draft, speaker=ada)
    assert labels(draft) == ["Ada Vos is also in “Secret talks”, which is under an embargo."]


def test_a_text_is_what_an_article_cannot_be_published_without(client, edith):
    empty = Article.objects.create(headline="Nothing yet")
    [point] = checklist(empty)
    assert point.stops
    assert do(client, empty, "publish").status_code == 400


def test_what_is_ticked_is_accepted_and_what_is_not_stays_a_suggestion(client, edith, draft):
    said = [make_statement(draft, words, speaker=make_person(words), status="suggested") for words in ("One.", "Two.")]
    kept, left = PlaceMention.objects.bulk_create(
        [PlaceMention(article=draft, place=make_place(name), review="suggested") for name in ("Rotterdam", "Delft")]
    )
    Participation.objects.create(article=draft, person=make_person("Piet"), role="subject", review="suggested")
    shown = client.get(page_of(draft)).content.decode()
    assert shown.count('name="statement"') == 2 and shown.count('name="link"') == 3
    answer = do(client, draft, "accept", statement=[f"{said[0].code}:1"], link=[f"place:{kept.pk}"])
    assert answer.status_code == 302
    assert list(Statement.objects.in_reading_order().values_list("status", flat=True)) == ["accepted", "suggested"]
    for row, review in ((kept, "accepted"), (left, "suggested")):
        row.refresh_from_db()
        assert row.review == review
    said[0].refresh_from_db()
    assert said[0].history.first().history_user == edith
    assert Attribution.objects.get(method="editor").asserted_by == edith


def test_what_changed_since_it_was_shown_is_left_and_named(client, edith, draft):
    statement = make_statement(draft, status="suggested", speaker=make_person())
    Statement.objects.update(version=2)
    page = client.post(page_of(draft), {"act": "accept", "statement": f"{statement.code}:1"}, follow=True)
    assert "Left as it is" in page.content.decode() and "changed since it was shown" in page.content.decode()
    assert Statement.objects.get().status == "suggested"


def test_a_statement_of_another_article_is_not_accepted_here(client, edith, draft):
    other = make_statement(make_article("Other", status="draft"), status="suggested", speaker=make_person())
    mention = PlaceMention.objects.create(article=other.article, place=make_place(), review="suggested")
    do(client, draft, "accept", statement=[f"{other.code}:1"], link=[f"place:{mention.pk}"])
    assert Statement.objects.get().status == "suggested"
    assert PlaceMention.objects.get().review == "suggested"


def test_an_orphan_is_never_offered_nor_accepted(client, edith, draft):
    orphan = make_statement(draft, status="suggested", speaker=make_person(), is_orphan=True)
    assert 'name="statement"' not in client.get(page_of(draft)).content.decode()
    do(client, draft, "accept", statement=[f"{orphan.code}:1"])
    assert Statement.objects.get().status == "suggested"


def test_it_is_published_once_however_often_the_button_is_pressed(client, edith, draft):
    version = draft.version
    for status in (302, 400):
        assert do(client, draft, "publish", version=version).status_code == status
    draft.refresh_from_db()
    assert draft.is_public and draft.history.filter(status="published").count() == 1


def test_what_a_colleague_changed_meanwhile_is_looked_at_first(client, edith, draft):
    fields = fields_of(client.get(page_of(draft)))
    Article.objects.update(version=7)
    page = client.post(page_of(draft), fields | {"act": "publish"})
    assert page.status_code == 400 and "A colleague changed it" in page.content.decode()
    draft.refresh_from_db()
    assert not draft.is_public


@pytest.mark.parametrize("act", ["schedule", "embargo"])
def test_an_instant_is_shown_before_it_is_decided_and_decided_as_shown(client, edith, draft, act, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    page = do(client, draft, act, when="2099-01-01 06:00 Riyadh")
    shown = page.content.decode()
    for line in ("1 January 2099, 06:00", "1 January 2099, 04:00", "1 January 2099, 03:00", "from now"):
        assert line in shown
    draft.refresh_from_db()
    assert draft.status == "draft" and draft.embargo_until is None
    instant = re.search(r'name="instant" value="([^"]+)"', shown)[1]
    when = "2099-01-01 06:00 Riyadh"
    assert do(client, draft, act, when=when, instant=instant, instant_of=when).status_code == 302
    draft.refresh_from_db()
    assert (draft.scheduled_for if act == "schedule" else draft.embargo_until) == datetime(2099, 1, 1, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    "forged", [{"instant": "2098-01-01T00:00:00+00:00", "instant_of": "other words"}, {"instant": "no instant"}]
)
def test_an_instant_that_was_shown_for_other_words_is_shown_again(client, edith, draft, forged):
    page = do(client, draft, "schedule", when="2099-01-01 06:00 UTC", **forged)
    assert page.status_code == 200 and "Yes, then" in page.content.decode()
    draft.refresh_from_db()
    assert draft.status == "draft"


@pytest.mark.parametrize("when", ["tomorrow", "next Friday 6:00", "2001-01-01 6:00", "tomorrow 6:00 Atlantis", ""])
def test_an_instant_that_is_none_or_two_is_refused_and_stays_in_its_field(client, edith, draft, when):
    page = do(client, draft, "embargo", when=when)
    shown = page.content.decode()
    assert page.status_code == 400 and "paste-error" in shown and f'value="{when}"' in shown
    assert ('name="when" value="2' in shown) == ("next" in when)
    draft.refresh_from_db()
    assert draft.embargo_until is None


def test_a_script_is_told_which_instant_is_typed(client, edith, draft):
    asked = {"headers": {"Accept": "application/json"}}
    told = client.post(page_of(draft), {"act": "read", "when": "2099-01-01 06:00 Riyadh"}, **asked).json()
    assert (
        told["instant"] == "2099-01-01T03:00:00+00:00"
        and ["Thursday 1 January 2099, 06:00", "Riyadh (UTC+3)"] in told["lines"]
    )
    unclear = client.post(page_of(draft), {"act": "read", "when": "next Friday 6:00"}, **asked).json()
    assert len(unclear["readings"]) == 2 and unclear["reason"]


def test_an_embargo_and_a_schedule_are_cancelled_in_one_act(client, edith):
    soon = timezone.now() + timedelta(days=1)
    embargoed = make_article("A", status="published", embargo_until=soon)
    scheduled = make_article("B", status="scheduled", scheduled_for=soon)
    assert do(client, embargoed, "lift").status_code == 302
    assert do(client, scheduled, "withdraw").status_code == 302
    for article, status in ((embargoed, "published"), (scheduled, "in_review")):
        article.refresh_from_db()
        assert (article.status, article.embargo_until, article.scheduled_for) == (status, None, None)


def test_what_will_be_seen_is_said_before(client, edith, draft):
    make_statement(draft, speaker=make_person("Zara Vos"))
    shown = client.get(page_of(draft)).content.decode()
    for words in ("At once: the article", "Suggestions stay unseen", "sitemap", "New to readers:"):
        assert words in shown
    assert "Zara Vos" in shown
    Article.objects.update(embargo_until=datetime(2099, 1, 1, 3, tzinfo=UTC))
    assert "From Thursday 1 January 2099, 03:00, the end of its embargo" in client.get(page_of(draft)).content.decode()


def test_no_search_engine_is_promised_where_the_site_asks_for_none(client, edith, draft, settings):
    settings.ROBOTS = "closed"
    assert "are asked not to list anything" in client.get(page_of(draft)).content.decode()


@pytest.mark.parametrize(
    ("group", "refused"),
    [
        ("reporter", {"accept", "publish", "schedule", "withdraw", "embargo", "lift"}),
        ("editor", {"publish", "schedule", "withdraw", "embargo", "lift"}),
        ("publisher", set()),
    ],
)
def test_each_group_does_the_acts_that_are_its_own(client, draft, group, refused):
    client.force_login(make_editor("somebody", group=group))
    acts = ("accept", "submit", "publish", "schedule", "withdraw", "embargo", "lift")
    assert {act for act in acts if do(client, draft, act, when="").status_code == 403} == refused


def test_a_reporter_hands_in_what_was_pasted(client, draft):
    client.force_login(make_editor("rita", group="reporter"))
    shown = client.get(page_of(draft)).content.decode()
    assert "Hand in for review" in shown and 'value="publish"' not in shown
    do(client, draft, "submit")
    draft.refresh_from_db()
    assert draft.status == "in_review"


@pytest.mark.parametrize("is_public", [False, True])
def test_the_page_takes_the_same_queries_however_much_is_said(client, edith, draft, is_public):
    asked = []
    if is_public:
        editions.publish(draft, by=edith, reason="Ready.")
    client.get(page_of(draft))  # who has it open is noted once
    for number in (2, 12):
        for n in range(number):
            speaker = make_person(f"Speaker {number} {n}")
            make_statement(draft, f"Line {number} {n}.", speaker=speaker, status="suggested")
            PlaceMention.objects.create(article=draft, place=make_place(f"Place {number} {n}"), review="suggested")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page_of(draft)).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]
