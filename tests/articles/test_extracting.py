"""Extraction over the archive: it suggests, it never decides, and it can be stopped at any moment."""

from dataclasses import replace
from io import StringIO
from unittest.mock import Mock

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import curation
from articles.anchoring import revise
from articles.extracting import extract_articles, running
from articles.extracting.selecting import texts_of
from articles.importing.draft import Unreadable
from articles.inserting import TOGETHER
from articles.models import Article, Attribution, Participation, Reading, Statement
from extraction import VERSION
from extraction.findings import Rule
from extraction.reader import read_text
from people.models import Person
from tests.factories import make_article, make_editor, make_person, make_statement

pytestmark = pytest.mark.django_db

BODY = (
    "The mill in Rotterdam closed on Friday.\n\n"
    "“We will wait for the spring,” Mayor Ada Vos said. She added that the bank must pay.\n\n"
    "“Nobody asked us at all,” said miller Tom Reed."
)
SAID = ["We will wait for the spring,", "the bank must pay", "Nobody asked us at all,"]


def extract(*arguments, **options):
    told = StringIO()
    call_command("extract", *arguments, stdout=told, **({"jobs": 1} | options))
    return told.getvalue()


def texts(article):
    return list(article.statements.in_reading_order().values_list("text", flat=True))


def suggested(article):
    return list(article.statements.suggested().in_reading_order().values_list("text", flat=True))


def test_what_is_found_becomes_a_suggestion_with_its_rule_and_its_ledger():
    article = make_article(body=BODY)
    assert "1 articles read by " + VERSION + ": 3 suggestions added" in extract()
    assert texts(article) == SAID
    statement = article.statements.in_reading_order()[0]
    assert statement.status == Statement.Status.SUGGESTED
    assert statement.rule == Rule.NAME_BEFORE
    assert statement.explanation == "name before the cue “said” in the same sentence"
    assert statement.speaker.name == "Ada Vos"
    row = statement.attributions.get()
    assert (row.method, row.version, row.confidence) == ("extractor", VERSION, statement.confidence)


def test_a_second_run_reads_nothing_and_changes_nothing():
    article = make_article(body=BODY)
    extract()
    before = list(article.statements.order_by("pk").values())
    assert extract().startswith("0 articles read")
    assert list(article.statements.order_by("pk").values()) == before


def test_reading_again_keeps_each_statement_and_its_address():
    article = make_article(body=BODY)
    extract()
    codes = set(article.statements.values_list("code", flat=True))
    assert "0 suggestions added, 3 kept, 0 dropped" in extract(again=True)
    assert set(article.statements.values_list("code", flat=True)) == codes
    assert Attribution.objects.filter(statement__article=article).count() == 3


def test_readers_see_nothing_of_it(client):
    article = make_article(body=BODY)
    before = client.get(article.get_absolute_url()).content
    extract()
    assert client.get(article.get_absolute_url()).content == before
    assert not Person.objects.filter(visible_from__isnull=False).exists()


def test_what_an_editor_accepted_stays_as_it_is():
    article, editor = make_article(body=BODY), make_editor()
    extract()
    statement = article.statements.in_reading_order()[0]
    tom = Person.objects.get(name="Tom Reed")
    curation.reattribute([statement], person=tom, editor=editor, reason="He said it.")
    curation.accept(Statement.objects.get(pk=statement.pk), editor)
    stood = Statement.objects.filter(pk=statement.pk).values().get()
    ledger = list(statement.attributions.values())
    extract(again=True)
    assert Statement.objects.filter(pk=statement.pk).values().get() == stood
    assert list(statement.attributions.values()) == ledger
    assert texts(article) == SAID


def test_what_an_editor_rejected_is_never_suggested_again():
    article = make_article(body=BODY)
    extract()
    curation.reject(article.statements.in_reading_order()[0], make_editor(), "No statement.")
    extract(again=True)
    assert suggested(article) == SAID[1:]


def test_a_suggestion_whose_speaker_an_editor_set_keeps_them():
    article, editor = make_article(body=BODY), make_editor()
    extract()
    statement = article.statements.in_reading_order()[2]
    other = make_person("Bea Holt")
    curation.reattribute([statement], person=other, editor=editor, reason="Heard it.")
    extract(again=True)
    statement.refresh_from_db()
    assert statement.speaker == other
    assert texts(article) == SAID


def test_nothing_is_suggested_where_a_record_says_what_was_said():
    article = make_article(body=BODY)
    make_statement(article, exact=SAID[0], speaker=make_person("Ada Vos"))
    extract()
    assert suggested(article) == SAID[1:]


def test_a_stale_suggestion_goes_and_its_speaker_with_it(monkeypatch):
    article = make_article(body=BODY)
    extract()
    monkeypatch.setattr("articles.extracting.running.read_text", read_only_the_first)
    assert "0 suggestions added, 1 kept, 2 dropped" in extract(again=True)
    assert texts(article) == SAID[:1]
    speakers = Participation.objects.filter(article=article, role="speaker")
    assert [row.person.name for row in speakers] == ["Ada Vos"]


def read_only_the_first(text):
    found = read_text(text)
    return replace(found, quotations=found.quotations[:1], parties=found.parties[:1])


def test_a_new_text_is_read_again_and_the_old_suggestions_follow_it():
    article = make_article(body=BODY)
    extract()
    revise(article, BODY + "\n\n“It is done,” Vos said.", by=make_editor(), reason="More was said.")
    assert "1 articles read" in extract()
    assert texts(article) == [*SAID, "It is done,"]


@pytest.mark.parametrize("status", [Article.Status.RETRACTED, Article.Status.REMOVED])
def test_what_was_taken_back_is_not_read(status):
    article = make_article(body=BODY, status=status)
    assert extract().startswith("0 articles")
    with pytest.raises(CommandError, match=article.code):
        extract(article.code)


def test_a_selection_by_code_day_and_language():
    one = make_article("One", body=BODY, language="en")
    two = make_article("Two", body=BODY, language="de", printed_on="2001-01-01")
    assert "1 articles" in extract(since="2000-01-01")
    assert "1 articles" in extract(language="en")
    assert "1 articles" in extract(two.code, again=True)
    assert set(Reading.objects.values_list("article", flat=True)) == {one.pk, two.pk}


def test_an_article_that_fails_keeps_no_other_back(monkeypatch, capsys):
    bad, good = make_article("Bad", body=BODY), make_article("Good", body=BODY)
    monkeypatch.setattr("articles.extracting.running.renew", refusing(bad.pk))
    with pytest.raises(CommandError, match="1 articles could not be read"):
        extract()
    assert (texts(bad), texts(good)) == ([], SAID)
    assert not Reading.objects.filter(article=bad).exists()


def refusing(article):
    renew = running.renew

    def refuse(readings, version):
        changes = renew(readings, version)
        if article in {revision.article_id for revision, _ in readings}:
            raise Unreadable("it is bad")
        return changes

    return refuse


def test_a_run_that_ended_half_way_goes_on_where_it_stopped(monkeypatch):
    monkeypatch.setattr(running, "TOGETHER", 2)
    articles = [make_article(f"No {n}", body=BODY) for n in range(4)]
    run = extract_articles(Article.objects.all(), engine="rules", version=VERSION)
    next(run), next(run)
    run.close()
    assert Reading.objects.count() == 2
    assert "2 articles read" in extract()
    assert [texts(article) for article in articles] == [SAID] * 4


def test_a_text_that_changed_while_it_was_read_is_left_for_the_next_run():
    article = make_article(body=BODY)
    ((revision, text),) = texts_of(Article.objects.all(), "rules", 10)
    revise(article, "Nothing was said.", by=make_editor(), reason="It was all wrong.")
    (outcome,) = running.save([(revision, read_text(text))], VERSION)
    assert "changed meanwhile" in outcome.reason
    assert texts(article) == []


def test_a_text_that_cannot_be_read_is_told_and_logged_with_its_traceback(monkeypatch, caplog):
    make_article(body=BODY)
    monkeypatch.setattr("extraction.reader.extract", Mock(side_effect=RuntimeError("too odd")))
    (outcome,) = extract_articles(Article.objects.all(), engine="rules", version=VERSION)
    assert outcome.reason == "it could not be read: too odd"
    assert "RuntimeError: too odd" in caplog.text and "Traceback" in caplog.text


def test_any_number_of_articles_is_saved_with_the_same_queries():
    def queries_for(number):
        made = [make_article(f"{number}: {n}", body=BODY).pk for n in range(number)]
        read = [
            (revision, read_text(text)) for revision, text in texts_of(Article.objects.filter(pk__in=made), "rules", 50)
        ]
        with CaptureQueriesContext(connection) as asked:
            assert not any(outcome.reason for outcome in running.save(read, VERSION))
        return len(asked)

    queries_for(1)  # makes the people
    assert queries_for(TOGETHER + 1) == queries_for(2 * TOGETHER + 1)  # each with rows beside whole groups of them


def test_the_archive_is_whole_after_it():
    for n in range(3):
        make_article(f"No {n}", body=BODY)
    extract()
    call_command("archive_check")


def test_an_editor_sees_why_it_is_suggested_how_surely_and_who_else_it_may_be(client):
    body = "Ada Vos met Clara Holt on Friday. “We will wait for the spring,” she said."
    article = make_article(body=body)
    extract()
    client.force_login(make_editor())
    page = client.get(f"/admin/articles/statement/{article.statements.get().pk}/change/").content.decode()
    assert "pronoun beside the cue “said”, taken for whoever was spoken of last" in page
    assert "Clara Holt</bdi> (" in page


def test_suggestions_are_listed_by_how_sure_their_rule_is(client):
    make_article(body=BODY)
    extract()
    client.force_login(make_editor())
    page = client.get("/admin/articles/statement/?sure=very").content.decode()
    rules = client.get("/admin/articles/statement/?rule=name_behind").content.decode()
    assert SAID[0] in page and SAID[1] not in page
    assert SAID[2] in rules and SAID[0] not in rules
