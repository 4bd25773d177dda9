"""What an editor decides in the review queue: whole, once, and taken back exactly."""

import json
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest
from django.core.exceptions import ValidationError
from django.core.serializers import serialize
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles import curation
from articles.anchoring import revise
from articles.models import Article, Attribution, Participation, Statement, StatementSpan
from desk.models import Decision, Hold
from desk.review import deciding, undoing
from desk.review.deciding import Order, RefusedError, state_of
from newsroom.checks.ledger import find_wrong_speakers
from people.merging import merge
from people.models import Organisation, Person
from people.ranges import EVERY
from search.models import Entry
from tests.factories import BODY, WORDS, make_article, make_editor, make_organisation, make_person
from tests.rounds import ROUNDS

from .suggesting import suggest

pytestmark = pytest.mark.django_db

tokens = (f"token {n}" for n in count())


@pytest.fixture
def edith():
    return make_editor("edith", group="editor")


@pytest.fixture
def amal():
    return make_editor("amal", group="editor")


def decide(statement, act, editor, *, token="", sitting="today", seen=None, **asked):
    statement = Statement.objects.prefetch_related("spans").get(pk=statement.pk)
    seen = state_of(statement) if seen is None else seen
    order = Order(act, token or next(tokens), seen, **asked)
    return deciding.decide(statement, order, editor=editor, sitting=sitting)


def seen_now():
    """All that a decision may change, as it stands: what readers see of it, and what the ledger gives."""
    kinds = [Article, Statement, StatementSpan, Participation, Person, Organisation]
    rows = [row for kind in kinds for row in json.loads(serialize("json", kind.objects.order_by("pk")))]
    for row in rows:
        row["fields"].pop("version", None)
    entries = list(Entry.objects.order_by("kind", "record_id").values_list("kind", "record_id", "visible_from"))
    return rows, entries


def test_accepting_shows_it_with_its_speaker_and_says_so_in_the_ledger(edith):
    statement = suggest(speaker=make_person())
    decision = decide(statement, "accept", edith)
    assert Statement.objects.published().get().is_checked
    assert statement.attributions.last().asserted_by == edith
    assert (decision.editor, decision.act) == (edith, "accept")


def test_accepting_with_another_candidate_takes_them_for_the_speaker_in_one_act(edith):
    ada, bea = make_person("Ada Vos"), make_person("Bea Prins")
    statement = suggest(speaker=ada, others=[bea])
    decide(statement, "accept", edith, who=f"person-{bea.pk}")
    now = Statement.objects.published().get()
    assert (now.speaker, now.status) == (bea, "accepted")
    assert not now.corrections.exists()
    assert list(Person.objects.published()) == [bea]


def test_accepting_with_nobody_known_names_nobody(edith):
    statement = suggest(speaker=make_person())
    decide(statement, "accept", edith, who="nobody")
    assert Statement.objects.published().get().speaker is None
    assert not Person.objects.published().exists()


def test_accepting_whom_the_machine_named_keeps_the_body_they_speak_for(edith):
    ada, union = make_person(), make_organisation()
    statement = suggest()
    Attribution.objects.create(statement=statement, person=ada, organisation=union, method="extractor", confidence=0.8)
    curation.attribute(statement, person=ada, organisation=union, method="extractor", confidence=0.9)
    decide(statement, "accept", edith, who=f"person-{ada.pk}")
    now = Statement.objects.get()
    assert (now.speaker, now.on_behalf_of) == (ada, union)


def test_a_candidate_who_was_merged_meanwhile_is_meant_as_the_survivor(edith):
    ada, bea, double = make_person("Ada Vos"), make_person("Bea Prins"), make_person("B. Prins")
    statement = suggest(speaker=ada)
    merge(double, bea, by=edith, reason="One woman.")
    decide(statement, "accept", edith, who=f"person-{double.pk}")
    assert Statement.objects.get().speaker == bea


@pytest.mark.parametrize("who", ["person-0", "person-x", "place-1", "person-99999999999999999999", "anybody"])
def test_a_speaker_whom_the_archive_does_not_know_is_refused_and_nothing_is_done(edith, who):
    statement = suggest(speaker=make_person())
    before = seen_now()
    with pytest.raises(ValidationError, match="choose a speaker"):
        decide(statement, "accept", edith, who=who)
    assert seen_now() == before
    assert not Decision.objects.exists()


def test_rejecting_keeps_it_from_readers(edith):
    statement = suggest(speaker=make_person())
    decide(statement, "reject", edith)
    assert Statement.objects.get().status == "rejected"
    assert not Person.objects.published().exists()


def test_who_was_ruled_out_is_no_candidate_any_more(edith):
    statement = suggest(speaker=make_person("White House"))
    decide(statement, "rule-out", edith)
    now = Statement.objects.get()
    assert (now.speaker, now.status) == (None, "suggested")
    assert statement.attributions.last().is_negative


def test_words_that_grew_are_accepted_as_they_were_shown(edith):
    statement = suggest(exact="We go back to work", speaker=make_person(), kind="indirect")
    start = BODY.index("We go")
    decide(statement, "accept", edith, pieces=[(start, start + len(WORDS))])
    now = Statement.objects.published().get()
    assert (now.text, now.kind) == (WORDS, "direct")
    assert [(s.exact, s.is_verbatim) for s in now.spans.all()] == [(WORDS, True)]


def test_words_given_anew_are_found_in_the_text_and_those_that_are_not_there_are_named(edith):
    statement = suggest(exact="We go back to work", speaker=make_person(), kind="indirect")
    with pytest.raises(ValidationError, match="are not in the text: The harbour is mine"):
        decide(statement, "words", edith, words="The harbour is mine")
    decide(statement, "words", edith, words=WORDS)
    assert (Statement.objects.get().text, Statement.objects.get().status) == (WORDS, "suggested")


def test_a_decision_that_is_sent_twice_is_one(edith):
    statement = suggest(speaker=make_person())
    seen = state_of(statement)
    first, again = (decide(statement, "accept", edith, token="once", seen=seen) for _ in range(2))
    assert first == again
    assert statement.attributions.filter(method="editor").count() == 1
    assert Decision.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_one_moment_are_one_decision(edith):
    statement = suggest(speaker=make_person())
    seen = state_of(statement)

    def click(_number):
        decision = decide(statement, "accept", edith, token="once", seen=seen)
        connection.close()
        return decision.pk

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(click, range(4)))) == 1
    assert statement.attributions.filter(method="editor").count() == 1


def test_a_slow_repeat_does_not_do_again_what_was_taken_back(edith):
    statement = suggest(speaker=make_person())
    seen = state_of(statement)
    undoing.undo(decide(statement, "accept", edith, token="once", seen=seen))
    decide(statement, "accept", edith, token="once", seen=seen)
    assert Statement.objects.get().status == "suggested"


def test_a_token_that_left_it_for_later_does_not_accept_it(edith):
    statement = suggest(speaker=make_person())
    decide(statement, "later", edith, token="once")
    with pytest.raises(RefusedError, match="look again"):
        decide(statement, "accept", edith, token="once")
    decide(statement, "accept", edith)
    assert Statement.objects.get().status == "accepted"


def test_a_token_of_a_colleague_decides_nothing(edith, amal):
    one, other = suggest(speaker=make_person()), suggest(make_article("Another"))
    decide(one, "accept", edith, token="once")
    with pytest.raises(RefusedError):
        decide(other, "accept", amal, token="once")
    assert Statement.objects.get(pk=other.pk).status == "suggested"


def test_what_a_colleague_has_decided_is_not_decided_again(edith, amal):
    statement = suggest(speaker=make_person())
    decide(statement, "reject", amal)
    with pytest.raises(RefusedError, match="decided already: rejected"):
        decide(statement, "accept", edith)


def test_what_a_colleague_has_before_them_is_not_decided(edith, amal):
    from desk.review.holding import hold

    statement = suggest(speaker=make_person())
    hold([statement.pk], amal)
    with pytest.raises(RefusedError, match="amal is working on this one"):
        decide(statement, "accept", edith)


def test_a_text_that_changed_between_showing_and_accepting_is_shown_again_first(edith):
    statement = suggest(speaker=make_person())
    shown = state_of(statement)
    revise(statement.article, f"First of all. {BODY}", reason="A sentence was missing.")
    with pytest.raises(RefusedError, match="look again"):
        decide(statement, "accept", edith, seen=shown)
    decide(statement, "accept", edith)
    span = Statement.objects.published().get().spans.get()
    assert statement.article.current.body[span.start : span.end] == WORDS


def test_a_speaker_whom_a_machine_names_since_is_shown_first(edith):
    statement = suggest(speaker=make_person())
    shown = state_of(statement)
    curation.attribute(statement, person=make_person("Bea Prins"), method="extractor", confidence=0.99)
    with pytest.raises(RefusedError):
        decide(statement, "accept", edith, seen=shown)


ACTS = {
    "accept": {},
    "accept another": {"act": "accept", "who": "bea"},
    "accept nobody": {"act": "accept", "who": "nobody"},
    "accept a body": {"act": "accept", "who": "union"},
    "accept other words": {"act": "accept", "pieces": [(BODY.index("We go"), BODY.index(" on Monday"))]},
    "reject": {},
    "rule-out": {},
    "words": {"words": "back to work"},
    "later": {},
}


def act(name, statement, editor, people):
    asked = {"act": name} | ACTS[name]
    if asked.get("who") in people:
        party = people[asked["who"]]
        asked["who"] = f"{party._meta.model_name}-{party.pk}"
    return decide(statement, asked.pop("act"), editor, **asked)


def make_people():
    return {"ada": make_person("Ada Vos"), "bea": make_person("Bea Prins"), "union": make_organisation()}


@pytest.mark.parametrize("name", ACTS)
def test_taking_back_gives_exactly_what_was_and_the_history_keeps_both_steps(edith, name):
    people = make_people()
    statement = suggest(speaker=people["ada"], others=[people["bea"]])
    before = seen_now()
    decision = act(name, statement, edith, people)
    changed = seen_now() != before
    lines = statement.history.count()
    undoing.undo(decision)
    assert seen_now() == before
    assert changed == (name != "later")
    if changed:
        assert statement.history.count() > lines
        assert "Taken back" in statement.history.first().history_change_reason


def test_after_taking_back_a_surer_reading_counts_again(edith):
    ada, bea = make_person("Ada Vos"), make_person("Bea Prins")
    statement = suggest(speaker=ada)
    undoing.undo(decide(statement, "accept", edith))
    curation.attribute(statement, person=bea, method="extractor", confidence=0.95)
    assert Statement.objects.get().speaker == bea
    assert list(find_wrong_speakers(EVERY)) == []


def test_a_speaker_who_is_there_for_another_statement_stays(edith):
    ada, article = make_person(), make_article()
    one, other = suggest(article, speaker=ada), suggest(article, exact="The port was quiet.", speaker=ada)
    decision = decide(one, "accept", edith)
    decide(other, "accept", edith)
    undoing.undo(decision)
    assert Participation.objects.get().review == "accepted"
    assert Person.objects.published().get() == ada


def test_what_somebody_has_changed_since_is_not_taken_back(edith, amal):
    statement = suggest(speaker=make_person())
    decision = decide(statement, "accept", edith)
    curation.correct_statement(statement, what_changed="The day.", by=amal, reason="It was Sunday.", channel="letter")
    before = seen_now()
    with pytest.raises(ValidationError, match="changed it since"):
        undoing.undo(decision)
    assert seen_now() == before


def test_nothing_is_taken_back_twice(edith):
    decision = decide(suggest(speaker=make_person()), "accept", edith)
    undoing.undo(decision)
    with pytest.raises(ValidationError, match="already"):
        undoing.undo(decision)


def test_deciding_gives_the_statement_back_to_the_queue(edith):
    from desk.review.holding import hold

    statement = suggest(speaker=make_person())
    hold([statement.pk], edith)
    decide(statement, "later", edith)
    assert not Hold.objects.exists()


class TestAllTheWayBack(TestCase):
    """Any number of decisions about a few statements of one article, and all of them taken back."""

    @settings(max_examples=8 * ROUNDS, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(sorted(ACTS))), max_size=7))
    def test_a_sitting_is_taken_back_to_its_beginning(self, asked):
        edith, people, article = make_editor("edith"), make_people(), make_article()
        words = [WORDS, "The port was quiet.", "The strike ended on Friday."]
        said = [suggest(article, exact=w, speaker=people["ada"], others=[people["bea"]]) for w in words]
        before = seen_now()
        for number, name in asked:
            try:
                act(name, said[number], edith, people)
            except ValidationError:
                continue  # decided already, or nobody left to rule out, or these words are of another sentence
        while decision := Decision.objects.of_sitting(edith, "today").first():
            undoing.undo(decision)
        assert seen_now() == before
