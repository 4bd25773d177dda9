import random

import pytest
from django.core.exceptions import ValidationError

from articles.anchoring import occurrences, revise
from articles.models import ArticleRevision, Statement, StatementSpan
from tests.factories import BODY, WORDS, make_article, make_editor, make_person, make_statement
from tests.rounds import ROUNDS

pytestmark = pytest.mark.django_db


def make_span(statement, exact, part, nth=0):
    body = statement.revision.body
    start = occurrences(body, exact)[nth]
    around = {"prefix": body[max(0, start - 32) : start], "suffix": body[start + len(exact) :][:32]}
    return StatementSpan.objects.create(
        statement=statement, part=part, exact=exact, start=start, end=start + len(exact), **around
    )


def make_quoted(body=BODY, words=WORDS, **fields):
    """A statement with the words that report it and that name its speaker."""
    statement = make_statement(make_article(body=body), words, make_person(), **fields)
    make_span(statement, "Ada Vos", "source")
    make_span(statement, "said", "cue")
    return statement


def assert_every_span_lies_on_its_words():
    for span in StatementSpan.objects.select_related("statement__revision"):
        body = span.statement.revision.body
        assert body[span.start : span.end] == span.exact
        assert body[max(0, span.start - 32) : span.start] == span.prefix
        assert body[span.end : span.end + 32] == span.suffix


def test_a_statement_moves_along_when_its_words_still_stand_there_once():
    statement = make_quoted()
    outcome = revise(statement.article, "PORT. " + BODY, reason="a dateline")
    statement.refresh_from_db()
    assert outcome.revision.number == 2 and outcome.revision.is_current
    assert outcome.moved == [statement] and not statement.is_orphan
    assert (statement.revision, statement.position) == (outcome.revision, BODY.index(WORDS) + 6)
    assert_every_span_lies_on_its_words()


def test_what_no_longer_stands_there_is_an_orphan_that_shows_the_revision_it_was_quoted_from():
    statement = make_quoted()
    first = statement.revision
    outcome = revise(statement.article, BODY.replace("Monday", "Tuesday"), reason="wrong day")
    statement.refresh_from_db()
    assert outcome.orphaned == [statement] and statement.is_orphan
    assert statement.revision == first
    assert_every_span_lies_on_its_words()


def test_words_that_stand_there_twice_are_not_guessed_at():
    statement = make_quoted()
    revise(statement.article, f"{BODY}\n\n“{WORDS}” he repeated.", reason="more")
    statement.refresh_from_db()
    assert statement.is_orphan


def test_an_orphan_comes_back_when_its_words_do():
    statement = make_quoted()
    revise(statement.article, "Nothing was said.", reason="legal advice")
    outcome = revise(statement.article, f"{BODY} It rained.", reason="legal advice withdrawn")
    statement.refresh_from_db()
    assert outcome.returned == [statement] and not statement.is_orphan
    assert statement.revision.number == 3
    assert_every_span_lies_on_its_words()


def test_said_may_stand_in_the_text_many_times():
    body = f"He said no.\n\n{BODY}\n\nShe said yes."
    statement = make_statement(make_article(body=body), speaker=make_person())
    cue = make_span(statement, "said", "cue", nth=1)
    revise(statement.article, body.replace("Rotterdam", "Delft").replace("no", "nothing"), reason="the town")
    cue.refresh_from_db()
    statement.refresh_from_db()
    assert not statement.is_orphan
    assert cue.prefix.endswith("Ada Vos ")


def test_the_reporting_words_are_not_guessed_at_either():
    body = f"He said no.\n\n{BODY}"
    statement = make_statement(make_article(body=body), speaker=make_person())
    make_span(statement, "said", "cue", nth=1)
    revise(statement.article, "He said no. “We go back to work on Monday,” they say. She said so.", reason="?")
    statement.refresh_from_db()
    assert statement.is_orphan


def test_verbatim_words_move_within_the_clause_they_stand_in_even_where_they_stand_twice():
    body = "A door, he thought. The offer was “a door”, she said, and left. Was it “a door”?"
    clause = "The offer was “a door”"
    statement = make_statement(make_article(body=body), clause, kind="mixed")
    inner = make_span(statement, "a door", "content", nth=0)
    revise(statement.article, "Now: " + body, reason="?")
    inner.refresh_from_db()
    statement.refresh_from_db()
    assert not statement.is_orphan
    assert statement.revision.body[inner.start - 15 : inner.end + 1] == clause


def test_words_that_lost_their_quotation_marks_are_no_longer_a_quotation():
    statement = make_quoted()
    revise(statement.article, BODY.replace("“", "").replace("”", ""), reason="marks")
    statement.refresh_from_db()
    assert statement.is_orphan


def test_words_do_not_move_into_the_middle_of_other_words():
    statement = make_statement(make_article(body="“No” she said."), "No")
    revise(statement.article, "“Nobody” she said.", reason="misheard")
    statement.refresh_from_db()
    assert statement.is_orphan


def test_an_arabic_verb_is_found_after_the_letter_that_joins_it():
    body = "«نعود يوم الاثنين» وقال أحمد."
    statement = make_statement(make_article(body=body, language="ar"), "نعود يوم الاثنين")
    start = body.index("قال")
    around = {"prefix": body[max(0, start - 32) : start], "suffix": body[start + 3 :][:32]}
    statement.spans.create(part="cue", exact="قال", start=start, end=start + 3, **around)
    revise(statement.article, f"أستانا. {body}", reason="dateline")
    statement.refresh_from_db()
    assert not statement.is_orphan
    assert_every_span_lies_on_its_words()


def test_pieces_that_changed_their_order_are_not_the_same_statement():
    body = "“One,” she said, “two.”"
    statement = make_statement(make_article(body=body), "One,")
    make_span(statement, "two.", "content")
    revise(statement.article, "“two.” she said, “One,”", reason="?")
    statement.refresh_from_db()
    assert statement.is_orphan


def test_a_new_headline_is_a_revision_and_the_address_stays():
    statement = make_quoted()
    article = statement.article
    address = article.get_absolute_url()
    outcome = revise(article, BODY, headline="Port strike over", by=make_editor(), reason="shorter")
    article.refresh_from_db()
    assert (article.headline, article.get_absolute_url()) == ("Port strike over", address)
    assert outcome.revision.headline == "Port strike over"
    assert ArticleRevision.objects.get(article=article, number=1).headline == "Harbour strike ends"
    assert outcome.moved == [statement]


def test_the_same_text_again_makes_no_revision():
    statement = make_quoted()
    outcome = revise(statement.article, BODY, reason="again")
    assert not outcome.is_new and statement.article.revisions.count() == 1


@pytest.mark.parametrize(("body", "reason"), [(" \n", "why"), ("A text.", " ")])
def test_a_text_and_a_reason_are_needed(body, reason):
    article = make_article()
    with pytest.raises(ValidationError):
        revise(article, body, reason=reason)
    assert article.revisions.count() == 1


def test_history_keeps_who_revised_the_text_and_why():
    statement, editor = make_quoted(), make_editor()
    revise(statement.article, "Nothing was said.", by=editor, reason="a hoax")
    entries = [statement.article.history.first(), statement.history.first()]
    assert [e.history_user for e in entries] == [editor, editor]
    assert [e.history_change_reason for e in entries] == ["a hoax", "Text revised: a hoax"]


def random_edit(random, body):
    start = random.randrange(len(body))
    end = min(len(body), start + random.choice([0, 1, 3, 20]))
    source = random.randrange(len(body))
    piece = random.choice(["", "said", "“", " no ", "🙂", body[source : source + random.choice([5, 40])]])
    return body[:start] + piece + body[end:]


@pytest.mark.parametrize("seed", range(2 * ROUNDS))
def test_no_span_ever_lies_on_other_text(seed):
    """A hundred random edits a seed: every statement stands on its words, or is an orphan on the text it came from."""
    choice = random.Random(seed)
    statement = make_quoted()
    body = f"{BODY}\n\n“No,” she said. “Not before Monday.”"
    revise(statement.article, body, reason="more")
    other = make_statement(statement.article, "Not before Monday.")
    make_span(other, "said", "cue", nth=1)
    was = dict(Statement.objects.values_list("pk", "revision_id"))
    for step in range(100):
        body = body if step % 7 == 0 and step else random_edit(choice, body)
        if step % 20 == 19:
            body = f"{choice.choice(['', 'Again: '])}{BODY}\n\n“No,” she said. “Not before Monday.”"
        current = revise(statement.article, body or "…", reason=f"edit {step}").revision
        for found in Statement.objects.all():
            assert found.revision_id == (was[found.pk] if found.is_orphan else current.pk)
            was[found.pk] = found.revision_id
        assert_every_span_lies_on_its_words()
