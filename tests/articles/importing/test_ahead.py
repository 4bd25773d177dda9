"""A large file is read in a process of its own: what is saved is the same, in the same order."""

from concurrent.futures import Executor, Future

import pytest

from articles.importing import ahead
from articles.importing.bulk import import_lines
from articles.importing.draft import Draft, PieceDraft, StatementDraft
from articles.importing.foreseen import Foreseen
from articles.importing.saving import Item
from articles.reports import foreseeing
from search import folding, upkeep, vocabulary
from search.backends import backend
from tests.articles.importing.test_bulk import labels, write_lines
from tests.invented import invented_article

pytestmark = pytest.mark.django_db


def test_a_file_read_ahead_is_imported_as_any_other(tmp_path):
    lines = [invented_article(1), b"{", invented_article(2), invented_article(1), *map(invented_article, range(3, 8))]
    file = write_lines(tmp_path / "a.jsonl", *lines)
    outcomes = list(import_lines(file, batch=2, ahead=True))
    assert labels(outcomes) == ["new", "refused", "new", "refused", *["new"] * 5]
    assert [outcome.source for outcome in outcomes] == [f"a.jsonl:{number}" for number in range(1, 10)]
    assert outcomes[1].reason.startswith("not JSON at character")
    assert outcomes[3].reason == "its id stands on line 1 already"
    assert list(upkeep.differences()) == []
    assert labels(import_lines(file, batch=3))[0] == "unchanged"


def test_what_was_worked_out_beforehand_is_used_and_replaced():
    asked = []
    doubled = Foreseen(lambda number: asked.append(number) or 2 * number)
    doubled.take_over(doubled.answers_to([(1,), (2,), (1,)]))
    asked.clear()
    assert (doubled(1), doubled(2), doubled(3)) == (2, 4, 6)
    assert asked == [3]
    doubled.take_over({})
    assert doubled(1) == 2
    assert asked == [3, 1]


class AtOnce(Executor):
    """A worker that works where it is asked."""

    def submit(self, work, /, *arguments):
        done = Future()
        done.set_result(work(*arguments))
        return done


def test_what_other_parts_prepare_reaches_them_batch_by_batch(monkeypatch):
    taken = []
    monkeypatch.setattr(ahead, "PREPARATIONS", {})
    ahead.prepare(lambda items: [item.draft.headline for item in items], taken.append)
    batches = [[Item(Draft("1", "One", "Text")), ValueError("no article")], [Item(Draft("2", "Two", "Text"))]]
    for batch, items in ahead.read_ahead(lambda batch: batch, batches, AtOnce()):
        assert items is batch
        assert len(taken) == batches.index(batch) + 1
    assert taken == [["One"], ["Two"]]


def test_the_first_batch_is_read_here_while_the_worker_starts():
    asked = []

    class Starting(AtOnce):
        def submit(self, work, /, *arguments):
            asked.append(list(read))
            return super().submit(work, *arguments)

    read = []
    batches = ahead.read_ahead(lambda batch: read.append(batch) or batch, [[], [], []], Starting())
    assert next(batches) == ([], [])
    assert len(asked) == 1 and asked[0] == []
    assert len([*batches]) == 2 == len(asked)
    assert len(read) == 3


@pytest.fixture
def foreseen():
    """All that the second process works out of two drafts, taken over until the test ends."""
    said = StatementDraft("direct", spans=[PieceDraft(1, 19, is_verbatim=True)], described_as="A docker")
    bodies = "“We go back to work,” she said.", "A harbour of 7 days " * 40
    drafts = [Draft(str(n), f"Headline {n}", body, byline="Ida Noe") for n, body in enumerate(bodies)]
    drafts[0].statements = [said]
    for work, take_over in ahead.PREPARATIONS.items():
        take_over(work([Item(draft) for draft in drafts]))
    yield drafts
    for function in (folding.fold_with_stems, vocabulary.kept_words_of, backend().kept_form, foreseeing.compared):
        function.take_over({})


def test_all_that_is_worked_out_of_drafts_beforehand_is_found_again(foreseen, monkeypatch):
    kept_form = backend().kept_form
    for function in (folding.fold_with_stems, vocabulary.kept_words_of, kept_form, foreseeing.compared):
        monkeypatch.setattr(function, "work", None)
    assert foreseeing.compared("We go back to work")[0] == "we go back to work"
    assert folding.fold_with_stems("We go back to work", "en") == "we go back to work"
    texts = [[folding.fold_with_stems(text, "en") for text in (draft.headline, draft.body)] for draft in foreseen]
    words = vocabulary.kept_words_of(frozenset(text for each in texts for text in each))
    assert {"headline", "harbour", "days"} <= words
    assert "7" not in words
    assert kept_form(texts[1][0], "ida noe", texts[1][1]) == kept_form.__wrapped__(texts[1][0], "ida noe", texts[1][1])
    with pytest.raises(TypeError):
        vocabulary.kept_words_of(frozenset(texts[1]))
