import pytest
from django.core.exceptions import ValidationError

from articles import curation, quoting
from articles.anchoring import revise
from articles.attribution import attribute
from articles.importing.draft import PieceDraft
from articles.models import Correction, Participation, Statement
from people.models import Person
from tests.factories import BODY, WORDS, make_article, make_editor, make_organisation, make_person, make_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_editor(group="editor")


def make_suggestion(speaker=None, **fields):
    """A statement as an extractor leaves it: suggested, its speaker in the ledger, their participation too."""
    statement = make_statement(status="suggested", **fields)
    if speaker:
        attribute(statement, person=speaker, method="extractor", version="rules 1", confidence=0.7)
    statement.refresh_from_db()
    return statement


def test_accepting_a_suggestion_shows_it_and_its_speaker(editor):
    ada = make_person()
    statement = make_suggestion(ada)
    assert not Statement.objects.published().exists()
    assert curation.accept(statement, editor)
    assert Statement.objects.published().get().is_checked
    assert Person.objects.published().get() == ada
    assert Participation.objects.get().review == "accepted"
    assert statement.attributions.last().asserted_by == editor


def test_accepting_twice_does_it_once(editor):
    statement = make_suggestion(make_person())
    assert [curation.accept(statement, editor) for _ in range(2)] == [True, False]
    assert statement.attributions.filter(method="editor").count() == 1


def test_a_suggestion_whose_text_changed_meanwhile_is_not_accepted(editor):
    statement = make_suggestion(make_person())
    revise(statement.article, BODY.replace("Monday", "Tuesday"), reason="wrong day")
    with pytest.raises(ValidationError, match="no longer stand"):
        curation.accept(statement, editor)
    assert not Statement.objects.published().exists()


def test_a_suggestion_that_moved_meanwhile_is_accepted_where_it_stands_now(editor):
    statement = make_suggestion(make_person())
    revise(statement.article, f"New. {BODY}", reason="more")
    curation.accept(statement, editor)
    now = Statement.objects.published().get()
    span = now.spans.get()
    assert now.article.current.body[span.start : span.end] == WORDS


def test_words_that_do_not_stand_where_they_should_are_not_accepted(editor):
    statement = make_suggestion()
    statement.spans.update(exact="Other words.")
    with pytest.raises(ValidationError):
        curation.accept(statement, editor)


def test_a_rejected_suggestion_is_gone_for_readers_and_so_is_its_speaker(editor):
    statement = make_suggestion(make_person())
    assert curation.reject(statement, editor, "a scare quote")
    assert Participation.objects.get().review == "rejected"
    assert statement.history.first().history_change_reason == "a scare quote"


def test_what_readers_have_seen_is_retracted_and_not_rejected(client, editor):
    statement = make_statement(speaker=make_person())
    with pytest.raises(ValidationError, match="retract it"):
        curation.reject(statement, editor, "wrong")
    said = {"what_changed": "She did not say it.", "reason": "Misheard."}
    curation.retract_statement(statement, by=editor, **said)
    assert "Misheard." in client.get(statement.get_absolute_url()).content.decode()
    assert not Statement.objects.published().exists()


def test_reattributing_goes_into_the_ledger_and_tells_readers(editor):
    ada, bea = make_person("Ada Vos"), make_person("Bea Lund")
    statement = make_statement(speaker=ada)
    assert curation.reattribute([statement], person=bea, editor=editor, reason="Checked the tape.") == 1
    statement.refresh_from_db()
    assert statement.speaker == bea
    assert list(Person.objects.published()) == [bea]
    row = statement.attributions.last()
    assert (row.person, row.method, row.asserted_by, row.note) == (bea, "editor", editor, "Checked the tape.")
    correction = Correction.objects.get(statement=statement)
    assert "Ada Vos" in correction.what_changed and "Bea Lund" in correction.what_changed


def test_a_suggestion_is_reattributed_without_telling_readers(editor):
    statement = make_suggestion(make_person())
    union = make_organisation()
    curation.reattribute([statement], organisation=union, editor=editor, reason="the union said so")
    statement.refresh_from_db()
    assert (statement.speaker, statement.on_behalf_of) == (None, union)
    assert not Correction.objects.exists()


def test_not_x_shuts_x_out_of_every_later_suggestion(editor):
    ada = make_person()
    statement = make_suggestion(ada)
    curation.reattribute([statement], person=ada, editor=editor, reason="not her", is_negative=True)
    attribute(statement, person=ada, method="extractor", version="rules 2", confidence=0.99)
    statement.refresh_from_db()
    assert statement.speaker is None


def test_not_nobody_makes_no_sense(editor):
    with pytest.raises(ValidationError, match="who did not"):
        curation.reattribute([make_suggestion()], editor=editor, reason="?", is_negative=True)


def test_withholding_a_name_takes_it_from_the_statement_the_text_and_the_versions(client, editor):
    ada = make_person()
    statement = make_statement(speaker=ada)
    why = {"by": editor, "reason": "Her safety."}
    body = BODY.replace("Ada Vos", "a docker")
    curation.withhold_name(statement, described_as="a docker", body=body, **why)
    statement.refresh_from_db()
    assert (statement.speaker, statement.described_as) == (None, "a docker")
    assert not Person.objects.published().exists()
    for address in [statement.get_absolute_url(), statement.article.get_absolute_url()]:
        page = client.get(address)
        assert page.status_code == 200
        assert "Vos" not in page.content.decode()
    assert client.get(f"/revisions/{statement.article.code}/1/").status_code == 404


def test_a_description_that_gives_the_name_away_is_refused(editor):
    ada = make_person(family_name="Vos")
    with pytest.raises(ValidationError, match="still gives the name"):
        curation.withhold_name(make_statement(speaker=ada), described_as="Mrs VOS", by=editor, reason="why")


def test_an_orphan_is_laid_on_the_words_of_the_new_text(editor):
    statement = make_suggestion(make_person())
    revise(statement.article, BODY.replace("Monday", "Tuesday"), reason="wrong day")
    pieces = quoting.find(statement.article.current.body, content=["“We go back to work on Tuesday,”"], cue="said")
    curation.requote(statement, pieces, editor=editor, reason="the day was wrong")
    statement.refresh_from_db()
    assert (statement.text, statement.is_orphan, statement.kind) == ("We go back to work on Tuesday,", False, "direct")
    assert statement.revision.number == 2
    assert curation.accept(statement, editor)


def test_words_of_a_public_statement_change_only_with_a_note_to_readers(editor):
    statement = make_statement()
    with pytest.raises(ValidationError, match="Tell readers"):
        curation.requote(statement, [PieceDraft(0, 3)], editor=editor, reason="why")
    curation.requote(statement, [PieceDraft(0, 10)], editor=editor, reason="why", what_changed="Other words.")
    statement.refresh_from_db()
    assert (statement.kind, statement.text, statement.status) == ("indirect", BODY[:10], "corrected")


def test_correcting_a_statement_leaves_a_public_note(editor):
    statement = make_statement()
    said = {"what_changed": "Said by letter.", "reason": "The desk erred."}
    correction = curation.correct_statement(statement, by=editor, channel="letter", **said)
    statement.refresh_from_db()
    assert (statement.channel, statement.status, correction.statement) == ("letter", "corrected", statement)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [(["was"], "more than once"), (["Never printed"], "are not in the text"), ([], "were said")],
)
def test_words_that_are_not_there_once_are_named(content, complaint):
    with pytest.raises(ValidationError, match=complaint):
        quoting.find("It was quiet. It was dark.", content=content)


def test_a_statement_quoted_by_hand_is_a_suggestion_on_its_words(editor):
    article = make_article()
    ada = make_person()
    statement = Statement(article=article)
    pieces = quoting.find(article.current.body, content=[WORDS], cue="said", source="Ada Vos")
    quoting.quote(statement, pieces, by=editor, reason="read it")
    attribute(statement, person=ada, by=editor, method="editor")
    statement.refresh_from_db()
    assert (statement.status, statement.kind, statement.speaker) == ("suggested", "direct", ada)
    assert [s.exact for s in statement.spans.all()] == [WORDS, "Ada Vos", "said"]
