"""A large file is read in a process of its own: what is saved is the same, in the same order."""

from concurrent.futures import Executor, Future

import pytest

from articles.importing import ahead
from articles.importing.bulk import import_lines
from articles.importing.draft import Draft
from articles.importing.saving import Item
from search import folding, upkeep
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


def test_what_was_folded_beforehand_is_used_and_replaced(monkeypatch):
    monkeypatch.setattr(folding, "_foreseen", {})
    folding.foresee({("Łódź strikes", "en"): "lodz strikes ≈enstrike"})
    monkeypatch.setattr(folding, "_remembered", None)
    assert folding.fold_with_stems("Łódź strikes", "en") == "lodz strikes ≈enstrike"
    folding.foresee({})
    with pytest.raises(TypeError):
        folding.fold_with_stems("Łódź strikes", "en")


class AtOnce(Executor):
    """A worker that works where it is asked."""

    def submit(self, work, /, *arguments):
        done = Future()
        done.set_result(work(*arguments))
        return done


def test_what_other_parts_prepare_reaches_them_batch_by_batch(monkeypatch):
    taken = []
    monkeypatch.setattr(ahead, "PREPARATIONS", {})
    ahead.prepare(lambda drafts: [draft.headline for draft in drafts], taken.append)
    batches = [[Item(Draft("1", "One", "Text")), ValueError("no article")], [Item(Draft("2", "Two", "Text"))]]
    for batch, items in ahead.read_ahead(lambda batch: batch, batches, AtOnce()):
        assert items is batch
        assert len(taken) == batches.index(batch) + 1
    assert taken == [["One"], ["Two"]]
