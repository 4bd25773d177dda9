"""The words that a statement once stood on: kept, compared, and put back to the letter, or refused with what to do."""

import random

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import curation, quoting
from articles.anchoring import revise
from articles.models import Article, FormerWords, Statement
from desk.chronicle.kinds import KINDS
from desk.chronicle.lines import lines_of
from desk.chronicle.planning import plan
from desk.chronicle.restoring import restore
from desk.chronicle.states import differences, present, state_at
from newsroom.checks.texts import find_wrong_former_words, find_wrong_statements
from people.ranges import EVERY
from tests.factories import make_article, make_editor, make_person, make_statement
from tests.rounds import ROUNDS

pytestmark = pytest.mark.django_db

KIND = KINDS["statement"]
BODY = "The strike 🎉 ended. “We go back to work on Monday,” Ada Vos said. “All of us.”\n\nShe said the port was quiet."
FIRST, SECOND = "We go back to work on Monday,", "We go back to work"


@pytest.fixture
def edith(client):
    editor = make_editor("edith")
    client.force_login(editor)
    return editor


def quoted(edith, words=FIRST, status="draft", body=BODY, **parts):
    """A statement quoted by hand, in an article of its own."""
    article = make_article(body=body, status=status)
    pieces = quoting.find(body, content=[words], **parts)
    statement = Statement(article=article, speaker=make_person())
    quoting.quote(statement, pieces, by=edith, reason="Quoted.")
    curation.accept(statement, edith)
    return Statement.objects.get(pk=statement.pk)


def lay_on(statement, words, by, **parts):
    body = Article.objects.get(pk=statement.article_id).current.body
    pieces = quoting.find(body, content=words, **parts)
    return curation.requote(statement, pieces, editor=by, reason="Reworded.", what_changed="Other words.")


def key_of(statement):
    """The key of how it stands now."""
    return lines_of(statement, KIND).lines[0].key


def put_back(statement, key, by, **asked):
    restore(statement, KIND, key, by=by, reason="It was right.", **asked)
    return Statement.objects.get(pk=statement.pk)


def spans_of(statement):
    return list(statement.spans.order_by("start").values_list("part", "start", "end", "exact", "is_verbatim"))


def test_what_a_statement_stood_on_is_a_version_and_is_put_back_to_the_letter(edith):
    statement = quoted(edith, cue="said", source="Ada Vos")
    key, former = key_of(statement), spans_of(statement)
    lay_on(statement, [SECOND, "All of us."], edith)
    assert FormerWords.objects.get().replaced_by == edith
    latest = lines_of(statement, KIND).lines[0]
    assert [(change.label, change.before, change.after) for change in latest.changes][:5] == [
        ("Where it stands", "text 1, characters 22 to 50", "text 1, characters 22 to 39 and 68 to 77"),
        ("Reporting words", "said", ""),
        ("Words that name the speaker", "Ada Vos", ""),
        ("Kind", "word for word", "paraphrase with quoted words"),
        ("Text", FIRST, "We go back to work … “All of us.”"),
    ]
    restored = put_back(statement, key, edith)
    assert (spans_of(restored), restored.text, restored.kind) == (former, FIRST, "direct")
    assert [row.pieces[0]["exact"] for row in FormerWords.objects.order_by("pk")] == [FIRST, SECOND]
    assert [*find_wrong_statements(EVERY), *find_wrong_former_words(EVERY)] == []


def test_the_words_with_which_a_statement_came_in_are_put_back_too(edith):
    statement = make_statement(make_article(body=BODY, status="draft"), exact=FIRST)
    statement.history.all().delete()  # as an import leaves it
    lay_on(statement, [SECOND], edith)
    changed, came = lines_of(statement, KIND).lines
    assert (came.why, came.changes) == ("As it came in", [])
    assert {"Where it stands", "Text"} < {change.label for change in changed.changes}
    restored = put_back(statement, came.key, edith)
    assert (restored.text, restored.kind) == (FIRST, "direct")
    lay_on(restored, [SECOND], edith)
    assert put_back(restored, 0, edith).text == FIRST


def test_a_paraphrase_that_was_made_a_quotation_is_a_paraphrase_again(edith):
    statement = quoted(edith, "the port was quiet")
    key = key_of(statement)
    lay_on(statement, [FIRST], edith)
    restored = put_back(statement, key, edith)
    assert (restored.kind, restored.text, spans_of(restored)[0][4]) == ("indirect", "the port was quiet", False)


def test_two_states_are_compared_word_by_word_however_short(edith, client):
    statement = quoted(edith)
    key = key_of(statement)
    lay_on(statement, [SECOND], edith)
    statement.refresh_from_db()
    found = differences(state_at(statement, KIND, key), present(statement, KIND), KIND)
    found = {difference.label: difference for difference in found}
    assert found["Where it stands"].after == "text 1, characters 22 to 39"
    assert [stretch.text for stretch in found["Text"].stretches if stretch.act == "left"] == [" on Monday,"]
    address = reverse("desk:compare", kwargs={"kind": "statement", "code": statement.code})
    page = client.get(address, {"from": key, "to": "now"}).content.decode()
    assert '<del><span class="unseen">left out: </span> on Monday,</del>' in page


def test_words_that_moved_meanwhile_are_put_back_where_they_stand_today(edith):
    statement = quoted(edith)
    key = key_of(statement)
    lay_on(statement, ["All of us."], edith)
    revise(statement.article, f"New 🎉. {BODY}", by=edith, reason="More.")
    restored = put_back(statement, key, edith)
    [(_part, start, end, exact, _verbatim)] = spans_of(restored)
    assert restored.revision.number == 2
    assert restored.revision.body[start:end] == exact == FIRST


@pytest.mark.parametrize(
    "body",
    [
        BODY.replace("on Monday", "on Tuesday"),
        f"“{FIRST}” he said. {BODY}",
        BODY.replace(f"“{FIRST}”", FIRST),
        BODY.replace("“We go back to work on Monday,”", "“We go back to work on Monday,s”"),
    ],
    ids=["reworded", "twice", "without its marks", "inside a word"],
)
def test_words_that_the_text_does_not_have_so_are_refused_with_what_to_do(edith, client, body):
    statement = quoted(edith)
    key = key_of(statement)
    lay_on(statement, ["All of us."], edith)
    revise(statement.article, body, by=edith, reason="Changed.")
    with pytest.raises(ValidationError, match="lay it on other words on the workbench"):
        put_back(statement, key, edith)
    address = reverse("desk:restore", kwargs={"kind": "statement", "code": statement.code, "key": key})
    page = client.get(address).content.decode()
    assert "lay it on other words on the workbench" in page and "It says this already" not in page
    assert reverse("desk:workbench", args=[statement.article.code]) in page
    assert Statement.objects.get().text == "All of us."


def test_what_else_changed_is_put_back_where_the_words_are_not(edith):
    statement = quoted(edith)
    key = key_of(statement)
    lay_on(statement, ["All of us."], edith)
    Statement.objects.update(channel="radio")
    revise(statement.article, BODY.replace("on Monday", "on Tuesday"), by=edith, reason="Changed.")
    restored = put_back(statement, key, edith)
    assert (restored.channel, restored.text) == ("", "All of us.")


def test_a_lost_statement_comes_back_into_the_text_on_its_former_words(edith):
    statement = quoted(edith, "All of us.")
    key = key_of(statement)
    lay_on(statement, [FIRST], edith)
    revise(statement.article, BODY.replace("on Monday", "on Tuesday"), by=edith, reason="Tuesday.")
    assert Statement.objects.get().is_orphan
    restored = put_back(statement, key, edith)
    assert (restored.is_orphan, restored.text, restored.revision.number) == (False, "All of us.", 2)


def test_readers_who_saw_the_words_are_told_once(edith):
    statement = quoted(edith, status="published")
    key = key_of(statement)
    lay_on(statement, [SECOND], edith)
    with pytest.raises(ValidationError, match="Tell readers"):
        put_back(statement, key, edith)
    restored = put_back(statement, key, edith, what_changed="The whole sentence.")
    notes = restored.corrections.order_by("pk").values_list("what_changed", flat=True)
    assert (restored.status, restored.text, list(notes)) == (
        "corrected",
        FIRST,
        ["Other words.", "The whole sentence."],
    )
    with pytest.raises(ValidationError, match="says this already"):
        put_back(restored, key, edith, what_changed="Again.")


def test_words_from_before_a_name_was_withheld_are_not_put_back(edith):
    statement = quoted(edith, source="Ada Vos", status="published")
    key = key_of(statement)
    lay_on(statement, [SECOND], edith)
    curation.withhold_name(statement, described_as="a docker", by=edith, reason="Threats.")
    statement.refresh_from_db()
    made = plan(statement, KIND, key)
    assert (
        made.words is None and ("Words", "A name was withheld since: what it said before is not put back.") in made.left
    )


def test_laying_a_statement_on_the_words_it_has_keeps_nothing(edith):
    statement = quoted(edith)
    lay_on(statement, [FIRST], edith)
    assert not FormerWords.objects.exists()


def test_words_taken_back_in_the_queue_are_kept_too(edith, client):
    article = make_article(body=BODY, status="draft")
    statement = Statement(article=article, described_as="Ada Vos")
    quoting.quote(statement, quoting.find(BODY, content=[FIRST]), by=edith, reason="Quoted.")
    address = reverse("desk:decide_suggestion", kwargs={"code": statement.code})
    shown = client.get(f"{reverse('desk:review')}?statement={statement.code}").context
    client.post(address, {"act": "words", "words": SECOND, "token": shown["token"], "seen": shown["seen"]})
    assert Statement.objects.get().text == SECOND
    client.post(reverse("desk:undo_decision"))
    assert Statement.objects.get().text == FIRST
    assert [row.pieces[0]["exact"] for row in FormerWords.objects.order_by("pk")] == [FIRST, SECOND]
    assert FormerWords.objects.last().reason == "Taken back: words changed."


def test_every_version_of_many_is_what_it_was_and_can_be_put_back(edith):
    statement, choice, states = quoted(edith, cue="said"), random.Random(5), []
    words = BODY.replace("“", " ").replace("”", " ").split()
    for _round in range(6 * ROUNDS):
        states.append((key_of(statement), spans_of(statement)))
        start = choice.randrange(len(words) - 3)
        stretch = BODY[BODY.index(words[start]) :][: choice.randrange(12, 40)].strip()
        if quoting.occurrences(BODY, stretch):
            lay_on(statement, [stretch], edith)
    for key, spans in choice.sample(states, len(states)):
        if spans != spans_of(statement):
            put_back(statement, key, edith)
        assert spans_of(statement) == spans
    assert [*find_wrong_statements(EVERY), *find_wrong_former_words(EVERY)] == []


def test_a_history_of_words_takes_the_same_queries_however_long_it_is(edith, client):
    statement, asked = quoted(edith), []
    address = reverse("desk:history", kwargs={"kind": "statement", "code": statement.code})
    for words in (SECOND, FIRST, "All of us.", SECOND):
        lay_on(statement, [words], edith)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        asked.append(len(queries))
    assert len(set(asked)) == 1, asked
