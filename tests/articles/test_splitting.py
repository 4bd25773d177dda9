"""One record that is two: what was ticked passes to the other with the editor's word in the ledger; and comes back."""

import pytest
from django.core.exceptions import ValidationError

from articles.attribution import attribute, decisive_row
from articles.models import Attribution, Correction, Participation, Place, PlaceMention, Split, Statement
from articles.splitting import split, unsplit
from people.distinctions import told_apart
from people.models import Person, Role
from tests.factories import (
    make_article,
    make_editor,
    make_organisation,
    make_person,
    make_place,
    make_statement,
    mention,
    refer,
)

pytestmark = pytest.mark.django_db
WHY = "The minister was abroad."


@pytest.fixture
def editor():
    return make_editor()


@pytest.fixture
def ada():
    return make_person("Ada Vos")


def said_by(person, *headlines, **fields):
    return [make_statement(make_article(name), f"Line of {name}.", speaker=person, **fields) for name in headlines]


def part(record, statements, editor, **what):
    defaults = {"parts": {}, "name": "Ada Vos", "summary": "Harbour master.", "reason": WHY}
    return split(record, statements=statements, by=editor, **(defaults | what))


def other_of(done):
    return Person.objects.get(code=done.new_code)


def test_what_is_ticked_is_said_by_the_other_and_the_rest_as_before(ada, editor):
    first, second = said_by(ada, "One", "Two")
    other = other_of(part(ada, [second], editor))
    assert (other.name, other.summary) == ("Ada Vos", "Harbour master.")
    assert [list(person.statements.all()) for person in (ada, other)] == [[first], [second]]
    assert set(Person.objects.published()) == {ada, other}


def test_the_ledger_has_the_editors_word_for_the_other_and_against_the_former(ada, editor):
    (statement,) = said_by(ada, "One")
    other = other_of(part(ada, [statement], editor))
    rows = list(statement.attributions.values_list("person", "is_negative", "method", "asserted_by", "note"))
    assert rows == [(other.pk, False, "editor", editor.pk, WHY), (ada.pk, True, "editor", editor.pk, WHY)]
    attribute(statement, person=ada, method=Attribution.Method.IMPORT)
    statement.refresh_from_db()
    assert statement.speaker == other  # no machine brings the former back


def test_readers_who_saw_the_wrong_speaker_are_told(ada, editor):
    (public,) = said_by(ada, "One")
    (suggested,) = said_by(ada, "Two", status="suggested")
    part(ada, [public, suggested], editor, name="Ada Lund")
    note = Correction.objects.get()
    assert (note.statement, note.what_changed, note.reason) == (
        public,
        "The speaker was given as Ada Vos; it is Ada Lund.",
        WHY,
    )


def test_taking_part_as_a_speaker_follows_and_other_parts_where_they_are_ticked(ada, editor):
    first, second = said_by(ada, "One", "Two")
    stays, goes = (Participation.objects.create(article=s.article, person=ada, role="subject") for s in (first, second))
    about = refer(make_statement(make_article("Three"), "Vos is right."), ada)
    other = other_of(part(ada, [second], editor, parts={"part": [goes.pk], "reference": [about.pk]}))
    rows = set(Participation.objects.exclude(review="rejected").values_list("article", "person", "role"))
    assert rows == {
        (first.article_id, ada.pk, "speaker"),
        (second.article_id, other.pk, "speaker"),
        (first.article_id, ada.pk, "subject"),
        (second.article_id, other.pk, "subject"),
    }
    about.refresh_from_db()
    assert (about.person, stays.person) == (other, ada)


def test_a_role_passes_with_what_was_said_in_it_and_leaves_nothing_behind(ada, editor):
    role = Role.objects.create(person=ada, title="minister")
    goes, stays = said_by(ada, "One", "Two", speaker_role=role)
    name = ada.names.create(text="A. Vos")
    other = other_of(part(ada, [goes], editor, parts={"role": [role.pk], "name": [name.pk]}))
    for statement in (goes, stays):
        statement.refresh_from_db()
    assert (goes.speaker_role, stays.speaker_role) == (role, None)
    assert (other.roles.get(), other.names.get(), ada.names.count()) == (role, name, 0)


def test_who_speaks_for_a_body_goes_on_doing_so(ada, editor):
    union = make_organisation()
    (statement,) = said_by(ada, "One", on_behalf_of=union)
    other = other_of(part(ada, [statement], editor))
    statement.refresh_from_db()
    assert (statement.speaker, statement.on_behalf_of) == (other, union)


def test_organisations_are_split_too_and_readers_are_told_of_the_body(ada, editor):
    union, other = make_organisation("Union"), make_organisation("Other Union")
    (statement,) = said_by(ada, "One", on_behalf_of=union)
    part(union, [statement], editor, into=other)
    statement.refresh_from_db()
    assert (statement.speaker, statement.on_behalf_of) == (ada, other)
    assert Correction.objects.get().what_changed == "It was given as said for Union; it is Other Union."


def test_places_are_split_too(editor):
    paris = make_place("Paris")
    article = make_article("Talks", dateline_place=paris)
    statement = make_statement(article, "Line of talks.", said_in=paris)
    named = mention(article, paris)
    done = part(
        paris, [statement], editor, name="Paris, Texas", parts={"mention": [named.pk], "dateline": [article.pk]}
    )
    texas = Place.objects.get(code=done.new_code)
    statement.refresh_from_db()
    article.refresh_from_db()
    assert statement.said_in == article.dateline_place == PlaceMention.objects.get().place == texas
    assert "given as said in Paris; it was in Paris, Texas" in Correction.objects.get().what_changed
    assert list(Place.objects.published()) == [texas]
    unsplit(done, by=editor, reason="It is one.")
    assert list(Place.objects.published()) == [paris]


def test_the_two_are_proposed_as_one_no_more_until_the_split_is_undone(ada, editor):
    done = part(ada, said_by(ada, "One"), editor)
    codes = [ada.code, done.new_code]
    assert told_apart(Person, codes) == {frozenset(codes)}
    unsplit(done, by=editor, reason="She is one.")
    assert told_apart(Person, codes) == set()


def state(*statements):
    """What an editor sees of statements and of who takes part."""
    speakers = [Statement.objects.get(pk=s.pk) for s in statements]
    rows = Participation.objects.exclude(review="rejected").order_by("pk")
    return (
        [(s.speaker, s.on_behalf_of, s.speaker_role) for s in speakers],
        sorted(rows.values_list("article", "person", "role", "role_then")),
        list(Role.objects.values_list("pk", "person")),
        list(Person.objects.published()),
    )


def test_undoing_it_gives_everything_back_and_the_address_of_the_other_leads_there(ada, editor, client):
    role = Role.objects.create(person=ada, title="minister")
    goes, stays = said_by(ada, "One", "Two", speaker_role=role)
    subject = Participation.objects.create(article=goes.article, person=ada, role="subject", role_then=role)
    Participation.objects.create(article=stays.article, person=ada, role="subject", role_then=role)
    before = state(goes, stays)
    done = part(ada, [goes], editor, parts={"role": [role.pk], "part": [subject.pk]})
    other = other_of(done)
    assert client.get(other.get_absolute_url()).status_code == 200
    assert state(goes, stays) != before
    unsplit(done, by=editor, reason="She is one.")
    assert state(goes, stays) == before
    answer = client.get(other.get_absolute_url())
    assert (answer.status_code, answer.url) == (301, ada.get_absolute_url())
    with pytest.raises(ValidationError, match="undone already"):
        unsplit(done, by=editor, reason="She is one.")


def test_what_somebody_changed_after_a_split_stays_theirs(ada, editor):
    first, second = said_by(ada, "One", "Two")
    done = part(ada, [first, second], editor)
    other, third = other_of(done), make_person("Third")
    attribute(first, person=third, by=editor, method=Attribution.Method.EDITOR)
    (later,) = said_by(other, "Three")
    unsplit(done, by=editor, reason="She is one.")
    assert [Statement.objects.get(pk=s.pk).speaker for s in (first, second, later)] == [third, ada, other]
    assert Person.objects.get(pk=other.pk).merged_into is None  # somebody names it still


def test_of_two_parts_in_one_article_one_stays_and_the_other_comes_back(ada, editor):
    known, (statement,) = make_person("Known"), said_by(ada, "One")
    rows = [Participation.objects.create(article=statement.article, person=p, role="subject") for p in (ada, known)]
    done = part(ada, [statement], editor, into=known, parts={"part": [rows[0].pk]})
    assert Participation.objects.filter(role="subject").count() == 1
    unsplit(done, by=editor, reason="She is one.")
    assert set(Participation.objects.filter(role="subject").values_list("person", flat=True)) == {ada.pk, known.pk}


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ({"reason": " "}, "Give a reason"),
        ({"name": ""}, "Name the other"),
        ({"statements": []}, "Tick what"),
        ({"statements": "theirs"}, "Ada Vos no longer has 1"),
        ({"into": "merged"}, "choose that one"),
        ({"into": "itself"}, "a different record"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(ada, editor, what, words):
    merged = make_person("Gone", merged_into=make_person("Stays"))
    given = {"theirs": said_by(make_person("Tom"), "Two"), "merged": merged, "itself": ada}
    what = {name: given.get(value, value) if isinstance(value, str) else value for name, value in what.items()}
    statements = what.pop("statements", None)
    with pytest.raises(ValidationError, match=words):
        part(ada, said_by(ada, "One") if statements is None else statements, editor, **what)
    assert (Split.objects.count(), Attribution.objects.count()) == (0, 0)


def test_a_later_word_of_an_editor_counts_before_what_the_split_ruled_out(ada, editor):
    (statement,) = said_by(ada, "One")
    unsplit(part(ada, [statement], editor), by=editor, reason="She is one.")
    assert decisive_row(statement.attributions.order_by("pk")).person == ada
