"""The second pair of eyes: what is drawn for it, who may look, what comes of it, and how often two editors agree."""

import re
from datetime import timedelta
from itertools import count

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import curation
from articles.models import Correction, Statement
from desk.models import Decision, SecondLook
from desk.review import deciding, second_looks, undoing
from desk.review.deciding import Order, RefusedError, state_of
from tests.factories import BODY, WORDS, make_article, make_editor, make_person

from .suggesting import queries_of, suggest
from .test_deciding import make_people, seen_now

pytestmark = pytest.mark.django_db

QUEUE = "/desk/review/?look=second"
JSON = {"Accept": "application/json"}
tokens = (f"look {n}" for n in count())


@pytest.fixture
def amal():
    """She decides first."""
    return make_editor("amal", group="editor")


@pytest.fixture
def edith(client):
    """She looks again. The client is hers."""
    editor = make_editor("edith", group="editor")
    client.force_login(editor)
    return editor


@pytest.fixture
def drawn(settings):
    """Everything that is decided is drawn."""
    settings.SECOND_LOOKS = 100


def decide(statement, act, editor, *, is_second=False, token="", **asked):
    statement = Statement.objects.prefetch_related("spans").get(pk=statement.pk)
    order = Order(act, token or next(tokens), state_of(statement), is_second=is_second, **asked)
    return deciding.decide(statement, order, editor=editor, sitting="today")


def look_again(statement, act, editor, **asked):
    return decide(statement, act, editor, is_second=True, **asked)


def waiting(editor):
    return list(second_looks.statements_for(editor))


def notes():
    return list(Correction.objects.order_by("pk").values_list("what_changed", "reason"))


@pytest.mark.parametrize("act", ["accept", "reject"])
def test_every_decision_is_drawn_at_a_hundred_per_cent_and_none_at_zero(settings, amal, edith, act):
    said = [suggest(make_article(f"Article {n}"), speaker=make_person(f"Speaker {n}")) for n in range(4)]
    for statement, share in zip(said, [0, 100, 0, 100], strict=True):
        settings.SECOND_LOOKS = share
        decide(statement, act, amal)
    assert waiting(edith) == [said[1], said[3]]


def test_the_share_that_is_drawn_is_the_one_that_is_set(settings, amal, monkeypatch):
    settings.SECOND_LOOKS = 5
    numbers = iter([4.9, 5.1])
    monkeypatch.setattr(second_looks, "uniform", lambda _least, _most: next(numbers))
    drawn, spared = suggest(), suggest(make_article("Another"))
    decide(drawn, "accept", amal), decide(spared, "accept", amal)
    assert SecondLook.objects.get().first.statement == drawn


def test_what_is_not_final_is_never_drawn(drawn, amal):
    statement = suggest(speaker=make_person())
    for act, asked in [("later", {}), ("rule-out", {}), ("words", {"words": "back to work"})]:
        decide(statement, act, amal, **asked)
    assert not SecondLook.objects.exists()


def test_everything_in_a_sensitive_article_is_looked_at_again_whatever_the_share(amal, edith):
    sensitive, other = suggest(make_article("A trial", is_sensitive=True)), suggest(make_article("A match"))
    decide(sensitive, "reject", amal), decide(other, "reject", amal)
    assert waiting(edith) == [sensitive]


@pytest.mark.parametrize("status", ["accepted", "rejected"])
def test_what_is_decided_of_a_sensitive_article_outside_the_queue_is_looked_at_again_too(amal, edith, status):
    sensitive, other = (suggest(make_article(f"Sensitive: {said}", is_sensitive=said)) for said in (True, False))
    for statement in (sensitive, other):
        if status == "accepted":
            curation.accept(statement, amal)
        else:
            curation.reject(statement, amal, "No statement.")
    assert (waiting(edith), waiting(amal)) == ([sensitive], [])
    before = seen_now()
    undoing.undo(look_again(sensitive, "reject" if status == "accepted" else "accept", edith))
    assert (seen_now(), waiting(edith)) == (before, [sensitive])
    look_again(sensitive, "accept" if status == "accepted" else "reject", edith)
    assert SecondLook.objects.get().agreed


def decided_in(place, statement, client):
    """Let whoever is signed in accept a statement there."""
    if place == "workbench":
        posted = {"act": "accept", "version": statement.version}
        return client.post(reverse("desk:decide_statement", args=[statement.code]), posted)
    if place == "form":
        address = reverse("admin:articles_statement_act", args=[statement.pk, "accept"])
        return client.post(address, {"reason": "Read it.", "version": statement.version})
    chosen = {"action": "accept", "_selected_action": [statement.pk], "confirmed": "1", "reason": "Read it."}
    return client.post(reverse("admin:articles_statement_changelist"), chosen)


@pytest.mark.parametrize("place", ["workbench", "form", "list"])
def test_a_share_is_drawn_wherever_a_suggestion_is_decided(settings, amal, edith, client, place):
    third = make_editor("third", group="editor")
    for share in (0, 100):
        settings.SECOND_LOOKS = share
        statement = suggest(make_article(f"Drawn of a hundred: {share}"))
        assert decided_in(place, statement, client).status_code == 302
        statement.refresh_from_db()
        assert statement.status == "accepted"
        assert (waiting(third), waiting(edith)) == ([statement] if share else [], [])
    assert Decision.objects.get().editor == edith


def test_what_is_decided_anew_outside_the_queue_is_not_looked_at_for_the_first_decision(settings, amal, edith):
    settings.SECOND_LOOKS = 100
    statement = suggest()
    decide(statement, "accept", amal)
    curation.reopen(statement, amal, "Too early.")
    settings.SECOND_LOOKS = 0
    curation.accept(statement, edith)
    assert waiting(make_editor("third", group="editor")) == waiting(edith) == []


def test_a_decision_of_a_sensitive_article_is_looked_at_once_and_its_second_look_by_nobody(drawn, amal, edith):
    statement = suggest(make_article(is_sensitive=True))
    decide(statement, "accept", amal)
    look_again(statement, "reject", edith)
    assert SecondLook.objects.count() == 1


def test_an_acceptance_that_was_taken_back_on_the_workbench_is_not_looked_at(amal, edith):
    statement = suggest(make_article(is_sensitive=True))
    curation.accept(statement, amal)
    curation.reopen(statement, amal, "Too early.")
    assert not waiting(edith)
    curation.accept(statement, edith)
    assert (waiting(edith), waiting(amal)) == ([], [statement])


def test_nobody_looks_at_what_they_decided_themselves(drawn, amal, edith, client):
    mine, theirs = suggest(make_article("Mine")), suggest(make_article("Theirs"))
    decide(mine, "accept", edith), decide(theirs, "accept", amal)
    assert (waiting(edith), waiting(amal)) == ([theirs], [mine])
    with pytest.raises(RefusedError, match="no longer needs a second look"):
        look_again(mine, "accept", edith)
    page = client.get(f"{QUEUE}&statement={mine.code}")
    assert page.context["statement"] == theirs


def test_a_statement_is_looked_at_again_once(drawn, amal, edith):
    statement = suggest(speaker=make_person())
    decide(statement, "accept", amal)
    look_again(statement, "accept", edith)
    with pytest.raises(RefusedError):
        look_again(statement, "reject", make_editor("third", group="editor"))
    assert SecondLook.objects.count() == 1


def test_a_second_look_that_agrees_changes_nothing_and_is_kept(drawn, amal, edith):
    statement = suggest(speaker=make_person())
    decide(statement, "accept", amal)
    before = seen_now(), statement.attributions.count(), statement.history.count()
    look_again(statement, "accept", edith)
    assert (seen_now(), statement.attributions.count(), statement.history.count()) == before
    look = SecondLook.objects.get()
    assert (look.agreed, look.looked_by, look.first.editor) == (True, edith, amal)
    assert not waiting(edith)


def test_both_rejecting_is_agreement_too(drawn, amal, edith):
    statement = suggest(speaker=make_person())
    decide(statement, "reject", amal), look_again(statement, "reject", edith)
    assert SecondLook.objects.get().agreed


def test_what_a_first_editor_rejected_a_second_may_accept(drawn, amal, edith):
    statement = suggest(speaker=make_person())
    decide(statement, "reject", amal), look_again(statement, "accept", edith)
    assert Statement.objects.published().get().is_checked
    assert SecondLook.objects.get().agreed is False


def test_what_readers_see_is_retracted_when_a_second_editor_rejects_it_and_they_are_told(drawn, amal, edith):
    statement = suggest(speaker=make_person())
    decide(statement, "accept", amal)
    assert Statement.objects.published().exists()
    look_again(statement, "reject", edith)
    assert Statement.objects.get().status == "retracted"
    assert not Statement.objects.published().exists()
    assert SecondLook.objects.get().agreed is False
    why = f"{deciding.LOOKED_AGAIN} {deciding.NO_STATEMENT}"
    assert notes() == [(deciding.MISTAKEN, why)]
    for address in (statement.get_absolute_url(), "/corrections/"):
        page = Client().get(address).content.decode()
        assert "retracted" in page.lower() and why in page and WORDS not in page


def test_what_readers_do_not_see_is_rejected_and_nobody_is_told(drawn, amal, edith):
    statement = suggest(make_article(status="draft"), speaker=make_person())
    decide(statement, "accept", amal), look_again(statement, "reject", edith)
    assert (Statement.objects.get().status, notes()) == ("rejected", [])


def test_long_after_it_was_accepted_only_who_may_retract_does(drawn, amal, edith):
    statement = suggest(speaker=make_person())
    decide(statement, "accept", amal)
    Statement.objects.update(checked_at=timezone.now() - timedelta(days=31))
    with pytest.raises(ValidationError, match="retract it"):
        look_again(statement, "reject", edith)
    assert Statement.objects.published().exists() and waiting(edith) == [statement]
    look_again(statement, "reject", make_editor("paula", group="publisher"))
    assert not Statement.objects.published().exists()


def test_readers_are_told_of_another_speaker_and_of_other_words(drawn, amal, edith):
    ada, bea = make_person("Ada Vos"), make_person("Bea Prins")
    statement = suggest(exact="We go back to work", speaker=ada, kind="indirect")
    decide(statement, "accept", amal)
    start = BODY.index("We go")
    look_again(statement, "accept", edith, who=f"person-{bea.pk}", pieces=[(start, start + len(WORDS))])
    now = Statement.objects.published().get()
    assert (now.speaker, now.text, now.status) == (bea, WORDS, "corrected")
    assert [reason for _what, reason in notes()] == [deciding.LOOKED_AGAIN] * 2
    assert notes()[0][0] == deciding.OTHER_WORDS and "Ada Vos" in notes()[1][0]
    assert SecondLook.objects.get().agreed is False


def test_words_changed_on_the_way_to_accepting_are_no_agreement(drawn, amal, edith):
    statement = suggest(speaker=make_person())
    decide(statement, "accept", amal)
    look_again(statement, "words", edith, words="back to work")
    assert waiting(edith) == [statement]
    look_again(statement, "accept", edith)
    assert SecondLook.objects.get().agreed is False


SECOND = {
    "accept": {},
    "accept another": {"act": "accept", "who": "bea"},
    "accept nobody": {"act": "accept", "who": "nobody"},
    "accept other words": {"act": "accept", "pieces": [(BODY.index("We go"), BODY.index(" on Monday"))]},
    "reject": {},
    "rule-out": {},
    "words": {"words": "back to work"},
    "later": {},
}


@pytest.mark.parametrize("first", ["accept", "reject"])
@pytest.mark.parametrize("name", SECOND)
def test_taking_a_second_look_back_gives_exactly_what_was_and_it_waits_again(drawn, amal, edith, first, name):
    people = make_people()
    statement = suggest(speaker=people["ada"], others=[people["bea"]])
    decide(statement, first, amal)
    before = seen_now(), notes()
    asked = {"act": name} | SECOND[name]
    if asked.get("who") in people:
        asked["who"] = f"person-{people[asked['who']].pk}"
    undoing.undo(look_again(statement, asked.pop("act"), edith, **asked))
    assert (seen_now(), notes()) == before
    assert waiting(edith) == [statement]
    assert SecondLook.objects.get().looked_by is None


def test_a_first_decision_that_is_taken_back_takes_its_second_look_with_it(drawn, amal, edith):
    statement = suggest(speaker=make_person())
    before = seen_now()
    undoing.undo(decide(statement, "accept", amal))
    assert seen_now() == before
    assert not waiting(edith)
    with pytest.raises(RefusedError, match="no longer needs a second look"):
        look_again(statement, "accept", edith)


def test_what_a_colleague_has_looked_at_is_not_taken_back_under_them_until_they_do(drawn, amal, edith):
    statement = suggest(speaker=make_person())
    before = seen_now()
    first = decide(statement, "accept", amal)
    second = look_again(statement, "reject", edith)
    with pytest.raises(ValidationError, match="second editor has looked"):
        undoing.undo(first)
    undoing.undo(second), undoing.undo(first)
    assert seen_now() == before


def test_a_decision_that_no_longer_stands_is_not_looked_at(drawn, amal, edith):
    statement = suggest(speaker=make_person())
    decide(statement, "accept", amal)
    curation.reopen(statement, amal, "Too early.")
    assert not waiting(edith)
    third = make_editor("third", group="editor")
    decide(statement, "accept", edith)
    assert (waiting(edith), waiting(third)) == ([], [statement])
    look_again(statement, "accept", third)
    assert SecondLook.objects.get(agreed=True).first.editor == edith
    assert not waiting(third)


def test_a_look_that_is_sent_twice_is_one(drawn, amal, edith):
    statement = suggest(speaker=make_person())
    decide(statement, "accept", amal)
    assert look_again(statement, "accept", edith, token="once") == look_again(statement, "accept", edith, token="once")
    assert Decision.objects.filter(editor=edith).count() == 1


def test_two_editors_never_have_the_same_second_look(drawn, amal, edith, client):
    said = [suggest(make_article(f"Article {n}")) for n in range(2)]
    for statement in said:
        decide(statement, "accept", amal)
    third = Client()
    third.force_login(make_editor("third", group="editor"))
    assert client.get(QUEUE).context["statement"] == said[0]
    assert third.get(QUEUE).context["statement"] == said[1]


def press(client, statement, act, *, script=False):
    context = client.get(f"{QUEUE}&statement={statement.code}").context
    fields = {"act": act, "token": context["token"], "seen": context["seen"], "pieces": context["written"]}
    address = f"{reverse('desk:decide_suggestion', args=[statement.code])}?look=second"
    return client.post(address, fields | {"who": context["who"]}, headers=JSON if script else {})


def test_the_page_hides_what_was_decided_until_the_second_editor_has(drawn, amal, edith, client):
    said = [suggest(make_article(f"Article {n}"), speaker=make_person(f"Speaker {n}")) for n in range(2)]
    decide(said[0], "accept", amal), decide(said[1], "reject", amal)
    pages = [client.get(f"{QUEUE}&statement={statement.code}").content.decode() for statement in said]
    for page in pages:
        assert "A colleague has decided this." in page and "Last:" not in page
        assert not {"amal", "Accepted", "Rejected", "accepted", "rejected"} & set(page.replace("<", " ").split())
    agreed, other = (press(client, statement, "accept", script=True).json()["told"] for statement in said)
    assert agreed == f"amal had decided the same. Accepted: {said[0]}"
    assert other == f"amal had decided otherwise. Accepted: {said[1]}"


def opened_by_key(client, address):
    """The page that `O` opens, and where on it."""
    page = client.get(address).content.decode()
    (opened,) = re.findall(r'<a href="([^"]+)"[^>]* data-key="o"', page)
    return client.get(opened.partition("#")[0]).content.decode(), opened.partition("#")[2]


def test_the_text_that_a_second_editor_opens_does_not_tell_what_was_decided(drawn, amal, edith, client):
    article = make_article(body=BODY + " ".join(f" “Number {n}” she said." for n in range(2)))
    said = [suggest(article, exact=f"Number {n}", speaker=make_person()) for n in range(2)]
    decide(said[0], "accept", amal), decide(said[1], "reject", amal)
    pages = []
    for statement in said:
        page, anchor = opened_by_key(client, f"{QUEUE}&statement={statement.code}")
        marked = f'<mark id="{anchor}">{statement.text}</mark>'
        assert marked in page and "We go back to work on Monday" in page
        pages.append(page.replace(marked, statement.text))
    one, other = (page[page.index("<main") : page.index("</main>")] for page in pages)
    assert one == other


def test_the_queue_of_suggestions_opens_the_workbench(edith, client):
    statement = suggest()
    page, anchor = opened_by_key(client, reverse("desk:review"))
    assert f'id="{anchor}"' in page and anchor == statement.anchor


def test_the_queue_of_second_looks_goes_on_and_back_by_itself(drawn, amal, edith, client):
    said = [suggest(make_article(f"Article {n}"), speaker=make_person(f"Speaker {n}")) for n in range(2)]
    for statement in said:
        decide(statement, "accept", amal)
    mine = suggest(make_article("Mine"))
    decide(mine, "reject", edith)
    following = client.get(press(client, said[0], "accept").url)
    assert following.context["statement"] == said[1]
    assert (following.context["place"].number, following.context["place"].total) == (2, 2)
    back = client.post(f"{reverse('desk:undo_decision')}?look=second")
    assert client.get(back.url).context["statement"] == said[0]
    assert "nothing left" in client.post(f"{reverse('desk:undo_decision')}?look=second").content.decode()
    assert Statement.objects.get(pk=mine.pk).status == "rejected"


def test_what_waits_for_a_second_look_is_narrowed_like_any_suggestion(drawn, amal, edith, client):
    sure, unsure = suggest(confidence=0.95), suggest(make_article("Another"), confidence=0.3)
    decide(sure, "accept", amal), decide(unsure, "accept", amal)
    found = client.get(f"{QUEUE}&sure=hardly")
    assert (found.context["statement"], found.context["place"].total) == (unsure, 1)
    assert 'name="look" value="second"' in found.content.decode()
    nothing = client.get(f"{QUEUE}&speaker=nobody").content.decode()
    assert "No second looks of this kind wait for you." in nothing


def test_second_looks_are_not_taken_several_at_once(drawn, amal, edith, client):
    decide(suggest(), "accept", amal)
    assert client.get(f"{reverse('desk:together')}?look=second").url == QUEUE
    assert "Several at once" not in client.get(QUEUE).content.decode()


def test_the_desk_counts_the_second_looks_that_are_mine_to_take(drawn, amal, edith, client):
    for n, editor in enumerate([amal, amal, edith]):
        decide(suggest(make_article(f"Article {n}")), "accept", editor)
    Decision.objects.filter(editor=amal).update(decided_at=timezone.now() - timedelta(hours=3))
    page = client.get("/desk/").content.decode()
    row = page[page.index(f'href="{QUEUE}"') :].split("</tr>")[0]
    assert '<td class="figure">2</td>' in row and "3\xa0hours" in row
    assert f'href="{reverse("desk:second_looks")}"' in page


def test_a_reporter_is_led_to_no_second_look(client):
    client.force_login(make_editor("rita", group="reporter"))
    assert reverse("desk:second_looks") not in client.get("/desk/").content.decode()


def agreement_of(client, query=""):
    return client.get(f"{reverse('desk:second_looks')}{query}")


def test_how_often_two_editors_agree_is_counted_by_decision_and_by_pair(drawn, amal, edith, client):
    said = [suggest(make_article(f"Article {n}"), speaker=make_person(f"Speaker {n}")) for n in range(5)]
    first = ["accept", "accept", "accept", "reject", "reject"]
    second = ["accept", "accept", "reject", "reject", "accept"]
    for statement, one, other in zip(said, first, second, strict=True):
        decide(statement, one, amal), look_again(statement, other, edith)
    mine = suggest(make_article("Mine"))
    decide(mine, "accept", edith), look_again(mine, "accept", amal)
    undone = suggest(make_article("Undone"))
    decide(undone, "accept", amal), undoing.undo(look_again(undone, "accept", edith))
    told = agreement_of(client).context["agreement"]
    assert (told.whole.looked, told.whole.agreed, told.whole.changed, told.whole.rate) == (6, 4, 2, "67%")
    by_act, by_pair = (
        {label: (share.looked, share.agreed) for label, share in shares} for shares in (told.by_act, told.by_pair)
    )
    assert by_act == {"Accepted": (4, 3), "Rejected": (2, 1)}
    assert by_pair == {"amal, edith": (5, 3), "edith, amal": (1, 1)}
    page = agreement_of(client)
    assert [look.first.statement for look in page.context["changed"]] == [said[4], said[2]]
    assert "1 second look</a> waits for you" in page.content.decode()


def test_the_agreement_of_a_period_leaves_out_what_was_looked_at_before_and_after(drawn, amal, edith, client):
    statement = suggest()
    decide(statement, "accept", amal), look_again(statement, "accept", edith)
    day = timezone.localdate()
    for first, last in [(day, day), ("0001-01-01", "9999-12-31")]:
        assert agreement_of(client, f"?first={first}&last={last}").context["agreement"].whole.looked == 1
    before = agreement_of(client, f"?first={day - timedelta(9)}&last={day - timedelta(1)}")
    assert before.context["agreement"].whole.looked == 0
    assert "No second look was had from" in before.content.decode()


def test_the_pages_take_the_same_queries_however_much_waits_and_was_looked_at(drawn, amal, edith, client):
    client.get(QUEUE)
    asked = []
    for number in (3, 9):
        for n in range(number):
            for has in (True, False):
                statement = suggest(make_article(f"Article {number} {n} {has}"), speaker=make_person(f"S {n} {has}"))
                decide(statement, "accept", amal)
                if has:
                    look_again(statement, "reject", edith)
        asked.append(queries_of(client, (QUEUE, reverse("desk:second_looks"), "/desk/")))
    assert asked[0] == asked[1]
