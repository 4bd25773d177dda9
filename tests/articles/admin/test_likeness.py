"""Possible same utterances: both texts side by side, and who may decide."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import curation
from articles.models import Likeness, Statement
from people.merging import merge
from tests.articles.admin.forms import fill_in
from tests.articles.admin.test_acts import RANK, act_page
from tests.articles.admin.test_pages import HOSTILE, change_page, list_page
from tests.articles.reports.reporting import WORDS, compared, groups_of, report
from tests.factories import make_article, make_editor, make_organisation, make_person, make_statement

pytestmark = pytest.mark.django_db
REASON = "the same words of two speakers, within days"


@pytest.fixture
def proposal(db):
    return propose()


def propose(words=WORDS, name="Ada Vos"):
    compared(report(words, make_person(name)), report(words, make_person("Bea Holm")))
    return Likeness.objects.latest("pk")


def test_a_proposal_shows_both_texts_what_differs_and_why(client, sign_in):
    sign_in("editor")
    ada, words = make_person(), WORDS.replace("will be left behind", "comes along")
    one, other = compared(report(speaker=ada), report(words, ada))
    one.article.publisher = make_organisation("The Courier")
    one.article.save()
    for address in (list_page(Likeness), change_page(Likeness.objects.get())):
        page = client.get(address).content.decode()
        assert WORDS in page and "<ins>comes along</ins>" in page and "<del>will be left behind </del>" in page
        assert all(told in page for told in ("Ada Vos", "The Courier", "nearly the same words", one.code, other.code))


def test_hostile_words_are_shown_literally(client, sign_in):
    sign_in()
    proposal = propose(f"{WORDS} {HOSTILE}", name=HOSTILE)
    for address in (list_page(Likeness), change_page(proposal), change_page(proposal.one)):
        page = client.get(address).content.decode()
        assert "<b>Ada" not in page and "<script>alert" not in page


@pytest.mark.parametrize("group", RANK)
@pytest.mark.parametrize("act", ["same", "not-the-same"])
def test_editors_decide_and_reporters_only_see(group, act, client, sign_in, proposal):
    user = sign_in(group)
    assert client.get(list_page(Likeness)).status_code == 200
    address = act_page(proposal, act)
    if group == "reporter":
        assert client.post(address, {"reason": "forged"}).status_code == 403
        proposal.refresh_from_db()
        assert proposal.decision == "suggested"
        return
    assert fill_in(client, address, reason="The tape.").status_code == 302
    assert client.post(address, {"reason": "The tape."}).status_code == 302  # a second click
    proposal.refresh_from_db()
    assert (proposal.decision, proposal.decided_by) == ({"same": "accepted", "not-the-same": "rejected"}[act], user)
    assert [line.history_change_reason for line in proposal.history.filter(decision=proposal.decision)] == ["The tape."]
    assert bool(groups_of([proposal.one, proposal.other])) == (act == "same")
    assert REASON not in client.get(list_page(Likeness)).content.decode()
    assert REASON in client.get(list_page(Likeness), {"decision": proposal.decision}).content.decode()


def test_many_are_decided_at_once(client, sign_in, proposal):
    sign_in("editor")
    other = propose("The port will be quiet until the last of the ships has left the bay", "Ivo Lund")
    chosen = {"action": "not-the-same", "_selected_action": [proposal.pk, other.pk]}
    assert "Why?" in client.post(list_page(Likeness), chosen).content.decode()
    client.post(list_page(Likeness), chosen | {"confirmed": "1", "reason": "Two speeches."})
    assert {likeness.decision for likeness in Likeness.objects.all()} == {"rejected"}


def test_a_statement_is_joined_with_another_and_split_off_on_its_page(client, sign_in):
    sign_in("editor")
    one, other = compared(report("A door, not a house"), report("Une porte, pas une maison"))
    done = fill_in(client, act_page(one, "same-as"), other=str(other.pk), reason="A translation.")
    assert done.status_code == 302
    assert groups_of([one, other]) == {frozenset({0, 1})}
    assert "maison" in client.get(change_page(one)).content.decode()
    assert fill_in(client, act_page(other, "split-off"), reason="Another day.").status_code == 302
    assert groups_of([one, other]) == set()


def test_the_list_takes_the_same_queries_however_long_it_is(client, sign_in):
    sign_in()
    counts = []
    for number in (1, 6):
        for n in range(number):
            propose(f"{WORDS} in the year {number}{n}", f"Speaker {number} {n}")
        with CaptureQueriesContext(connection) as queries:
            client.get(list_page(Likeness))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert Statement.objects.count() == 14


@pytest.mark.parametrize("group", RANK)
def test_names_of_accounts_are_told_and_lead_to_no_page_that_is_closed(group, client, sign_in, proposal):
    editor = make_editor("amal")
    statement = make_statement(make_article("Another", "“We sing,” they said."), "We sing,")
    curation.reattribute([statement], person=make_person("Cleo Rossi"), editor=editor, reason="The tape.")
    done = merge(make_person("Bo"), make_person("Bob"), by=editor, reason="The same.")
    proposal.decided_by, proposal.decided_at, proposal.decision = editor, timezone.now(), "accepted"
    proposal._history_user = editor
    proposal.save()
    sign_in(group)
    history = reverse("admin:articles_likeness_history", args=[proposal.pk])
    for address in (change_page(statement), change_page(proposal), history, change_page(done)):
        page = client.get(address)
        assert page.status_code == 200 and "amal" in page.content.decode(), address
        assert "/auth/user/" not in page.content.decode(), address
