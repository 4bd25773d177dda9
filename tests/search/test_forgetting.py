"""Words that only something had which is gone: they are gone from the table of words too."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import editions, publishing
from articles.anchoring import revise
from articles.models import Article
from people.merging import merge
from search import forgetting, upkeep, vocabulary
from search.backends import backend
from search.models import Entry, Forgetting, Trigram, Word
from tests import factories as make

pytestmark = pytest.mark.django_db


def known(*words):
    return [word for word in words if Word.objects.filter(word=word).exists()]


def letters():
    return Trigram.objects.count() - sum(len(vocabulary.trigrams_of(word.word)) for word in Word.objects.all())


def told(article, **fields):
    Article.objects.filter(pk=article.pk).update(**fields)
    publishing.refresh([article.pk])


def test_what_is_removed_by_law_leaves_no_word_of_its_own_behind():
    """T104."""
    make.make_article("Harbour strike", body="Quayside.")
    article = make.make_article("Xylophone strike", body="Zephyrs in the harbour.")
    make.make_statement(article, "Zephyrs", make.make_person("Wilhelmina Quux"))
    assert known("xylophone", "zephyrs", "wilhelmina", "quux", "harbour") and not letters()
    editions.remove(article, by=make.make_editor(), reason="Court order")
    assert known("xylophone", "zephyrs", "wilhelmina", "quux") == []
    assert known("harbour", "strike", "quayside") == ["harbour", "strike", "quayside"]
    assert not letters() and list(upkeep.differences()) == []


@pytest.mark.parametrize("fields", [{"status": "retracted"}, {"status": "draft"}])
def test_nor_does_what_is_taken_back_and_it_is_known_again_when_it_comes_back(fields):
    article = make.make_article("Xylophone", body="Zephyrs.")
    told(article, **fields)
    assert known("xylophone", "zephyrs") == []
    told(article, status="published")
    assert known("xylophone", "zephyrs") == ["xylophone", "zephyrs"]
    assert list(upkeep.differences()) == []


def test_words_of_what_is_still_to_come_are_kept():
    article, later = (make.make_article(f"Xylophone {n}", body="Zephyrs.") for n in range(2))
    told(later, embargo_until=timezone.now() + timedelta(days=1))
    told(article, status="removed")
    assert known("xylophone", "zephyrs") == ["xylophone", "zephyrs"]
    assert list(upkeep.differences()) == []


def test_a_word_that_a_text_no_longer_says_is_forgotten_and_the_others_are_not():
    article = make.make_article("Harbour", body="Zephyrs and quagmires.")
    revise(article, "Quagmires and harbours.", by=make.make_editor(), reason="The wind was none.")
    assert known("zephyrs", "quagmires", "harbours", "harbour") == ["quagmires", "harbours", "harbour"]


def test_a_name_that_is_given_up_is_forgotten_where_no_other_record_has_it():
    article = make.make_article("Strike", body="Strike.")
    one, other = make.make_person("Wilhelmina Quux"), make.make_person("Bea Quux")
    for person in (one, other):
        make.make_statement(article, speaker=person)
    one.name = "Ada Quux"
    one.save()
    publishing.tell({type(one): [one.pk]})
    assert known("wilhelmina", "ada", "quux") == ["ada", "quux"]


def test_the_names_of_a_record_that_is_merged_are_those_of_its_survivor():
    article = make.make_article("Strike", body="Strike.")
    one, other = make.make_person("Wilhelmina Quux"), make.make_person("Bea Vos")
    for person in (one, other):
        make.make_statement(article, speaker=person)
    merge(other, one, by=make.make_editor(), reason="One person")
    assert known("wilhelmina", "quux", "bea", "vos") == ["wilhelmina", "quux", "bea", "vos"]
    assert list(upkeep.differences()) == []


def test_a_word_is_known_again_to_a_process_that_remembers_it(django_capture_on_commit_callbacks):
    """Another process forgets it: what this one has seen in the table is no proof that it stands there."""
    with django_capture_on_commit_callbacks(execute=True):
        article = make.make_article("Xylophone", body="Zephyrs.")
    assert "xylophone" in vocabulary._known[False]
    editions.remove(article, by=make.make_editor(), reason="Court order")
    vocabulary._known[False].add("xylophone")
    vocabulary._Room.state = (0, False)
    make.make_article("Xylophone", body="Calm.")
    assert known("xylophone") == ["xylophone"]


def test_what_is_forgotten_makes_no_room_where_texts_had_brought_all_that_are_kept(monkeypatch):
    article = make.make_article("Xylophone", body="Zephyrs.")
    monkeypatch.setattr(vocabulary, "MOST_WORDS", Word.objects.filter(is_name=False).count())
    make.make_article("Latecomers", body="Quagmires.")
    told(article, status="removed")
    make.make_article("Tardiness", body="Morasses.")
    assert known("xylophone", "latecomers", "tardiness") == [] and Forgetting.objects.get().was_full
    assert list(upkeep.differences()) == []


def test_it_is_found_and_mended_where_a_word_of_nothing_is_known(monkeypatch):
    monkeypatch.setattr(forgetting, "AT_ONCE", 2)
    make.make_article("Harbour", body="Quayside at dawn.")
    vocabulary.keep_letters((Word.objects.create(word=word, is_name=n).pk, word) for word, n in WRONG)
    sentence = "search: the word “{}” is known and stands in nothing that can be found"
    assert list(upkeep.differences()) == [sentence.format(word) for word, _is_name in WRONG]
    upkeep.index.rebuild()
    assert list(upkeep.differences()) == [] and not letters()
    assert known("harbour", "quayside", "zephyrs") == ["harbour", "quayside"]


WRONG = [("zephyrs", False), ("harbour", True), ("zephyrs", True)]


@pytest.mark.parametrize("number", [1, 30])
def test_forgetting_takes_few_queries_however_much_is_forgotten(number, django_assert_max_num_queries):
    words = {f"zephyr{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(number)}
    make.make_article("Strike", body=" ".join(sorted(words)))
    entries = Entry.objects.filter(kind="article")
    assert forgetting.words_of(entries) == {"strike", *words}
    backend().remove([entry.key for entry in entries])
    with django_assert_max_num_queries(16):
        forgetting.forget(words)
    assert known(*words) == [] and known("strike") == ["strike"]
