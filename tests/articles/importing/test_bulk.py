"""A large file: in batches, with each rejected line listed, and as often as one likes."""

import gzip
import io
import json
import tracemalloc

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.importing import bulk
from articles.importing.bulk import import_lines
from articles.models import Article, Place, Statement, StatementSpan
from people.models import Organisation, Person
from tests.invented import invented_article, write_invented

pytestmark = pytest.mark.django_db


def labels(outcomes):
    return [str(outcome.label) for outcome in outcomes]


def write_lines(path, *lines):
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines))
    return path


def test_every_line_becomes_an_article_with_all_it_says(tmp_path):
    file = write_invented(tmp_path / "a.jsonl", 7)
    outcomes = list(import_lines(file, batch=3))
    assert labels(outcomes) == ["new"] * 7
    assert outcomes[4].source == "a.jsonl:5"
    article = Article.objects.get(pk=outcomes[4].article_id)
    record = invented_article(4)
    assert (article.headline, article.current.body) == (record["title"], record["body"])
    assert article.statements.count() == len(record["statements"])
    for statement, said in zip(article.statements.in_reading_order(), record["statements"], strict=True):
        assert statement.kind == said["kind"]
        assert str(statement.speaker or statement.described_as) == said["speaker"]
    assert article.is_public
    assert Statement.objects.published().count() == 63


def test_the_same_file_again_changes_nothing(tmp_path):
    file = write_invented(tmp_path / "a.jsonl", 5)
    list(import_lines(file))
    before = [model.objects.count() for model in (Article, Statement, StatementSpan, Person, Organisation, Place)]
    assert labels(import_lines(file, batch=2)) == ["unchanged"] * 5
    assert [m.objects.count() for m in (Article, Statement, StatementSpan, Person, Organisation, Place)] == before


def test_a_packed_file_is_the_same_file(tmp_path):
    plain = write_invented(tmp_path / "a.jsonl", 3)
    packed = tmp_path / "b.jsonl.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    list(import_lines(plain))
    assert labels(import_lines(packed)) == ["unchanged"] * 3


def test_bad_lines_are_listed_and_good_ones_beside_them_imported(tmp_path):
    wrong = invented_article(2) | {"statements": [invented_article(2)["statements"][0] | {"start": 0}]}
    lines = [invented_article(1), b"{", wrong, b"\xff\xfe{}", invented_article(3), invented_article(1)]
    outcomes = list(import_lines(write_lines(tmp_path / "a.jsonl", *lines)))
    assert labels(outcomes) == ["new", "refused", "refused", "refused", "new", "refused"]
    assert [outcome.source for outcome in outcomes] == [f"a.jsonl:{number}" for number in range(1, 7)]
    assert outcomes[2].reason.startswith("statement 1: the text at 0 reads “The ")
    assert outcomes[5].reason == "its id stands on line 1 already"
    assert Article.objects.count() == 2


def test_an_article_twice_in_a_file_is_noticed_across_batches(tmp_path):
    lines = [invented_article(number) for number in (1, 2, 3, 1)]
    outcomes = list(import_lines(write_lines(tmp_path / "a.jsonl", *lines), batch=2))
    assert outcomes[3].reason == "its id stands on line 1 already"


def test_rejected_lines_put_right_can_be_imported(tmp_path):
    right = invented_article(1)
    file = write_lines(tmp_path / "a.jsonl", right | {"published_at": "in spring"}, b'{"id": \xff')
    rejects = io.StringIO()
    list(import_lines(file, rejects=rejects))
    first, second = map(json.loads, rejects.getvalue().splitlines())
    assert first["rejected"]["source"] == "a.jsonl:1"
    assert first["rejected"]["reason"].startswith("published_at “in spring” is not a date")
    assert second["line"] == '{"id": \\xff'
    corrected = write_lines(tmp_path / "b.jsonl", first | {"published_at": right["published_at"]})
    assert labels(import_lines(corrected)) == ["new"]
    assert labels(import_lines(write_lines(tmp_path / "c.jsonl", right))) == ["unchanged"]


def test_a_line_that_changed_becomes_a_new_revision(tmp_path):
    record = invented_article(1)
    list(import_lines(write_lines(tmp_path / "a.jsonl", record)))
    changed = record | {"body": record["body"] + "\n\nThe tide turned."}
    assert labels(import_lines(write_lines(tmp_path / "a.jsonl", changed))) == ["changed"]
    assert Article.objects.get().current.number == 2


def test_the_queries_hardly_grow_with_the_batch(tmp_path):
    """Three times as many articles: a third more, for SQLite takes long lists in parts."""
    list(import_lines(write_invented(tmp_path / "a.jsonl", 2)))

    def queries_for(numbers):
        file = write_lines(tmp_path / "b.jsonl", *map(invented_article, numbers))
        with CaptureQueriesContext(connection) as asked:
            assert set(labels(import_lines(file))) == {"new"}
        return len(asked)

    few = queries_for(range(20, 40))  # these bring words that were not known, too
    assert queries_for(range(100, 160)) < 1.34 * few


def test_lines_that_are_there_already_cost_one_query_a_batch(tmp_path, django_assert_max_num_queries):
    file = write_invented(tmp_path / "a.jsonl", 30)
    list(import_lines(file))
    with django_assert_max_num_queries(4):  # and the beginning and end of the transaction
        list(import_lines(file, batch=30))


def test_memory_does_not_grow_with_the_file(tmp_path):
    """Ten times as many lines, refused or known, take no more room at their height."""
    list(import_lines(write_invented(tmp_path / "known.jsonl", 20)))
    known = (tmp_path / "known.jsonl").read_bytes().splitlines()

    def height(lines):
        file = write_lines(tmp_path / "many.jsonl", *lines)
        tracemalloc.start()
        assert len({outcome.label for outcome in import_lines(file, batch=20)}) == 2
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    once, ten_times = [*known, b"{"], [*known * 10, b"{"]
    height(once)  # fills the caches
    assert height(ten_times) < 1.5 * height(once)


def test_a_batch_is_bounded_in_bytes_too(monkeypatch, tmp_path):
    monkeypatch.setattr(bulk, "BATCH_BYTES", 5000)
    lines = [bulk.Line(number, b"x" * 2000) for number in range(7)]
    assert [len(batch) for batch in bulk.batches(lines, 100)] == [3, 3, 1]


def test_the_bar_is_shown_when_asked_for_only(tmp_path, capsys):
    file = write_invented(tmp_path / "a.jsonl", 2)
    list(import_lines(file))
    assert capsys.readouterr().err == ""
    list(import_lines(file, show_progress=True))
    assert "a.jsonl" in capsys.readouterr().err


def test_the_command_counts_and_writes_the_rejects(tmp_path, capsys):
    file = write_lines(tmp_path / "a.jsonl", invented_article(1), b"nonsense", invented_article(2))
    rejects = tmp_path / "rejects.jsonl"
    with pytest.raises(CommandError, match="1 refused"):
        call_command("import_articles", str(file), "--rejects", str(rejects))
    printed = capsys.readouterr()
    assert printed.out.strip() == "2 new, 1 refused"
    assert "a.jsonl:2: not JSON at character 1 of the line" in printed.err
    assert json.loads(rejects.read_text())["rejected"]["source"] == "a.jsonl:2"


def test_the_rejects_never_overwrite_a_file(tmp_path):
    file = write_invented(tmp_path / "a.jsonl", 1)
    with pytest.raises(CommandError, match="File exists"):
        call_command("import_articles", str(file), "--rejects", str(file))
    assert file.read_text()
