"""Names while somebody types, and words that were meant: from tables kept with the index."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import publishing
from people.models import PersonName
from search import suggesting, upkeep, vocabulary
from search.models import Spelling, Tally, Trigram, Word
from tests import factories as make

pytestmark = pytest.mark.django_db


def said_by(name, times=1, **fields):
    """A person who said something so many times."""
    person = make.make_person(name)
    article = make.make_article(f"By {name}", " ".join(f"“Word {n} of {name}”" for n in range(times)), **fields)
    for n in range(times):
        make.make_statement(article, f"Word {n} of {name}", person)
    return person


def suggested(typed, kinds=("person",), most=8):
    found = suggesting.suggest(typed, kinds, most)
    return [pk for _kind, pk in found][:most]


def test_any_word_of_any_name_begins_it():
    ada = said_by("Ada de Vos")
    PersonName.objects.create(person=ada, text="Аделаида Вос")
    publishing.tell({type(ada): [ada.pk]})
    for typed in ["ad", "ada de", "vos", "vos ada", "de vos a", "аделаида", "вос"]:
        assert suggested(typed) == [ada.pk], typed
    assert suggested("os") == suggested("adb") == []


def test_exactly_so_first_then_the_most_quoted():
    rare, often, exact = said_by("Mara Rare"), said_by("Marabel Often", 5), said_by("Mar")
    assert suggested("mar") == [exact.pk, often.pk, rare.pk]
    assert suggested("ma") == [often.pk, exact.pk, rare.pk]


def test_weights_follow_what_is_said_and_are_the_same_after_a_rebuild():
    ada = said_by("Ada Vos", 3)
    word = f"speaker{ada.pk}"
    assert Tally.objects.get(word=word).number == 3
    weights = set(Spelling.objects.values_list("record_id", "spelling", "weight"))
    statement = ada.statements.first()
    statement.status = "retracted"
    statement.save()
    publishing.refresh([statement.article_id])
    assert Tally.objects.get(word=word).number == 2
    statement.status = "accepted"
    statement.save()
    publishing.refresh([statement.article_id])
    assert set(Spelling.objects.values_list("record_id", "spelling", "weight")) == weights
    upkeep.start_anew()
    assert set(Spelling.objects.values_list("record_id", "spelling", "weight")) == weights


def test_only_visible_names_are_suggested_and_an_embargo_ends_by_itself(monkeypatch):
    until = timezone.now() + timedelta(days=1)
    secret = said_by("Zyx Secret", embargo_until=until)
    said_by("Zyxa Draft", status="draft")
    assert suggested("zyx") == []
    assert Spelling.objects.filter(spelling__contains="draft").count() == 0
    monkeypatch.setattr(timezone, "now", lambda: until)
    assert suggested("zyx") == [secret.pk]


def test_a_changed_name_leaves_nothing_behind():
    ada = said_by("Ada Vos")
    ada.name = "Bea Vos"
    ada.save()
    publishing.tell({type(ada): [ada.pk]})
    assert suggested("ada") == [] and suggested("bea") == [ada.pk]


def test_a_misspelt_word_finds_the_nearest_that_is_known():
    said_by("Erlan Idrissov")
    make.make_article("Negotiations in the harbour")
    near = vocabulary.nearest(["idrisov", "negotations", "harbuor", "harbour", "zzzzzz", "ab"], names_only={"idrisov"})
    assert near["idrisov"][0] == "idrissov"
    assert near["negotations"][0] == "negotiations"
    assert near["harbuor"][0] == "harbour"
    assert near["harbour"] == ["harbour"]
    assert near["zzzzzz"] == [] and "ab" not in near
    assert vocabulary.nearest(["harbuor"], names_only={"harbuor"}) == {"harbuor": []}


@pytest.mark.parametrize(
    ("one", "other", "away"),
    [("vos", "vos", 0), ("vos", "voss", 1), ("harbuor", "harbour", 1), ("лавров", "лаврова", 1), ("abc", "xyz", 3)],
)
def test_a_distance_counts_letters(one, other, away):
    assert vocabulary.distance(one, other) == vocabulary.distance(other, one) == away


def test_texts_bring_no_more_words_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(vocabulary, "MOST_WORDS", Word.objects.filter(is_name=False).count() + 2)
    make.make_article("Quagmire of xylophones", "Zephyr.")
    assert Word.objects.filter(is_name=False).count() == vocabulary.MOST_WORDS
    said_by("Wilhelmina Quux")
    assert Word.objects.filter(word="wilhelmina", is_name=True).exists()
    assert Trigram.objects.filter(word__word="quux", trigram="uux", length=4).exists()
