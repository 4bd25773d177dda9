"""A word is found in all its forms, and as it is spelt where that is asked for."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from people.naming import fold
from search import folding, stemming
from search.folding import fold_with_stems
from search.stemming import LANGUAGES, stem_of, stems_of
from tests import factories as make

from .test_search_page import found, page

pytestmark = pytest.mark.django_db

FORMS = [
    ("ar", "هدنة", "والهدنة"), ("ar", "وزير", "الوزير"), ("ca", "vaga", "vaga"), ("cs", "stávka", "stávky"),
    ("da", "strejke", "strejker"), ("de", "Verhandlung", "Verhandlungen"), ("de", "Haus", "Häuser"),
    ("el", "ειρήνη", "ειρήνης"), ("en", "strike", "strikes"), ("en", "negotiate", "negotiations"),
    ("es", "huelga", "huelgas"), ("et", "töötaja", "töötajad"), ("eu", "greba", "greba"), ("fi", "lakko", "lakon"),
    ("fr", "grève", "grèves"), ("fr", "négocier", "négociations"), ("hu", "munkás", "munkás"),
    ("hy", "գործադուլ", "գործադուլներ"), ("it", "sciopero", "scioperi"), ("lt", "streikas", "streikai"),
    ("nb", "streik", "streiker"), ("nl", "staking", "stakingen"), ("pl", "strajk", "strajki"),
    ("pt-BR", "greve", "greves"), ("ro", "grevă", "greve"), ("ru", "забастовка", "забастовки"),
    ("ru", "новый", "нового"), ("ru", "Россия", "России"), ("sv", "strejk", "strejken"), ("tr", "grev", "grevler"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "word", "form"), FORMS)
def test_a_word_and_its_form_have_one_stem(language, word, form):
    main = language.partition("-")[0]
    assert stem_of(fold(word), main) == stem_of(fold(form), main) != ""


def test_words_of_another_script_and_languages_without_rules_have_no_stem():
    assert stem_of("strikes", "ru") == stem_of("забастовки", "en") == stem_of("strikes", "zh") == ""
    assert stem_of("3rd", "en") == stem_of("a" * 41, "en") == stem_of("is", "en") == ""
    assert stems_of(["strikes", "and", "strike"], "en-GB") == ["≈enstrike"]
    assert stems_of(["strikes"], "") == []
    assert all(stem_of("abcdefgh", code) or LANGUAGES[code][1][0] for code in LANGUAGES)


def test_a_text_is_folded_with_its_stems_whatever_stands_around_its_words(monkeypatch):
    assert fold_with_stems("“Strikes!” -- striking well-known ports, PORTS", "en-GB") == (
        "strikes striking well known ports ports ≈enstrike ≈enport"
    )
    assert fold_with_stems(f"{'strike' * 20} ports", "en") == f"{'strike' * 16}stri ports ≈enport"
    assert fold_with_stems("ports", "xx") == "ports"
    assert fold_with_stems(" -- ", "en") == fold_with_stems("", "en") == ""
    monkeypatch.setattr(folding, "LONGEST_TEXT", 7)
    assert fold_with_stems("strikes and ports", "en") == "strikes ≈enstrike"


@pytest.fixture
def strikes(db):
    english = make.make_statement(make.make_article("Harbour", "The port.", language="en"), "The strikes go on")
    french = make.make_statement(make.make_article("Port", "Le quai.", language="fr"), "Les grèves continuent")
    return english, french


def test_a_word_finds_its_forms_and_marks_them(client, strikes):
    english, french = strikes
    for word in ["strike", "strikes", "striking"]:
        assert found(client, q=word, kind="statement") == [english], word
        assert "The <mark>strikes</mark> go on" in page(client, q=word, kind="statement").content.decode()
    assert found(client, q="greve", kind="statement") == [french]
    assert found(client, about="greve lang:fr") == []
    assert found(client, about="strike", lang="en") == [english, english.article]
    assert found(client, q="strike OR greve", kind="statement") == [french, english]
    assert found(client, q="-strike", kind="statement") == [french]


@pytest.mark.parametrize("asked", [{"q": '"strike"'}, {"q": "=strike"}, {"q": "strike", "exact": "1"}])
def test_exact_spelling_finds_the_word_as_it_is_spelt(client, strikes, asked):
    assert found(client, **asked) == []
    said = make.make_statement(strikes[0].article, "Our strike is over")
    assert found(client, **asked | {"kind": "statement"}) == [said]
    assert "Our <mark>strike</mark> is over" in page(client, **asked | {"kind": "statement"}).content.decode()


def test_the_line_of_an_exact_search_is_the_same_search(client, strikes):
    asked = page(client, q="strike -harbour", exact="1").context["filter"]
    assert asked.in_words == "=strike -=harbour"
    assert found(client, q=asked.in_words) == found(client, q="strike -harbour", exact="1") == []
    assert [
        address for offer in page(client, q="strike zzz", exact="1").context["offers"] for address in [offer["address"]]
    ] == []


def test_a_phrase_stays_verbatim(client, strikes):
    assert found(client, q='"the strikes go"', kind="statement") == [strikes[0]]
    assert found(client, q='"the strike go"') == found(client, q='"strikes strike"') == []


def test_a_word_is_taken_apart_by_the_rules_of_the_languages_that_are_there(client, strikes):
    """By French rules “parties” and “parts” are one word; they are two in an English text."""
    make.make_statement(strikes[0].article, "All parts of it")
    party = make.make_statement(strikes[1].article, "Toute la part du port")
    assert found(client, q="parties", kind="statement") == [party]


@pytest.fixture
def often():
    """Let threads take turns at nearly every step."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


BEGINNINGS = [f"{a}{b}{c}" for a in ("str", "cl", "neg", "h") for b in "aeiou" for c in ("ck", "nt", "rbour", "m")]


def test_readers_in_several_threads_get_the_stems_of_their_own_words(often):
    words = [
        f"{beginning}{ending}" for beginning in BEGINNINGS for ending in ("", "s", "ed", "ing", "ations", "fulness")
    ]
    alone = [stem_of(word, "en") for word in words]
    stemming._stems_in.cache_clear()
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda part: [stem_of(word, "en") for word in words[part:] + words[:part]], range(8)))
    assert [stems[len(words) - part :] + stems[: len(words) - part] for part, stems in enumerate(found)] == [alone] * 8
