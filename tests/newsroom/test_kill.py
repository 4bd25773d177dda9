"""An import that is killed at any instant and run again loses nothing, doubles nothing and leaves nothing half done."""

import hashlib
import json
import os
import random
import signal
import sqlite3
import time
from contextlib import closing

import psycopg
import pytest

from tests.databases import database_of_its_own
from tests.invented import invented_article, write_invented
from tests.programs import Program

pytestmark = pytest.mark.long
KILLS = 20
ARTICLES = 400
BATCH = "--batch=20"  # so that a kill lands between any two, and in the middle of many
SEED = int(os.environ.get("KILL_SEED", "1987"))
# What an archive holds, in an order that does not depend on when it was written or how keys were given.
CONTENT = [
    ("SELECT a.origin_key, a.headline, a.slug, a.lead, a.status, a.visible_from, p.name, r.number, r.body "
     "FROM articles_article a JOIN articles_articlerevision r ON r.article_id = a.id "
     "LEFT JOIN people_organisation p ON p.id = a.publisher_id"),
    ("SELECT a.origin_key, s.position, s.kind, s.status, s.text, s.described_as, s.sorted_on, s.visible_from, p.name "
     "FROM articles_statement s JOIN articles_article a ON a.id = s.article_id "
     "LEFT JOIN people_person p ON p.id = s.speaker_id"),
    ('SELECT a.origin_key, s.position, x.part, x.start, x."end", x.exact, x.prefix, x.suffix, x.is_verbatim '
     "FROM articles_statementspan x JOIN articles_statement s ON s.id = x.statement_id "
     "JOIN articles_article a ON a.id = s.article_id"),
    ("SELECT a.origin_key, s.position, l.method, l.version, p.name FROM articles_attribution l "
     "JOIN articles_statement s ON s.id = l.statement_id JOIN articles_article a ON a.id = s.article_id "
     "LEFT JOIN people_person p ON p.id = l.person_id"),
    ("SELECT a.origin_key, p.name, x.role, x.described_as, x.review FROM articles_participation x "
     "JOIN articles_article a ON a.id = x.article_id JOIN people_person p ON p.id = x.person_id"),
    ("SELECT a.origin_key, p.name, p.latitude FROM articles_placemention m "
     "JOIN articles_article a ON a.id = m.article_id JOIN articles_place p ON p.id = m.place_id"),
    ("SELECT a.origin_key, s.position, w.day, w.length, w.called, w.whole, w.printed, w.sample_a, w.sample_b, "
     "w.sample_c FROM articles_wording w JOIN articles_statement s ON s.id = w.statement_id "
     "JOIN articles_article a ON a.id = s.article_id"),
    ("SELECT a.origin_key, s.position, (SELECT min(b.origin_key) FROM articles_statement t "
     "JOIN articles_article b ON b.id = t.article_id WHERE t.utterance_id = s.utterance_id) "
     "FROM articles_statement s JOIN articles_article a ON a.id = s.article_id WHERE s.utterance_id IS NOT NULL"),
    "SELECT name, slug, visible_from FROM people_person",
    "SELECT name, slug, visible_from FROM people_organisation",
    "SELECT name, slug, visible_from, country_code FROM articles_place",
    "SELECT kind, minute, digest IS NOT NULL, count(*) FROM search_entry GROUP BY kind, minute, digest IS NOT NULL",
]  # fmt: skip


FORGET = """
from articles.models import Participation, PlaceMention, Reading, Statement
for model in (Statement, Participation, PlaceMention, Reading):
    model.objects.all().delete()
"""


class Archive:
    """A database of its own, which only programs started from here use."""

    def __init__(self, url):
        self.url = url

    def start(self, *arguments):
        return Program(self.url, *arguments)

    def run(self, *arguments):
        program = self.start(*arguments)
        assert program.wait() and program.returncode == 0, f"{arguments}: {program.printed}"
        return program.printed

    def number_read(self):
        """How many articles have been read, as another connection sees it."""
        file = self.url.removeprefix("sqlite:///")
        with closing(psycopg.connect(self.url) if file == self.url else sqlite3.connect(file, timeout=20)) as beside:
            return beside.execute("SELECT count(*) FROM articles_reading").fetchone()[0]

    def content(self):
        """A digest of all that the archive holds."""
        code = f"""
from django.db import connection
with connection.cursor() as cursor:
    for query in {CONTENT!r}:
        cursor.execute(query)
        for row in sorted(map(repr, cursor.fetchall())):
            print(row)
"""
        return hashlib.sha256(self.run("shell", "--verbosity", "0", "-c", code).encode()).hexdigest()


@pytest.fixture
def archives(tmp_path, transactional_db):
    """Two empty archives of their own: one to be disturbed, one that is left in peace."""
    with database_of_its_own(tmp_path, "disturbed") as one, database_of_its_own(tmp_path, "peaceful") as other:
        yield Archive(one), Archive(other)


def import_in_peace(archive, file):
    """Import a file; return how long that takes."""
    started = time.monotonic()
    archive.run("import_articles", BATCH, str(file))
    return time.monotonic() - started


def kill_at(archive, seconds, *command):
    """Kill a command after so many seconds, with all it started; True if it was still running."""
    program = archive.start(*command)
    if not program.wait(seconds):
        program.kill()
        program.wait()
    return program.returncode == -signal.SIGKILL


def kill_after(archive, number, *command):
    """Kill a command once so many articles are read, with all it started; True if it was still running."""
    program = archive.start(*command)
    while program.is_running() and archive.number_read() < number:
        time.sleep(0.01)
    program.kill()
    program.wait()
    return program.returncode == -signal.SIGKILL


@pytest.mark.django_db(transaction=True)
def test_an_import_killed_twenty_times_ends_as_if_nobody_had(archives, tmp_path):
    disturbed, peaceful = archives
    file = write_invented(tmp_path / "invented.jsonl", ARTICLES)
    work = import_in_peace(peaceful, file)
    start = import_in_peace(peaceful, write_invented(tmp_path / "one.jsonl", 1))
    # Twenty of these together are less than the whole work: it is never done before the last.
    moments = [start + random.Random(SEED + number).uniform(-0.05, 0.08) * work for number in range(KILLS)]
    killed = [kill_at(disturbed, seconds, "import_articles", BATCH, str(file)) for seconds in moments]
    disturbed.run("import_articles", BATCH, str(file))
    note = f"KILL_SEED={SEED}, {sum(killed)} of {KILLS} killed at {[round(seconds, 2) for seconds in moments]}"
    print(note)
    assert any(killed), note  # how many came before the end is for the clock to say
    assert "The archive is sound" in disturbed.run("archive_check"), note
    assert disturbed.content() == peaceful.content(), note


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_one_file_at_once_make_it_once(archives, tmp_path):
    disturbed, peaceful = archives
    file = write_invented(tmp_path / "invented.jsonl", 80)
    import_in_peace(peaceful, file)
    programs = [disturbed.start("import_articles", BATCH, str(file)) for _ in range(2)]
    assert all(program.wait() for program in programs)
    assert [program.returncode for program in programs] == [0, 0], [program.printed for program in programs]
    assert "The archive is sound" in disturbed.run("archive_check")
    assert disturbed.content() == peaceful.content()


def write_bare(path, number):
    """Invented articles without a word on who said what in them."""
    articles = (invented_article(n) for n in range(number))
    kept = (
        {name: article[name] for name in ("id", "title", "published_at", "language", "body")} for article in articles
    )
    path.write_text("".join(json.dumps(article) + "\n" for article in kept), encoding="utf-8")
    return path


@pytest.mark.django_db(transaction=True)
def test_a_reading_killed_again_and_again_ends_as_if_nobody_had(archives, tmp_path):
    """`extract`, on two cores: each article is read whole or not at all, and by the next run otherwise."""
    file = write_bare(tmp_path / "bare.jsonl", 60)
    for archive in archives:
        import_in_peace(archive, file)
        archive.run("shell", "--verbosity", "0", "-c", FORGET)
    disturbed, peaceful = archives
    assert "60 articles read" in peaceful.run("extract", "--jobs", "1")
    killed = [kill_after(disturbed, read, "extract", "--jobs", "2") for read in (1, 26)]  # 25 are saved together
    disturbed.run("extract", "--jobs", "2")
    note = f"killed {killed}"
    assert any(killed), note
    assert "The archive is sound" in disturbed.run("archive_check"), note
    assert disturbed.content() == peaceful.content(), note
    assert "0 articles read" in disturbed.run("extract", "--jobs", "1"), note
