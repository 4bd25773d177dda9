"""Records by the hundred: a trial that leaves no trace, the import, and the refused ones put right."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.importing.bulk import import_lines
from articles.models import Article
from people.models import Person
from search.models import Entry
from tests.articles.admin.forms import fields_of
from tests.factories import make_editor
from tests.invented import invented_article, write_invented

pytestmark = pytest.mark.django_db
PAGE = "/desk/import/"


@pytest.fixture
def edith(client):
    editor = make_editor("edith")
    client.force_login(editor)
    return editor


def records(*numbers):
    return "\n".join(json.dumps(invented_article(n)) for n in numbers)


def test_a_trial_says_what_would_become_of_each_and_leaves_no_trace(client, edith, tmp_path):
    list(import_lines(write_invented(tmp_path / "a.jsonl", 2)))
    changed = json.dumps(invented_article(1) | {"title": "Another title"})
    before = [model.objects.count() for model in (Article, Person, Entry)]
    page = client.post(
        PAGE, {"lines": f"{records(0)}\n{changed}\n{records(2)}\n{{broken", "act": "try"}
    ).content.decode()
    for words in ("1</strong> new", "1</strong> changed", "1</strong> the same as here", "1</strong> refused"):
        assert words in page
    assert [model.objects.count() for model in (Article, Person, Entry)] == before
    assert not Article.objects.filter(headline="Another title").exists()


def test_what_was_tried_is_imported_and_again_it_is_the_same(client, edith):
    tried = client.post(PAGE, {"lines": records(0, 1, 2), "act": "try"})
    fields = fields_of(tried)
    page = client.post(PAGE, fields | {"act": "import"}).content.decode()
    assert "3</strong> new" in page and Article.objects.published().count() == 3
    assert "3</strong> the same as here" in client.post(PAGE, fields | {"act": "import"}).content.decode()
    assert Article.objects.count() == 3


def test_what_is_refused_stays_in_the_field_with_its_reason_and_is_put_right(client, edith):
    broken = json.dumps({"id": "a", "title": "No text"})
    page = client.post(PAGE, {"lines": f"{records(0)}\n{broken}", "act": "import"})
    assert '<li class="warning">1 of 2 records are in the archive.' in page.content.decode()
    left = fields_of(page)["lines"].strip()
    assert json.loads(left)["title"] == "No text" and "body" in json.loads(left)["rejected"]["reason"]
    mended = json.dumps(json.loads(left) | {"body": "Now it has one."})
    client.post(PAGE, {"lines": mended, "act": "import"})
    assert Article.objects.count() == 2


def test_a_file_is_read_into_the_field(client, edith):
    page = client.post(PAGE, {"file": SimpleUploadedFile("a.jsonl", records(0, 1).encode()), "act": "try"})
    assert fields_of(page)["lines"].strip() == records(0, 1)
    assert "2</strong> new" in page.content.decode()


@pytest.mark.parametrize(
    ("posted", "reason"),
    [
        ({"lines": " "}, "there is nothing in it"),
        ({"file": SimpleUploadedFile("a.jsonl", b"x" * (5 * 1024 * 1024))}, "larger than 4 MB"),
        ({"file": SimpleUploadedFile("a.jsonl", b"\xff\xfe\xfa")}, "breaks off"),
    ],
)
def test_what_is_no_file_of_records_is_refused_in_words(client, edith, posted, reason):
    page = client.post(PAGE, posted | {"act": "import"})
    assert page.status_code == 400 and reason in page.content.decode()


def test_an_import_by_hand_without_a_trial_is_a_trial(client, edith):
    client.post(PAGE, {"lines": records(0)})
    assert not Article.objects.exists()
