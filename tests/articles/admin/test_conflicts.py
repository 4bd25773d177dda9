"""Two editors, one record: whatever they do, and in whatever order, nothing that was typed is lost in silence."""

import random
import re
from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from articles import editions
from articles.models import Article
from people.models import Person
from people.versioning import PARTING
from tests.articles.admin.forms import fields_of, texts_of
from tests.articles.admin.test_pages import HOSTILE, change_page
from tests.factories import BODY, make_article, make_editor, make_organisation, make_person, make_place, mention
from tests.rounds import ROUNDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def desks():
    """Two signed-in browsers."""
    both = []
    for name in ("amal", "boris"):
        client = Client()
        client.force_login(make_editor(name))
        both.append(client)
    return both


def opened(client, record):
    return fields_of(client.get(change_page(record)))


def post(client, record, form, **changes):
    return client.post(change_page(record), form | changes)


def test_the_second_to_save_sees_mine_theirs_and_as_it_was(desks):
    ada = make_person("Ada Vos", summary="Docker.")
    first, second = (opened(desk, ada) for desk in desks)
    post(desks[0], ada, first, summary="Union leader.", why="promoted")
    page = post(desks[1], ada, second, summary="Retired.", why="retired")
    text = texts_of(page)
    assert page.status_code == 409
    assert all(words in text for words in ["amal saved this", "Union leader.", "Retired.", "Docker."])
    ada.refresh_from_db()
    assert ada.summary == "Union leader."


@pytest.mark.parametrize(("choice", "summary"), [("mine", "Retired."), ("theirs", "Union leader.")])
def test_one_choice_a_field_and_it_is_saved(choice, summary, desks):
    ada = make_person("Ada Vos", summary="Docker.")
    first, second = (opened(desk, ada) for desk in desks)
    post(desks[0], ada, first, summary="Union leader.", why="promoted")
    page = post(desks[1], ada, second, summary="Retired.", given_name="Ada", why="retired")
    done = post(desks[1], ada, fields_of(page), **{"choice-summary": choice})
    assert done.status_code == 302, done.content.decode()
    ada.refresh_from_db()
    assert (ada.summary, ada.given_name) == (summary, "Ada")
    assert ada.history.first().history_change_reason == "retired"


def test_what_touches_other_fields_is_merged_with_a_notice(desks):
    ada = make_person("Ada Vos")
    first, second = (opened(desk, ada) for desk in desks)
    post(desks[0], ada, first, summary="Union leader.", why="summary")
    done = desks[1].post(change_page(ada), second | {"family_name": "Vos", "why": "name"}, follow=True)
    assert "saved this while you worked on it. Both changes are kept. Changed there: Summary." in done.content.decode()
    ada.refresh_from_db()
    assert (ada.summary, ada.family_name) == ("Union leader.", "Vos")


def test_the_same_person_in_two_tabs_is_two_editors(desks):
    ada = make_person("Ada Vos")
    one, other = (opened(desks[0], ada) for _tab in range(2))
    post(desks[0], ada, one, summary="One.", why="one")
    assert post(desks[0], ada, other, summary="Other.", why="other").status_code == 409


def test_a_form_sent_twice_saves_once(desks):
    ada = make_person("Ada Vos")
    form = opened(desks[0], ada)
    for _click in range(2):
        assert post(desks[0], ada, form, summary="One.", why="one").status_code == 302
    assert ada.names.count() == 0
    ada.refresh_from_db()
    assert ada.summary == "One."


def test_a_row_or_a_record_that_is_sent_twice_is_added_once(desks):
    ada = make_person("Ada Vos")
    row = {"names-TOTAL_FORMS": "1", "names-0-text": "A. Vos", "names-0-kind": "spelling", "names-0-id": ""}
    form = opened(desks[0], ada) | row | {"why": "spelling"}
    add = change_page(ada).replace(f"{ada.pk}/change", "add")
    new = fields_of(desks[0].get(add)) | {"name": "Bea Lund"}
    for _click in range(2):
        assert post(desks[0], ada, form).status_code == 302
        assert desks[0].post(add, new).status_code == 302
    assert ada.names.get().text == "A. Vos"
    assert Person.objects.filter(name="Bea Lund").count() == 1


def test_two_texts_meet(desks):
    article = make_article()
    first, second = (opened(desk, article) for desk in desks)
    post(desks[0], article, first, body=BODY.replace("Friday", "Thursday"), why="day")
    mine = f"{BODY}\n\nAnd a paragraph <b>more</b>.".replace("\n", "\r\n")
    page = post(desks[1], article, second, body=mine, why="more")
    assert page.status_code == 409
    assert "And a paragraph <b>more</b>." in texts_of(page)
    post(desks[1], article, fields_of(page), **{"choice-body": "mine"})
    assert article.revisions.get(is_current=True).body == mine.replace("\r\n", "\n")
    assert article.revisions.count() == 3


def test_dates_instants_and_records_meet_too(desks):
    union, ministry = make_organisation("Union"), make_organisation("Ministry")
    article = make_article(publisher=union)
    first, second = (opened(desk, article) for desk in desks)
    mine = {"published_at_0": "1987-03-14", "published_at_1": "06:00:00", "printed_on": "1987-03-15"}
    post(desks[0], article, first, publisher=str(ministry.pk), printed_on="1987-03-16", why="publisher")
    page = post(desks[1], article, second, **mine, why="when")
    assert page.status_code == 409
    assert 'name="choice-printed_on"' in page.content.decode()
    assert 'name="choice-publisher"' not in page.content.decode()
    assert post(desks[1], article, fields_of(page), **{"choice-printed_on": "mine"}).status_code == 302
    article.refresh_from_db()
    assert article.publisher == ministry
    assert (str(article.printed_on), article.published_at.hour) == ("1987-03-15", 6)


def test_rows_of_a_record_meet_too(desks):
    ada = make_person("Ada Vos")
    name = ada.names.create(text="A. Vos")
    first, second = (opened(desk, ada) for desk in desks)
    post(desks[0], ada, first, **{"names-0-text": "Adah Vos", "why": "spelling"})
    page = post(desks[1], ada, second, **{"names-0-text": "Ada V.", "summary": "Docker.", "why": "spelling"})
    assert page.status_code == 409 and "Adah Vos" in texts_of(page)
    assert post(desks[1], ada, fields_of(page), **{"choice-names-0-text": "theirs"}).status_code == 302
    name.refresh_from_db()
    ada.refresh_from_db()
    assert (name.text, ada.summary) == ("Adah Vos", "Docker.")


def test_a_row_that_one_deleted_and_the_other_changed_is_kept_as_it_was_changed(desks):
    ada = make_person("Ada Vos")
    for text in ("A. Vos", "Ada V.", "Vos"):
        ada.names.create(text=text)
    first, second = (opened(desk, ada) for desk in desks)
    post(desks[0], ada, first, **{"names-0-DELETE": "on", "names-1-DELETE": "on", "why": "wrong"})
    done = post(desks[1], ada, second, **{"names-1-text": "Ada V., docker", "names-2-text": "VOS", "why": "better"})
    assert done.status_code == 302, done.content.decode()
    assert sorted(ada.names.values_list("text", flat=True)) == ["Ada V., docker", "VOS"]


def test_an_act_between_opening_and_saving_is_not_undone(desks):
    article = make_article(status="draft")
    form = opened(desks[1], article)
    editions.publish(article, by=make_editor("carl"), reason="ready")
    assert post(desks[1], article, form, byline="Ines Maar", why="byline").status_code == 302
    article.refresh_from_db()
    assert (article.status, article.byline, article.is_public) == ("published", "Ines Maar", True)


def test_hostile_text_is_shown_literally_on_the_page_of_both(desks):
    ada = make_person(HOSTILE, summary="x")
    first, second = (opened(desk, ada) for desk in desks)
    post(desks[0], ada, first, summary=HOSTILE, why="x")
    page = post(desks[1], ada, second, summary=f"{HOSTILE}!", why=HOSTILE[:90]).content.decode()
    assert "<b>Ada" not in page and "<script>alert" not in page
    assert "&lt;b&gt;Ada" in page


def test_what_was_typed_survives_a_mistake_on_the_page_of_both(desks):
    ada = make_person("Ada Vos")
    first, second = (opened(desk, ada) for desk in desks)
    post(desks[0], ada, first, summary="One.", why="one")
    page = post(desks[1], ada, second, summary="Mine.", why="")
    again = post(desks[1], ada, fields_of(page), **{"choice-summary": "mine"})
    assert "why you change it" in again.content.decode() and "Mine." in again.content.decode()


def test_a_text_shows_what_each_of_the_two_changed_told_by_lines(desks):
    ada = make_person("Ada Vos", summary="Leader of the dockers.")
    first, second = (opened(desk, ada) for desk in desks)
    post(desks[0], ada, first, summary="Leader of the sailors.", why="union")
    page = post(desks[1], ada, second, summary="Former leader of the dockers.", why="retired").content.decode()
    changes = re.findall(r"<(ins|del)>.*?</span>(.*?)</(?:ins|del)>", page)
    assert changes == [("del", "Leader"), ("ins", "Former leader"), ("del", "dockers"), ("ins", "sailors")]


def long_texts(desks, mine, theirs):
    """An article whose text both have changed, and the page that the second of them gets."""
    article = make_article(status="draft")
    first, second = (opened(desk, article) for desk in desks)
    post(desks[0], article, first, body=theirs, why="theirs")
    return article, post(desks[1], article, second, body=mine, why="mine")


def test_changes_of_different_paragraphs_of_a_text_can_both_be_taken(desks):
    mine, theirs = BODY.replace("Friday", "Thursday"), BODY.replace("quiet", "busy")
    article, page = long_texts(desks, mine, theirs)
    assert post(desks[1], article, fields_of(page), **{"choice-body": "both"}).status_code == 302
    assert article.revisions.get(is_current=True).body == mine.replace("quiet", "busy")


def test_texts_that_collide_can_be_kept_together_in_a_draft_that_nobody_can_publish(desks):
    mine, theirs = BODY.replace("Friday", "Thursday"), BODY.replace("Friday", "Monday")
    article, page = long_texts(desks, mine, theirs)
    assert 'value="both"' not in page.content.decode()
    assert post(desks[1], article, fields_of(page), **{"choice-body": "draft"}).status_code == 302
    assert article.revisions.get(is_current=True).body == f"{mine}\n\n{PARTING}\n\n{theirs}"
    for act in (editions.publish, partial(editions.schedule, instant=timezone.now() + timedelta(days=1))):
        with pytest.raises(ValidationError, match="make one of them"):
            act(article, by=make_editor(f"carl{act}"[:20]), reason="ready")


def test_two_texts_are_never_saved_where_readers_see_them_and_stay_in_the_form(desks):
    article = make_article()
    first, second = (opened(desk, article) for desk in desks)
    mine, theirs = BODY.replace("Friday", "Thursday"), BODY.replace("Friday", "Monday")
    post(desks[0], article, first, body=theirs, why="theirs")
    page = post(desks[1], article, second, body=mine, why="mine")
    again = post(desks[1], article, fields_of(page), **{"choice-body": "draft"})
    assert "make one of them" in again.content.decode()
    assert fields_of(again)["body"] == f"{mine}\n\n{PARTING}\n\n{theirs}"
    assert article.revisions.get(is_current=True).body == theirs


@pytest.mark.parametrize(
    ("theirs", "comes_back"),
    [("The port was busy.", "both"), ("The strike ended on Monday.", "parted")],
)
def test_a_correction_of_a_text_that_a_colleague_corrected_meanwhile_overwrites_nothing(theirs, comes_back, desks):
    article = make_article()
    address = change_page(article).replace("change/", "act/correct/")
    first, second = (fields_of(desk.get(address)) for desk in desks)
    told = {"what_changed": "The day.", "reason": "A slip."}
    changed = BODY.replace(theirs.rsplit(" ", 1)[0] + " " + {"both": "quiet.", "parted": "Friday."}[comes_back], theirs)
    assert changed != BODY
    assert desks[0].post(address, first | told | {"body": changed}).status_code == 302
    mine = BODY.replace("Friday", "Thursday")
    page = desks[1].post(address, second | told | {"body": mine})
    both = changed.replace("Friday", "Thursday") if comes_back == "both" else f"{mine}\n\n{PARTING}\n\n{changed}"
    assert "amal changed" in page.content.decode()
    assert fields_of(page)["body"] == both
    assert article.revisions.get(is_current=True).body == changed
    again = desks[1].post(address, fields_of(page))
    assert again.status_code == (302 if comes_back == "both" else 200)
    assert article.corrections.count() == (2 if comes_back == "both" else 1)


FIELDS = ["name", "summary", "honorific", "given_name", "family_name", "names-0-text"]


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_no_order_of_two_editors_overwrites_in_silence(seed, desks):
    """Twenty random rounds a seed: what a save changes that it did not mean to change was offered as a choice first."""
    choice, ada = random.Random(seed), make_person("Ada Vos")
    ada.names.create(text="A. Vos")
    for number in range(20):
        forms = [opened(desk, ada) for desk in desks]
        meant = [{f: f"{f} {number} {side}" for f in choice.sample(FIELDS, choice.randrange(1, 4))} for side in (0, 1)]
        assert post(desks[0], ada, forms[0], **meant[0], why="first").status_code == 302
        answer = post(desks[1], ada, forms[1], **meant[1], why="second")
        both = set(meant[0]) & set(meant[1])
        assert (answer.status_code == 409) == bool(both)
        picked = {f"choice-{name}": choice.choice(["mine", "theirs"]) for name in both}
        if both:
            page = texts_of(answer)
            assert all(words in page for meaning in meant for name, words in meaning.items() if name in both)
            assert post(desks[1], ada, fields_of(answer), **picked).status_code == 302
        now = opened(desks[0], ada)
        for name in FIELDS:
            expected = meant[1].get(name, meant[0].get(name, forms[0][name]))
            if picked.get(f"choice-{name}") == "theirs":
                expected = meant[0][name]
            assert now[name] == expected


def test_an_address_that_leads_nowhere_is_no_error(desks):
    for key in ("abc", "99", "_5"):
        assert desks[0].post(f"/admin/people/person/{key}/change/", {"name": "x"}).status_code in {302, 404}


def test_versions_grow_with_each_save(desks):
    place = make_place()
    mention(make_article(), place)
    for number in (2, 3):
        post(desks[0], place, opened(desks[0], place), summary=f"{number}", why="why")
        place.refresh_from_db()
        assert place.version == number
    assert Article.objects.published().exists() and not Person.objects.exists()
