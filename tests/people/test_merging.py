import json
import random
from contextlib import nullcontext
from datetime import date

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import publishing
from articles.attribution import attribute
from articles.models import (
    Article,
    Attribution,
    Correction,
    Event,
    EventMention,
    Participation,
    Place,
    PlaceMention,
    Reference,
    Statement,
    StatementSpan,
)
from people.choosing import choices_between
from people.distinctions import tell_apart
from people.merging import merge, preview, unmerge
from people.models import Distinction, FormerAddress, Merge, Organisation, Person, PersonName, Role
from people.moving import relations_of
from search.upkeep import differences
from tests.factories import (
    make_article,
    make_editor,
    make_event,
    make_organisation,
    make_person,
    make_place,
    make_statement,
    mention,
)
from tests.rounds import ROUNDS

pytestmark = pytest.mark.django_db
WHY = "One and the same."


@pytest.fixture
def editor():
    return make_editor()


def test_all_that_named_the_duplicate_names_the_survivor(editor):
    amar, ammar = make_person("Amar Hameed"), make_person("Ammar Hamid")
    said = make_statement(speaker=ammar)
    about = make_statement(make_article("Other"), "Hamid is right.", about=[ammar])
    Role.objects.create(person=ammar, title="Spokesman")
    merge(ammar, amar, by=editor, reason=WHY)
    said.refresh_from_db()
    assert said.speaker == amar and about.references.get().person == amar
    assert amar.roles.get().title == "Spokesman"
    assert [name.text for name in amar.names.all()] == ["Ammar Hamid"]
    assert list(Person.objects.published()) == [amar]


def test_every_former_address_leads_to_the_survivor_in_one_hop(client, editor):
    first, second, third = (make_person(name) for name in ("Аманда", "Amanda B", "Amanda C"))
    for person in (first, second, third):
        make_statement(make_article(person.name), speaker=person)
    merge(first, second, by=editor, reason=WHY)
    merge(second, third, by=editor, reason=WHY)
    for person in (first, second):
        page = client.get(person.get_absolute_url())
        assert (page.status_code, page.url) == (301, third.get_absolute_url())
    assert set(third.duplicates.all()) == {first, second}


def test_a_changed_address_goes_on_leading_there(client):
    ada = make_person("Ada Vos")
    statement = make_statement(speaker=ada)
    ada.refresh_from_db()
    was = [ada.get_absolute_url(), statement.article.get_absolute_url()]
    ada.slug = "ада-вос"
    ada.save()
    article = statement.article
    article.printed_on = None
    article.save()
    for address, record in zip(was, [ada, article], strict=True):
        page = client.get(address)
        assert (page.status_code, page.url) == (301, record.get_absolute_url())
    ada.slug = "ada-v"
    ada.save()
    assert client.get("/people/ада-вос/").url == ada.get_absolute_url()


@pytest.mark.parametrize(("mine", "theirs"), [("accepted", "suggested"), ("suggested", "accepted")])
def test_a_role_that_both_had_in_one_article_stands_once_and_accepted(mine, theirs, editor):
    one, other, article = make_person("A B"), make_person("A. B."), make_article()
    for person, review in ((one, theirs), (other, mine)):
        Participation.objects.create(article=article, person=person, role="speaker", review=review)
    merge(other, one, by=editor, reason=WHY)
    row = Participation.objects.get()
    assert (row.person, row.review) == (one, "accepted")


def test_organisations_and_places_are_merged_too(editor):
    union, du = make_organisation("Dockers’ Union"), make_organisation("DU")
    make_statement(on_behalf_of=du)
    here, there = make_place("Astana"), make_place("Nur-Sultan")
    article = make_article("Talks", dateline_place=there)
    for place in (here, there):
        mention(article, place)
    merge(du, union, by=editor, reason=WHY)
    merge(there, here, by=editor, reason=WHY)
    article.refresh_from_db()
    assert article.dateline_place == here == PlaceMention.objects.get().place
    assert union.statements.count() == 1
    assert list(Place.objects.published()) == [here]


def test_the_preview_counts_what_would_move(editor):
    one, other = make_person("A B"), make_person("C D")
    make_statement(speaker=other)
    counts = preview(other, one)
    assert (counts["statements"], counts["participations"], counts["addresses"]) == (1, 1, 1)
    assert "roles" not in counts


def test_what_makes_no_sense_is_refused(editor):
    one, other, place = make_person("A B"), make_person("C D"), make_place()
    for pair, reason in [((one, one), WHY), ((one, place), WHY), ((one, other), " ")]:
        with pytest.raises(ValidationError):
            merge(*pair, by=editor, reason=reason)
    done = merge(one, other, by=editor, reason=WHY)
    for pair in [(one, other), (other, one)]:
        with pytest.raises(ValidationError):
            merge(*pair, by=editor, reason=WHY)
    unmerge(done, by=editor, reason=WHY)
    with pytest.raises(ValidationError, match="undone already"):
        unmerge(done, by=editor, reason=WHY)


def test_a_survivor_that_was_merged_since_is_given_back_first(editor):
    one, two, three = (make_person(name) for name in "ABC")
    first = merge(one, two, by=editor, reason=WHY)
    merge(two, three, by=editor, reason=WHY)
    with pytest.raises(ValidationError, match="undo that first"):
        unmerge(first, by=editor, reason=WHY)


def test_a_place_is_never_a_part_of_itself(editor):
    whole, part = make_place("Port Sorrel"), make_place("Port Sorrel (town)")
    part.parent = whole
    part.save()
    done = merge(whole, part, by=editor, reason=WHY)
    part.refresh_from_db()
    assert part.parent is None
    unmerge(done, by=editor, reason=WHY)
    part.refresh_from_db()
    assert part.parent == whole
    inner = make_place("Quay", parent=part)
    with pytest.raises(ValidationError, match="other way round"):
        merge(whole, inner, by=editor, reason=WHY)


def test_history_keeps_who_merged_and_why(editor):
    one, other = make_person("A B"), make_person("C D")
    statement = make_statement(speaker=other)
    done = merge(other, one, by=editor, reason=WHY)
    for record in (one, other, statement):
        entry = record.history.first()
        assert (entry.history_user, entry.history_change_reason) == (editor, WHY)
    assert (done.merged_by, done.reason) == (editor, WHY)


UNDONE = {"people.merge"}  # what a merge leaves behind when it is undone, beside the histories


def compared():
    """The models of all that stands in the archive: records, what names them, and what names that."""
    found, new = set(), {Person, Organisation, Place, Event, Article, Statement, FormerAddress, Distinction}
    while new:
        found |= new
        new = {relation.related_model for model in new for relation in relations_of(model)} - found
        new = {model for model in new if model._meta.app_label in ("people", "articles")}
    return sorted((model for model in found if model._meta.label_lower not in UNDONE), key=lambda m: m._meta.label)


COMPARED = compared()
TABLE = "/search/answers.csv?q=line+OR+person+OR+body+OR+place+OR+article"


def everything(client):
    """All that stands in the archive, but for counts of saves; and the table of it that anybody may take away."""
    rows = json.loads(
        serializers.serialize("json", [row for model in COMPARED for row in model.objects.order_by("pk")])
    )
    for row in rows:
        row["fields"].pop("version", None)
    return json.dumps(rows, indent=1), client.get(TABLE).getvalue()


def test_what_is_compared_is_all_that_names_a_record_or_what_names_it():
    assert {Attribution, EventMention, Correction, StatementSpan, PersonName, Role, Reference} <= set(COMPARED)


def differ(records, choice):
    """Let some of these records say more of themselves than others, and other things."""
    for record in records:
        record.summary, record.sort_name = (
            choice.choice(["", "A clerk.", f"Known as {record}."]),
            choice.choice(["", "Z"]),
        )
        record.wikidata_id = choice.choice([None, f"Q{record.pk}"])
        if isinstance(record, Place):
            record.latitude, record.longitude = choice.choice([(None, None), (1.5, record.pk % 180 / 3)])
        if isinstance(record, Organisation):
            record.founded_on, record.parent = choice.choice([None, date(1900, 1, record.pk % 28 + 1)]), records[0]
            record.parent = None if record == records[0] else record.parent
        record.save()


def fill(choice, editor):
    """A small archive in which many name each other; decided and announced once."""
    with publishing.together():
        people = [make_person(f"Person {n}") for n in range(4)]
        bodies = [make_organisation(f"Body {n}") for n in range(4)]
        places = [make_place(f"Place {n}") for n in range(4)]
        event = make_event(place=places[0], organiser=bodies[0])
        for n in range(4):
            fill_article(n, choice, people, bodies, places, event)
        for person in people:
            Role.objects.create(person=person, title="Clerk", organisation=choice.choice(bodies))
            PersonName.objects.create(person=person, text=f"P. {person.pk}")
        people[0].refresh_from_db()
        people[0].slug = "another"
        people[0].save()
        for records in (people, bodies, places):
            differ(records, choice)
            tell_apart(*choice.sample(records, 2), by=editor, reason="Two of one name.")
        publishing.refresh(Article.objects.values_list("pk", flat=True))
    return [people, bodies, places]


def fill_article(n, choice, people, bodies, places, event):
    article = make_article(f"Article {n}", dateline_place=choice.choice(places), publisher=choice.choice(bodies))
    for subject in [*choice.sample(places, 2), event]:
        mention(article, subject)
    fields = {"on_behalf_of": choice.choice(bodies), "said_in": choice.choice(places)}
    about = choice.sample(people + places, 2)
    statement = make_statement(article, f"Line {n} is spoken.", choice.choice(people), about=about, **fields)
    attribute(statement, person=choice.choice(people), method="extractor", version="rules 1")
    Correction.objects.create(statement=statement, what_changed="It said less.", reason="A slip.")
    for person in choice.sample(people, 3):
        rows = {"article": article, "person": person, "role": choice.choice(["speaker", "subject"])}
        Participation.objects.get_or_create(**rows, defaults={"review": choice.choice(["accepted", "suggested"])})


def merge_two(records, choice, editor):
    """Merge two of these, with values chosen at random; None where fewer are left, or an editor told them apart."""
    free = list(type(records[0]).objects.filter(pk__in=[record.pk for record in records], merged_into=None))
    if len(free) < 2:
        return None
    duplicate, survivor = choice.sample(free, 2)
    chosen = [field.name for field in choices_between(survivor, duplicate) if choice.random() < 0.5]
    try:
        return merge(duplicate, survivor, by=editor, reason=WHY, chosen=chosen)
    except ValidationError as refusal:
        assert "not the same" in str(refusal) or "other way round" in str(refusal)
        return None


def test_a_search_finds_what_readers_may_see_after_merges_and_after_each_is_undone(editor):
    choice = random.Random(7)
    kinds = fill(choice, editor)
    merges = [merged for records in kinds for _ in range(3) if (merged := merge_two(records, choice, editor))]
    assert len(merges) > 3 and not [*differences()]
    for merged in reversed(merges):
        unmerge(merged, by=editor, reason="They were two.")
        assert not [*differences()]


def test_merging_and_undoing_it_ask_no_more_queries_however_much_passes(editor):
    asked = []
    for number in (2, 20):
        one, other = make_person(f"One {number}"), make_person(f"Other {number}")
        for n in range(number):
            article = make_article(f"Article {number} {n}")
            make_statement(article, f"Line {n} is said.", other)
            for person in (one, other):
                Participation.objects.get_or_create(article=article, person=person, role="speaker")
        with CaptureQueriesContext(connection) as merging:
            merged = merge(other, one, by=editor, reason=WHY)
        with CaptureQueriesContext(connection) as undoing:
            unmerge(merged, by=editor, reason=WHY)
        asked.append([len(merging), len(undoing)])
    few, many = map(sum, asked)
    assert many - few <= 6  # how often somebody is quoted is kept in steps, which are not always reached


def test_what_loses_a_part_by_a_merge_is_seen_no_longer(editor):
    """A place whose only visible part is, by a choice in a merge, a part of another now."""
    old, new = make_place("Old County"), make_place("New County")
    town, same = make_place("Port Sorrel", parent=old), make_place("Port Sorrel (town)", parent=new)
    make_article("Fair", dateline_place=town)
    publishing.refresh(Article.objects.values_list("pk", flat=True))
    town.save()  # the first line of its history
    assert old in Place.objects.published() and new not in Place.objects.published()
    merged = merge(same, town, by=editor, reason=WHY, chosen=["parent"])
    assert new in Place.objects.published() and old not in Place.objects.published()
    unmerge(merged, by=editor, reason=WHY)
    assert old in Place.objects.published() and new not in Place.objects.published()


MERGES = 40  # of each seed


@pytest.mark.parametrize("seed", range(4 * ROUNDS))
def test_merging_at_random_and_undoing_it_gives_back_exactly_what_was(seed, editor, client):
    """So many merges a seed, undone in reverse: every row and the public table are what they were, to the byte.

    One seed in four announces each merge by itself; the others announce once what came of several, and are quicker.
    """
    choice = random.Random(seed)
    kinds = fill(choice, editor)
    before, done = everything(client), 0
    while done < MERGES:
        with publishing.together() if seed % 4 else nullcontext():
            tried = [merge_two(choice.choice(kinds), choice, editor) for _ in range(choice.randrange(1, 9))]
            merges = [merged for merged in tried if merged]
            for merged in reversed(merges):
                unmerge(merged, by=editor, reason="They were two.")
        done += len(merges)
        assert everything(client) == before
    assert not Merge.objects.filter(undone_at=None).exists()


def test_the_values_that_were_chosen_are_the_survivors_and_a_name_that_gives_way_another_name(editor):
    ada = make_person("A. Vos", wikidata_id="Q1", summary="A minister.")
    full = make_person("Ada Vos", wikidata_id="Q2", language="nl", summary="Somebody.")
    done = merge(full, ada, by=editor, reason=WHY, chosen=["name", "wikidata_id"])
    ada.refresh_from_db()
    assert (ada.name, ada.language, ada.wikidata_id, ada.summary) == ("Ada Vos", "nl", "Q2", "A minister.")
    assert [name.text for name in ada.names.all()] == ["A. Vos"]
    unmerge(done, by=editor, reason=WHY)
    for person in (ada, full):
        person.refresh_from_db()
    assert (ada.name, ada.language, ada.wikidata_id) == ("A. Vos", "", "Q1")
    assert (full.name, full.wikidata_id) == ("Ada Vos", "Q2")
    assert not ada.names.exists()


def test_what_somebody_changed_after_a_merge_stays_theirs_when_it_is_undone(editor):
    ada, full = make_person("A. Vos", summary="A minister."), make_person("Ada Vos", summary="Somebody.")
    done = merge(full, ada, by=editor, reason=WHY, chosen=["name", "summary"])
    ada.refresh_from_db()
    ada.summary = "Minister of harbours."
    ada.save()
    later = make_statement(make_article("Later"), speaker=ada)
    unmerge(done, by=editor, reason=WHY)
    ada.refresh_from_db()
    later.refresh_from_db()
    assert (ada.name, ada.summary, later.speaker) == ("A. Vos", "Minister of harbours.", ada)


def test_a_number_that_a_third_record_was_given_since_stays_there(editor):
    ada, full = make_person("A. Vos"), make_person("Ada Vos", wikidata_id="Q1")
    done = merge(full, ada, by=editor, reason=WHY, chosen=["wikidata_id"])
    ada.refresh_from_db()
    ada.wikidata_id = None
    ada.save()
    third = make_person("Third", wikidata_id="Q1")
    unmerge(done, by=editor, reason=WHY)
    assert [Person.objects.get(pk=p.pk).wikidata_id for p in (ada, full, third)] == [None, None, "Q1"]


@pytest.mark.parametrize("field", ["code", "version", "merged_into", "slug", "visible_from", "nothing"])
def test_what_is_no_editors_to_choose_is_not_chosen(editor, field):
    one, other = make_person("A. Vos"), make_person("Ada Vos", version=7)
    before = [one.code, one.slug]
    merge(other, one, by=editor, reason=WHY, chosen=[field])
    one.refresh_from_db()
    assert [one.code, one.slug, one.version, one.merged_into] == [*before, 2, None]


def test_no_choice_lets_a_place_lie_within_itself(editor):
    port, other = make_place("Port Sorrel"), make_place("Port Sorrel")
    other.parent = make_place("Quay", parent=port)
    other.save()
    with pytest.raises(ValidationError, match="inside itself"):
        merge(other, port, by=editor, reason=WHY, chosen=["parent"])
    port.refresh_from_db()
    assert port.parent is None
