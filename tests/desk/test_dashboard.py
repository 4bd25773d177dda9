"""What waits, for whom, and since when."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import editions
from articles.models import Article
from desk import presence
from tests.factories import make_article, make_editor, make_statement

pytestmark = pytest.mark.django_db


def test_the_dashboard_counts_what_waits_and_says_since_when(edith, client):
    make_statement(make_article(), speaker=None, described_as="a docker")
    page = client.get("/desk/").content.decode()
    assert "Speakers not identified" in page
    assert '<td class="figure">1</td>' in page
    assert "0\xa0minutes" in page


def test_the_dashboard_shows_the_drafts_that_i_changed_and_nobody_elses(edith, client):
    mine, theirs = (make_article(f"Draft {n}", status="draft") for n in "ab")
    editions.submit(mine, by=edith, reason="Ready.")
    editions.submit(theirs, by=make_editor("amal"), reason="Ready.")
    page = client.get("/desk/").content.decode()
    assert "Draft a" in page and "Draft b" not in page


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
