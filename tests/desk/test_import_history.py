"""What was imported at the desk is remembered: by whom, when, from what, and what became of each record."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article
from desk.intake import pasting
from desk.models import FailedImport, ImportedArticle, ImportRun
from tests.articles.admin.forms import fields_of
from tests.desk.test_importing import PAGE, records
from tests.factories import make_article, make_editor
from tests.invented import invented_article

pytestmark = pytest.mark.django_db

RUNS, FAILURES = "/desk/import/history/", "/desk/paste/failed/history/"
BROKEN = json.dumps({"id": "a", "title": "No <b>text</b>"})


@pytest.fixture
def edith(client):
    editor = make_editor("edith")
    client.force_login(editor)
    return editor


def shown(client, address):
    page = client.get(address)
    assert page.status_code == 200
    return page.content.decode()


def run_page(run):
    return reverse("desk:import_run", args=[run.pk])


def test_an_import_is_kept_with_what_became_of_each_record_and_a_trial_is_not(client, edith):
    file = SimpleUploadedFile("weekend.jsonl", f"{records(0, 1)}\n{BROKEN}".encode())
    tried = client.post(PAGE, {"file": file, "act": "try"})
    assert not ImportRun.objects.exists()
    client.post(PAGE, fields_of(tried) | {"act": "import"})
    run = ImportRun.objects.get()
    assert (run.made_by, run.came_from, run.counts) == (edith, "weekend.jsonl", {"new": 2, "refused": 1})
    rows = run.records.order_by("line").values_list("line", "became", "article__headline")
    titles = [invented_article(number)["title"] for number in (0, 1)]
    assert list(rows) == [(1, "new", titles[0]), (2, "new", titles[1]), (3, "refused", None)]
    listed = shown(client, RUNS)
    assert "weekend.jsonl" in listed and "edith" in listed and "<strong>2</strong> new" in listed
    page = shown(client, run_page(run))
    assert Article.objects.first().code in page and "refused:" in page and "<b>text" not in page


def test_the_same_again_and_what_changed_are_told_apart(client, edith):
    for lines in (records(0, 1), records(0) + "\n" + json.dumps(invented_article(1) | {"title": "Another title"})):
        client.post(PAGE, {"lines": lines, "act": "import"})
    latest = ImportRun.objects.order_by("-pk").first()
    assert latest.told == [("changed", 1), ("the same as here", 1)]
    assert set(latest.records.values_list("article", flat=True)) == set(Article.objects.values_list("pk", flat=True))
    assert "Typed" in shown(client, RUNS)


def test_the_refused_records_of_an_earlier_import_are_put_right_from_its_page(client, edith):
    client.post(PAGE, {"lines": f"{records(0)}\n{BROKEN}", "act": "import"})
    run = ImportRun.objects.get()
    address = f"{PAGE}?run={run.pk}"
    assert address in shown(client, run_page(run))
    left = json.loads(fields_of(client.get(address))["lines"])
    client.post(PAGE, {"lines": json.dumps(left | {"body": "Now it has one."}), "act": "import"})
    assert Article.objects.count() == 2
    assert client.get(f"{PAGE}?run=abc").status_code == client.get(f"{PAGE}?run=999999").status_code == 200


def test_who_may_not_import_reads_what_was_imported_and_is_not_sent_there(client, edith):
    client.post(PAGE, {"lines": BROKEN, "act": "import"})
    client.force_login(make_editor("rita", group="reporter"))
    page = shown(client, run_page(ImportRun.objects.get()))
    assert "edith" in page and "Put the refused ones right" not in page


def test_an_article_that_is_gone_leaves_its_line_in_the_history(client, edith):
    client.post(PAGE, {"lines": records(0), "act": "import"})
    headline = Article.objects.get().headline
    ImportedArticle.objects.update(article=None)
    assert headline in shown(client, run_page(ImportRun.objects.get()))


def test_a_failed_import_that_was_put_right_says_by_whom_and_stays_readable(client, edith):
    failed = pasting.keep_failed(text="Only <b>half</b>", came_from="ferry.txt", reason="it has no text", by=edith)
    address = reverse("desk:failed_import", args=[failed.pk])
    assert "It waits." in shown(client, address) and f"?retry={failed.pk}" in shown(client, address)
    article, rita = make_article("Ferry sails"), make_editor("rita", group="reporter")
    pasting.settle(failed, article, by=rita)
    pasting.settle(failed, by=edith)
    page = shown(client, address)
    for told in (
        "ferry.txt",
        "edith",
        "It has no text",
        "Only &lt;b&gt;half",
        "Put right by <bdi>rita</bdi>",
        article.code,
    ):
        assert told in page
    assert "?retry=" not in page
    assert "Put right by <bdi>rita</bdi>" in shown(client, FAILURES)


def test_what_was_laid_aside_is_told_and_so_is_what_ended_before_this_was_kept(client, edith):
    first, second = (pasting.keep_failed(text=text, reason="no text", by=edith) for text in ("One", "Two"))
    client.post("/desk/paste/failed/", {"failed": first.pk})
    assert "Laid aside by <bdi>edith</bdi>" in shown(client, FAILURES)
    FailedImport.objects.filter(pk=first.pk).update(settled_by=None)
    assert "Laid aside, <time" in shown(client, reverse("desk:failed_import", args=[first.pk]))
    assert "Laid aside" not in shown(client, reverse("desk:failed_import", args=[second.pk]))


def test_the_histories_are_linked_where_one_works(client, edith):
    assert RUNS in shown(client, PAGE) and FAILURES in shown(client, "/desk/paste/failed/")
    assert FAILURES in shown(client, RUNS) and RUNS in shown(client, FAILURES)


def test_long_histories_come_in_pages_and_take_the_same_queries_however_long_they_are(client, edith):
    asked = {"runs": [], "failures": [], "run": []}
    for number in (1, 45):
        rows = [ImportRun(made_by=edith, came_from=f"{n}.jsonl", counts={"new": n + 1}) for n in range(number)]
        run = ImportRun.objects.bulk_create(rows)[0]
        articles = [make_article(f"Article {n}") for n in range(3)]
        ImportedArticle.objects.bulk_create(
            ImportedArticle(run=run, line=n, became="new", article=articles[n % 3]) for n in range(number * 5)
        )
        for n in range(number):
            pasting.settle(pasting.keep_failed(text=f"{n}", reason="no text", by=edith), articles[0], by=edith)
        for name, address in zip(asked, (RUNS, FAILURES, run_page(run)), strict=True):
            with CaptureQueriesContext(connection) as queries:
                page = shown(client, address)
            asked[name].append(len(queries))
            if number == 45:
                assert 'rel="next"' in page
    assert all(len(set(numbers)) == 1 for numbers in asked.values()), asked
    following = client.get(RUNS).context["page"].following
    assert 'rel="prev"' in shown(client, following)


def test_nothing_of_these_is_lost_when_two_import_the_same(client, edith):
    for _twice in range(2):
        client.post(PAGE, {"lines": records(0), "act": "import"})
    assert [run.told for run in ImportRun.objects.order_by("pk")] == [[("new", 1)], [("the same as here", 1)]]
