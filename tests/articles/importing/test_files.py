"""The command: one line for each article, all that can be imported is, and again changes nothing."""

import io
import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import close_old_connections, connection

from articles.importing.draft import Draft, PartyDraft
from articles.importing.files import import_files, read_file
from articles.importing.saving import save_drafts
from articles.models import Article, Statement
from people.models import Person
from tests.databases import database_of_its_own

SEEDS = sorted((settings.BASE_DIR / "seeds").glob("*.txt"))
PAGE = """Home World Talks Two villages meet over one bridge

Two villages meet over one bridge

Lyon : The mayors of both villages have agreed to talk, the engineer Marta Oliveira, who heads the works, said.

“The bridge will open in spring,” Oliveira said on Tuesday.

“We will not pay twice,” said Mayor Jonas Brandt. “We paid once.”
"""


def run(*files, **options):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_articles", *map(str, files), stdout=out, stderr=err, **options)
    except CommandError as error:
        return out.getvalue(), err.getvalue(), str(error)
    return out.getvalue(), err.getvalue(), ""


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "bridge.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.mark.django_db
def test_a_page_from_the_web_waits_for_review_with_what_the_rules_found(page):
    out, _, _ = run(page)
    assert out == "new        Two villages meet over one bridge\n1 new\n"
    article = Article.objects.get()
    assert (article.status, article.printed_on, article.dateline_text) == ("in_review", None, "Lyon")
    assert article.current.body.startswith("Lyon : The mayors")
    assert article.current.source_text == PAGE
    spoken = {str(statement.speaker) for statement in article.statements.all()}
    assert {"Marta Oliveira", "Jonas Brandt"} <= spoken
    assert {statement.status for statement in article.statements.all()} == {"suggested"}
    assert not Person.objects.published().exists()


@pytest.mark.django_db
def test_again_nothing_changes_and_it_says_so(page):
    run(page)
    before = list(Statement.objects.values())
    out, _, _ = run(page)
    assert out == "unchanged  Two villages meet over one bridge\n1 unchanged\n"
    assert list(Statement.objects.values()) == before


@pytest.mark.django_db
def test_a_text_is_published_only_when_somebody_says_so(page):
    run(page, status="published")
    assert Article.objects.published().count() == 1
    assert not Statement.objects.published().exists()


@pytest.mark.django_db
def test_what_cannot_be_read_is_listed_and_all_else_is_imported(page, tmp_path):
    broken = {"empty.txt": b"", "latin.txt": "Grève\n\nfermé".encode("latin-1"), "a.pdf": b"%PDF", "blank.txt": b" \n"}
    for name, data in broken.items():
        (tmp_path / name).write_bytes(data)
    out, err, error = run(*(tmp_path / name for name in broken), tmp_path / "none.txt", page)
    assert out.endswith("new        Two villages meet over one bridge\n1 new, 5 refused\n")
    assert [line.split(":")[0].split()[1] for line in err.splitlines()] == [*broken, "none.txt"]
    assert error == "5 refused; all others are in the archive."


@pytest.mark.django_db
def test_a_record_that_is_wrong_refuses_its_text(page):
    page.with_suffix(".toml").write_text('[article]\nstatus = "open"')
    _, err, _ = run(page)
    assert "refused    bridge.txt: status of the article is “open”: it is one of draft, in_review" in err
    page.with_suffix(".toml").write_text('[article]\nstatis = "open"')
    assert "bridge.toml: [article] has no “statis”: do you mean “status”?" in run(page)[1]
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_a_record_named_beside_its_text_is_not_taken_for_a_text(page):
    page.with_suffix(".toml").write_text('[article]\nstatus = "published"')
    assert [outcome.label for outcome in import_files([page, page.with_suffix(".toml")])] == ["new"]


@pytest.mark.django_db
def test_a_poisoned_text_among_many_keeps_none_of_them_back(tmp_path):
    texts = [tmp_path / f"{n:02}.txt" for n in range(20)]
    for n, path in enumerate(texts):
        path.write_text(f"Headline {n}\n\nText {n}, and no more." if n != 7 else "")
    labels = [outcome.label.value for outcome in import_files(texts)]
    assert (labels.count("new"), labels[7]) == (19, "refused")
    texts[7].write_text("Headline 7\n\nText 7, and no more.")
    labels = [outcome.label.value for outcome in import_files(texts)]
    assert (labels.count("unchanged"), labels[7]) == (19, "new")


@pytest.mark.django_db
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_every_seed_is_imported_and_again_unchanged(path):
    assert [outcome.reason for outcome in import_files([path])] == [""]
    assert [outcome.label for outcome in import_files([path])] == ["unchanged"]


@pytest.mark.django_db
def test_all_seeds_together_in_any_order_are_one_archive():
    def import_all(paths):
        return {(outcome.label.value, outcome.reason) for outcome in import_files(paths)}

    assert import_all(SEEDS[::-1]) == {("new", "")}
    assert import_all(SEEDS) == {("unchanged", "")}
    for span in Statement.objects.get_queryset().values_list(
        "revision__body", "spans__start", "spans__end", "spans__exact"
    ):
        assert span[0][span[1] : span[2]] == span[3]


def test_the_sample_article_is_read_by_rule_alone(tmp_path):
    seed = Path(settings.BASE_DIR / "seeds" / "astana-talks.txt")
    alone = tmp_path / "sample.txt"
    alone.write_bytes(seed.read_bytes())
    draft = read_file(alone)
    assert draft.headline == "Syrian opposition meets in Kazakhstan for peace talks"
    assert draft.headline not in draft.body
    assert (draft.dateline_text, draft.dateline_place, draft.printed_on) == ("Astana", "Astana", None)
    assert len(draft.statements) == 9
    assert {statement.speaker for statement in draft.statements} == {
        "Amar Abdul Hameed",
        "Sarbast Nabi",
        "Erlan Idrissov",
        "Dosym Satpayev",
    }
    assert {statement.status for statement in draft.statements} == {"suggested"}


@pytest.fixture
def on_disk(tmp_path, transactional_db):
    """The address of an empty archive in a file."""
    with database_of_its_own(tmp_path, "archive") as database:
        yield database


@pytest.mark.only_on("sqlite")
def test_two_processes_that_import_the_same_files_make_each_once(tmp_path, on_disk):
    environment = os.environ | {"DATABASE_URL": on_disk}
    manage = [sys.executable, "manage.py"]
    texts = [tmp_path / f"{n}.txt" for n in range(8)]
    for n, path in enumerate(texts):
        path.write_text(f"Harbour strike, day {n}\n\nThe port was quiet on day {n}. Ada Vos said: “We wait.”")
    orders = [texts, texts[::-1]]
    command = {"cwd": settings.BASE_DIR, "env": environment, "stdout": subprocess.PIPE, "text": True}
    running = [subprocess.Popen([*manage, "import_articles", *map(str, order)], **command) for order in orders]
    told = "".join(process.communicate(timeout=120)[0] for process in running)
    assert (told.count("new  "), told.count("unchanged  ")) == (8, 8)
    with closing(sqlite3.connect(tmp_path / "archive.sqlite3")) as archive:
        assert archive.execute("SELECT count(*) FROM articles_article").fetchone() == (8,)
        assert archive.execute("SELECT count(*) FROM people_person WHERE name = 'Ada Vos'").fetchone() == (1,)


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_the_same_at_once_make_it_once():
    drafts = [
        Draft(f"k{n}", "Strike", f"Text {n}.", parties=[PartyDraft("Ada Vos", role="subject")]) for n in range(30)
    ]
    became, start = {}, threading.Barrier(2)

    def work(number):
        try:
            start.wait()
            ordered = drafts if number else drafts[::-1]
            became[number] = [
                outcome.label.value for batch in (ordered[:15], ordered[15:]) for outcome in save_drafts(batch)
            ]
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[number]) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    close_old_connections()
    labels = became[0] + became[1]
    assert (labels.count("new"), labels.count("unchanged")) == (30, 30)
    assert Article.objects.count() == 30
    assert Person.objects.filter(name="Ada Vos").count() == 1
