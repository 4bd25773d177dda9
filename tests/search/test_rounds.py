"""An event is asked for with its rounds: what was said at one, or about it, is found under all events above."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from articles.importing.draft import EventDraft
from articles.importing.jsonl import draft_from
from articles.importing.saving import save_drafts
from articles.models import Event
from people.telling import record_saved
from search import upkeep, wholes
from search.models import Entry
from tests import factories as make
from tests.articles.admin.forms import fill_in
from tests.invented import invented_article

pytestmark = pytest.mark.django_db
TEXT = "“We open,” “We go on,” “We sign,” said three. “We wait,” said one of the talks. “We sing,” they said elsewhere."


def right():
    return list(upkeep.differences()) == []


def ask(client, *, kind="statement", **asked):
    return client.get("/search/", asked | {"kind": kind}).context


def texts(client, **asked):
    return sorted(card.record.text for card in ask(client, **asked)["cards"])


def exactly(event):
    return f'"{event.name} #{event.code}"'


@pytest.fixture
def talks(db):
    """{name: event}: talks with a round, whose session is a round of it; and something said at each and about one."""
    talks = make.make_event("Harbour talks")
    round_ = make.make_event("March", parent=talks)
    session = make.make_event("Night session", parent=round_)
    article, elsewhere = make.make_article("Talks", TEXT), make.make_event("Regatta")
    for words, event in (("We open,", talks), ("We go on,", round_), ("We sign,", session), ("We sing,", elsewhere)):
        make.make_statement(article, words, event=event)
    make.make_statement(article, "We wait,", about=[session])
    return {"talks": talks, "round": round_, "session": session, "elsewhere": elsewhere}


def test_an_event_is_found_with_its_rounds_however_deep_and_a_round_alone(client, talks):
    assert texts(client, event="harbour talks") == ["We go on,", "We open,", "We sign,", "We wait,"]
    assert texts(client, event=exactly(talks["round"])) == ["We go on,", "We sign,", "We wait,"]
    assert texts(client, event=exactly(talks["session"])) == ["We sign,", "We wait,"]
    assert texts(client, about=exactly(talks["talks"])) == ["We wait,"]
    assert right()


def test_an_article_about_a_round_is_found_under_the_event_and_the_rounds_under_its_name(client, talks):
    told = make.make_article("The session ends")
    make.mention(told, talks["session"])
    assert [card.record for card in ask(client, kind="article", event="harbour talks")["cards"]] == [told]
    events = ask(client, kind="event", q="harbour talks")["names"]
    assert {event.name for event in events} == {"Harbour talks", "March", "Night session"}
    assert right()


def test_a_facet_says_how_much_is_about_an_event_or_its_rounds_and_leads_to_just_so_much(client, talks):
    make.make_statement(make.make_article("More"), "We came back", about=[talks["talks"], talks["round"]])
    about = next(facet for facet in ask(client, q="we")["facets"] if facet.name == "about")
    assert {choice.label: choice.number for choice in about.choices} == {
        "Harbour talks": 2, "March": 2, "Night session": 1,
    }  # fmt: skip
    for choice in about.choices:
        assert len(client.get(f"/search/{choice.address}").context["cards"]) == choice.number


def test_an_event_that_becomes_a_round_takes_along_what_lies_in_it(client, talks):
    told = make.make_article("The session ends")
    make.mention(told, talks["session"])
    summit = make.make_event("Summit")
    make.make_statement(make.make_article("Summit"), "We came", event=summit)
    talks["round"].parent = summit
    talks["round"].save()
    record_saved.send(sender=Event, record=talks["round"])
    assert texts(client, event="summit") == ["We came", "We go on,", "We sign,", "We wait,"]
    assert texts(client, event="harbour talks") == ["We open,"]
    assert [card.record for card in ask(client, kind="article", event="summit")["cards"]] == [told]
    assert right()


def test_an_editor_makes_it_a_round_in_the_admin(client, admin_client, talks):
    elsewhere = talks["elsewhere"]
    address = f"/admin/articles/event/{elsewhere.pk}/change/"
    assert fill_in(admin_client, address, parent=talks["session"].pk, why="It was a session.").status_code == 302
    assert "We sing," in texts(client, event="harbour talks")
    assert right()


@pytest.mark.parametrize("is_reported", [True, False])
def test_an_import_that_knows_the_talks_puts_what_was_there_under_them(client, is_reported):
    march = make.make_event("March")
    make.make_statement(make.make_article("Before"), "We open,", event=march)
    told = replace(draft_from(invented_article(1)), events=[EventDraft("March", parent="Harbour talks")])
    save_drafts([replace(told, reported_events=["March"] * is_reported)])
    march.refresh_from_db()
    assert march.parent.name == "Harbour talks" and march.parent.is_public
    assert texts(client, event="harbour talks") == ["We open,"]
    assert right()


def test_what_is_under_embargo_is_told_of_by_no_facet_and_no_number(client, talks):
    """Nor is the event above it, which is public only with a round that is."""
    hidden = make.make_event("Secret summit")
    round_ = make.make_event("Rehearsal", parent=hidden)
    embargoed = make.make_article("Soon", embargo_until=timezone.now() + timedelta(days=1))
    make.make_statement(embargoed, "We whisper", event=round_, about=[round_, talks["session"]])
    hidden.refresh_from_db()
    assert hidden.visible_from == embargoed.embargo_until
    page = client.get("/search/", {"event": "harbour talks", "kind": "statement"})
    assert len(page.context["cards"]) == 4
    assert "Secret summit" not in page.content.decode() and "Rehearsal" not in page.content.decode()
    for asked in ({"event": "secret summit"}, {"event": exactly(hidden)}, {"q": "secret summit"}):
        assert not ask(client, **asked)["cards"]
    about = next(facet for facet in ask(client, q="we")["facets"] if facet.name == "about")
    assert {choice.label: choice.number for choice in about.choices}["Harbour talks"] == 1
    assert right()


def test_a_circle_of_events_is_survived(talks):
    Event.objects.filter(pk=talks["talks"].pk).update(parent=talks["session"])
    call_command("rebuild_search", verbosity=0)
    circle = {talks[name].pk for name in ("talks", "round", "session")}
    assert wholes.with_parts(Event, {talks["round"].pk}) == circle
    assert right()


def test_further_up_than_anybody_goes_nobody_looks(monkeypatch, talks):
    monkeypatch.setattr(wholes, "DEEPEST", 1)
    chain = [talks[name].pk for name in ("session", "round", "talks")]
    assert wholes.with_wholes(Event, chain[:1]) == {chain[0]: chain[:2]}
    assert wholes.with_wholes(Event, chain) == {pk: chain[n : n + 2] for n, pk in enumerate(chain)}
    assert wholes.with_parts(Event, chain[2:]) == {*chain[1:]}


def test_what_a_check_finds_where_an_event_lies_elsewhere_than_the_index_says(talks):
    Event.objects.filter(pk=talks["session"].pk).update(parent=None)
    told = [sentence for sentence in upkeep.differences() if "does not say" in sentence]
    kinds = sorted(sentence.split()[4] for sentence in told)
    assert kinds == ["event", "statement", "statement"]
    call_command("rebuild_search", verbosity=0)
    assert right()


def test_a_search_takes_the_same_queries_however_many_rounds_there_are(client, talks, django_assert_num_queries):
    def asked():
        with connection.execute_wrapper(lambda execute, *rest: counted.append(rest[0]) or execute(*rest)):
            client.get("/search/", {"event": exactly(talks["talks"])})
        return len(counted)

    counted = []
    asked()
    counted.clear()
    before = asked()
    for n in range(12):
        event = make.make_event(f"Round {n}", parent=talks["talks"])
        make.make_statement(make.make_article(f"No. {n}"), f"We are {n}", event=event)
    counted.clear()
    assert asked() == before


def test_what_lies_in_no_event_says_what_it_said_before_there_were_rounds(talks):
    """Its entry is no other, and the migration leaves it alone."""
    said = talks["elsewhere"].statements.get()
    words = f"article{said.article_id} year1987 month198703 event{said.event_id} unplaced langen"
    assert Entry.objects.get(kind="statement", record_id=said.pk).facets == f"kindstatement modedirect {words}"


@pytest.mark.django_db(transaction=True)
def test_an_archive_that_was_indexed_before_is_brought_along_by_a_migration(client, talks):
    told = make.make_article("The session ends")
    make.mention(told, talks["session"])
    for entry in Entry.objects.all():
        entry.facets = " ".join(w for w in entry.facets.split() if not w.startswith(("event", "aboutevent")))
        entry.save()
    executor = MigrationExecutor(connection)
    migration = executor.loader.get_migration("search", "0008_entries_say_what_an_event_lies_in")
    for operation in migration.operations:
        with connection.schema_editor() as editor:
            operation.database_forwards("search", editor, None, None)
    stale = Entry.objects.filter(digest=upkeep.STALE)
    assert {kind: stale.filter(kind=kind).count() for kind in ("event", "statement", "article")} == {
        "event": 4, "statement": 3, "article": 1,
    }  # fmt: skip
    upkeep.after_migrating(plan=[(migration, False)])
    assert not stale.exists()
    assert texts(client, event="harbour talks")[:1] == ["We go on,"]
