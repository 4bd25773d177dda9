"""Records that may be one: found, with reasons and conflicts, likeliest first; decided by editors alone."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse

from articles.models import Participation, Place
from desk.models import Double
from desk.pairs import doubles, evidence
from people.likeness import Likeness, body_key, body_likeness
from people.merging import merge, unmerge
from people.models import Organisation, Person, Role
from tests.factories import make_article, make_editor, make_organisation, make_person, make_place

pytestmark = pytest.mark.django_db
WHY = "One and the same."


@pytest.fixture
def editor():
    return make_editor()


def told(one, other):
    """What is said of a pair: {words: is it a conflict}."""
    model = type(one)
    pair = [evidence.fetched(model).get(pk=record.pk) for record in (one, other)]
    return {remark.words: remark.is_conflict for remark in evidence.remarks(*pair)}


def waiting(model=Person):
    """The pairs that wait, the likeliest first, each by its names."""
    names = dict(model.objects.values_list("code", "name"))
    pairs = Double.objects.filter(kind=model._meta.model_name).order_by("-score", "pk")
    return [tuple(sorted([names[pair.one_code], names[pair.other_code]])) for pair in pairs]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Dockers’ Union", "DOCKERS' UNION", Likeness.SAME),
        ("Ministry of Harbours", "The Ministry for Harbours", Likeness.ORDER),
        ("Harbours Ministry", "Ministry of Harbours", Likeness.ORDER),
        ("Астана", "Astana", Likeness.SPELLING),
        ("Harbour Centre", "Harbour Center", Likeness.SPELLING),
        ("Port Sorrel (town)", "Port Sorrel", Likeness.ADDITION),
        ("Bonn", "Ban", None),
        ("Dockers’ Union", "Sailors’ Union", None),
    ],
)
def test_names_that_may_be_of_one_organisation_or_place(one, other, reason):
    assert body_likeness(one, other) == body_likeness(other, one) == reason
    assert reason is None or body_key(one) == body_key(other)


def test_pairs_wait_likeliest_first_and_are_found_again_without_change():
    for name in ["Ada Vos", "A. Vos", "Ада Вос", "Tom Vos"]:
        make_person(name)
    call_command("find_doubles", verbosity=0)
    first = waiting()
    assert first == [("Ada Vos", "Ада Вос"), ("A. Vos", "Ada Vos"), ("A. Vos", "Ада Вос")]
    call_command("find_doubles", "--all", verbosity=0)
    assert waiting() == first


def test_what_is_added_later_is_compared_with_all_that_was_there():
    make_person("Ada Vos")
    assert doubles.compare_new(Person) == 1
    make_person("Lund").names.create(text="Ada Vos")
    assert (doubles.uncompared(Person).count(), doubles.compare_new(Person), waiting()) == (1, 1, [("Ada Vos", "Lund")])


def test_a_role_or_a_body_in_common_makes_a_pair_likelier_and_a_conflict_less_likely():
    ministry = make_organisation("Harbour Ministry")
    one, other, third = make_person("Ada Vos"), make_person("Ada Vos", wikidata_id="Q2"), make_person("Ada Vos")
    for person in (one, third):
        Role.objects.create(person=person, title="minister", organisation=ministry)
    assert told(one, third) == {
        "The same name: “Ada Vos”": False,
        "The same role: minister": False,
        "Both at Harbour Ministry": False,
    }
    third.wikidata_id = "Q3"
    third.save()
    assert told(other, third)["Different Wikidata numbers: Q2 and Q3"]
    doubles.look_at(Person, [one, other, third])
    scores = {pair.codes: pair.score for pair in Double.objects.all()}
    ranked = sorted(scores, key=scores.get, reverse=True)
    assert ranked == [frozenset([p.code for p in pair]) for pair in [(one, third), (one, other), (other, third)]]


def test_conflicts_of_people_are_said_in_words():
    one, other = make_person("Ada Vos", gender="f"), make_person("Ada Vos", gender="m")
    for person, text, year in ((one, "Ада Вос", 1880), (other, "Анна Фокс", 1987)):
        person.names.create(text=text)
        Role.objects.create(person=person, title="clerk", started_on=date(year, 1, 1))
    conflicts = {words for words, is_conflict in told(one, other).items() if is_conflict}
    assert conflicts == {
        "“she” and “he”",
        "Roles 107 years apart: 1880 and 1987",
        "Other names in Cyrillic letters: Ада Вос and Анна Фокс",
    }


def test_organisations_and_places_say_what_is_theirs():
    old = make_organisation("Union", dissolved_on=date(1950, 1, 1), classification="union")
    new = make_organisation("Union", founded_on=date(1960, 1, 1), classification="Union")
    assert told(old, new) == {
        "The same name: “Union”": False,
        "Both: union": False,
        "One ended in 1950, the other began in 1960": True,
    }
    south, north = (
        make_place("Paris", latitude=n, longitude=2, country_code=code) for n, code in ((48, "FR"), (49, "US"))
    )
    conflicts = [words for words, is_conflict in told(south, north).items() if is_conflict]
    assert conflicts == ["111 km apart", "In FR and in US"]  # a degree of latitude is 111.2 km
    assert told(make_place("Delft"), make_place("Delft"))["At the same point of the map"] is False


def test_articles_that_name_both_are_counted_in_one_query(django_assert_num_queries):
    one, other, third = (make_person("Ada Vos") for _ in "abc")
    for n in range(3):
        article = make_article(f"Article {n}")
        for person in (one, other):
            Participation.objects.create(article=article, person=person)
    with django_assert_num_queries(1):
        counts = evidence.together([(one, other), (one, third)])
    assert list(counts.values()) == [3, 0]


def test_not_the_same_is_never_proposed_again_until_it_is_taken_back(editor):
    one, other, _third = (make_person("Ada Vos") for _ in "abc")
    call_command("find_doubles", verbosity=0)
    doubles.tell_apart(one, other, by=editor)
    assert Double.objects.count() == 2
    call_command("find_doubles", "--all", verbosity=0)
    assert Double.objects.count() == 2
    doubles.take_back(other, one, by=editor)
    assert Double.objects.count() == 3


def test_a_merge_takes_a_pair_out_and_its_undoing_puts_it_back(editor):
    one, other = make_person("Ada Vos"), make_person("A. Vos")
    doubles.look_at(Person, [one])
    done = merge(other, one, by=editor, reason=WHY)
    assert waiting() == []
    unmerge(done, by=editor, reason=WHY)
    assert waiting() == [("A. Vos", "Ada Vos")]


def test_what_an_editor_asks_for_comes_first_and_goes_along_with_a_merge(editor):
    one, other, third = make_person("Ada Vos"), make_person("A. Vos"), make_person("Somebody Else")
    doubles.ask(third, one, by=editor, reason="She married.")
    doubles.look_at(Person, [one, other, third])
    assert waiting() == [("Ada Vos", "Somebody Else"), ("A. Vos", "Ada Vos")]
    merge(one, other, by=editor, reason=WHY)
    assert waiting() == [("A. Vos", "Somebody Else")]
    asked = Double.objects.get()
    assert (asked.asked_by, asked.asked_why, asked.score) == (editor, "She married.", Double.ASKED)


def test_nothing_is_asked_without_a_reason_nor_against_a_decision(editor):
    one, other = make_person("Ada Vos"), make_person("A. Vos")
    with pytest.raises(ValidationError, match="reason"):
        doubles.ask(one, other, by=editor, reason=" ")
    doubles.tell_apart(one, other, by=editor)
    with pytest.raises(ValidationError, match="not the same"):
        doubles.ask(one, other, by=editor, reason=WHY)


def test_a_name_that_was_changed_is_compared_anew(editor, client):
    one, other = make_person("Ada Vos"), make_person("A. Vos")
    doubles.look_at(Person, [one])
    other.name = "B. Vos"
    other.save()
    doubles.follow_save(sender=Person, record=other)
    assert waiting() == []


def test_the_queries_are_few_however_many_are_compared(django_assert_max_num_queries):
    people = [make_person(f"Ada {letter}. Vos") for letter in "abcdefghijklmnopqrst"]
    with django_assert_max_num_queries(20):
        doubles.look_at(Person, people)
    assert Double.objects.count() > 20


@pytest.mark.parametrize("make", [make_organisation, make_place])
def test_organisations_and_places_wait_too(make):
    one, _other = make("Harbours Board"), make("Board of Harbours")
    doubles.compare_new(type(one))
    assert waiting(type(one)) == [("Board of Harbours", "Harbours Board")]
    assert {Organisation, Place} >= {type(one)}


@pytest.mark.parametrize("turned", [False, True], ids=["shown in Chinese", "shown in Latin letters"])
def test_two_people_who_are_spelt_alike_in_latin_letters_alone_are_proposed_with_the_conflict(client, editor, turned):
    """T85."""
    pair = [("王植", "Wang Zhi"), ("王質", "Wang Zhi")]
    people = [make_person(other if turned else name) for name, other in pair]
    for person, (name, other) in zip(people, pair, strict=True):
        person.names.create(text=name if turned else other, kind="transliteration")
    call_command("find_doubles", verbosity=0)
    assert Person.objects.filter(merged_into=None).count() == 2 and Double.objects.count() == 1
    said = told(*people)
    assert said["The same name: “Wang Zhi”"] is False
    assert said["Other names in Chinese letters: 王植 and 王質"] is True
    client.force_login(editor)
    address = reverse("desk:merge", args=["person", *(person.code for person in people)])
    assert "Other names in Chinese letters: 王植 and 王質" in client.get(address).content.decode()
