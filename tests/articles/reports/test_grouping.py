"""Reports of one utterance come together by themselves where that is sure, and are proposed where it is not."""

from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import curation
from articles.models import Likeness, Statement, Utterance, Wording
from articles.reports import upkeep
from people.merging import merge, unmerge
from tests import factories as make
from tests.rounds import ROUNDS

from .reporting import NO_COMMENT, WORDS, again, compared, groups_of, report

pytestmark = pytest.mark.django_db
NEARLY = WORDS.replace("nobody will be", "nobody shall be")
IN_PARTS = WORDS.replace("nobody will be left behind", "everybody comes along")


@contextmanager
def rehearsed():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def proposals():
    return [likeness.reason for likeness in Likeness.objects.order_by("pk")]


@pytest.fixture
def ada(db):
    return make.make_person()


def test_the_same_words_of_the_same_speaker_within_days_are_one_utterance(ada):
    statements = compared(report(speaker=ada), report(WORDS.upper() + "!", ada, day=5), report(speaker=ada, day=40))
    assert groups_of(statements) == {frozenset({0, 1})}
    assert proposals() == []


def test_what_is_said_every_day_is_one_only_on_the_same_day(ada):
    bea = make.make_person("Bea Holm")
    said = [(ada, 0), (ada, 0), (ada, 1), (bea, 0), (None, 0)]
    statements = compared(*(report(NO_COMMENT, speaker, day) for speaker, day in said))
    assert groups_of(statements) == {frozenset({0, 1})}
    assert proposals() == []


def test_two_named_speakers_are_never_grouped_and_proposed_only_for_long_words(ada):
    bea = make.make_person("Bea Holm")
    compared(report(speaker=ada), report(speaker=bea), report("We go back on Monday", ada))
    compared(report("We go back on Monday", bea))
    assert Utterance.objects.count() == 0
    assert proposals() == ["the same words of two speakers, within days"]


def test_a_report_that_names_nobody_is_of_the_only_one_who_is_named(ada):
    statements = compared(report(speaker=ada), report(), report(described_as="she", named_how="anaphoric", day=2))
    assert groups_of(statements) == {frozenset({0, 1, 2})}


def test_a_report_that_names_nobody_stands_apart_where_two_are_named(ada):
    statements = compared(report(speaker=ada), report(), report(day=1))
    assert groups_of(statements) == {frozenset({0, 1, 2})}
    statements += compared(report(speaker=make.make_person("Bea Holm"), day=3))
    assert groups_of(statements) == {frozenset({1, 2})}
    assert proposals().count("the same words; it names nobody, and others name two speakers") == 2


def test_a_speaker_described_in_the_same_words_is_the_same(ada):
    statements = compared(
        report(speaker=ada, described_as="the dockers’ leader"), report(described_as="The Dockers' Leader")
    )
    assert groups_of(statements) == {frozenset({0, 1})}
    statements += compared(report(described_as="a harbour official"))
    assert groups_of(statements) == {frozenset({0, 1})}
    assert proposals() == ["the same words; the speaker is described in other words"]


def test_nearly_the_same_words_are_grouped_where_it_is_sure_and_else_proposed(ada):
    statements = compared(report(speaker=ada), report(NEARLY, ada), report(IN_PARTS, ada))
    assert groups_of(statements) == {frozenset({0, 1})}
    [likeness] = Likeness.objects.all()
    assert (likeness.reason, likeness.other_id) == ("nearly the same words", statements[2].pk)
    assert 0.6 < likeness.alike < 0.9


@pytest.mark.parametrize(
    "other", [WORDS.replace("will be", "will not be"), WORDS.replace("Monday", "12 May"), f"{WORDS}, never"]
)
def test_what_differs_in_a_number_or_a_not_is_never_grouped_unasked(ada, other):
    statements = compared(report(speaker=ada), report(other, ada))
    assert groups_of(statements) == set()
    assert len(proposals()) == 1


def test_a_shortened_report_belongs_to_the_whole_one(ada):
    statements = compared(report(speaker=ada), report(" ".join(WORDS.split()[:9]), ada, day=1))
    assert groups_of(statements) == {frozenset({0, 1})}


def test_the_likest_of_several_is_found_behind_the_nearest(ada):
    whole = "سنعود إلى العمل يوم الاثنين ولن نترك أحدا وراءنا في هذا الميناء القديم مهما طال الزمن"
    words = [whole.replace(was, now) for was, now in (("القديم", "الكبير"), ("الزمن", "الوقت"), ("سنعود", "نعود"))]
    statements = compared(report(whole, ada), *(report(text, ada, day=day + 1) for day, text in enumerate(words)))
    assert groups_of(statements) == {frozenset(range(4))}


def test_nothing_is_compared_with_what_nobody_vouches_for_or_what_has_no_day(ada):
    undated = report(speaker=ada)
    type(undated.article).objects.filter(pk=undated.article_id).update(printed_on=None)
    statements = compared(report(speaker=ada), report(speaker=ada, status="suggested"), undated)
    assert groups_of(statements) == set()
    assert Wording.objects.count() == 2


def test_a_group_that_a_record_names_keeps_its_key_and_takes_others_in(ada):
    keyed, other = Utterance.objects.create(note="vos-monday"), Utterance.objects.create(note="vos-again")
    statements = compared(
        report(speaker=ada, utterance=keyed), report(speaker=ada), report(speaker=ada, utterance=other)
    )
    assert [s.utterance for s in statements] == [keyed, keyed, other]


def test_a_report_that_comes_between_joins_two_groups(ada):
    statements = compared(*(report(speaker=ada, day=day) for day in (0, 0, 10, 10)))
    assert groups_of(statements) == {frozenset({0, 1}), frozenset({2, 3})}
    statements += compared(report(speaker=ada, day=5))
    assert groups_of(statements) == {frozenset(range(5))}
    assert Utterance.objects.count() == 1


def test_who_is_given_another_speaker_leaves_the_group_and_finds_another(ada):
    bea = make.make_person("Bea Holm")
    statements = [make.make_statement(make.make_article(f"No. {n}"), WORDS, speaker) for n, speaker in
                  enumerate([ada, ada, bea])]  # fmt: skip
    assert groups_of(statements) == {frozenset({0, 1})}
    curation.reattribute([statements[1]], person=bea, editor=make.make_editor(), reason="Misheard.")
    assert groups_of(statements) == {frozenset({1, 2})}


def test_two_people_who_are_merged_said_one_thing_and_unmerged_two(ada):
    double = make.make_person("A. Vos")
    statements = [make.make_statement(make.make_article(f"No. {n}"), WORDS, who) for n, who in enumerate([ada, double])]
    assert groups_of(statements) == set()
    made = merge(double, ada, by=make.make_editor(), reason="One person.")
    assert groups_of(statements) == {frozenset({0, 1})}
    assert proposals() == []
    unmerge(made, by=made.merged_by, reason="Two after all.")
    assert groups_of(statements) == set()


def test_what_is_retracted_is_compared_no_more(ada):
    one, other = (make.make_statement(make.make_article(f"No. {n}"), WORDS, ada) for n in range(2))
    curation.retract_statement(other, what_changed="It.", by=make.make_editor(), reason="Forged.")
    assert [*Wording.objects.values_list("statement", flat=True)] == [one.pk]


def test_comparing_again_changes_nothing(ada):
    statements = [report(speaker=ada), report(NEARLY, ada), report(IN_PARTS, ada), report(), report(speaker=ada, day=9)]
    assert sum(upkeep.compare_all()) == 5
    before = groups_of(statements), proposals(), [*Wording.objects.order_by("pk").values_list()]
    assert sum(upkeep.compare_all()) == 0
    assert sum(upkeep.compare_all(again=True)) == 5
    assert (groups_of(statements), proposals(), [*Wording.objects.order_by("pk").values_list()]) == before


@pytest.mark.parametrize("words", [WORDS, NO_COMMENT])
def test_a_batch_costs_the_same_queries_however_many_it_has_and_the_archive_holds(ada, words):
    def cost(number):
        keys = [report(words, ada, day=n % 3).pk for n in range(number)]
        with CaptureQueriesContext(connection, ) as queries:  # fmt: skip
            upkeep.compare(keys)
        return len(queries)

    few = cost(2)
    many = [cost(40) for _ in range(3)]
    assert max(many) <= max(few, 14)


REPORTS = st.lists(
    st.tuples(st.sampled_from([NO_COMMENT, "We go back on Monday evening", WORDS]),
              st.sampled_from(["ada", "bea", "the union", ""]),
              st.integers(0, 25)),
    min_size=2, max_size=7,
)  # fmt: skip


@settings(max_examples=16 * ROUNDS, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reports=REPORTS, data=st.data())
def test_groups_of_equal_words_do_not_depend_on_the_order_of_arrival(reports, data):
    orders = [range(len(reports)), data.draw(st.permutations(range(len(reports))))]
    together = data.draw(st.integers(1, 3))
    found = [arrived(reports, order, size) for order, size in zip(orders, [1, together], strict=True)]
    assert found[0] == found[1]


def arrived(reports, order, together):
    """The groups after the reports came in this order, so many at a time."""
    with rehearsed():
        people = {"ada": make.make_person("Ada Vos"), "bea": make.make_person("Bea Holm")}
        made = {}
        for place in order:
            words, who, day = reports[place]
            made[place] = report(words, people.get(who), day, described_as=str(people.get(who, who)))
        for begin in range(0, len(order), together):
            upkeep.compare([made[place].pk for place in order[begin : begin + together]])
        return groups_of([made[place] for place in range(len(reports))])


def test_one_group_of_thousands_is_found_by_few_steps(ada):
    """Whoever comes to 300 equal reports reads a handful of them."""
    upkeep.compare([report(speaker=ada).pk for _ in range(300)])
    assert again(report(speaker=ada)) is not None
    late = report(speaker=ada, day=1)
    with CaptureQueriesContext(connection) as queries:
        upkeep.compare([late.pk])
    assert len(queries) <= 14
    assert Statement.objects.filter(utterance=Statement.objects.get(pk=late.pk).utterance).count() == 301
