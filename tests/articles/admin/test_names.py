"""Names that are long, short, invisible, or look like others, as an editor types them: T78 to T86."""

import pytest
from django.contrib.messages import get_messages

from articles.models import Article
from people.models import Person, PersonName
from tests import factories as make
from tests.articles.admin.forms import fill_in

from .test_pages import change_page, list_page

pytestmark = pytest.mark.django_db


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def add(client, **fields):
    return fill_in(client, list_page(Person) + "add/", **fields)


@pytest.mark.parametrize("name", ["Иoсиф Бродский", "аpple computers", "Αda Vos"])
def test_mixed_alphabets_are_saved_with_a_warning(client, sign_in, name):
    sign_in()
    response = add(client, name=name)
    assert response.status_code == 302 and Person.objects.get().name == name
    assert any("Mixed alphabets" in message for message in told(response))


def test_names_of_one_alphabet_or_of_several_words_are_saved_without(client, sign_in):
    sign_in()
    for name in ["Ada Vos", "Иосиф Бродский", "IBM Россия", "محمد"]:
        assert not any("Mixed" in message for message in told(add(client, name=name)))


def test_a_name_beside_the_first_is_looked_at_too(client, sign_in):
    sign_in()
    ada = make.make_person()
    row = {"names-TOTAL_FORMS": "1", "names-0-text": "Аda", "names-0-kind": "spelling", "names-0-person": ada.pk}
    response = fill_in(client, change_page(ada), why="as printed", **row)
    assert PersonName.objects.get().text == "Аda"
    assert any("“Аda”" in message for message in told(response))


@pytest.mark.parametrize("name", ["\u200b", "\u200d\u200c\ufeff", "\u00ad\u2060", "\u3164", "\U000e0041", "\u202e"])
def test_a_name_that_nobody_can_see_is_none(client, sign_in, name):
    sign_in()
    response = add(client, name=name)
    assert response.status_code == 200 and not Person.objects.exists()
    assert "can be seen" in response.content.decode() or "required" in response.content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "A",
        "7",
        "1984",
        "Pelé",
        "van der Berg",
        "bin Salman",
        "al-Assad",
        "Анна Павловна",
        "王",
        "ﷺ",
        "A" * 400,
        "ﷺ" * 400,
    ],
)
def test_names_of_any_kind_and_length_are_accepted(client, sign_in, name):
    sign_in()
    assert add(client, name=name, sort_name="Zz").status_code == 302
    person = Person.objects.get()
    assert (person.name, person.sort_key) == (name, "zz")
    make.make_statement(make.make_article("Talks", "Nothing."), "Peace is near", person, described_as="she")
    client.logout()
    assert client.get(person.get_absolute_url()).status_code == 200


def test_signs_that_turn_the_direction_leave_names_and_headlines(client, sign_in):
    sign_in()
    assert add(client, name="\u202eAda\u202c \u2067Vos\u2069").status_code == 302
    assert Person.objects.get().name == "Ada Vos"
    fill_in(
        client, list_page(Article) + "add/", headline="\u202eCranes\u202c move", body="The \u202ecranes\u202c move."
    )
    article = Article.objects.get()
    assert (article.headline, article.current.headline) == ("Cranes move", "Cranes move")
    assert article.current.body == "The \u202ecranes\u202c move."


def test_an_editor_sees_under_which_latin_spellings_a_name_is_found(client, sign_in):
    sign_in()
    lavrov = make.make_person("Сергей Лавров")
    assert "sergey lavrov, sergei lavrov" in client.get(change_page(lavrov)).content.decode()
    PersonName.objects.create(person=lavrov, text="Sergey Lavroff", kind="transliteration")
    assert "sergei lavrov" not in client.get(change_page(lavrov)).content.decode()
    for record in (make.make_place("Київ"), make.make_event("Переговори"), make.make_organisation("Союз")):
        assert "also found as" in client.get(change_page(record)).content.decode().lower()
