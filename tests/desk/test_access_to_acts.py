"""Who may do what a page of the desk offers: each act against each group, by a post as the page itself would send it.

A page may be open to more groups than its acts are. Whoever may not is refused, and nothing has changed.
"""

from datetime import timedelta

import pytest
from django.core import serializers
from django.urls import reverse
from django.utils import timezone

from articles import editions
from articles.anchoring import revise
from articles.models import Article, Statement
from desk.models import BulkEdit, KeptOrphan, RemovalRequest, SavedFilter
from people.models import Distinction, Merge, Person
from tests.desk.suggesting import suggest
from tests.desk.test_access import EDITORS, PUBLISHERS, REPORTERS, signed_in
from tests.desk.test_find_and_fix import post_fix
from tests.factories import BODY, WORDS, make_article, make_editor, make_person, make_statement

pytestmark = pytest.mark.django_db
WHY = {"reason": "It was so."}
LATER = timezone.now() + timedelta(days=30)
TOLD = WHY | {"what_changed": "It said less."}
WHEN = {"when": "later", "instant": LATER.isoformat(), "instant_of": "later"}
KINDS = (Article, Statement, Person, Merge, Distinction, BulkEdit, SavedFilter, KeptOrphan, RemovalRequest)


def everything():
    return serializers.serialize("json", [row for kind in KINDS for row in kind.objects.order_by("pk")])


def at(name, record, **posted):
    return reverse(f"desk:{name}", args=[record.code]), posted


def to_publish(act, article, **posted):
    article.refresh_from_db()
    return at("publish", article, act=act, version=article.version, **WHY, **posted)


def draft():
    return make_article("Draft", status="draft")


def scheduled(by):
    article = draft()
    editions.schedule(article, LATER, by=by, reason="Agreed.")
    return article


def under_embargo(by):
    article = draft()
    editions.embargo(article, LATER, by=by, reason="Agreed.")
    return article


def checked(by):
    statement = suggest(draft(), speaker=make_person())
    return to_publish("accept", statement.article, statement=[f"{statement.code}:{statement.version}"])


def merging(act):
    def posted(by):
        one, other = make_person("Ada Vos"), make_person("Ada V.")
        address = reverse("desk:merge", args=["person", one.code, other.code])
        seen = f"{one.code}.{one.version}-{other.code}.{other.version}"
        return address, {"act": act, "stays": "1", "seen": seen} | WHY

    return posted


def lost(act, status, **posted):
    def post(by):
        article = make_article("Lost")
        statement = make_statement(article, status=status, speaker=make_person())
        revise(article, BODY.replace("Monday", "Tuesday"), reason="She said Tuesday.")
        return at("orphan", statement, act=act, **WHY, **posted)

    return post


def deciding(name, **posted):
    def post(by):
        statement = suggest(speaker=make_person())
        statement.refresh_from_db()
        return at(name, statement, version=statement.version, **posted)

    return post


def ending(name, **posted):
    def post(by):
        article = make_article("Public")
        make_statement(article, speaker=make_person())
        article.refresh_from_db()
        return at(name, article, version=article.version, **posted)

    return post


def withholding(by):
    statement = make_statement(make_article("Named"), speaker=make_person())
    version = Article.objects.get().version
    fields = {"described_as": "a docker", "body": BODY.replace("Ada Vos", "a docker")}
    return at("withhold", statement, version=version, based_on=version, **fields, **WHY)


def confirming(by):
    article = make_article("Unlawful")
    asked = RemovalRequest.objects.create(article=article, asked_by=by, reason="Court order")
    return reverse("desk:removals"), {"request": asked.pk, "act": "confirm"}


def keeping_a_filter(by):
    return reverse("desk:save_filter", args=["people"]), {"name": "No role", "query": "flaws=no-role"}


# What is done: who may do it, and what is posted for it, where that is made ready.
ACTS = {
    "accept before publishing": (EDITORS, checked),
    "hand in": (REPORTERS, lambda by: to_publish("submit", draft())),
    "publish": (PUBLISHERS, lambda by: to_publish("publish", draft())),
    "schedule": (PUBLISHERS, lambda by: to_publish("schedule", draft(), **WHEN)),
    "take back to review": (PUBLISHERS, lambda by: to_publish("withdraw", scheduled(by))),
    "embargo": (PUBLISHERS, lambda by: to_publish("embargo", draft(), **WHEN)),
    "lift the embargo": (PUBLISHERS, lambda by: to_publish("lift", under_embargo(by))),
    "merge": (PUBLISHERS, merging("merge")),
    "tell apart": (EDITORS, merging("apart")),
    "keep what is no longer in the text": (EDITORS, lost("keep", "accepted")),
    "drop it": (EDITORS, lost("drop", "suggested")),
    "retract it": (PUBLISHERS, lost("drop", "accepted", retraction="She did not say it.")),
    "accept": (EDITORS, deciding("decide_statement", act="accept")),
    "reject": (EDITORS, deciding("decide_statement", act="reject")),
    "say who spoke": (EDITORS, deciding("speaker", who="nobody")),
    "lay on other words": (EDITORS, deciding("words", words="The port was quiet.")),
    "retract": (PUBLISHERS, ending("retract", **TOLD)),
    "ask for removal": (PUBLISHERS, ending("remove", **WHY)),
    "confirm a removal": (PUBLISHERS, confirming),
    "withhold a name": (PUBLISHERS, withholding),
    "keep a filter": (REPORTERS, keeping_a_filter),
}


@pytest.mark.parametrize("group", sorted(REPORTERS))
@pytest.mark.parametrize("name", ACTS)
def test_an_act_is_done_for_those_who_may_and_refused_to_all_others(name, group):
    allowed, made_ready = ACTS[name]
    address, posted = made_ready(make_editor("amal"))
    before, answer = everything(), signed_in(group).post(address, posted)
    assert (answer.status_code == 403) == (group not in allowed)
    assert (everything() != before) == (group in allowed), answer.content.decode()[-3000:]


@pytest.mark.parametrize("group", sorted(REPORTERS))
def test_many_are_edited_at_once_by_editors_alone(group):
    article, client = make_article(language="nl"), signed_in(group)
    post_fix(client, "articles", [article], language="fr")
    article.refresh_from_db()
    assert (article.language == "fr") == (group in EDITORS)


@pytest.mark.parametrize("group", sorted(REPORTERS))
def test_what_a_reporter_quotes_is_a_suggestion_and_what_an_editor_quotes_is_accepted(group):
    article = make_article()
    start = BODY.index(WORDS)
    where = {"start": start, "end": start + len(WORDS), "exact": WORDS, "revision": 1, "who": "nobody"}
    signed_in(group).post(reverse("desk:quote", args=[article.code]), where)
    assert Statement.objects.get().status == ("accepted" if group in EDITORS else "suggested")
