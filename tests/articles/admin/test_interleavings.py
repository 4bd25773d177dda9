"""Five hundred random turns of two editors at records of every kind, with acts and the ledger between them."""

import random
from dataclasses import dataclass

import pytest
from django.test import Client

from articles import curation, editions
from articles.models import Article
from people.comparing import merged
from tests.articles.admin.forms import fields_of, texts_of
from tests.articles.admin.test_pages import change_page
from tests.factories import (
    make_article,
    make_editor,
    make_event,
    make_organisation,
    make_person,
    make_place,
    make_statement,
)
from tests.rounds import ROUNDS

pytestmark = pytest.mark.django_db
TURNS = 84  # of each of six kinds: five hundred and four
PARAGRAPHS = "One.\n\nTwo.\n\nThree.\n\nFour."


@dataclass
class Kind:
    """make: a record. fields: what the two type into. act: what somebody decides between, which no form may undo."""

    make: callable
    fields: list
    act: callable = lambda record, editor, choice: None
    decided: tuple = ()


def hand_on(article, editor, choice):
    """Hand a draft in, or back."""
    act = editions.submit if article.status == Article.Status.DRAFT else editions.hand_back
    act(article, by=editor, reason="Its turn.")


def attribute(statement, editor, choice):
    """Add a row to the ledger."""
    person = choice.choice([None, make_person(f"Speaker {choice.random()}")])
    curation.reattribute([statement], person=person, editor=editor, reason="Heard.")


NAMED = ["name", "summary", "sort_name"]
KINDS = {
    "person": Kind(make_person, [*NAMED, "given_name", "family_name"]),
    "organisation": Kind(make_organisation, [*NAMED, "classification"]),
    "place": Kind(make_place, NAMED),
    "event": Kind(make_event, [*NAMED, "classification"]),
    "article": Kind(
        lambda: make_article(body=PARAGRAPHS, status="draft"),
        ["headline", "byline", "usage_terms", "body"],
        hand_on,
        ("status",),
    ),
    "statement": Kind(
        lambda: make_statement(status="suggested"),
        ["described_as", "channel", "cue_lemma"],
        attribute,
        ("speaker_id", "on_behalf_of_id"),
    ),
}


def stands(record, field):
    return record.current.body if field == "body" else getattr(record, field)


def typed(record, field, words, choice):
    """What somebody makes of a field: other words, and of a text one other paragraph."""
    if field != "body":
        return words
    paragraphs = record.current.body.split("\n\n")
    paragraphs[choice.randrange(len(paragraphs))] = f"{words}."
    return "\n\n".join(paragraphs)


def decisions(record, kind):
    rows = record.attributions.count() if hasattr(record, "attributions") else 0
    return [getattr(record, name) for name in kind.decided], rows


class Turns:
    """Two browsers with one record, and a colleague who decides something about it now and then."""

    def __init__(self, kind, choice):
        self.kind, self.choice, self.record = kind, choice, kind.make()
        self.decider, self.desks = make_editor("carl"), [Client(), Client()]
        for desk, name in zip(self.desks, ("amal", "boris"), strict=True):
            desk.force_login(make_editor(name))
        self.address = change_page(self.record)
        self.blank = fields_of(self.desks[0].get(self.address))

    def reload(self):
        self.record = type(self.record).objects.get(pk=self.record.pk)
        return {field: stands(self.record, field) for field in self.kind.fields}

    def form(self, before):
        """The form as both have it open."""
        return self.blank | before | {f"initial-{f}": v for f, v in before.items()} | {"based_on": self.record.version}

    def meant(self, number, side):
        """What one of them types."""
        fields = self.choice.sample(self.kind.fields, self.choice.randrange(1, 3))
        return {f: typed(self.record, f, f"{f} {number} {side}", self.choice) for f in fields}

    def decide(self):
        self.kind.act(self.record, self.decider, self.choice)
        self.reload()

    def settle(self, answer, before, first, second, both):
        """Look at the page of both and choose; what each field is to say then."""
        assert all(meant[f] in texts_of(answer) for meant in (first, second) for f in both if f != "body")
        ways = {f: {"mine": second[f], "theirs": first[f]} for f in both}
        together = merged(before["body"], second["body"], first["body"]) if "body" in both else None
        assert ('value="both"' in answer.content.decode()) == (together is not None)
        if together is not None:
            ways["body"]["both"] = together
        picked = {f: self.choice.choice(list(ways[f])) for f in ways}
        chosen = fields_of(answer) | {f"choice-{f}": way for f, way in picked.items()}
        assert self.desks[1].post(self.address, chosen).status_code == 302
        return {f: ways[f][way] for f, way in picked.items()}


@pytest.mark.parametrize("seed", range(ROUNDS))
@pytest.mark.parametrize("name", KINDS)
def test_no_turns_of_two_editors_overwrite_in_silence(name, seed):
    choice = random.Random(f"{name} {seed}")
    turns = Turns(KINDS[name], choice)
    for number in range(TURNS):
        before = turns.reload()
        form, first, second = turns.form(before), turns.meant(number, "a"), turns.meant(number, "b")
        when = choice.choice(["first", "between", "never"])
        if when == "first":
            turns.decide()
        assert turns.desks[0].post(turns.address, form | first | {"why": "first"}).status_code == 302
        if when == "between":
            turns.decide()
        decided = decisions(turns.record, turns.kind)
        answer = turns.desks[1].post(turns.address, form | second | {"why": "second"})
        both = {f for f in first.keys() & second.keys() if first[f] != second[f]}
        assert answer.status_code == (409 if both else 302), answer.content.decode()[:3000]
        settled = turns.settle(answer, before, first, second, both) if both else {}
        assert turns.reload() == before | first | second | settled
        assert decisions(turns.record, turns.kind) == decided
