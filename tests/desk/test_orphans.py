"""Statements whose words are no longer in the text: placed anew, kept where they were, or dropped."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.anchoring import revise
from articles.extracting import extract_articles
from articles.models import Article, Statement
from desk.bench.orphans import waiting_orphans
from desk.models import KeptOrphan
from extraction.engines import RULES
from newsroom.checks.texts import find_wrong_statements
from people.ranges import EVERY
from tests.factories import make_article, make_editor, make_person, make_statement

pytestmark = pytest.mark.django_db

OLD = "The strike ended. “We go back to work on Monday,” Ada Vos said.\n\nThe port was quiet."
NEW = OLD.replace("on Monday", "on Tuesday morning")
WORDS = "We go back to work on Monday,"
NOW = "We go back to work on Tuesday morning,"


def make_orphan(headline="Harbour strike ends", **fields):
    article = make_article(headline, OLD)
    statement = make_statement(article, WORDS, **({"status": "suggested"} | fields))
    revise(article, NEW, reason="She said Tuesday.")
    statement.refresh_from_db()
    assert statement.is_orphan
    return statement


def address(statement):
    return reverse("desk:orphan", args=[statement.code])


def on_new_words(statement, words=NOW, **fields):
    current = statement.article.current
    start = current.body.index(words)
    where = {"start": start, "end": start + len(words), "exact": words, "revision": current.number}
    return {"act": "replace"} | where | fields


def test_the_old_words_stand_beside_the_likeliest_new_ones(edith, client):
    page = client.get(address(make_orphan(speaker=make_person()))).content.decode()
    assert f"<mark>{WORDS}</mark>" in page
    assert f">{NOW}</mark>" in page and f">\n{NOW}</textarea>" in page


def test_the_dashboard_counts_orphans_and_says_since_when(edith, client):
    make_orphan(speaker=make_person())
    page = client.get(reverse("desk:dashboard")).content.decode()
    row = page[page.index(reverse("desk:orphans"), page.index("desk-queues")) :]
    assert '<td class="figure">1</td>' in row and "0\xa0minutes" in row


def test_an_orphan_is_placed_anew_once_and_the_next_one_comes(edith, client):
    statement, other = make_orphan("One"), make_orphan("Two")
    posted = on_new_words(statement)
    assert client.post(address(statement), posted).url == address(other)
    again = client.post(address(statement), posted)
    assert again.status_code == 400 and "decided meanwhile" in again.content.decode()
    statement.refresh_from_db()
    assert (statement.text, statement.is_orphan, statement.revision.number) == (NOW, False, 2)
    assert list(waiting_orphans()) == [other]
    assert list(find_wrong_statements(EVERY)) == []


def test_readers_who_have_seen_it_are_told_what_it_says_now(edith, client):
    statement = make_orphan(status="accepted")
    refused = client.post(address(statement), on_new_words(statement, what_changed=""))
    assert refused.status_code == 400 and "Tell readers" in refused.content.decode()
    page = client.get(address(statement)).content.decode()
    assert f"It said “{WORDS}”. The corrected text says “{NOW}”." in page
    client.post(address(statement), on_new_words(statement, what_changed="It is Tuesday."))
    statement.refresh_from_db()
    assert (statement.status, statement.corrections.get().what_changed) == ("corrected", "It is Tuesday.")


def test_words_of_a_text_that_changed_meanwhile_are_refused(edith, client):
    statement = make_orphan()
    posted = on_new_words(statement, reason="Read twice.")
    revise(statement.article, f"Today. {NEW}", reason="More.")
    page = client.post(address(statement), posted).content.decode()
    assert "changed meanwhile" in page and 'value="Read twice."' in page
    statement.refresh_from_db()
    assert statement.is_orphan


def test_an_orphan_that_is_kept_shows_its_old_text_and_waits_no_more(edith, client):
    statement = make_orphan(status="accepted")
    for _ in "ab":
        client.post(address(statement), {"act": "keep", "reason": "That is what was printed."})
    statement.refresh_from_db()
    assert (statement.is_orphan, statement.is_public, statement.revision.number) == (True, True, 1)
    assert not waiting_orphans().exists()
    kept = KeptOrphan.objects.get()
    assert (kept.decided_by, kept.reason, kept.history.count()) == (edith, "That is what was printed.", 1)


def test_neither_another_text_nor_a_reading_nor_an_import_undoes_that_it_is_kept(edith, client):
    statement = make_orphan(rule="a rule")
    client.post(address(statement), {"act": "keep"})
    revise(statement.article, f"Today. {NEW}", reason="More.")
    list(extract_articles(Article.objects.all(), engine=RULES.name, version=RULES.version))
    assert Statement.objects.filter(pk=statement.pk, is_orphan=True).exists()
    assert not waiting_orphans().exists()


def test_a_statement_that_came_back_and_is_lost_again_waits_again(edith, client):
    statement = make_orphan()
    client.post(address(statement), {"act": "keep"})
    revise(statement.article, f"Today. {OLD}", reason="It was Monday after all.")
    revise(statement.article, NEW, reason="It was not.")
    assert list(waiting_orphans()) == [statement]


def test_that_it_is_kept_can_be_taken_back_and_history_has_both(edith, client):
    statement = make_orphan()
    client.post(address(statement), {"act": "keep"})
    assert "Kept on their old text" in client.get(reverse("desk:orphans")).content.decode()
    client.post(address(statement), {"act": "again"})
    assert list(waiting_orphans()) == [statement]
    assert list(KeptOrphan.history.values_list("history_type", flat=True)) == ["-", "+"]


def test_an_orphan_is_dropped_where_readers_have_not_seen_it_and_else_retracted_with_a_note(edith, client):
    unseen, seen = make_orphan("One"), make_orphan("Two", status="accepted")
    client.post(address(unseen), {"act": "drop"})
    client.post(address(seen), {"act": "drop", "retraction": "These words were not said."})
    unseen.refresh_from_db(), seen.refresh_from_db()
    assert (unseen.status, seen.status) == ("rejected", "retracted")
    assert seen.corrections.get().what_changed == "These words were not said."
    assert not waiting_orphans().exists()


def test_what_readers_have_seen_is_dropped_by_publishers_only(client):
    client.force_login(make_editor("amal", group="editor"))
    statement = make_orphan(status="accepted")
    assert "Retract it" not in client.get(address(statement)).content.decode()
    forged = client.post(address(statement), {"act": "drop", "retraction": "Not said."})
    statement.refresh_from_db()
    assert (forged.status_code, statement.status) == (403, "accepted")


def test_without_a_script_the_words_are_pasted_and_found(edith, client):
    statement = make_orphan()
    page = client.get(address(statement), {"pasted": "The strike ended"}).content.decode()
    assert ">\nThe strike ended.</textarea>" in page or ">\nThe strike ended</textarea>" in page
    nowhere = client.get(address(statement), {"pasted": "We stay at home"})
    assert "does not stand in the text" in nowhere.content.decode()


def test_orphans_of_articles_that_were_taken_back_wait_for_nobody(edith, client):
    statement = make_orphan()
    Article.objects.filter(pk=statement.article_id).update(status="retracted")
    assert not waiting_orphans().exists()


def test_the_pages_take_the_same_queries_however_many_wait(edith, client):
    asked = []
    for n in range(3):
        statement = make_orphan(f"Article {n}", speaker=make_person(f"Person {n}"))
        other = make_orphan(f"Kept {n}")
        client.post(address(other), {"act": "keep"})
        client.get(address(statement))
        counts = []
        for path in (reverse("desk:orphans"), address(statement)):
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
            counts.append(len(queries))
        asked.append(tuple(counts))
    assert len(set(asked[1:])) == 1
