"""archive_check of a large archive: how far it is, a sample of it, and several processes that share it."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from articles.importing.bulk import import_lines
from articles.models import Statement
from newsroom.checks import CHECKS
from newsroom.management.commands import archive_check
from people.models import Person
from people.ranges import EVERY, LAST, SAMPLED, last_key, ranges_of, sample_of
from tests.databases import database_of_its_own
from tests.factories import make_person
from tests.invented import write_invented


@pytest.fixture
def archive(db, tmp_path):
    list(import_lines(write_invented(tmp_path / "invented.jsonl", 3)))


def people_with_gaps():
    first = make_person("A 0").pk
    for n in (1, 2, 3, 50, 51, 5000):
        Person.objects.create(pk=first + n, name=f"A {n}")
    return Person.objects.order_by("pk").values_list("pk", flat=True)


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 2, 3, 10, 100_000])
def test_ranges_hold_every_key_once_also_those_that_no_row_has(size):
    people = people_with_gaps()
    ranges = list(ranges_of(Person, size, last_key(Person)))
    assert ranges[0].low < 0 and ranges[-1].high == LAST
    assert [r.high for r in ranges[:-1]] == [r.low for r in ranges[1:]]
    held = [list(people.filter(each.of())) for each in ranges]
    assert [pk for some in held for pk in some] == [*people]
    assert max(map(len, held)) <= size
    assert len(ranges) <= len(people) + 1


@pytest.mark.django_db
def test_an_empty_table_is_one_range():
    assert list(ranges_of(Person, 10, last_key(Person))) == [EVERY]
    assert list(sample_of(Person, 0.5)) == []


@pytest.mark.django_db
def test_a_sample_comes_from_all_over_and_is_another_one_each_time(monkeypatch):
    people = people_with_gaps()
    monkeypatch.setattr("people.ranges.SAMPLED", 2)
    found = set()
    for start in range(20):
        monkeypatch.setattr("people.ranges.randrange", lambda step, start=start: start)
        ranges = list(sample_of(Person, 0.1))
        assert len(ranges) < 20
        found |= {pk for r in ranges for pk in people.filter(r.of())}
    assert found == {*people}


def test_how_far_it_is_is_told_where_somebody_wants_to_know(archive, capfd):
    call_command("archive_check", "--only", "texts", verbosity=2)
    told = capfd.readouterr().err
    assert "texts: 0.00 keys" in told and told.endswith(" s\n")
    call_command("archive_check", "--only", "texts")
    assert capfd.readouterr().err == ""


def test_every_check_comes_to_its_end(archive):
    for name, parts in CHECKS.items():
        steps = []
        list(archive_check.Run(told=lambda *step, steps=steps: steps.append(step)).findings(name))
        assert steps == sorted(steps) and len(steps) >= len(parts)
        assert steps[-1][0] == steps[-1][1]


def test_a_sample_finds_what_is_wrong_in_it_and_says_what_it_is(archive, monkeypatch, capsys):
    statement = Statement.objects.earliest("pk")
    monkeypatch.setattr("people.ranges.randrange", lambda step: statement.revision_id - 1 + SAMPLED)  # begins with it
    call_command("archive_check", "--sample", "1")
    assert "A sample of 1 % is sound: 13 checks" in capsys.readouterr().out
    Statement.objects.filter(pk=statement.pk).update(text="Something else")
    with pytest.raises(CommandError):
        call_command("archive_check", "--sample", "1%", "--json", "--only", "texts")
    found, summary = map(json.loads, capsys.readouterr().out.splitlines())
    assert found["what"] == f"statement {statement.code}" and summary["sample"] == 0.01


@pytest.mark.parametrize("typed", ["0", "101", "a few", "nan"])
def test_a_sample_is_a_percentage(typed, capsys):
    with pytest.raises(CommandError):
        call_command("archive_check", f"--sample={typed}")


@pytest.mark.parametrize("typed", ["0", "-1", "two"])
def test_there_is_at_least_one_process(typed):
    with pytest.raises(CommandError):
        call_command("archive_check", f"--jobs={typed}")


SPOIL = """
from articles.models import Article, Statement
Statement.objects.update(text="So")
Article.objects.update(visible_from=None)
"""


@pytest.mark.django_db(transaction=True)
def test_several_processes_find_what_one_finds(tmp_path):
    """In an archive of its own, where each sees what is wrong."""
    with database_of_its_own(tmp_path, "shared") as url:
        environment = os.environ | {"DATABASE_URL": url, "DEBUG": "1"}

        def run(*arguments):
            command = [sys.executable, "manage.py", *arguments]
            return subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True)

        assert run("import_articles", str(write_invented(tmp_path / "invented.jsonl", 3))).returncode == 0
        assert run("archive_check", "--jobs", "2").returncode == 0
        assert run("shell", "-c", SPOIL).returncode == 0
        one, two = (run("archive_check", "--jobs", jobs) for jobs in "12")
        assert one.returncode == two.returncode == 1
        assert one.stdout == two.stdout and one.stdout.count("\n") > 60
