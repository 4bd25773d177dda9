"""What became of a record: one line for each save, any two states compared, any put back by its act."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import curation, editions
from articles.anchoring import revise
from articles.models import Article, Statement
from desk.chronicle.kinds import KINDS
from desk.chronicle.lines import FIRST, lines_of
from desk.chronicle.planning import plan
from desk.chronicle.restoring import restore
from desk.chronicle.states import differences, present, state_at
from people.merging import merge
from people.models import Person
from tests.articles.admin.forms import fill_in, texts_of
from tests.articles.admin.test_pages import HOSTILE, change_page, make_all
from tests.factories import (
    BODY,
    make_article,
    make_editor,
    make_organisation,
    make_person,
    make_place,
    make_statement,
    mention,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def edith(client):
    editor = make_editor("edith")
    client.force_login(editor)
    return editor


def kind_of(record):
    return KINDS[record._meta.model_name]


def lines(record):
    return lines_of(record, kind_of(record)).lines


def told(line):
    return [(change.label, change.before, change.after) for change in line.changes]


def page_of(name, record, **more):
    return reverse(f"desk:{name}", kwargs={"kind": record._meta.model_name, "code": record.code} | more)


def put_back(record, key, by, **asked):
    restore(record, kind_of(record), key, by=by, reason=asked.pop("reason", "It was right."), **asked)
    return type(record).objects.get(pk=record.pk)


def test_a_save_is_one_line_that_says_who_when_what_and_why(edith, client):
    ada = make_person("Ada Vos", summary="Docker.")
    row = {"names-TOTAL_FORMS": "1", "names-0-text": "A. Vos", "names-0-kind": "spelling", "names-0-id": ""}
    fill_in(client, change_page(ada), summary="Union leader.", why="Elected.", **row)
    latest, first = lines(ada)
    assert (latest.who, latest.why) == (edith, "Elected.")
    assert timezone.now() - latest.at < timedelta(minutes=1)
    assert told(latest) == [("Summary", "Docker.", "Union leader."), ("Name", "", "A. Vos")]
    assert told(first) == [("Added", "", "")]


def test_a_record_that_nobody_has_changed_has_the_line_of_how_it_came_in():
    Person.objects.bulk_create([Person(name="Ada Vos", slug="ada")])
    [line] = lines(Person.objects.get())
    assert (line.at, line.key, line.why) == (None, FIRST, "As it came in")


def test_records_are_named_and_not_numbered(edith, client):
    union, article = make_organisation("Dockers’ Union"), make_article()
    fill_in(client, change_page(article), publisher=str(union.pk), why="By them.")
    assert told(lines(article)[0]) == [("Publisher", "", "Dockers’ Union")]


def test_texts_notes_and_fields_of_an_article_stand_in_one_line_of_time(edith):
    article = make_article()
    editions.correct(
        article, what_changed="It said Friday.", by=edith, reason="A slip.", body=BODY.replace("Fri", "Thurs")
    )
    latest = lines(article)[0]
    assert latest.why == "A slip."
    assert {label for label, *_ in told(latest)} == {"Text", "Status", "Readers were told"}
    assert ("Text", f"text 1, {len(BODY)} characters", f"text 2, {len(BODY) + 2} characters") in told(latest)


def test_the_ledger_of_a_statement_stands_in_its_history(edith):
    statement = make_statement(speaker=make_person("Ada Vos"), status="suggested")
    curation.reattribute([statement], person=make_person("Bea Lund"), editor=edith, reason="Bea said it.")
    latest = lines(statement)[0]
    assert (latest.who, latest.why) == (edith, "Bea said it.")
    assert ("Speaker", "Ada Vos", "Bea Lund") in told(latest)
    assert ("Ledger", "", "Bea Lund, says an editor") in told(latest)


def test_who_takes_part_in_an_article_and_what_it_is_about_has_a_history(edith, client):
    article, ada = make_article(), make_person("Ada Vos")
    row = {
        "participations-TOTAL_FORMS": "1",
        "participations-0-person": str(ada.pk),
        "participations-0-role": "present",
    }
    place = {"place_mentions-TOTAL_FORMS": "1", "place_mentions-0-place": str(make_place().pk)}
    review = {"participations-0-review": "accepted", "place_mentions-0-review": "accepted"}
    fill_in(client, change_page(article), why="She was there.", **row, **place, **review)
    assert told(lines(article)[0]) == [("Participant", "", "Ada Vos, present"), ("Place", "", "Rotterdam")]
    fill_in(client, change_page(article), why="She spoke.", **{"participations-0-role": "speaker"})
    assert told(lines(article)[0]) == [("Participant: Role (Ada Vos, speaker)", "present", "speaker")]


def test_a_merge_stands_in_the_history_of_both_with_the_way_to_undo_it(edith, client):
    one, other = make_person("A. Vos"), make_person("Ada Vos")
    merge(one, other, by=edith, reason="One woman.")
    assert ("Merged", "", f"{one.code} into this record") in told(lines(other)[0])
    one.refresh_from_db()
    assert ("Merged", "", f"into {other.code}") in told(lines(one)[0])
    assert "Undo this merge" in client.get(page_of("history", other)).content.decode()


def test_a_long_history_comes_in_pages_and_no_save_is_missing_or_told_twice(edith):
    ada = make_person("Ada Vos")
    for number in range(70):
        ada.summary, ada._change_reason, ada._history_user = f"{number}", f"Reason {number}", edith
        ada.save()
    reasons, before = [], None
    while True:
        page = lines_of(ada, kind_of(ada), before)
        reasons += [line.why for line in page.lines]
        before = page.following
        if before is None:
            break
    assert reasons == [*(f"Reason {number}" for number in reversed(range(70))), ""]


def test_any_two_states_are_compared_texts_word_by_word(edith, client):
    article = make_article()
    for day in ("Thursday", "Monday"):
        revise(article, BODY.replace("Friday", day), by=edith, reason=f"It was {day}.")
    keys = [line.key for line in lines(article)]
    page = client.get(page_of("compare", article), {"from": keys[-1], "to": keys[0]}).content.decode()
    assert '<del><span class="unseen">left out: </span>Friday</del>' in page
    assert '<ins><span class="unseen">added: </span>Monday</ins>' in page
    between = client.get(page_of("compare", article), {"from": keys[1], "to": "now"}).content.decode()
    assert "Thursday</del>" in between and "as readers see it" in between


def test_states_are_exactly_what_was_saved(edith, client):
    ada = make_person("Ada Vos", summary="0")
    for text in ("A. Vos", "Vos"):
        ada.names.create(text=text)
    states = [present(ada, kind_of(ada))]
    changes = [
        {"summary": "1", "names-0-text": "Ada V."},
        {"names-1-DELETE": "on"},
        {"summary": "", "names-TOTAL_FORMS": "2", "names-1-text": "Adah", "names-1-kind": "nickname", "names-1-id": ""},
    ]
    for number, change in enumerate(changes):
        fill_in(client, change_page(ada), why=f"Step {number}.", **change)
        ada.refresh_from_db()
        states.append(present(ada, kind_of(ada)))
    keys = [line.key for line in lines(ada)][::-1]
    assert [state_at(ada, kind_of(ada), key) for key in keys[-4:]] == states
    for state in states:
        assert differences(state, state, kind_of(ada)) == []


def test_any_version_is_put_back_the_first_too_with_its_names_and_the_history_keeps_both(edith, client):
    ada = make_person("Ada Vos", summary="Docker.")
    name = ada.names.create(text="A. Vos", kind="nickname")
    first = present(ada, kind_of(ada))
    key = lines(ada)[0].key
    fill_in(client, change_page(ada), summary="Queen.", why="A joke.", **{"names-0-DELETE": "on"})
    ada = put_back(Person.objects.get(), key, edith)
    assert present(ada, kind_of(ada)) == first
    assert ada.names.get() == name
    assert [line.why for line in lines(ada)][:2] == ["It was right.", "A joke."]
    with pytest.raises(ValidationError, match="says this already"):
        put_back(ada, key, edith)


def test_an_article_that_readers_have_seen_is_put_back_with_a_public_note(edith):
    article = make_article()
    key = lines(article)[0].key
    revise(article, BODY.replace("Friday", "Thursday"), headline="Strike over", by=edith, reason="Thursday.")
    article.refresh_from_db()
    with pytest.raises(ValidationError, match="Tell readers"):
        put_back(article, key, edith)
    article = put_back(article, key, edith, what_changed="It was Friday after all.")
    assert (article.current.body, article.current.number, article.headline) == (BODY, 3, "Harbour strike ends")
    assert article.status == "corrected"
    assert article.corrections.get().what_changed == "It was Friday after all."


def test_a_draft_is_put_back_as_a_new_revision_without_a_note(edith):
    article = make_article(status="draft")
    key = lines(article)[0].key
    revise(article, "Nothing.", by=edith, reason="Emptied.")
    article = put_back(Article.objects.get(), key, edith)
    assert (article.current.body, article.current.number, article.status) == (BODY, 3, "draft")
    assert article.corrections.count() == 0


def test_the_statements_that_a_restored_text_touches_are_named_first(edith, client):
    article = make_article(body="The strike ended.")
    key = lines(article)[0].key
    revise(article, BODY, by=edith, reason="More.")
    article.refresh_from_db()
    make_statement(article, speaker=make_person("Ada Vos"))
    page = client.get(page_of("restore", article, key=key)).content.decode()
    lost, changes = page.index("would no longer be in the text"), page.index("What would change")
    assert lost < page.index("We go back to work on Monday,") < changes
    put_back(article, key, edith, what_changed="Shorter.")
    assert Statement.objects.get().is_orphan
    article.refresh_from_db()
    back = plan(article, kind_of(article), lines(article)[1].key)
    assert back.back == [Statement.objects.get()] and back.lost == []


def test_what_acts_decide_is_left_and_named(edith, client):
    article = make_article(status="draft")
    key = lines(article)[0].key
    editions.publish(article, by=edith, reason="Ready.")
    fill_in(client, change_page(article), byline="Ines Maar", why="Hers.")
    article.refresh_from_db()
    page = client.get(page_of("restore", article, key=key)).content.decode()
    assert "It is decided by publishing, scheduling, retracting and the like." in page
    article = put_back(article, key, edith, what_changed="No byline.")
    assert (article.byline, article.is_public) == ("", True)


def test_who_speaks_in_an_article_follows_from_its_statements_whatever_is_put_back(edith):
    article = make_article(status="draft", byline="One.")
    key = lines(article)[0].key
    make_statement(article, speaker=make_person("Ada Vos"))
    Article.objects.update(byline="Two.")
    made = plan(Article.objects.get(), kind_of(article), key)
    assert ("Speakers", "Who speaks in it follows from its statements.") in made.left
    put_back(Article.objects.get(), key, edith)
    assert (article.participations.get().role, Article.objects.get().byline) == ("speaker", "One.")


def test_a_speaker_is_not_put_back_past_the_ledger(edith):
    ada, bea = make_person("Ada Vos"), make_person("Bea Lund")
    statement = make_statement(speaker=ada, status="suggested", channel="letter")
    key = lines(statement)[0].key
    curation.reattribute([statement], person=bea, editor=edith, reason="Bea.")
    Statement.objects.update(channel="radio")
    statement = put_back(Statement.objects.get(), key, edith)
    assert (statement.speaker, statement.channel) == (bea, "letter")


def test_a_public_statement_is_put_back_with_a_note_and_a_suggestion_without(edith):
    statement = make_statement(speaker=make_person(), channel="letter")
    key = lines(statement)[0].key
    curation.correct_statement(statement, what_changed="Radio.", by=edith, reason="Heard.", channel="radio")
    statement = put_back(Statement.objects.get(), key, edith, what_changed="A letter.")
    assert statement.channel == "letter"
    assert sorted(note.what_changed for note in statement.corrections.all()) == ["A letter.", "Radio."]


def test_a_name_that_was_withheld_never_comes_back(edith):
    ada = make_person("Ada Vos", family_name="Vos")
    statement = make_statement(speaker=ada)
    article, key = statement.article, lines(statement.article)[0].key
    of_statement = lines(statement)[0].key
    body = article.current.body.replace("Ada Vos", "A docker")
    curation.withhold_name(statement, described_as="a docker", by=edith, reason="Threats.", body=body)
    article.refresh_from_db()
    with pytest.raises(ValidationError, match="withheld"):
        put_back(article, key, edith, what_changed="Back.")
    statement.refresh_from_db()
    assert plan(statement, kind_of(statement), of_statement).fields == {}


def test_what_was_retracted_is_not_put_back(edith):
    article = make_article()
    key = lines(article)[0].key
    revise(article, "Other.", by=edith, reason="Other.")
    editions.retract(article, what_changed="All.", by=edith, reason="Wrong.")
    with pytest.raises(ValidationError, match="retracted"):
        put_back(Article.objects.get(), key, edith)


def test_a_colleague_who_saved_meanwhile_is_not_overwritten_by_putting_back(edith, client):
    ada = make_person("Ada Vos", summary="Docker.")
    key = lines(ada)[0].key
    fill_in(client, change_page(ada), summary="Leader.", why="Elected.")
    page = page_of("restore", ada, key=key)
    form = {"based_on": Person.objects.get().version, "reason": "Back."}
    fill_in(client, change_page(ada), summary="Retired.", why="Old.")
    assert "Somebody saved this while you looked" in client.post(page, form).content.decode()
    assert Person.objects.get().summary == "Retired."
    form["based_on"] += 1
    assert [client.post(page, form).status_code for _click in range(2)] == [302, 200]
    assert Person.objects.get().summary == "Docker."
    assert Person.objects.get().history.filter(history_change_reason="Back.").count() == 1


def test_reporters_read_the_history_of_what_is_public_and_put_nothing_back(client):
    article = make_article()
    client.force_login(make_editor("rita", group="reporter"))
    assert "Put this back" not in client.get(page_of("history", article)).content.decode()
    assert client.post(page_of("restore", article, key=0), {"reason": "x", "based_on": 1}).status_code == 403


def test_every_kind_of_record_has_its_history_linked_from_its_form(edith, client):
    for record in make_all(HOSTILE):
        form = client.get(change_page(record))
        assert f"{change_page(record).replace('change', 'history')}" in form.content.decode()
        answer = client.get(change_page(record).replace("change", "history"))
        assert answer.url == page_of("history", record)
        page = client.get(answer.url)
        assert page.status_code == 200
        assert "<b>Ada" not in page.content.decode()
        assert HOSTILE[:20] in texts_of(page)
        for name, more in (("compare", {}), ("restore", {"key": 0})):
            assert client.get(page_of(name, record, **more)).status_code == 200


@pytest.mark.parametrize("address", ["?from=abc&to=now", "?from=99999999999999999999&to=now", "?from=-5", "?from=١"])
def test_an_address_that_nobody_gave_out_is_no_error(address, edith, client):
    ada = make_person()
    assert client.get(page_of("compare", ada) + address).status_code == 404
    assert client.get(page_of("history", ada) + "?before=abc").status_code == 404
    assert client.get(page_of("history", ada) + "?before=").status_code == 200
    assert client.get(page_of("restore", ada, key=10**30)).status_code == 404
    assert client.get("/desk/history/user/1/").status_code == 404
    assert client.get("/desk/history/person/XXXXXXXX/").status_code == 404


def test_a_history_takes_the_same_queries_however_long_it_is(edith, client):
    article, asked = make_article(), []
    mention(article, make_place())
    for number in range(3):
        for step in range(1 + 4 * number):
            revise(article, f"{BODY} {number} {step}", by=edith, reason=f"{number} {step}")
        with CaptureQueriesContext(connection) as queries:
            client.get(page_of("history", article))
        asked.append(len(queries))
    assert len(set(asked)) == 1, asked


def test_an_acceptance_is_taken_back_in_bulk_within_thirty_days(edith, client):
    ada = make_person("Ada Vos")
    article = make_article(body=f"{BODY} “One.” “Two.”")
    found = [make_statement(article, exact=words, speaker=ada, status="suggested") for words in ("One.", "Two.")]
    for statement in found:
        curation.accept(statement, edith)
    assert "Take back the acceptance" in client.get(page_of("history", found[0])).content.decode()
    for statement in Statement.objects.all():
        curation.reopen(statement, edith, "Too quick.")
    assert set(Statement.objects.values_list("status", "checked_at", "visible_from")) == {("suggested", None, None)}
    assert article.participations.get().review == "suggested"
    Statement.objects.update(status="accepted", checked_at=timezone.now() - timedelta(days=31))
    with pytest.raises(ValidationError, match="long ago"):
        curation.reopen(Statement.objects.first(), edith, "Late.")


def test_what_was_published_and_is_not_seen_yet_is_taken_back_from_its_line(edith, client):
    article = make_article(status="draft", embargo_until=timezone.now() + timedelta(days=1))
    editions.publish(article, by=edith, reason="Ready.")
    assert "act/send-to-review/" in client.get(page_of("history", article)).content.decode()
    Article.objects.update(embargo_until=None, visible_from=timezone.now())
    assert "act/retract/" in client.get(page_of("history", article)).content.decode()
