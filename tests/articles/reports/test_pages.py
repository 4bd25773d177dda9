"""What readers see of one utterance and its many reports."""

import re
from html import unescape

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import publishing
from articles.models import Article, Statement, Utterance
from articles.reports import upkeep
from tests import factories as make

from .reporting import FIRST, WORDS, report

pytestmark = pytest.mark.django_db
OTHER = WORDS.replace("nobody will be left", "nobody shall be left")


def text_of(html):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", html)))


def said(words, publisher, day, speaker, **fields):
    article = make.make_article(
        f"{publisher} of day {day}", body=f"“{words}” she said.", publisher=make.make_organisation(publisher),
        printed_on=FIRST.replace(day=day), **fields,
    )  # fmt: skip
    return make.make_statement(article, words, speaker)


@pytest.fixture
def ada(db):
    return make.make_person()


@pytest.fixture
def reports(ada):
    return [said(WORDS, "Evening Tide", 15, ada), said(OTHER, "The Courier", 14, ada), said(WORDS, "Le Phare", 16, ada)]


def test_the_earliest_report_comes_first_and_differences_are_told_by_word(client, reports):
    html = client.get(reports[0].get_absolute_url()).content.decode()
    assert "Reported 3 times, first by The Courier, 14 March 1987" in text_of(html)
    listed = html.split('id="reports"')[1]
    assert listed.index("The Courier of day 14") < listed.index("Le Phare of day 16")
    assert '<del><span class="unseen">left out: </span>will </del>' in listed
    assert '<ins><span class="unseen">other words: </span>shall</ins>' in listed
    assert f'href="{reports[1].get_absolute_url()}"' in listed
    assert "The same words" in text_of(listed)


def test_a_card_says_how_often_it_was_reported(client, reports, ada):
    alone = said("The port is quiet tonight", "The Courier", 14, ada)
    html = client.get("/statements/").content.decode()
    assert html.count("Reported 3 times") == 3
    assert f"/statements/{alone.code}/reports/" not in html
    assert "Reported 3 times" in client.get("/search/?q=nobody").content.decode()


def test_a_paraphrase_wears_no_marks_also_where_another_report_did(client, ada):
    direct = said(WORDS, "The Courier", 14, ada)
    words = WORDS.replace("We go", "They go")
    article = make.make_article("Evening Tide", body=f"She said {words}.", printed_on=FIRST)
    indirect = make.make_statement(article, words, ada, kind="indirect")
    assert direct.utterance or Statement.objects.get(pk=indirect.pk).utterance
    listed = client.get(direct.get_absolute_url()).content.decode().split('id="reports"')[1]
    shown = re.search(r'<p class="words"[^>]*>([^“]*?<ins>.*?)</p>', listed, re.S)[1]
    assert not set('“”"«»') & set(text_of(shown))
    assert "<blockquote" not in listed


def test_words_from_right_to_left_keep_their_direction(client, ada):
    words = "سنعود إلى العمل يوم الاثنين ولن نترك أحدا وراءنا في هذا الميناء القديم"
    one = said(words, "الميناء", 14, ada, language="ar")
    said(words.replace("القديم", "الكبير"), "Le Phare", 15, ada, language="ar")
    listed = client.get(one.get_absolute_url()).content.decode().split('id="reports"')[1]
    assert 'lang="ar" dir="rtl"' in listed
    assert "الكبير</ins>" in listed


def test_a_translation_is_not_compared_word_by_word(client, ada):
    same = Utterance.objects.create(note="vos")
    first = said(WORDS, "The Courier", 14, ada)
    other = said("Nous retournons au travail lundi", "Le Phare", 15, ada, language="fr")
    Statement.objects.update(utterance=same)
    upkeep.compare([first.pk, other.pk])
    listed = client.get(first.get_absolute_url()).content.decode().split('<ol class="plain reports">')[1]
    assert "<ins>" not in listed and "Nous retournons au travail lundi" in listed


def test_reports_that_are_not_public_neither_show_nor_count_nor_come_first(client, reports, ada):
    before = {address: client.get(address).content for address in addresses(reports[0])}
    hidden = said(WORDS, "Zyxwort Gazette", 13, ada, status="draft")
    embargoed = said(WORDS, "Zyxwort Post", 13, ada, embargo_until=timezone.now() + timezone.timedelta(days=1))
    suggested = said(WORDS, "Zyxwort Times", 13, ada, status="in_review")
    assert len({Statement.objects.get(pk=s.pk).utterance_id for s in (*reports, hidden, embargoed, suggested)}) == 1
    assert {address: client.get(address).content for address in addresses(reports[0])} == before
    assert client.get(f"/statements/{hidden.code}/reports/").status_code == 404


def addresses(statement):
    return [statement.get_absolute_url(), f"/statements/{statement.code}/reports/", "/statements/"]


def test_where_only_one_of_a_group_is_public_it_was_reported_once(client, ada):
    one = said(WORDS, "The Courier", 14, ada)
    said(WORDS, "Evening Tide", 13, ada, status="draft")
    assert "Reported" not in client.get(one.get_absolute_url()).content.decode().split("<main")[1]
    assert "Reported" not in client.get("/statements/").content.decode().split("<main")[1]


def test_a_statement_without_a_group_has_a_page_of_reports_that_lists_no_others(client, ada):
    one = said(WORDS, "The Courier", 14, ada)
    said("The port is quiet tonight", "Evening Tide", 14, ada)
    html = text_of(client.get(f"/statements/{one.code}/reports/").content.decode())
    assert "No other report of it is known." in html
    assert "quiet tonight" not in html


def test_a_retracted_statement_has_its_tombstone_there_too(client, reports):
    Statement.objects.filter(pk=reports[0].pk).update(status="retracted")
    publishing.refresh([reports[0].article_id])
    assert client.get(f"/statements/{reports[0].code}/reports/").status_code == 404
    assert "Reported 2 times" in text_of(client.get(reports[1].get_absolute_url()).content.decode())


def many(number, ada):
    """So many public reports of one utterance, each printed a minute after the other."""
    made = [report(speaker=ada) for _ in range(number)]
    publishing.admit([statement.article_id for statement in made])
    return made


def test_a_group_of_any_size_is_paged_by_key_and_costs_the_same_queries(client, ada):
    made, costs = many(3, ada), []
    for number in (0, 60):
        many(number, ada)
        for address in addresses(made[0])[:2]:
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            costs.append(len(queries))
    assert costs[:2] == costs[2:]
    seen, address = [], f"/statements/{made[0].code}/reports/"
    while address:
        html = client.get(address).content.decode()
        listed = html.split('<ol class="plain reports">')[1]
        seen += re.findall(r"#statement-(\w{8})", listed)
        address = (re.findall(r'rel="next" href="([^"]+)"', html) or [""])[0]
    assert len(seen) == len(set(seen)) == 63
    assert "Reported 63 times" in text_of(html)
    assert html.count('<li class="report"') <= 20


def test_the_plan_of_a_group_uses_its_index(ada):
    many(30, ada)
    from articles.reports.telling import in_order_of_print, public_reports

    rows = in_order_of_print(public_reports(Utterance.objects.get().pk))[:20]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE articles_wording; ANALYZE articles_statement; SET enable_seqscan = off")
    assert "wording_in_order_of_print" in rows.explain()


def test_the_command_groups_an_archive_that_exists_already(ada, capsys):
    statements = [report(speaker=ada), report(speaker=ada), report(OTHER, ada)]
    call_command("group_reports")
    assert "3 statements compared" in capsys.readouterr().out
    call_command("group_reports")
    assert "0 statements compared" in capsys.readouterr().out
    assert Utterance.objects.get().statements.count() == len(statements)
    assert Article.objects.count() == 3
