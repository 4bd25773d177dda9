"""The ledger: an editor's word beats any machine's, and a “not X” every later suggestion of X."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.attribution import attribute, decisive_row, derive_speaker, others, take_back
from articles.models import Attribution, Participation, Statement
from people.models import Organisation, Person, Role
from tests.factories import make_article, make_editor, make_organisation, make_person, make_statement

EDITOR, IMPORT, EXTRACTOR = "editor", "import", "extractor"


@dataclass
class Row:
    """A row of a ledger without a database."""

    method: str
    person_id: int | None
    confidence: float | None = None
    is_negative: bool = False
    organisation_id: int | None = None
    pk: int | None = None
    takes_back_id: int | None = None


def speaker(*rows):
    decisive = decisive_row(rows)
    return decisive.person_id if decisive else None


def test_the_surer_of_two_machines_counts_and_of_two_as_sure_the_later():
    assert speaker(Row(EXTRACTOR, 1, 0.9), Row(EXTRACTOR, 2, 0.5)) == 1
    assert speaker(Row(EXTRACTOR, 1, 0.5), Row(EXTRACTOR, 2, 0.5)) == 2


def test_an_import_counts_before_an_extractor_however_sure():
    assert speaker(Row(IMPORT, 1, 0.2), Row(EXTRACTOR, 2, 1.0)) == 1


def test_the_latest_word_of_an_editor_counts_before_any_machine_before_or_after():
    assert speaker(Row(EDITOR, 1), Row(EDITOR, 2), Row(IMPORT, 3), Row(EXTRACTOR, 4, 1.0)) == 2


def test_an_editor_may_say_that_nobody_known_spoke():
    assert speaker(Row(IMPORT, 1), Row(EDITOR, None), Row(EXTRACTOR, 2, 1.0)) is None


def test_whom_an_editor_ruled_out_no_machine_brings_back():
    assert speaker(Row(IMPORT, 1), Row(EDITOR, 1, is_negative=True), Row(IMPORT, 1)) is None
    assert speaker(Row(EDITOR, 1, is_negative=True), Row(IMPORT, 1), Row(EXTRACTOR, 2, 0.1)) == 2


def test_an_editor_may_change_their_mind():
    assert speaker(Row(EDITOR, 1, is_negative=True), Row(EDITOR, 1)) == 1
    assert speaker(Row(EDITOR, 1), Row(EDITOR, 1, is_negative=True)) is None
    assert speaker(Row(EDITOR, 1), Row(EDITOR, 2), Row(EDITOR, 2, is_negative=True)) == 1


def test_a_machines_not_binds_machines_only():
    assert speaker(Row(IMPORT, 1, is_negative=True), Row(EXTRACTOR, 1, 1.0), Row(EXTRACTOR, 2, 0.1)) == 2
    assert speaker(Row(EXTRACTOR, 1, is_negative=True), Row(IMPORT, 1)) == 1
    assert speaker(Row(EDITOR, 1), Row(IMPORT, 1, is_negative=True)) == 1


who, how_sure = st.integers(1, 4), st.none() | st.floats(0, 1)
machine_rows = st.builds(Row, st.sampled_from([IMPORT, EXTRACTOR]), who, how_sure, st.booleans())
editor_rows = st.builds(Row, st.just(EDITOR), who, is_negative=st.booleans())


@given(st.lists(machine_rows | editor_rows), st.lists(machine_rows))
def test_nothing_that_machines_add_later_overrides_an_editor(ledger, later):
    before, after = speaker(*ledger), speaker(*ledger, *later)
    latest = {row.person_id: row.is_negative for row in ledger if row.method == EDITOR}
    if False in latest.values():
        assert after == before
    assert after not in {person for person, is_ruled_out in latest.items() if is_ruled_out}


@given(st.lists(machine_rows | editor_rows))
def test_the_speaker_is_always_someone_whom_a_row_names(ledger):
    decisive = decisive_row(ledger)
    assert decisive is None or (decisive in ledger and not decisive.is_negative)


@pytest.mark.django_db
def test_an_editors_attribution_shows_the_new_speaker_and_hides_the_former():
    ada, ines, edith = make_person("Ada Vos"), make_person("Ines Maar"), make_editor()
    statement = make_statement(speaker=ada)
    attribute(statement, person=ines, by=edith, method=EDITOR, note="She said so on the tape")
    assert statement.speaker == ines
    assert list(Person.objects.published()) == [ines]
    assert statement.version == 2
    assert statement.history.latest().history_user == edith


@pytest.mark.django_db
def test_who_speaks_elsewhere_in_the_article_stays_its_speaker():
    ada, ines, article = make_person("Ada Vos"), make_person("Ines Maar"), make_article()
    statement = make_statement(article, speaker=ada)
    make_statement(article, "The port is open", speaker=ada)
    attribute(statement, person=ines, by=make_editor(), method=EDITOR)
    assert set(Person.objects.published()) == {ada, ines}
    roles = article.participations.filter(role="speaker", review="accepted")
    assert {participation.person for participation in roles} == {ada, ines}


@pytest.mark.django_db
def test_a_ruled_out_speaker_leaves_the_page_and_nothing_is_lost():
    ada, edith = make_person(), make_editor()
    statement = make_statement(speaker=ada)
    Attribution.objects.create(statement=statement, person=ada, method=IMPORT)
    attribute(statement, person=ada, by=edith, method=EDITOR, is_negative=True)
    attribute(statement, person=ada, method=EXTRACTOR, confidence=1.0)
    assert statement.speaker is None
    assert not Person.objects.published().exists()
    assert Participation.objects.get().review == "rejected"
    assert statement.attributions.count() == 3


@pytest.mark.django_db
def test_a_suggested_statement_gives_a_suggested_participant():
    ada = make_person()
    statement = make_statement(status=Statement.Status.SUGGESTED)
    attribute(statement, person=ada, method=EXTRACTOR, confidence=0.7)
    assert (statement.speaker, Participation.objects.get().review) == (ada, "suggested")
    assert not Person.objects.published().exists()


@pytest.mark.django_db
def test_an_organisation_speaks_and_the_role_of_the_day_is_found():
    union, ada, edith = make_organisation(), make_person(), make_editor()
    Role.objects.create(person=ada, title="Leader", organisation=union, started_on="1980-01-01")
    statement = make_statement()
    attribute(statement, organisation=union, by=edith, method=EDITOR)
    assert (statement.speaker, statement.on_behalf_of) == (None, union)
    assert Organisation.objects.published().get() == union
    attribute(statement, person=ada, organisation=union, by=edith, method=EDITOR)
    assert (statement.speaker, statement.speaker_role.title) == (ada, "Leader")


@pytest.mark.django_db
def test_deriving_again_changes_nothing(django_assert_num_queries):
    statement = make_statement(speaker=(ada := make_person()))
    attribute(statement, person=ada, method=IMPORT)
    kept = statement.history.count()
    derive_speaker(statement)
    assert (statement.speaker, statement.history.count()) == (ada, kept)


def test_what_was_taken_back_counts_as_if_nobody_had_said_it():
    machine, editor = Row(EXTRACTOR, 1, 0.5, pk=1), Row(EDITOR, 2, pk=2)
    undone = Row(EDITOR, None, pk=3, takes_back_id=2)
    assert speaker(machine, editor, undone) == 1
    assert speaker(machine, editor, undone, Row(EXTRACTOR, 3, 0.9, pk=4)) == 3
    assert speaker(editor, undone) is None


def test_a_not_that_was_taken_back_shuts_nobody_out():
    machine, negative = Row(EXTRACTOR, 1, 0.5, pk=1), Row(EDITOR, 1, is_negative=True, pk=2)
    assert speaker(machine, negative) is None
    assert speaker(machine, negative, Row(EDITOR, None, pk=3, takes_back_id=2)) == 1


@pytest.mark.django_db
def test_taking_back_an_editors_word_gives_the_machines_speaker_again_and_keeps_both_rows():
    editor, ada, bea = make_editor(), make_person(), make_person("Bea Vos")
    statement = make_statement()
    attribute(statement, person=ada, method=EXTRACTOR, confidence=0.7)
    row = attribute(statement, person=bea, by=editor, method=EDITOR)
    take_back([row], by=editor, note="It was a slip.")
    assert Statement.objects.get().speaker == ada
    assert statement.attributions.count() == 3
    assert [str(other) for other in others(statement)] == []
    assert "taken back: Bea Vos" in str(statement.attributions.last())
