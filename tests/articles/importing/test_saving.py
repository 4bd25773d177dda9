"""What becomes of drafts: saved whole or not at all, found again, and never over an editor's work."""

from copy import deepcopy
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import editions
from articles.attribution import attribute, decisive_row
from articles.importing.draft import (
    CorrectionDraft,
    Draft,
    EventDraft,
    NameDraft,
    PartyDraft,
    PieceDraft,
    PlaceDraft,
    RoleDraft,
    StatementDraft,
)
from articles.importing.saving import save_drafts
from articles.models import Article, Attribution, Event, Place, Statement, StatementSpan, Utterance
from people.models import FormerAddress, Organisation, Person
from tests.factories import make_editor, make_organisation, make_person

pytestmark = pytest.mark.django_db
BODY = (
    "PORT SORREL — The strike is over.\n\n“We go back on Monday,” Ada Vos said, “and we go back together.”\n\n"
    "The union said the offer was “a door, not a house”, and thanked the port."
)


def piece(words, part="content", body=BODY, **fields):
    start = body.index(words)
    return PieceDraft(start, start + len(words), part, **fields)


def vos_speaks(**fields):
    spans = [piece("We go back on Monday,", is_verbatim=True), piece("and we go back together.", is_verbatim=True)]
    return StatementDraft(
        "direct", [*spans, piece("said", "cue"), piece("Ada Vos", "source")], speaker="Ada Vos", **fields
    )


def union_speaks(**fields):
    spans = [piece("the offer was"), piece("a door, not a house", is_verbatim=True)]
    return StatementDraft("mixed", spans, organisation="Dockers’ Union", **fields)


def make_draft(key="test:1", **fields):
    defaults = {
        "headline": "Harbour strike ends",
        "body": BODY,
        "status": "published",
        "printed_on": date(2024, 5, 17),
        "parties": [PartyDraft("Ada Vos", role="speaker", described_as="leader of the dockers’ union")],
        "statements": [vos_speaks(), union_speaks()],
    }
    return Draft(key, **(defaults | fields))


def save(*drafts):
    return [(outcome.label.value, outcome.reason) for outcome in save_drafts(deepcopy(drafts))]


def label(draft):
    [(label, _reason)] = save(draft)
    return label


def test_a_draft_becomes_an_article_that_readers_see_with_all_it_names():
    assert (
        label(make_draft(publisher="The Harbour Courier", dateline_text="PORT SORREL", dateline_place="Port Sorrel"))
        == "new"
    )
    article = Article.objects.published().get()
    assert (article.current.body, article.slug) == (BODY, "harbour-strike-ends")
    assert article.lead.startswith("PORT SORREL — The strike is over.")
    assert {str(o) for o in Organisation.objects.published()} == {"The Harbour Courier", "Dockers’ Union"}
    assert Place.objects.published().get() == article.dateline_place
    assert Statement.objects.published().in_reading_order().first().speaker == Person.objects.published().get()


def test_every_span_is_the_very_words_of_its_revision():
    label(make_draft())
    spans = list(StatementSpan.objects.select_related("statement__revision"))
    assert len(spans) == 6
    for span in spans:
        body = span.statement.revision.body
        assert body[span.start : span.end] == span.exact
        assert body[max(0, span.start - 32) : span.start] == span.prefix
        assert body[span.end : span.end + 32] == span.suffix


def test_a_statement_reads_as_one_text():
    label(make_draft())
    split, mixed = Statement.objects.in_reading_order()
    assert split.text == "We go back on Monday, … and we go back together."
    assert mixed.text == "the offer was “a door, not a house”"
    assert (split.described_as, split.sorted_on, split.position) == ("Ada Vos", date(2024, 5, 17), BODY.index("We go"))


def test_a_quotation_over_two_paragraphs_is_one_text_without_its_marks():
    body = "“We wait.\n\n“We always did.”"
    spans = [piece(words, body=body, is_verbatim=True) for words in ("We wait.", "We always did.")]
    label(make_draft(body=body, statements=[StatementDraft("direct", spans)]))
    assert Statement.objects.get().text == "We wait.\n\nWe always did."


def test_the_ledger_says_who_asserted_it_and_agrees_with_the_speaker():
    candidates = [("Ines Maar", 0.2), ("Ada Vos", 0.7)]
    said = vos_speaks(status="suggested", confidence=0.7, candidates=candidates)
    parties = [PartyDraft("Ada Vos"), PartyDraft("Ines Maar")]
    label(make_draft(statements=[said], parties=parties, asserted_by="extractor", version="rules-1"))
    statement = Statement.objects.get()
    assert list(statement.attributions.values_list("person__name", "method", "version", "confidence")) == [
        ("Ines Maar", "extractor", "rules-1", 0.2),
        ("Ada Vos", "extractor", "rules-1", 0.7),
    ]
    assert decisive_row(statement.attributions.all()).person == statement.speaker
    assert not Person.objects.published().exists()


def test_the_role_held_that_day_is_found_and_what_was_printed_is_kept():
    roles = [
        RoleDraft("Secretary", "Dockers’ Union", date(2010, 1, 1), date(2019, 4, 30)),
        RoleDraft("Leader", "Dockers’ Union", date(2019, 5, 1)),
    ]
    label(make_draft(parties=[PartyDraft("Ada Vos", role="speaker", described_as="union veteran", roles=roles)]))
    participation = Article.objects.get().participations.get(person__isnull=False)
    assert (participation.role_then.title, participation.described_as) == ("Leader", "union veteran")
    assert Statement.objects.get(speaker__isnull=False).speaker_role == participation.role_then


def test_all_else_a_record_knows_is_saved():
    place = PlaceDraft(
        "Port Sorrel",
        parent="Portugal",
        details={"kind": "city", "latitude": 41.2, "longitude": -8.7},
        other_names=[NameDraft("Порт-Соррел", language="ru")],
    )
    talks = EventDraft(
        "Harbour talks, second round",
        parent="Harbour talks",
        place="Port Sorrel",
        organiser="Port Authority",
        participants=[PartyDraft("Ada Vos", described_as="union leader"), PartyDraft("Port Authority", True)],
    )
    said = vos_speaks(
        to=["Port Authority"], about=["Port Sorrel"], said_in="Port Sorrel", event=talks.name, utterance="vos-monday"
    )
    made_at = datetime(2024, 5, 18, tzinfo=UTC)
    correction = CorrectionDraft("correction", "Nine days, not eight.", "Miscounted.", made_at)
    of_words = CorrectionDraft("correction", "Monday, not Sunday.", "Misheard.", made_at, statement=0)
    fields = {"statements": [said], "places": [place], "events": [talks], "corrections": [correction, of_words]}
    assert label(make_draft(earlier_bodies=["Eight days."], **fields)) == "new"
    article, statement = Article.objects.get(), Statement.objects.get()
    assert [r.body for r in article.revisions.all()] == ["Eight days.", BODY]
    assert str(Place.objects.get(name="Port Sorrel").parent) == "Portugal"
    assert statement.event.parent.name == "Harbour talks"
    assert {str(r.subject) for r in statement.references.all()} == {"Port Authority", "Port Sorrel"}
    assert {str(p.party) for p in statement.event.participations.all()} == {"Ada Vos", "Port Authority"}
    assert (article.corrections.get().made_at, statement.corrections.get().reason) == (made_at, "Misheard.")
    assert list(article.events.all()) == [statement.event]


def test_one_utterance_in_two_articles_is_one():
    save(
        make_draft("a", statements=[vos_speaks(utterance="u")]), make_draft("b", statements=[vos_speaks(utterance="u")])
    )
    assert Utterance.objects.get().statements.count() == 2


def test_the_same_draft_again_writes_nothing():
    label(make_draft())
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert label(make_draft()) == "unchanged"
    assert not [q["sql"] for q in queries if not q["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE", "BEGIN"))]


@pytest.mark.parametrize("count", [2, 40])
def test_a_batch_costs_the_same_queries_however_large(count):
    def draft(n):
        body = f"{n} {BODY}"
        parties = [PartyDraft(f"Ada {n} Vos")]
        said = StatementDraft("indirect", [piece("The strike", body=body)], speaker=f"Ada {n} Vos")
        return make_draft(f"k{n}", body=body, headline="Again", parties=parties, statements=[said])

    with CaptureQueriesContext(connection) as queries:
        assert {one for one, _ in save(*map(draft, range(count)))} == {"new"}
    statements = [q["sql"].split(" (")[0] for q in queries if "articles_" in q["sql"] or "people_" in q["sql"]]
    inserts = [sql for sql in statements if sql.startswith("INSERT")]
    assert len(statements) - len(inserts) < 80
    assert len(set(inserts)) < 15


def test_a_batch_is_one_step_for_the_database():
    """At each savepoint the index of words on SQLite would write a segment of its own."""
    with CaptureQueriesContext(connection) as queries:
        save(make_draft("one"), make_draft("two", headline="Again"))
    assert [q["sql"].split()[0] for q in queries if "SAVEPOINT" in q["sql"]] == ["SAVEPOINT", "RELEASE"]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"headline": " "}, "no headline"),
        ({"body": " \u00a0\n"}, "no text"),
        ({"headline": "x" * 501}, "headline of the article is 501 characters long"),
        ({"status": "open"}, "it is one of draft"),
        ({"status": "scheduled"}, "scheduled_for"),
        ({"language": "English!"}, "a code such as en"),
        ({"source_url": "javascript:alert(1)"}, "not a web address"),
        ({"published_at": datetime(2024, 5, 17)}, "no time zone"),
        ({"body": BODY + "\x00"}, "NUL"),
        ({"body": BODY + "\ud800"}, "half a character"),
        ({"asserted_by": "gossip"}, "gossip"),
        ({"parties": [PartyDraft("…")]}, "is not a name"),
        ({"parties": []}, "the speaker “Ada Vos” is not among its people"),
        ({"statements": [vos_speaks(about=["Nobody"])]}, "“Nobody” is not among"),
        ({"statements": [vos_speaks(status="certain")]}, "certain"),
        ({"statements": [vos_speaks(confidence=1.5)]}, "not between 0 and 1"),
        ({"statements": [StatementDraft("direct", [])]}, "no content"),
        ({"statements": [StatementDraft("direct", [PieceDraft(0, 9999, is_verbatim=True)])]}, "outside the text"),
        ({"statements": [StatementDraft("direct", [PieceDraft(5, 5, is_verbatim=True)])]}, "outside the text"),
        ({"statements": [StatementDraft("direct", [PieceDraft(0, 4)])]}, "must have stood in quotation marks"),
        ({"statements": [StatementDraft("indirect", [PieceDraft(0, 4, is_verbatim=True)])]}, "none of it may"),
        ({"statements": [StatementDraft("mixed", [PieceDraft(0, 4, is_verbatim=True)])]}, "and not all"),
        ({"statements": [StatementDraft("indirect", [PieceDraft(0, 9), PieceDraft(4, 12)])]}, "overlap"),
        ({"statements": [StatementDraft("shouted", [PieceDraft(0, 4)])]}, "it is direct, indirect or mixed"),
        ({"statements": [StatementDraft("indirect", [PieceDraft(0, 4, "cue")])]}, "no content"),
        ({"places": [PlaceDraft("Nowhere", details={"latitude": 91, "longitude": 0})]}, "not on the globe"),
        ({"places": [PlaceDraft("Nowhere", details={"latitude": 9})]}, "both latitude and longitude"),
        ({"places": [PlaceDraft("Nowhere", details={"mayor": "Ada"})]}, "no field “mayor”"),
        ({"events": [EventDraft("T", details={"started_on": date.max, "ended_on": date.min})]}, "before"),
        ({"corrections": [CorrectionDraft("correction", "x", " ", datetime.now(UTC))]}, "gives no reason"),
        ({"corrections": [CorrectionDraft("correction", "x", "y", datetime.now(UTC), 7)]}, "not there"),
    ],
)  # fmt: skip
def test_a_bad_draft_is_refused_with_its_reason_and_the_others_are_saved(fields, reason):
    (one, _), (bad, why), (other, _) = save(make_draft("a"), make_draft("b", **fields), make_draft("c"))
    assert (one, bad, other) == ("new", "refused", "new")
    assert reason in why
    assert Article.objects.count() == 2


def test_a_name_longer_than_the_database_takes_is_refused_and_makes_nobody():
    [(bad, why)] = save(make_draft(publisher="P" * 401))
    assert (bad, Organisation.objects.count()) == ("refused", 0)
    assert "401 characters" in why


def test_a_known_person_is_found_by_any_of_their_names_and_not_renamed():
    ada = make_person("Ada Vos", summary="Known already.")
    ada.names.create(text="Ада Вос")
    party = PartyDraft("АДА ВОС", role="speaker", details={"summary": "Other.", "gender": "f"})
    assert label(make_draft(parties=[party], statements=[vos_speaks_as("АДА ВОС")])) == "new"
    ada.refresh_from_db()
    assert Person.objects.get() == ada == Statement.objects.get().speaker
    assert (ada.name, ada.summary, ada.gender) == ("Ada Vos", "Known already.", "f")


def vos_speaks_as(name):
    said = vos_speaks()
    said.speaker = name
    return said


@pytest.mark.parametrize(
    ("hidden", "names"), [({"status": "draft"}, 0), ({"embargo_until": datetime(2999, 1, 1, tzinfo=UTC)}, 0), ({}, 1)]
)
def test_what_readers_may_not_see_adds_nothing_to_a_person_they_see(hidden, names):
    save(make_draft("test:public"))
    told = [
        PartyDraft("Ada Vos", role="speaker", other_names=[NameDraft("Minister Vos")], roles=[RoleDraft("Minister")])
    ]
    save(make_draft("test:hidden", headline="Vos to join the government", parties=told, **hidden))
    ada = Person.objects.get()
    assert (ada.names.count(), ada.roles.count()) == (names, names)


def test_what_an_editor_left_empty_is_not_filled():
    ada = make_person("Ada Vos")
    ada._history_user = make_editor()
    ada.save()
    label(make_draft(parties=[PartyDraft("Ada Vos", details={"summary": "Leader."}, other_names=[NameDraft("Addie")])]))
    ada.refresh_from_db()
    assert (ada.summary, ada.names.count()) == ("", 0)


def test_a_merged_person_is_the_one_they_were_merged_into():
    ada = make_person("Ada Vos")
    make_person("A. Vos", merged_into=ada)
    label(make_draft(parties=[PartyDraft("A. Vos")], statements=[vos_speaks_as("A. Vos")]))
    assert Statement.objects.get().speaker == ada


def test_two_people_of_one_name_are_told_apart_by_key_or_the_draft_is_refused():
    def judge(key, party_key):
        return make_draft(key, parties=[PartyDraft("Ada Vos", key=party_key)], statements=[vos_speaks()])

    assert save(make_draft("a"), judge("b", "ada-vos-judge")) == [("new", ""), ("new", "")]
    assert [p.slug for p in Person.objects.order_by("pk")] == ["ada-vos", "ada-vos-judge"]
    [(refused, why)] = save(make_draft("c"))
    assert refused == "refused"
    assert "ada-vos-judge" in why and "key" in why
    assert label(judge("d", "ada-vos")) == "new"
    assert Person.objects.get(slug="ada-vos").statements.count() == 2


def test_what_the_rules_find_never_chooses_between_two_of_a_name():
    make_person("Ada Vos"), make_person("Ada Vos")
    draft = make_draft(asserted_by="extractor", statements=[vos_speaks(status="suggested")])
    assert label(draft) == "new"
    statement = Statement.objects.get()
    assert (statement.speaker, statement.described_as, Person.objects.count()) == (None, "Ada Vos", 2)


def test_headlines_alike_or_without_letters_have_each_their_own_address(client):
    drafts = [
        make_draft(f"k{n}", headline=h) for n, h in enumerate(["Strike", "Strike", "🚢", "السلام", "罢工结束", "1987"])
    ]
    drafts += [make_draft(f"u{n}", headline="Strike", printed_on=None) for n in range(2)]
    assert {label for label, _ in save(*drafts)} == {"new"}
    addresses = {article.get_absolute_url() for article in Article.objects.all()}
    assert len(addresses) == 8
    assert {client.get(address).status_code for address in addresses} == {200}


def test_one_key_twice_in_a_batch_is_one_article():
    assert save(make_draft(), make_draft(), make_draft(byline="Ines Maar")) == [
        ("new", ""),
        ("unchanged", ""),
        ("changed", ""),
    ]
    assert (Article.objects.get().byline, Article.objects.get().revisions.count()) == ("Ines Maar", 1)


def test_a_changed_text_is_a_new_revision_and_the_same_words_keep_their_address():
    label(make_draft())
    codes = dict(Statement.objects.values_list("text", "code"))
    body = "Note. " + BODY
    spans = [
        piece("We go back on Monday,", body=body, is_verbatim=True),
        piece("and we go back together.", body=body, is_verbatim=True),
    ]
    assert label(make_draft(body=body, statements=[StatementDraft("direct", spans, speaker="Ada Vos")])) == "changed"
    article = Article.objects.get()
    assert [r.body for r in article.revisions.all()] == [BODY, body]
    kept, gone = Statement.objects.order_by("-is_orphan").reverse()
    assert (kept.code, kept.revision) == (codes[kept.text], article.current)
    assert (gone.status, gone.visible_from, gone.revision.number) == ("retracted", None, 1)
    assert [BODY[span.start : span.end] for span in gone.pieces] == [span.exact for span in gone.pieces] != []
    assert not Organisation.objects.published().filter(name="Dockers’ Union").exists()


def test_a_changed_date_leaves_the_old_address_behind():
    label(make_draft())
    before = Article.objects.get().get_absolute_url()
    assert label(make_draft(printed_on=date(2024, 5, 18))) == "changed"
    assert FormerAddress.objects.get(path=before).code == Article.objects.get().code


def by_editing_the_article(article, editor):
    article._history_user = editor
    article.headline = "Strike ends, says the union"
    article.save()


def by_checking_a_statement(article, editor):
    article.statements.update(checked_at=datetime(2026, 1, 2, tzinfo=UTC))


def by_attributing_a_statement(article, editor):
    attribute(article.statements.first(), person=make_person("Ines Maar"), by=editor, method="editor")


def by_writing_a_revision(article, editor):
    article.revisions.update(created_by=editor)


@pytest.mark.parametrize(
    "touch", [by_editing_the_article, by_checking_a_statement, by_attributing_a_statement, by_writing_a_revision]
)
def test_what_an_editor_touched_is_kept(touch):
    label(make_draft())
    touch(Article.objects.get(), make_editor())
    before = list(Statement.objects.values()), list(Attribution.objects.values()), list(Article.objects.values())
    [(kept, why)] = save(make_draft(body=BODY + " More.", statements=[]))
    assert kept == "kept"
    assert "an editor changed it on 20" in why
    assert before == (
        list(Statement.objects.values()),
        list(Attribution.objects.values()),
        list(Article.objects.values()),
    )


def test_new_suggestions_take_the_place_of_old_ones_but_never_of_a_record():
    suggested = {"asserted_by": "extractor", "status": "in_review"}
    label(make_draft(statements=[vos_speaks(status="suggested")], **suggested))
    assert label(make_draft(statements=[union_speaks(status="suggested")], version="2", **suggested)) == "changed"
    assert str(Statement.objects.get().on_behalf_of) == "Dockers’ Union"
    assert label(make_draft()) == "changed"
    [(kept, why)] = save(make_draft(statements=[], version="3", **suggested))
    assert (kept, Statement.objects.count()) == ("kept", 2)
    assert "curated record stands" in why


def test_organisations_and_people_of_one_name_are_two():
    make_organisation("Ada Vos")
    label(make_draft())
    assert Person.objects.get().name == Organisation.objects.get(name="Ada Vos").name


def test_an_event_or_place_named_in_passing_is_made_once():
    said = vos_speaks(event="Harbour talks", said_in="Port Sorrel")
    save(make_draft("a", statements=[said]), make_draft("b", statements=[said]))
    assert (Event.objects.get().statements.count(), Place.objects.get().statements.count()) == (2, 2)


def test_where_a_new_event_or_place_lies_the_first_to_say_so_decides():
    held = [[EventDraft("Harbour talks", place=place)] for place in ("Port Sorrel", "Lyon")]
    lying = [[PlaceDraft("Old Quay", parent=whole), PlaceDraft(whole)] for whole in ("Port Sorrel", "Lyon")]
    save(*(make_draft(key, events=held[n], places=lying[n]) for n, key in enumerate("ab")))
    assert (Event.objects.get().place.name, Place.objects.get(name="Old Quay").parent.name) == ("Port Sorrel",) * 2


def test_a_new_place_is_no_part_of_its_own_part():
    around = [PlaceDraft("Old Quay", parent="Port Sorrel"), PlaceDraft("Port Sorrel", parent="Old Quay")]
    save(make_draft(places=around))
    quay, port = Place.objects.get(name="Old Quay"), Place.objects.get(name="Port Sorrel")
    assert (quay.parent, port.parent) == (port, None)


def test_a_known_place_learns_that_it_lies_in_a_new_one():
    save(make_draft("a", places=[PlaceDraft("Old Quay")]))
    save(make_draft("b", places=[PlaceDraft("Old Quay", parent="Port Sorrel")]))
    assert Place.objects.get(name="Old Quay").parent.name == "Port Sorrel"


def test_the_history_of_an_article_begins_with_what_came_in_and_names_nobody():
    label(make_draft(status="in_review"))
    label(make_draft(status="in_review", byline="Ines Maar"))
    first, second = Article.objects.get().history.order_by("pk")
    assert [(h.history_type, h.history_user, h.status, h.byline) for h in (first, second)] == [
        ("+", None, "in_review", ""),
        ("~", None, "in_review", "Ines Maar"),
    ]


def test_a_text_that_explains_what_nul_looks_like_is_a_text():
    body = "In JSON it is written \\u0000, said the lecturer."
    assert label(make_draft(body=body, statements=[])) == "new"


@pytest.mark.parametrize("status", ["retracted", "removed"])
def test_what_an_editor_withdrew_stays_withdrawn_whatever_comes_in(status):
    label(make_draft())
    act = {"retracted": editions.retract, "removed": editions.remove}[status]
    act(Article.objects.get(), what_changed="It was wrong.", by=make_editor(), reason="Wrong.")
    assert label(make_draft()) == "unchanged"
    assert label(make_draft(byline="Ines Maar")) == "kept"
    assert not Article.objects.published().exists()


def two_of_a_name(**fields):
    parties = [PartyDraft("Ada Vos", key="vos-docker"), PartyDraft("Ada Vos", key="vos-judge")]
    return make_draft(parties=parties, **fields)


def test_a_name_that_two_in_the_article_bear_is_refused_and_its_key_is_understood():
    [(refused, why)] = save(two_of_a_name())
    assert (refused, Person.objects.count()) == ("refused", 0)
    assert "“Ada Vos” is the name of two in this article: say which with a key" in why
    talks = EventDraft("Talks", participants=[PartyDraft("vos-judge", described_as="judge")])
    assert label(two_of_a_name(statements=[vos_speaks_as("vos-docker")], events=[talks])) == "new"
    assert Statement.objects.get().speaker.slug == "vos-docker"
    assert Event.objects.get().participations.get().person.slug == "vos-judge"
    assert Person.objects.count() == 2


def test_a_name_of_ones_own_counts_before_another_ones_other_name():
    parties = [PartyDraft("Ada Vos"), PartyDraft("Ada Maar", other_names=[NameDraft("Ada Vos", "former")])]
    assert label(make_draft(parties=parties)) == "new"
    assert Statement.objects.first().speaker.name == "Ada Vos"


@pytest.mark.parametrize("field", ["said_in", "event", "organisation", "relayed_by"])
def test_two_places_events_or_organisations_of_a_name_are_told_apart_too(field):
    organisations = [PartyDraft("Twin", True, key="a"), PartyDraft("Twin", True, key="b")]
    fields = {
        "parties": [PartyDraft("Ada Vos"), *organisations],
        "places": [PlaceDraft("Twin", key="a"), PlaceDraft("Twin", key="b")],
        "events": [EventDraft("Twin", key="a"), EventDraft("Twin", key="b")],
    }
    assert "the name of two" in save(make_draft(statements=[vos_speaks(**{field: "Twin"})], **fields))[0][1]
    assert label(make_draft(statements=[vos_speaks(**{field: "b"})], **fields)) == "new"
