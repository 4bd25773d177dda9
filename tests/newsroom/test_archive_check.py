"""archive_check: finds each kind of fault, names the record, and changes nothing."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles import curation, publishing
from articles.anchoring import revise
from articles.importing.bulk import import_lines
from articles.importing.draft import PieceDraft
from articles.models import (
    Article,
    ArticleRevision,
    Attribution,
    FormerWords,
    Likeness,
    Place,
    Statement,
    StatementSpan,
    Wording,
)
from articles.reports import deciding
from people.models import FormerAddress, Organisation, Person
from search.models import Entry
from tests.factories import make_editor, make_person
from tests.invented import write_invented

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _archive(tmp_path):
    list(import_lines(write_invented(tmp_path / "invented.jsonl", 3)))


def findings(capsys):
    """What the command prints, one finding a line."""
    capsys.readouterr()
    with pytest.raises(CommandError, match="found to be wrong"):
        call_command("archive_check")
    return capsys.readouterr().out.splitlines()


def test_a_sound_archive_is_called_sound(capsys):
    call_command("archive_check")
    assert "The archive is sound: 13 checks" in capsys.readouterr().out


def test_an_empty_archive_is_sound(capsys):
    StatementSpan.objects.all().delete()
    for model in (Attribution, Statement, ArticleRevision, Article):
        model.objects.all().delete()
    publishing.refresh([], also=[*Person.objects.all(), *Organisation.objects.all(), *Place.objects.all()])
    call_command("rebuild_search", verbosity=0)
    call_command("archive_check")
    assert "sound" in capsys.readouterr().out


SPAN_FAULTS = {
    "reads": {"exact": "words that nobody printed"},
    "characters before it": {"prefix": "x"},
    "characters after it": {"suffix": "x"},
    "its pieces make it": {"is_verbatim": True},
}


@pytest.mark.parametrize(("problem", "fault"), SPAN_FAULTS.items())
def test_a_span_that_is_not_to_the_letter_is_found(capsys, problem, fault):
    statement = Statement.objects.filter(kind="indirect").first()
    statement.spans.update(**fault)
    lines = findings(capsys)
    assert any(f"texts: statement {statement.code}: " in line and problem in line for line in lines)


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        ({"kind": "direct"}, "it is called direct, its pieces make it indirect"),
        ({"text": "Something else"}, "its text in lists and in the search is not what its pieces say"),
        ({"position": 0}, "it is put at 0 and begins at"),
    ],
)
def test_a_statement_that_contradicts_its_pieces_is_found(capsys, fault, problem):
    statement = Statement.objects.filter(kind="indirect").first()
    Statement.objects.filter(pk=statement.pk).update(**fault)
    assert any(f"texts: statement {statement.code}: {problem}" in line for line in findings(capsys))


def test_a_statement_without_words_is_found(capsys):
    statement = Statement.objects.first()
    statement.spans.all().delete()
    assert any(f"statement {statement.code}: it has no words" in line for line in findings(capsys))


def test_a_statement_of_another_articles_text_is_found(capsys):
    first, second = Article.objects.order_by("pk")[:2]
    statement = first.statements.first()
    Statement.objects.filter(pk=statement.pk).update(revision=second.current)
    assert any("it quotes a revision of another article" in line for line in findings(capsys))


def test_a_statement_left_behind_in_an_earlier_text_is_found(capsys):
    article = Article.objects.first()
    body = article.current.body
    article.revisions.update(is_current=False)
    ArticleRevision.objects.create(article=article, number=2, headline=article.headline, body=body)
    assert any(
        "it quotes an earlier text and is not marked as no longer in the text" in line for line in findings(capsys)
    )


def test_former_words_that_are_not_to_the_letter_are_found(capsys):
    statement = Statement.objects.filter(is_orphan=False).first()
    piece = PieceDraft(0, 5, "content")
    curation.requote(statement, [piece], editor=make_editor(), reason="Shorter.", what_changed="It is shorter.")
    call_command("archive_check", "--only", "words")
    row = FormerWords.objects.get()
    row.pieces[0]["exact"] = "Never printed."
    row.save()
    problem = f"words: statement {statement.code}: its former words “Never printed.” are not those of text 1"
    assert any(line.startswith(problem) for line in findings(capsys))


def test_an_article_without_text_is_found(capsys):
    article = Article.objects.first()
    article.revisions.update(is_current=False)
    assert any(f"article {article.code}: none of its revisions is current" in line for line in findings(capsys))


def test_a_speaker_whom_the_ledger_does_not_give_is_found(capsys):
    statement = Statement.objects.filter(speaker__isnull=False).first()
    Statement.objects.filter(pk=statement.pk).update(speaker=make_person("Nobody Else"))
    assert f"ledger: statement {statement.code}: its speaker is not the one its ledger gives" in "\n".join(
        findings(capsys)
    )


def test_an_editors_word_in_the_ledger_must_be_followed(capsys):
    statement = Statement.objects.filter(speaker__isnull=False).first()
    Attribution.objects.create(
        statement=statement, person=make_person("Someone"), method="editor", asserted_by=make_editor()
    )
    assert any(line.startswith(f"ledger: statement {statement.code}") for line in findings(capsys))


def test_a_statement_that_an_editor_worked_on_and_that_vanished_is_found(capsys):
    statement = Statement.objects.first()
    statement._history_user = make_editor()
    statement.save()
    StatementSpan.objects.filter(statement=statement).delete()
    statement.attributions.all().delete()
    statement.wording.delete()
    Statement.objects.filter(pk=statement.pk)._raw_delete(using="default")
    assert any(
        line.startswith(f"lost: statement {statement.code}: an editor worked on it") for line in findings(capsys)
    )


def test_a_statement_that_an_editor_deleted_is_not_lost(capsys):
    statement = Statement.objects.first()
    statement._history_user = make_editor()
    statement.save()
    statement.delete()
    call_command("archive_check", "--only", "lost")
    assert "sound" in capsys.readouterr().out


@pytest.mark.parametrize("model", [Article, Statement, Person, Organisation, Place])
@pytest.mark.parametrize("instant", [None, "2020-01-01T00:00Z"])
def test_a_record_that_is_seen_from_another_instant_is_found(capsys, model, instant):
    record = model.objects.filter(visible_from__isnull=False).first()
    model.objects.filter(pk=record.pk).update(visible_from=instant)
    kind = model._meta.verbose_name
    assert any(line.startswith(f"visibility: {kind} {record.code}: it may be seen") for line in findings(capsys))


def test_a_rejected_statement_that_is_seen_is_found(capsys):
    statement = Statement.objects.first()
    Statement.objects.filter(pk=statement.pk).update(status="rejected")
    expected = f"visibility: statement {statement.code}: it may be seen from 1970-01-01 00:00 on, and should be never"
    assert any(line.startswith(expected) for line in findings(capsys))


@pytest.mark.parametrize("fault", [{"whole": 1}, {"who": 2}, {"day": None}, {"sample_a": 7}, {"printed": 0}])
def test_a_statement_that_is_compared_by_other_words_than_its_own_is_found(capsys, fault):
    statement = Statement.objects.first()
    Wording.objects.filter(pk=statement.pk).update(**fault)
    assert any(f"reports: statement {statement.code}: what is compared" in line for line in findings(capsys))
    call_command("group_reports", "--again", verbosity=0)
    call_command("archive_check", "--only", "reports")


def test_a_statement_that_is_not_compared_is_found_and_one_too_many(capsys):
    one, other = Statement.objects.order_by("pk")[:2]
    one.wording.delete()
    Statement.objects.filter(pk=other.pk).update(status="rejected")
    lines = findings(capsys)
    for statement in (one, other):
        assert any(f"reports: statement {statement.code}: what is compared" in line for line in lines)


@pytest.mark.parametrize("decision", [Likeness.Decision.ACCEPTED, Likeness.Decision.REJECTED])
def test_a_decision_that_does_not_hold_is_found(capsys, decision):
    one, other = Statement.objects.order_by("pk")[:2]
    deciding.say_same(one, other, by=make_editor(), reason="One speech.")
    Likeness.objects.update(decision=decision)
    if decision == Likeness.Decision.ACCEPTED:
        for model in (Statement, Wording):
            model.objects.update(utterance=None)
    assert any("and it is not so" in line for line in findings(capsys))
    call_command("group_reports", "--again", verbosity=0)
    call_command("archive_check", "--only", "reports")


def test_a_record_without_a_name_is_found(capsys):
    person = Person.objects.first()
    Person.objects.filter(pk=person.pk).update(name="", folded_name="")
    assert any(f"names: person {person.code}: it has no name" in line for line in findings(capsys))


def test_a_merge_in_two_hops_is_found(capsys):
    one, two, three = (make_person(name) for name in ("A One", "A Two", "A Three"))
    Person.objects.filter(pk=two.pk).update(merged_into=three)
    Person.objects.filter(pk=one.pk).update(merged_into=two)
    expected = f"merges: person {one.code}: it was merged into {two.code}, which is merged itself"
    assert any(expected in line for line in findings(capsys))


def test_a_former_address_that_leads_nowhere_is_found(capsys):
    person, merged = Person.objects.first(), make_person("A One")
    Person.objects.filter(pk=merged.pk).update(merged_into=person)
    for path, kind, code in [
        ("/people/nobody/", "people.person", "00000000"),
        ("/people/nothing/", "people.ghost", "00000000"),
        ("/people/merged/", "people.person", merged.code),
        (person.get_absolute_url(), "people.person", person.code),
    ]:
        FormerAddress.objects.create(path=path, kind=kind, code=code)
    FormerAddress.objects.create(path="/people/fine/", kind="people.person", code=person.code)
    told = [line for line in findings(capsys) if line.startswith("addresses: ")]
    assert len(told) == 4
    for line, problem in zip(
        told, ["no people.person 00", "no kind of record", "is merged", "leads to itself"], strict=True
    ):
        assert problem in line


def test_an_entry_of_the_search_that_is_missing_is_found(capsys):
    Entry.objects.first().delete()
    assert any(line.startswith("search: ") and "rebuild_search" in line for line in findings(capsys))


@pytest.mark.django_db(transaction=True)
def test_a_row_that_points_to_nothing_is_found(capsys):
    if connection.vendor == "postgresql":
        quiet, loud = "SET session_replication_role = replica", "SET session_replication_role = DEFAULT"
    else:
        quiet, loud = "PRAGMA foreign_keys = OFF", "PRAGMA foreign_keys = ON"
    span = StatementSpan.objects.first()
    with connection.cursor() as cursor:
        cursor.execute(quiet)
        cursor.execute("UPDATE articles_statementspan SET statement_id = 999999 WHERE id = %s", [span.pk])
        cursor.execute(loud)
    expected = f"references: articles.StatementSpan {span.pk}: its statement is articles.Statement 999999"
    assert any(expected in line for line in findings(capsys))
    StatementSpan.objects.filter(pk=span.pk).delete()


@pytest.mark.only_on("postgresql")
def test_a_constraint_that_was_never_checked_is_found(capsys):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE people_person ADD CONSTRAINT named CHECK (name <> '') NOT VALID")
    assert any(line.startswith("constraints: constraint named") for line in findings(capsys))


def test_as_json_each_finding_is_an_object_and_the_summary_comes_last(capsys):
    Person.objects.filter(pk=Person.objects.first().pk).update(name="", folded_name="")
    with pytest.raises(CommandError):
        call_command("archive_check", "--json", "--only", "names")
    found, summary = map(json.loads, capsys.readouterr().out.splitlines())
    assert (found["check"], found["problem"]) == ("names", "it has no name")
    assert (summary["sound"], summary["found"], summary["checks"]) == (False, 1, 1)


def test_the_check_writes_nothing(django_assert_max_num_queries, capsys):
    with django_assert_max_num_queries(400) as queries:
        call_command("archive_check")
    written = [
        q["sql"]
        for q in queries.captured_queries
        if q["sql"].lstrip("( ").upper().startswith(("INSERT", "UPDATE", "DELETE"))
    ]
    assert written == []


def test_an_archive_stays_sound_when_an_article_is_edited_and_imported_again(tmp_path, capsys):
    article = Article.objects.first()
    paragraphs = article.current.body.split("\n\n")
    revise(article, "\n\n".join(["The tide was low.", *paragraphs[:-1]]), by=make_editor(), reason="The end was wrong.")
    list(import_lines(write_invented(tmp_path / "again.jsonl", 4)))
    call_command("archive_check")
    assert "sound" in capsys.readouterr().out
    assert article.statements.filter(is_orphan=True).exists()
