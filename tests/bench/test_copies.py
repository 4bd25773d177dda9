"""A copied archive is as sound as the one it was copied from, and its copies are found."""

import json

import pytest
from django.core.management import call_command

from articles.importing.bulk import import_lines
from articles.models import Article, EventMention, Reference, Statement
from bench.enrich import enriched
from bench.multiplying import multiply
from people.models import Person
from search.models import Entry, Frequency
from tests.invented import invented_article

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _archive(tmp_path):
    file = tmp_path / "invented.jsonl"
    with file.open("w") as lines:
        lines.writelines(json.dumps(enriched(invented_article(number))) + "\n" for number in range(12, 24))
    list(import_lines(file))


def test_a_copied_archive_is_sound(capsys):
    multiply(4, people=Person.objects.count() + 3)
    call_command("archive_check")
    assert "The archive is sound" in capsys.readouterr().out
    assert set(Frequency.objects.filter(word__in=new_speakers()).values_list("number", flat=True)) != {0}


def new_speakers():
    """Whoever speaks in copies alone."""
    return [f"speaker{person.pk}" for person in Person.objects.filter(name__contains=".")]


def test_every_article_is_there_so_many_times_with_all_it_says():
    before = [model.objects.count() for model in (Article, Statement)]
    multiply(4)
    assert [model.objects.count() for model in (Article, Statement)] == [4 * number for number in before]
    assert Entry.objects.filter(kind="statement").count() == 4 * before[1]
    copied = Article.objects.filter(headline=Article.objects.first().headline)
    assert len({(article.code, article.slug, article.printed_on) for article in copied}) == 4


def test_a_copy_is_found_by_its_words_its_own_year_and_whoever_speaks_in_it(client):
    multiply(3, people=Person.objects.count() + 3)
    said = Statement.objects.filter(speaker__name__contains=".").order_by("-pk").first()
    asked = {"q": f'"{said.text}"', "speaker": said.speaker.name, "from": said.sorted_on, "to-date": said.sorted_on}
    assert said.get_absolute_url() in client.get("/search/", asked).content.decode()
    assert client.get(said.get_absolute_url()).status_code == 200


def test_an_archive_dated_by_the_month_is_left_as_it_is():
    Article.objects.filter(pk=Article.objects.first().pk).update(printed_on_precision="month")
    with pytest.raises(ValueError, match="dated to the day"):
        multiply(2)


def test_what_is_added_to_a_generated_article_is_always_the_same_and_is_imported_whole():
    article = enriched(invented_article(13))
    assert article == enriched(invented_article(13))
    assert Article.objects.get(headline=article["title"]).dateline_place.name == article["dateline"]
    assert Statement.objects.filter(said_in__isnull=False).exists()
    assert {"about", "to"} <= set(Reference.objects.values_list("relation", flat=True))
    assert EventMention.objects.exists()
