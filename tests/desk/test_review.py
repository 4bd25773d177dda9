"""The pages of the review queue, as a browser without script and as our script ask for them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.anchoring import revise
from articles.models import Statement
from desk.models import Decision
from desk.speakers import value_of
from people.models import Role
from tests.factories import BODY, WORDS, make_article, make_editor, make_organisation, make_person, make_statement

from .suggesting import queries_of, suggest

pytestmark = pytest.mark.django_db

QUEUE = "/desk/review/"
JSON = {"Accept": "application/json"}


@pytest.fixture
def edith(client):
    editor = make_editor("edith", group="editor")
    client.force_login(editor)
    return editor


def another_client(name="amal"):
    client = Client()
    client.force_login(make_editor(name, group="editor"))
    return client


def page(client, query=""):
    return client.get(f"{QUEUE}{query}").content.decode()


def shown(client, query=""):
    """The code of the suggestion that stands there."""
    return client.get(f"{QUEUE}{query}", headers=JSON).json()["code"]


def fields_of(client, statement, query=""):
    """What the form of a suggestion sends along with a button."""
    context = client.get(f"{QUEUE}?statement={statement.code}{query}").context
    return {"token": context["token"], "seen": context["seen"], "pieces": context["written"], "who": context["who"]}


def press(client, statement, act, *, script=False, query="", **changes):
    fields = fields_of(client, statement, query) | {"act": act} | changes
    address = reverse("desk:decide_suggestion", args=[statement.code])
    return client.post(address, fields, headers=JSON if script else {})


@publishing.together()
def fill(number):
    article = make_article(body=" ".join(f"Sentence {n:02}." for n in range(number)))
    return [suggest(article, exact=f"Sentence {n:02}.", confidence=n / number) for n in range(number)]


def test_a_suggestion_stands_in_its_context_with_who_why_and_how_sure(edith, client):
    ada = make_person(summary="Leader of the dockers")
    union = make_organisation()
    Role.objects.create(person=ada, title="Chair", organisation=union)
    make_statement(make_article("Earlier"), exact="The harbour is ours.", speaker=ada)
    suggest(speaker=ada, others=[make_person("Bea Prins")], described_as="Ada Vos")
    found = page(client)
    assert f"<mark>{WORDS}</mark>" in found and "Ada Vos said in Rotterdam." in found
    assert "Chair, Dockers’ Union" in found and "The harbour is ours." in found
    assert "name behind the cue in the same sentence" in found and "fairly sure, 82%" in found
    assert "Bea Prins" in found and "(72%" in found
    assert '<span class="figure">1</span> of <span class="figure">1</span>' in found


def test_accepting_without_script_goes_on_to_the_next_and_offers_to_take_it_back(edith, client):
    first, second = fill(2)
    answer = press(client, first, "accept")
    assert answer.status_code == 302
    following = client.get(answer.url)
    assert following.context["statement"] == second
    assert "Accepted" in following.content.decode() and "Take back" in following.content.decode()
    assert (following.context["place"].number, following.context["place"].total) == (2, 2)
    undone = client.post(reverse("desk:undo_decision"))
    assert undone.url == f"{QUEUE}?statement={first.code}"
    assert client.get(undone.url).context["statement"] == first
    assert Statement.objects.get(pk=first.pk).status == "suggested"


def test_the_script_is_told_the_same_and_gets_the_next_from_the_same_template(edith, client):
    first, second = fill(2)
    told = press(client, first, "accept", script=True).json()
    assert told["told"] == f"Accepted: {first}" and "Take back" in told["undo"]
    item = client.get(f"{QUEUE}?after={first.code}&ahead=1", headers=JSON).json()
    assert item["code"] == second.code and "<mark>Sentence 01.</mark>" in item["html"]
    assert client.get(f"{QUEUE}?after={second.code}&ahead=1", headers=JSON).json()["code"] is None
    back = client.post(reverse("desk:undo_decision"), headers=JSON).json()
    assert back["code"] == first.code and back["told"].startswith("Taken back")


def test_taking_back_goes_all_the_way_and_then_says_that_nothing_is_left(edith, client):
    said = fill(5)
    for statement, act in zip(said, ["accept", "reject", "later", "accept", "rule-out"], strict=True):
        press(client, statement, act)
    for _ in said:
        client.post(reverse("desk:undo_decision"))
    assert not Statement.objects.exclude(status="suggested").exists()
    assert "nothing left to take back" in client.post(reverse("desk:undo_decision")).content.decode()


def test_another_sitting_takes_nothing_back_from_this_one(edith, client):
    (statement,) = fill(1)
    press(client, statement, "accept")
    later = Client()
    later.force_login(edith)
    assert "nothing left" in later.post(reverse("desk:undo_decision")).content.decode()
    assert Statement.objects.get().status == "accepted"


def test_what_cannot_be_taken_back_is_said_and_does_not_stand_in_the_way(edith, client):
    first, second = fill(2)
    press(client, first, "accept"), press(client, second, "accept")
    Statement.objects.filter(pk=second.pk).update(version=99)
    answer = client.post(reverse("desk:undo_decision"), headers=JSON)
    assert answer.status_code == 409 and "changed it since" in answer.json()["error"]
    assert client.post(reverse("desk:undo_decision"), headers=JSON).json()["code"] == first.code


def test_later_leaves_it_where_it_is_and_it_comes_again_behind_the_last(edith, client):
    first, second = fill(2)
    following = client.get(press(client, first, "later").url)
    assert following.context["statement"] == second
    assert client.get(press(client, second, "later").url).context["statement"] == first


def test_the_queue_is_walked_both_ways_in_the_order_of_reading(edith, client):
    said = fill(4)
    walked = [said[0].code]
    for _ in said[1:]:
        walked.append(shown(client, f"?after={walked[-1]}&ahead=1"))
    assert walked == [statement.code for statement in said]
    assert shown(client, f"?before={walked[-1]}") == walked[-2]
    assert [client.get(f"{QUEUE}?statement={code}").context["place"].number for code in walked] == [1, 2, 3, 4]


def test_two_editors_in_one_queue_never_see_the_same(edith, client):
    said, other = fill(6), another_client()
    mine, theirs = [shown(client)], [shown(other)]
    for _ in range(2):
        mine.append(shown(client, f"?after={mine[-1]}&ahead=1"))
        theirs.append(shown(other, f"?after={theirs[-1]}&ahead=1"))
    assert sorted(mine + theirs) == sorted(statement.code for statement in said)
    assert shown(client, f"?after={said[-1].code}&ahead=1") is None
    asked = client.get(f"{QUEUE}?statement={theirs[0]}")
    assert asked.context["statement"].code != theirs[0]
    assert "amal is working on that one" in asked.content.decode()


def test_what_i_leave_is_free_for_others(edith, client):
    (statement,) = fill(1)
    other = another_client()
    assert shown(client) == statement.code and shown(other) is None
    client.post(reverse("desk:leave_review"))
    assert shown(other) == statement.code


def test_what_i_left_lying_can_still_be_decided_unless_somebody_took_it(edith, client, monkeypatch):
    first, second = fill(2)
    fields = [fields_of(client, statement) | {"act": "accept"} for statement in (first, second)]
    later = timezone.now() + timedelta(hours=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert shown(another_client()) == first.code
    refused, done = (
        client.post(reverse("desk:decide_suggestion", args=[statement.code]), sent)
        for statement, sent in zip((first, second), fields, strict=True)
    )
    assert refused.status_code == 409 and "amal is working on this one" in refused.content.decode()
    assert done.status_code == 302


def test_a_double_click_and_a_slow_repeat_have_one_effect(edith, client):
    statement = suggest(speaker=make_person())
    fields = fields_of(client, statement) | {"act": "accept"}
    address = reverse("desk:decide_suggestion", args=[statement.code])
    answers = [client.post(address, fields) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302] * 3
    assert (Decision.objects.count(), statement.attributions.filter(method="editor").count()) == (1, 1)


def test_a_text_that_changed_meanwhile_is_shown_before_it_is_accepted(edith, client):
    statement = suggest(speaker=make_person())
    fields = fields_of(client, statement) | {"act": "accept"}
    revise(statement.article, f"New at the top. {BODY}", reason="A sentence was missing.")
    address = reverse("desk:decide_suggestion", args=[statement.code])
    answer = client.post(address, fields, headers=JSON)
    assert answer.status_code == 409 and "look again" in answer.json()["error"]
    assert f"<mark>{WORDS}</mark>" in answer.json()["html"]
    assert press(client, statement, "accept").status_code == 302


def test_a_suggestion_whose_words_are_gone_gives_way_to_the_next(edith, client):
    first, second = suggest(speaker=make_person()), suggest(make_article("Another"))
    fields = fields_of(client, first) | {"act": "accept"}
    revise(first.article, "Nothing of it is left.", reason="It was wrong.")
    answer = client.post(reverse("desk:decide_suggestion", args=[first.code]), fields)
    assert answer.status_code == 409 and answer.context["statement"] == second


def test_words_grow_by_links_and_are_accepted_as_they_stand_there(edith, client):
    statement = suggest(exact="back to work", speaker=make_person(), kind="indirect")
    grown = client.get(f"{QUEUE}?statement={statement.code}&grow=%5D").context
    grown = client.get(f"{QUEUE}?statement={statement.code}&grow=%5B&pieces={grown['written']}")
    assert "<mark>go back to work on</mark>" in grown.content.decode()
    press(client, statement, "accept", query=f"&pieces={grown.context['written']}")
    assert Statement.objects.get().text == "go back to work on"
    client.post(reverse("desk:undo_decision"))
    assert Statement.objects.get().text == "back to work"


def test_whoever_is_chosen_stays_chosen_while_the_words_change(edith, client):
    ada, ben = make_person("Ada Vos"), make_person("Ben Lind")
    statement = suggest(speaker=ada)
    for act, changes in (("", {"grow": "}"}), ("words", {"words": "back"})):
        following = press(client, statement, act, who=value_of(ben), **changes).url
        assert f'value="{value_of(ben)}" checked' in client.get(following).content.decode()
    assert client.get(f"{QUEUE}?statement={statement.code}&who=person-0").context["who"] == value_of(ada)


def test_words_that_are_not_in_the_text_are_refused_beside_what_was_typed(edith, client):
    statement = suggest(speaker=make_person())
    answer = press(client, statement, "words", words="We never go back")
    assert answer.status_code == 400
    assert "are not in the text: We never go back" in answer.content.decode()
    assert ">We never go back</textarea>" in answer.content.decode()
    following = press(client, statement, "words", words="go back to work").url
    assert following.startswith(f"{QUEUE}?statement={statement.code}")


def test_a_name_is_found_by_any_of_its_names_and_people_before_their_doubles(edith, client):
    ada = make_person("Ada Vos", summary="Docker")
    ada.names.create(text="Адa Вос")
    make_person("Ada Vos", slug="double", merged_into=ada)
    make_organisation("Vos & Sons")
    found = client.get(reverse("desk:names"), {"q": "vos"}).json()["names"]
    assert [one["name"] for one in found] == ["Ada Vos", "Vos & Sons"]
    assert client.get(reverse("desk:names"), {"q": "вос"}).json()["names"][0]["value"] == f"person-{ada.pk}"
    assert client.get(reverse("desk:names"), {"q": " "}).json()["names"] == []


def test_without_script_somebody_else_is_found_and_chosen_and_a_new_name_can_be_added(edith, client):
    statement, bea = suggest(speaker=make_person()), make_person("Bea Prins")
    found = client.get(f"{QUEUE}?statement={statement.code}&name=prins")
    assert f'value="person-{bea.pk}"' in found.content.decode()
    assert "Add a person of this name" in page(client, f"?statement={statement.code}&name=Cato")
    press(client, statement, "accept", who=f"person-{bea.pk}")
    assert Statement.objects.published().get().speaker == bea


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("article=Harbour", 1), ("speaker=vos", 1), ("speaker=union", 1), ("language=fr", 1), ("language=French", 1),
        ("sure=very", 1), ("sure=hardly", 1), ("rule=pronoun", 1), ("article=nothing", 0), ("speaker=nobody", 0),
        ("", 3), ("sure=hardly&language=fr", 1), ("sure=very&language=fr", 0), ("language=Klingonese", 3),
    ],
)  # fmt: skip
def test_the_queue_is_narrowed_by_plain_addresses_and_counted_by_the_same_code(edith, client, query, number):
    one = suggest(speaker=make_person(), confidence=0.95)
    two = suggest(make_article("Autumn", language="fr"), confidence=0.3, language="", on_behalf_of=make_organisation())
    suggest(make_article("Winter"), rule="pronoun beside the cue, taken for whoever was spoken of last")
    assert {one.article.headline, two.article.headline} == {"Harbour strike ends", "Autumn"}
    found = client.get(f"{QUEUE}?{query}")
    assert found.status_code == 200
    assert (found.context["place"].total if found.context["statement"] else 0) == number
    assert found.context["filter"].qs.count() == number


def test_a_narrowed_queue_stays_narrowed_from_one_to_the_next(edith, client):
    suggest(confidence=0.95), suggest(make_article("B"), confidence=0.3)
    third = suggest(make_article("C"), confidence=0.95)
    first = client.get(f"{QUEUE}?sure=very").context["statement"]
    fields = fields_of(client, first, "&sure=very") | {"act": "reject"}
    answer = client.post(f"{reverse('desk:decide_suggestion', args=[first.code])}?sure=very", fields)
    following = client.get(answer.url).context
    assert following["statement"] == third
    assert (following["place"].number, following["place"].total) == (2, 2)


def test_counting_stops_and_says_so(edith, client, monkeypatch):
    monkeypatch.setattr("desk.review.suggestions.MOST", 2)
    said = fill(4)
    assert 'of <span class="figure">over 2</span>' in page(client)
    assert "over 2</span> of" in page(client, f"?statement={said[-1].code}")


def test_orphans_and_what_is_decided_do_not_wait_here(edith, client):
    (
        suggest(is_orphan=True),
        suggest(make_article("B"), status="accepted"),
        suggest(make_article("C"), status="rejected"),
    )
    assert shown(client) is None
    assert "Everything is checked." in page(client)


def test_several_are_accepted_together_after_all_of_them_were_shown(edith, client):
    said = fill(4)
    shown_together = client.get(reverse("desk:together"))
    items = shown_together.context["items"]
    assert [item["statement"] for item in items] == said
    sent = {f"{name}-{item['statement'].code}": item[name] for item in items for name in ("token", "seen")}
    taken = [statement.code for statement in said[:3]]
    Statement.objects.filter(pk=said[1].pk).update(version=9)
    answer = client.post(reverse("desk:together"), sent | {"take": taken}, follow=True).content.decode()
    assert "Accepted: 2." in answer and "look again" in answer
    statuses = [Statement.objects.get(pk=statement.pk).status for statement in said]
    assert statuses == ["accepted", "suggested", "accepted", "suggested"]
    for _ in range(2):
        client.post(reverse("desk:undo_decision"))
    assert not Statement.objects.filter(status="accepted").exists()


def test_what_was_not_shown_is_not_accepted_by_a_forged_list(edith, client):
    (statement,) = fill(1)
    client.post(reverse("desk:together"), {"take": [statement.code], f"token-{statement.code}": "forged"})
    assert Statement.objects.get().status == "suggested"


@pytest.mark.parametrize(
    "fields", [{}, {"act": "publish", "token": "t"}, {"act": "accept"}, {"act": "accept", "token": "t" * 40}]
)
def test_a_post_that_no_button_sends_does_nothing(edith, client, fields):
    statement = suggest(speaker=make_person())
    assert client.post(reverse("desk:decide_suggestion", args=[statement.code]), fields).status_code == 400
    assert client.post(reverse("desk:decide_suggestion", args=["ZZZZZZZZ"]), fields).status_code == 404
    assert Statement.objects.get().status == "suggested"


def test_a_suggestion_of_a_draft_is_checked_and_readers_see_nothing_of_it(edith, client):
    statement = suggest(make_article("Draft", status="draft"), speaker=make_person())
    press(client, statement, "accept")
    assert Statement.objects.get().status == "accepted"
    assert Client().get(statement.get_absolute_url()).status_code == 404


def test_the_pages_take_the_same_queries_however_much_waits(edith, client):
    asked = []
    client.get(QUEUE)
    for number in (13, 26):
        Statement.objects.all().delete()
        fill(number)
        asked.append(
            queries_of(client, (QUEUE, f"{QUEUE}?sure=hardly&language=en&speaker=vos", reverse("desk:together")))
        )
    assert asked[0] == asked[1]
    assert asked[0][0] <= 40


def test_the_desk_counts_what_waits_here(edith, client):
    fill(2)
    assert "Suggestions to check" in client.get("/desk/").content.decode()
