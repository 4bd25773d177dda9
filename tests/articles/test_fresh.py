"""What was written just now is told as it would be read: by whomever it is heard, and whatever was imported."""

from datetime import date, datetime, timedelta, timezone

import pytest

from articles import publishing
from articles.importing.draft import Draft, EventDraft, PartyDraft, PieceDraft, StatementDraft
from articles.importing.jsonl import draft_from
from articles.importing.saving import save_drafts
from articles.models import Statement
from articles.reports import wordings
from search import index, lines, upkeep
from tests import factories as make
from tests.invented import invented_article

pytestmark = pytest.mark.django_db
BODY = "“We go back,” Ada Vos said. The union said the offer was poor, and thanked the port."
HERE = timezone(timedelta(hours=5))
# Of a group it is told afterwards.
PATHS = lines.READ_OF_STATEMENTS, ("status", *(path for path in wordings.READ if path != "utterance_id"))


def drafted(key, **fields):
    """An article in which somebody speaks at an event, and a union that is not among those who are named."""
    direct = StatementDraft("direct", [PieceDraft(1, 11, is_verbatim=True)], speaker="Ada Vos", event="Harbour talks")
    paraphrase = StatementDraft(
        "indirect", [PieceDraft(43, 61)], organisation="Union", status="suggested", said_on=date(1987, 3, 13)
    )
    given = {"status": "published", "parties": [PartyDraft("Ada Vos", role="speaker")]}
    given |= {"events": [EventDraft("Harbour talks", place="Port Sorrel")], "dateline_place": "Lyon"}
    return Draft(key, "Strike ends", BODY, statements=[direct, paraphrase], **given | fields)


@pytest.fixture
def heard():
    """The fresh statements of each announcement."""
    told = []
    publishing.records_changed.connect(receiver := lambda fresh, **_: told.append(fresh))
    yield told
    publishing.records_changed.disconnect(receiver)


def test_fresh_statements_are_told_as_they_would_be_read(heard):
    save_drafts(
        [
            drafted("a", printed_on=date(1987, 3, 14), publisher="The Harbour Courier"),
            drafted("b", published_at=datetime(1987, 3, 14, 2, 30, tzinfo=HERE), language="fr"),
            drafted("c", embargo_until=datetime(2087, 3, 14, tzinfo=HERE)),
            drafted("d", status="draft"),
            *map(draft_from, map(invented_article, range(3))),
        ]
    )
    (fresh,) = heard
    for paths in PATHS:
        read = Statement.objects.order_by("pk").values_list(*paths)
        assert fresh.rows([row[paths.index("pk")] for row in read], paths) == list(read)
    assert list(upkeep.differences()) == []


def test_nothing_is_told_where_other_statements_are_among_them(heard):
    earlier = make.make_statement()
    save_drafts([drafted("a")])
    first, second = Statement.objects.exclude(pk=earlier.pk).order_by("pk")
    fresh = heard[-1]
    assert [row[0] for row in fresh.rows([second.pk], ("pk", "kind"))] == [second.pk]
    assert fresh.rows([first.pk, earlier.pk], ("pk",)) is None
    assert fresh.rows([], ("pk",)) is None


def test_what_changed_is_read_as_it_stands_now(heard):
    save_drafts([drafted("a")])
    save_drafts([drafted("a", byline="Ines Maar"), drafted("b", printed_on=date(1987, 3, 15))])
    assert list(upkeep.differences()) == []
    assert len(heard[-2].said) == 2  # of the new article
    assert len(heard[-1].said) == 0


def test_no_entry_is_made_twice_in_an_import(monkeypatch):
    """New places and events lie somewhere from the beginning: nothing that names them has to say it anew."""
    made, lines_of = [], index.lines_of

    def noted(model, pks, fresh):
        made.extend((model, pk) for pk in pks)
        return lines_of(model, pks, fresh)

    monkeypatch.setattr(index, "lines_of", noted)
    save_drafts([drafted("a", printed_on=date(1987, 3, 14)), drafted("b")])
    assert len(made) == len(set(made)) > 4
    assert list(upkeep.differences()) == []
