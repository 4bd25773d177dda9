"""What waits, for whom, and since when."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import editions
from articles.models import Article
from desk import presence
from tests.factories import make_article, make_editor, make_statement

pytestmark = pytest.mark.django_db


def test_the_dashboard_counts_what_waits_and_says_since_when(edith, client):
    article = make_article()
    make_statement(article, speaker=None, described_as="a docker")
    Article.objects.update(first_seen_at=timezone.now() - timedelta(days=3, hours=1))
    page = client.get("/desk/").content.decode()
    assert "Speakers not identified" in page
    assert '<td class="figure">1</td>' in page
    assert "3\xa0days, 1\xa0hour" in page


def test_the_dashboard_shows_the_drafts_that_i_changed_and_nobody_elses(edith, client):
    mine, theirs = (make_article(f"Draft {n}", status="draft") for n in "ab")
    editions.submit(mine, by=edith, reason="Ready.")
    editions.submit(theirs, by=make_editor("amal"), reason="Ready.")
    page = client.get("/desk/").content.decode()
    assert "Draft a" in page and "Draft b" not in page


def test_a_draft_that_is_saved_often_hides_no_other(edith, client):
    for n in range(12):
        draft = make_article(f"Draft {n}", status="draft")
        draft._history_user = edith
        for _ in range(30 if n == 11 else 1):
            draft.save()
    page = client.get("/desk/").content.decode()
    assert page.count(">Draft ") == 10 and '<a href="/desk/drafts/">All 12 drafts</a>' in page
    every = client.get("/desk/drafts/").content.decode()
    assert [every.index(f">Draft {n}<") for n in range(11, -1, -1)] == sorted(
        every.index(f">Draft {n}<") for n in range(12)
    )


def test_more_embargoes_than_are_shown_stand_on_a_page_of_their_own(edith, client):
    start = timezone.now() + timedelta(hours=1)
    for n in range(12):
        editions.embargo(
            make_article(f"Embargo {n}", status="draft"), start + timedelta(hours=n), by=edith, reason="Agreed."
        )
        editions.publish(Article.objects.get(headline=f"Embargo {n}"), by=edith, reason="Checked.")
    page = client.get("/desk/").content.decode()
    assert page.count(">Embargo ") == 10 and '<a href="/desk/soon/">All 12 articles</a>' in page
    every = client.get("/desk/soon/").content.decode()
    assert [every.count(f">Embargo {n}<") for n in range(12)] == [1] * 12
    assert "You have no drafts." in page


def test_a_reporter_is_shown_no_queue_that_only_editors_decide(client):
    client.force_login(make_editor("rita", group="reporter"))
    make_statement(make_article(), speaker=None)
    assert "Speakers not identified" not in client.get("/desk/").content.decode()


def test_the_dashboard_takes_the_same_queries_however_much_waits(edith, client):
    asked = []
    for n in range(3):
        make_statement(make_article(f"Article {n}"), speaker=None)
        editions.submit(make_article(f"Draft {n}", status="draft"), by=edith, reason="Ready.")
        with CaptureQueriesContext(connection) as queries:
            client.get("/desk/")
        asked.append(len(queries))
    assert len(set(asked)) == 1


def test_the_dashboard_says_who_has_what_open_in_the_same_queries_however_many_do(edith, client):
    asked = []
    for number in (1, 5):
        for n in range(number):
            presence.opened(make_editor(f"amal-{number}-{n}"), make_article(f"Article {number} {n}"))
        with CaptureQueriesContext(connection) as queries:
            page = client.get("/desk/").content.decode()
        asked.append(len(queries))
    last = reverse("desk:workbench", args=[Article.objects.get(headline="Article 5 4").code])
    assert f'<bdi>amal-5-4</bdi> <a href="{last}"><bdi>Article 5 4</bdi></a>' in page
    assert len(set(asked)) == 1


def test_a_page_about_an_article_says_who_else_has_it_open_and_leads_to_the_others(edith, client):
    article = make_article()
    presence.opened(make_editor("amal"), article)
    for name in ("workbench", "publish", "correct"):
        page = client.get(reverse(f"desk:{name}", args=[article.code])).content.decode()
        assert "amal opened this just now." in page
        for other in ("workbench", "publish", "correct"):
            assert f'href="{reverse(f"desk:{other}", args=[article.code])}"' in page
        assert f'href="{reverse("desk:history", args=["article", article.code])}"' in page
    assert {work.user.username for work in presence.editing_now()} == {"amal", "edith"}
