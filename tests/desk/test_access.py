"""Who may open a page of the desk, and do what it does: each page against each group, by address and by forged post."""

import random

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from articles.splitting import split
from desk import urls
from desk.models import FailedImport, ImportRun
from people.merging import merge
from tests.factories import make_article, make_editor, make_person, make_statement
from tests.rounds import ROUNDS

pytestmark = pytest.mark.django_db

REPORTERS = {"reporter", "editor", "publisher"}  # each group may do what the one before it may
EDITORS = REPORTERS - {"reporter"}
PUBLISHERS = EDITORS - {"editor"}
# Every page by the name of its address: who may see it, and what stands in its address.
PAGES = {
    "dashboard": (REPORTERS, lambda world: {}),
    "drafts": (REPORTERS, lambda world: {}),
    "soon": (REPORTERS, lambda world: {}),
    "account": (REPORTERS, lambda world: {}),
    "end_session": (REPORTERS, lambda world: {}),
    "code": (REPORTERS, lambda world: {}),
    "second_factor": (REPORTERS, lambda world: {}),
    "remove_second_factor": (REPORTERS, lambda world: {}),
    "security": (PUBLISHERS, lambda world: {}),
    "find_articles": (REPORTERS, lambda world: {}),
    "find": (REPORTERS, lambda world: {"kind": "people"}),
    "save_filter": (REPORTERS, lambda world: {"kind": "people"}),
    "forget_filter": (REPORTERS, lambda world: {"pk": 1}),
    "fix": (EDITORS, lambda world: {"kind": "people"}),
    "balance": (REPORTERS, lambda world: {}),
    "edits": (EDITORS, lambda world: {}),
    "undo_edit": (EDITORS, lambda world: {"pk": 1}),
    "review": (EDITORS, lambda world: {}),
    "together": (EDITORS, lambda world: {}),
    "undo_decision": (EDITORS, lambda world: {}),
    "second_looks": (EDITORS, lambda world: {}),
    "text_of_statement": (EDITORS, lambda world: {"code": world["statement"].code}),
    "leave_review": (EDITORS, lambda world: {}),
    "decide_suggestion": (EDITORS, lambda world: {"code": world["statement"].code}),
    "workbench": (REPORTERS, lambda world: {"code": world["article"].code}),
    "guess": (REPORTERS, lambda world: {"code": world["article"].code}),
    "quote": (REPORTERS, lambda world: {"code": world["article"].code}),
    "decide_statement": (EDITORS, lambda world: {"code": world["statement"].code}),
    "speaker": (EDITORS, lambda world: {"code": world["statement"].code}),
    "words": (EDITORS, lambda world: {"code": world["statement"].code}),
    "names": (REPORTERS, lambda world: {}),
    "orphans": (EDITORS, lambda world: {}),
    "orphan": (EDITORS, lambda world: {"code": world["statement"].code}),
    "doubles": (EDITORS, lambda world: {}),
    "doubles_of": (EDITORS, lambda world: {"kind": "person"}),
    "told_apart": (EDITORS, lambda world: {"kind": "place"}),
    "merge": (EDITORS, lambda world: {"kind": "person", "one": world["person"].code, "other": world["other"].code}),
    "merges": (EDITORS, lambda world: {}),
    "merged": (EDITORS, lambda world: {"pk": world["merge"].pk}),
    "unnamed": (EDITORS, lambda world: {}),
    "unnamed_group": (EDITORS, lambda world: {}),
    "undo_merge": (PUBLISHERS, lambda world: {"pk": world["merge"].pk}),
    "undo_split": (PUBLISHERS, lambda world: {"pk": world["split"].pk}),
    "split": (PUBLISHERS, lambda world: {"kind": "person", "code": world["person"].code}),
    "split_done": (EDITORS, lambda world: {"pk": world["split"].pk}),
    "paste": (REPORTERS, lambda world: {}),
    "import": (PUBLISHERS, lambda world: {}),
    "import_runs": (REPORTERS, lambda world: {}),
    "import_run": (REPORTERS, lambda world: {"pk": world["run"].pk}),
    "failed_imports": (REPORTERS, lambda world: {}),
    "past_failures": (REPORTERS, lambda world: {}),
    "failed_import": (REPORTERS, lambda world: {"pk": world["failed"].pk}),
    "publish": (REPORTERS, lambda world: {"code": world["article"].code}),
    "correct": (EDITORS, lambda world: {"code": world["article"].code}),
    "retract": (PUBLISHERS, lambda world: {"code": world["article"].code}),
    "remove": (PUBLISHERS, lambda world: {"code": world["article"].code}),
    "removals": (PUBLISHERS, lambda world: {}),
    "withhold": (PUBLISHERS, lambda world: {"code": world["statement"].code}),
    "typed": (REPORTERS, lambda world: {}),
    "presence": (REPORTERS, lambda world: _named(world["person"])),
    "history": (REPORTERS, lambda world: _named(world["statement"])),
    "compare": (REPORTERS, lambda world: _named(world["article"])),
    "restore": (EDITORS, lambda world: _named(world["article"]) | {"key": 0}),
}


def _named(record):
    return {"kind": record._meta.model_name, "code": record.code}


@pytest.fixture
def world():
    """A record of each kind that an address of the desk may name."""
    ada = make_person()
    statement = make_statement(make_article(), speaker=ada)
    editor, gone = make_editor("amal"), make_person("Ada V.")
    merged = merge(gone, ada, by=editor, reason="One and the same.")
    parted = split(ada, statements=[statement], parts={}, name="Another Ada", by=editor, reason="Two of one name.")
    records = {"person": ada, "other": make_person("A. Vos"), "merge": merged, "split": parted}
    run = ImportRun.objects.create(made_by=editor)
    failed = FailedImport.objects.create(made_by=editor, reason="it has no text")
    return records | {"statement": statement, "article": statement.article, "run": run, "failed": failed}


def address_of(name, world):
    return reverse(f"desk:{name}", kwargs=PAGES[name][1](world))


def signed_in(group):
    client = Client()
    client.force_login(make_editor(group, group=group))
    return client


def test_every_page_of_the_desk_is_tried_here():
    assert {pattern.name for pattern in urls.urlpatterns} == set(PAGES)


@pytest.mark.parametrize("group", sorted(REPORTERS))
def test_a_page_and_what_is_posted_to_it_are_refused_to_those_who_may_not(world, group):
    client, refused = signed_in(group), set()
    for name in PAGES:
        address = address_of(name, world)
        answers = {client.get(address).status_code, client.post(address, {}).status_code} - {405}
        refused |= {name} if 403 in answers else set()
        assert answers == {403} or 403 not in answers, name
    assert refused == {name for name, (groups, _address) in PAGES.items() if group not in groups}


def test_whoever_is_not_signed_in_is_asked_to(world):
    for name in PAGES:
        address = address_of(name, world)
        for answer in (Client().get(address), Client().post(address, {})):
            assert (answer.status_code, answer.url) == (302, f"{reverse('admin:login')}?next={address}")


def test_a_script_is_told_where_to_sign_in_again(world):
    for name in PAGES:
        answer = Client().post(address_of(name, world), {}, headers={"Accept": "application/json"})
        assert (answer.status_code, answer.json()) == (401, {"sign_in": reverse("admin:login")}), name


def test_a_reader_with_an_account_is_no_member_of_the_newsroom(world):
    client = Client()
    client.force_login(get_user_model().objects.create_user("reader", password="a reader's own words"))
    assert {client.get(address_of(name, world)).status_code for name in PAGES} == {302}


def test_a_post_without_its_token_is_refused(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_editor())
    assert {client.post(address_of(name, world), {}).status_code for name in PAGES} <= {403, 405}


TYPED = [
    "q", "row", "step", "scope", "query", "token", "mark", "name", "which", "code", "next", "reason", "before", "after",
    "kind", "first", "last", "flaws", "text", "body", "url", "start", "end", "revision", "person", "page", "language",
    "confidence", "rule", "speaker", "article", "statement", "candidate", "words", "instant", "publisher", "choice",
    "failed", "keep", "shown", "found-byline", "byline", "printed_on", "address", "version", "when", "instant_of",
    "link", "request", "note", "lines", "headline", "what_changed", "looked_at", "described_as", "source_url", "retry",
    "came_from", "run", "look",
]  # fmt: skip
JUNK = [
    "", "0", "-1", "9" * 400, "9" * 40, "abc", "'", "%00", "\x00", "\u202e", "🙂", "²", "1:2:3", "<script>", "../..",
    "x" * 5000, "2015-02-30", "[]",
]  # fmt: skip
ACTS = [
    "look", "save", "accept", "publish", "schedule", "embargo", "correct", "slip", "confirm", "refuse", "import", "do",
    "show", "",
]  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_nothing_that_is_typed_or_posted_breaks_a_page_of_the_desk(world, name):
    client, choice = signed_in("publisher"), random.Random(name)
    address = address_of(name, world)
    for _ in range(6 * ROUNDS):
        typed = {key: choice.choice(JUNK) for key in choice.sample(TYPED, 12)}
        posted = typed | {"act": choice.choice(ACTS), "step": choice.choice(ACTS)}
        if choice.random() < 0.5:
            posted["version"] = world["article"].version
        answers = client.get(address, typed), client.post(address, posted)
        assert max(answer.status_code for answer in answers) < 500, posted
        assert not any(answer.headers.get("Location", "/").startswith(("//", "http")) for answer in answers), posted


def test_no_cache_keeps_a_page_of_the_desk(world):
    answer = signed_in("editor").get(address_of("dashboard", world))
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
