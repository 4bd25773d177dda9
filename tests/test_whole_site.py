"""The archive as a newcomer finds it: filled with the seeds, and every page of it visited."""

import gzip
import re
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import resolve

from articles.models import Article, Statement
from tests.crawling import crawl

pytestmark = pytest.mark.django_db

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
QUERIES = {  # the most that a page may ask, however much it shows, and whether the reader has it already
    "home": 8, "articles:article": 9, "articles:undated_article": 9, "articles:statement": 8, "people:person": 10,
    "people:organisation": 10, "articles:place": 11, "articles:event": 11, "search:search": 8,
}  # fmt: skip
OTHER_QUERIES = 10
KILOBYTES = {"articles:article": 40, "articles:undated_article": 40}
LIST_KILOBYTES = 25


class Watched:
    """A client that counts the queries of each address."""

    def __init__(self, client):
        self.client, self.queries = client, Counter()

    def get(self, address):
        def count(execute, *query):
            self.queries[address] += 1
            return execute(*query)

        with connection.execute_wrapper(count):  # Django's log of queries writes each out, and ends after 9,000
            return self.client.get(address)


def import_seeds():
    call_command("import_articles", *sorted(map(str, SEEDS.glob("*.txt"))))


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker):
    """The archive of `make run`, filled once for all tests here and emptied after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        import_seeds()
        yield
        transaction.set_rollback(True)


def name_of(address):
    return resolve(address.partition("?")[0]).view_name


def test_every_page_answers_within_its_budgets_and_has_one_heading(filled, client):
    watched = Watched(client)
    pages = crawl(watched, "/", "/search/?q=the", "/search/?speaker=Idrissov&about=Syria")
    broken = {a: p.status_code for a, p in pages.items() if p.status_code not in {200, 301, 302, 410}}
    html = {
        a: p.content for a, p in pages.items() if p["Content-Type"].startswith("text/html") and p.status_code == 200
    }
    assert broken == {}
    assert len(html) > 250
    assert {a for a, body in html.items() if len(re.findall(rb"<h1[ >]", body)) != 1} == set()
    assert {a: n for a, n in watched.queries.items() if n > QUERIES.get(name_of(a), OTHER_QUERIES)} == {}
    sizes = {a: len(gzip.compress(body)) / 1024 for a, body in html.items()}
    assert {a: n for a, n in sizes.items() if n > KILOBYTES.get(name_of(a), LIST_KILOBYTES)} == {}


def test_every_cut_off_address_answers(filled, client):
    addresses = {record.get_absolute_url() for model in (Article, Statement) for record in model.objects.published()}
    cut = {a[: slash + 1] for a in addresses for slash in [m.start() for m in re.finditer("/", a)]}
    assert {a: client.get(a, follow=True).status_code for a in cut} == dict.fromkeys(cut, 200)


def test_what_did_idrissov_say_about_syria(filled, client):
    page = client.get("/search/", {"speaker": "Idrissov", "about": "Syria"}).content.decode()
    words = re.sub(r"<[^>]+>", "", page)
    assert "The Syrian situation is global" in words
    assert "Satpayev said" not in words


def test_importing_the_seeds_again_changes_nothing(filled, capsys):
    before = list(Statement.history.values_list("pk", flat=True)), Statement.objects.count(), Article.objects.count()
    import_seeds()
    *lines, total = capsys.readouterr().out.splitlines()
    assert {line.split()[0] for line in lines} == {"unchanged"}
    assert total == f"{len(lines)} unchanged"
    after = list(Statement.history.values_list("pk", flat=True)), Statement.objects.count(), Article.objects.count()
    assert after == before


def test_the_archive_checks_out(filled):
    call_command("archive_check", verbosity=0)
