"""What editors decide holds for ever, whatever a machine or an import makes of it."""

from copy import deepcopy

import pytest
from django.core.exceptions import ValidationError

from articles.importing.saving import save_drafts
from articles.models import Likeness, Statement, Utterance
from articles.reports import upkeep
from articles.reports.deciding import decide, say_same, split_off
from tests import factories as make
from tests.articles.importing.test_saving import make_draft, vos_speaks

from .reporting import again, compared, groups_of, report

pytestmark = pytest.mark.django_db
SAME, NOT_THE_SAME = Likeness.Decision.ACCEPTED, Likeness.Decision.REJECTED


@pytest.fixture
def edith(db):
    return make.make_editor()


@pytest.fixture
def proposal(db):
    """The same words of two speakers: asked, and not grouped."""
    compared(report(speaker=make.make_person()), report(speaker=make.make_person("Bea Holm")))
    return Likeness.objects.get()


def compare_anew(*statements):
    upkeep.compare([statement.pk for statement in statements], again=True)
    return groups_of(statements)


def test_the_same_brings_them_together_and_keeps_who_said_so(proposal, edith):
    assert decide(proposal, SAME, by=edith, reason="I was there.")
    proposal.refresh_from_db()
    assert (proposal.decision, proposal.decided_by) == (SAME, edith)
    assert proposal.history.first().history_change_reason == "I was there."
    assert proposal.history.first().history_user == edith
    assert compare_anew(proposal.one, proposal.other) == {frozenset({0, 1})}


def test_decided_twice_it_is_decided_once(proposal, edith):
    assert decide(proposal, SAME, by=edith)
    lines = proposal.history.count()
    assert not decide(proposal, SAME, by=make.make_editor("otto"))
    assert proposal.history.count() == lines
    assert Utterance.objects.count() == 1


def test_the_last_word_counts(proposal, edith):
    decide(proposal, SAME, by=edith)
    assert decide(proposal, NOT_THE_SAME, by=edith, reason="Misheard.")
    assert compare_anew(proposal.one, proposal.other) == set()


def test_not_the_same_is_never_proposed_again(proposal, edith):
    decide(proposal, NOT_THE_SAME, by=edith)
    compare_anew(proposal.one, proposal.other)
    assert [likeness.decision for likeness in Likeness.objects.all()] == [NOT_THE_SAME]


def test_a_statement_that_was_split_off_stays_apart(edith):
    ada = make.make_person()
    statements = compared(report(speaker=ada), report(speaker=ada), report(speaker=ada))
    split_off(statements[2], by=edith, reason="A year later.")
    assert groups_of(statements) == {frozenset({0, 1})}
    assert compare_anew(*statements) == {frozenset({0, 1})}
    statements += compared(report(speaker=ada))
    assert groups_of(statements) in ({frozenset({0, 1, 3})}, {frozenset({0, 1}), frozenset({2, 3})})
    assert not any({0, 2} <= group for group in groups_of(statements))


def test_only_what_is_in_a_group_can_be_split_off(edith):
    [alone] = compared(report(speaker=make.make_person()))
    with pytest.raises(ValidationError):
        split_off(alone, by=edith, reason="?")


def test_editors_bring_together_what_no_machine_would(edith):
    one, other = compared(report("A door, not a house"), report("Une porte, pas une maison"))
    say_same(one, other, by=edith, reason="A translation.")
    assert compare_anew(one, other) == {frozenset({0, 1})}
    with pytest.raises(ValidationError):
        say_same(one, one, by=edith, reason="?")


def test_what_was_told_apart_does_not_come_together_by_the_back_door(edith):
    one, other, third = compared(report("A door"), report("A gate"), report("A house"))
    decide(say_apart(one, other, edith), NOT_THE_SAME, by=edith)
    say_same(one, third, by=edith, reason="The same speech.")
    with pytest.raises(ValidationError, match="not the same"):
        say_same(third, other, by=edith, reason="The same speech.")
    assert groups_of([one, other, third]) == {frozenset({0, 2})}


def say_apart(one, other, edith):
    say_same(one, other, by=edith, reason="?")
    return Likeness.objects.get(one=one, other=other)


def test_the_groups_of_two_statements_become_one(edith):
    ada, bea = make.make_person(), make.make_person("Bea Holm")
    statements = compared(*(report(speaker=who) for who in (ada, ada, bea, bea)))
    assert groups_of(statements) == {frozenset({0, 1}), frozenset({2, 3})}
    say_same(statements[0], statements[2], by=edith, reason="A joint statement.")
    assert groups_of(statements) == {frozenset({0, 1, 2, 3})}
    assert Utterance.objects.count() == 1


@pytest.mark.parametrize("decision", [SAME, NOT_THE_SAME])
def test_no_reimport_undoes_a_decision(edith, decision):
    key = {"utterance": "vos-monday"} if decision == NOT_THE_SAME else {}
    drafts = [make_draft(f"test:{n}", statements=[vos_speaks(said_on=day, **key)]) for n, day in enumerate(DAYS)]
    save_drafts(deepcopy(drafts))
    one, other = Statement.objects.order_by("pk")
    assert bool(groups_of([one, other])) == (decision == NOT_THE_SAME)
    say_same(one, other, by=edith, reason="The same speech.")
    decide(Likeness.objects.get(), decision, by=edith)
    for headline in ("Strike over", "Strike over at last"):
        for draft in drafts:
            draft.headline = headline
        assert {outcome.label for outcome in save_drafts(deepcopy(drafts))} == {"changed"}
        one, other = again(one, other)
        assert bool(one.utterance_id and one.utterance_id == other.utterance_id) == (decision == SAME)


DAYS = [make.date(2024, 5, 1), make.date(2024, 5, 30)]


def test_a_decision_waits_for_words_that_their_origin_says_again(edith):
    drafts = [make_draft(f"test:{n}", status="draft", statements=[vos_speaks(said_on=DAYS[n])]) for n in (0, 1)]
    save_drafts(deepcopy(drafts))
    one, other = Statement.objects.order_by("pk")
    say_same(one, other, by=edith, reason="The same speech.")
    without = make_draft("test:1", status="draft", statements=[])
    save_drafts([without])
    assert again(other)[0].status == "rejected"
    save_drafts(deepcopy(drafts))
    assert groups_of([one, other]) == {frozenset({0, 1})}
    assert again(other)[0].status == "accepted"


def test_words_that_nobody_judged_are_forgotten_as_before():
    save_drafts([make_draft("test:1", status="draft", statements=[vos_speaks()])])
    save_drafts([make_draft("test:1", status="draft", statements=[])])
    assert not Statement.objects.exists()


def test_a_reimport_keeps_the_group_that_the_machine_found():
    drafts = [make_draft(f"test:{n}", statements=[vos_speaks()]) for n in (0, 1)]
    save_drafts(deepcopy(drafts))
    statements = list(Statement.objects.order_by("pk"))
    assert groups_of(statements) == {frozenset({0, 1})}
    drafts[0].headline = "Strike over"
    save_drafts(deepcopy(drafts))
    assert groups_of(statements) == {frozenset({0, 1})}
