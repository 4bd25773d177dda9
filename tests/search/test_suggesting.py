"""Names while somebody types, and words that were meant: from tables kept with the index."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import Article
from people.models import PersonName
from search import suggesting, upkeep, vocabulary
from search.backends import SearchTimeoutError
from search.models import Frequency, Spelling, Trigram, Word
from tests import factories as make

pytestmark = pytest.mark.django_db


@publishing.together()
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
    assert Frequency.objects.get(word=word).number == 3
    weights = set(Spelling.objects.values_list("record_id", "spelling", "weight"))
    statement = ada.statements.first()
    statement.status = "retracted"
    statement.save()
    publishing.refresh([statement.article_id])
    assert Frequency.objects.get(word=word).number == 2
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


def names(client, q, field="speaker"):
    return [found["name"] for found in client.get("/search/names/", {"q": q, "field": field}).json()["names"]]


def test_a_field_suggests_names_of_its_own_kinds(client):
    ada = said_by("Ada Rotter")
    place = make.make_place("Rotterdam")
    make.make_statement(ada.statements.first().article, "Here", ada, said_in=place)
    assert names(client, "rot") == ["Ada Rotter"]
    assert names(client, "ROT", "place") == names(client, "rott", "said-in") == ["Rotterdam"]
    assert set(names(client, "rot", "about")) == set(names(client, "rot", "nonsense")) == {"Ada Rotter", "Rotterdam"}
    assert names(client, "rot", "event") == []


def test_names_that_are_nearly_so_come_last(client):
    said_by("Erlan Idrissov"), said_by("Idris Elan")
    assert names(client, "idris") == ["Idris Elan", "Erlan Idrissov"]
    assert names(client, "idrissof") == names(client, "erlan idrisof") == ["Erlan Idrissov"]


def test_namesakes_are_told_apart_by_their_codes(client):
    first, second = said_by("Ada Vos"), said_by("Ada Vos")
    values = [found["value"] for found in client.get("/search/names/?q=ada&field=speaker").json()["names"]]
    assert set(values) == {f'"Ada Vos #{first.code}"', f'"Ada Vos #{second.code}"'}
    said_by("Dockers: OR not")
    assert client.get("/search/names/?q=dock").json()["names"][0]["value"] == '"Dockers: OR not"'


def test_other_letters_are_suggested_too(client):
    said_by("Сергей Лавров"), said_by("بشار الأسد")
    assert names(client, "lavr") == names(client, "лав") == ["Сергей Лавров"]
    assert names(client, "الاس") == names(client, "بشا") == ["بشار الأسد"]


def test_a_latin_name_is_suggested_to_whoever_types_it_in_other_letters(client):
    said_by("Erlan Idrissov"), said_by("Nikos Dimitriou")
    assert names(client, "эрла") == names(client, "идрис") == names(client, "эрлан идрисов") == ["Erlan Idrissov"]
    assert names(client, "νικ") == names(client, "δημητρίου") == ["Nikos Dimitriou"]
    assert names(client, "ванг") == []


@pytest.mark.parametrize("typed", ["", " ", "\0", "\ud800", "%", "_", "'", "ﷺ", "a" * 5000, "\u200b", "\U0010ffff"])
def test_nothing_that_is_typed_is_an_error(client, typed):
    said_by("Ada Vos")
    response = client.get("/search/names/", {"q": typed.encode("utf-8", "replace"), "field": "about"})
    assert response.status_code == 200 and response.json()["names"] == []


@pytest.mark.parametrize("typed", ["ma", "mara", "idrisof", "zzzz zzzz", "эрлан идрисоф"])
def test_suggesting_takes_few_queries_however_many_there_are(client, typed, django_assert_max_num_queries):
    said_by("Erlan Idrissov")
    for n in range(12):
        said_by(f"Mara Vos {n}")
    with django_assert_max_num_queries(7):
        client.get("/search/names/", {"q": typed, "field": "about"})


def test_a_search_that_finds_nothing_says_what_may_have_been_meant(client):
    said_by("Erlan Idrissov")
    make.make_article("Negotiations in the harbour")
    asked = {"speaker": "idrisof", "about": "word"}
    response = client.get("/search/", asked)
    assert [(m["label"], m["number"]) for m in response.context["meant"]] == [("speaker:idrissov about:word", 1)]
    assert len(client.get(f"/search/{response.context['meant'][0]['address']}").context["cards"]) == 1
    meant = client.get("/search/", {"q": "negotations harbuor"}).context["meant"]
    assert [(m["label"], m["number"]) for m in meant] == [("negotiations harbour", 1)]
    assert client.get("/search/", {"q": "idrissov"}).context.get("meant") is None
    assert client.get("/search/", {"q": "zzzzzz"}).context["meant"] == []


def test_a_latin_name_may_have_been_meant_by_whoever_typed_other_letters(client):
    said_by("Erlan Idrissov")
    assert meant_by(client, q="Идрисов") == ["idrissov"]
    assert meant_by(client, q="эрлан идрисов") == ["erlan idrissov"]
    assert meant_by(client, speaker="Идрисов", about="word") == ["speaker:idrissov about:word"]
    assert meant_by(client, q="Петров") == []
    assert meant_by(client, q="إدريسوف") == ["speaker:إدريسوف"]
    assert meant_by(client, q="word إدريسوف -football") == ["word -football speaker:إدريسوف"]
    assert meant_by(client, q="بطرس") == []


def test_no_hidden_name_is_meant(client):
    said_by("Зиксомир Secret", embargo_until=timezone.now() + timedelta(days=1))
    assert meant_by(client, q="Zyxomir") == meant_by(client, q="Зиксомит") == meant_by(client, q="Зуксомир") == []
    said_by("Zyxomir Secret", embargo_until=timezone.now() + timedelta(days=1))
    assert client.get("/search/", {"speaker": "zyxomit"}).context["meant"] == []
    assert client.get("/search/", {"q": "zyxomit"}).context["meant"] == []


def meant_by(client, **asked):
    return [m["label"] for m in client.get("/search/", asked).context["meant"]]


@pytest.mark.parametrize(
    "hidden", [{"embargo_until": timezone.now() + timedelta(days=1)}, {"status": "retracted"}, {"status": "draft"}]
)
def test_a_misspelling_is_set_right_whatever_stands_in_what_is_hidden(client, hidden):
    """T35, T104: that a word is known would tell that something hidden has it."""
    make.make_statement(make.make_article("Negotiations", body="Negotiations."), speaker=make.make_person("Idrissov"))
    assert meant_by(client, q="negotations") == ["negotiations"]
    assert meant_by(client, speaker="idrisov") == ["speaker:idrissov"]
    article = make.make_article("Negotations", body="Negotations.")
    make.make_statement(article, speaker=make.make_person("Idrisov"))
    Article.objects.filter(pk=article.pk).update(**hidden)
    publishing.refresh([article.pk])
    assert meant_by(client, q="negotations") == ["negotiations"]
    assert meant_by(client, speaker="idrisov") == ["speaker:idrissov"]


def test_where_looking_for_words_near_takes_too_long_none_is_proposed(client, monkeypatch):
    make.make_article("Negotiations")
    assert meant_by(client, q="negotations") == ["negotiations"]

    def take_too_long(query, params):
        raise SearchTimeoutError

    monkeypatch.setattr("search.vocabulary.backend", lambda: SimpleNamespace(beside_the_index=take_too_long))
    assert meant_by(client, q="negotations") == []


def test_what_may_have_been_meant_stays_within_eight_queries(client, django_assert_max_num_queries):
    said_by("Erlan Idrissov")
    make.make_article("Negotiations in the harbour")
    for asked in [
        {"speaker": "erlan", "about": "harbuor", "from": "1990"},
        {"q": "negotations harbuor idrisof"},
        {"speaker": "erlan", "q": "negotations harbuor"},
        {"q": "эрлан идрисов", "speaker": "идрисоф"},
    ]:
        with django_assert_max_num_queries(8):
            client.get("/search/", asked)


def test_where_looking_for_names_takes_too_long_the_page_says_so(client, monkeypatch):
    def take_too_long(slots):
        raise SearchTimeoutError

    said_by("Ada Vos")
    monkeypatch.setattr("search.question.find_names", take_too_long)
    response = client.get("/search/", {"q": "word", "kind": "statement"})
    assert response.status_code == 200 and len(response.context["cards"]) == 1
    assert "whom these words name took too long" in response.content.decode()
    assert response["Cache-Control"] == "no-store"
    assert client.get("/search/", {"speaker": "nobody"}).status_code == 200


def test_a_suggestion_that_takes_too_long_is_none(client, monkeypatch):
    def take_too_long(*asked):
        raise SearchTimeoutError

    monkeypatch.setattr("search.proposals.suggest", take_too_long)
    response = client.get("/search/names/?q=ada")
    assert response.json() == {"names": []} and response["Cache-Control"] == "no-store"
