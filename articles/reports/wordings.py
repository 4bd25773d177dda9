"""What is compared of each statement, kept in a narrow table: read from the statements, written where it changed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from articles.fresh import Fresh
from articles.inserting import insert_rows
from articles.models import Statement, Wording
from articles.visibility import OPEN_STATEMENT
from people.models import Precision
from people.naming import fold_name
from people.prepared import prepared
from people.ranges import among

from .foreseeing import compared
from .grouping import move
from .judging import Said
from .words import number_of

READ = (
    *("pk", "article_id", "text", "speaker_id", "on_behalf_of_id", "described_as", "named_how", "utterance_id"),
    *("said_on", "said_on_precision", "article__printed_on", "article__printed_on_precision", "article__published_at"),
)
COLUMNS = [
    *["statement", "day", "length", "who", "called", "whole", "printed", "sample_a", "sample_b", "sample_c"],
    "utterance",
]
DAY = 24 * 60
UNDATED = 2**40  # minutes: after all that is dated


@dataclass
class Changes:
    """What of some statements is compared for the first time, what anew, and what no more."""

    new: list[Said] = field(default_factory=list)
    changed: list[Said] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)

    @property
    def to_compare(self) -> list[Said]:
        return [*self.new, *self.changed]


def renew(keys: Iterable[int], fresh: Fresh | None = None) -> Changes:
    """Make the wordings of these statements what the statements say now, and tell what changed."""
    keys = list(keys)
    known = dict(stored(keys))
    told = [(said, row_of(said)) for said in (read_fresh(keys, fresh) or read(keys)).values()]
    changes = Changes(
        new=[said for said, row in told if said.statement not in known],
        changed=[said for said, row in told if said.statement in known and known[said.statement][:-1] != row[:-1]],
        gone=[*(known.keys() - {said.statement for said, _ in told})],
    )
    stale = [*changes.gone, *(said.statement for said in changes.changed)]
    if stale:
        Wording.objects.filter(pk__in=stale).delete()
    written = {said.statement for said in changes.to_compare}
    insert_rows(Wording, COLUMNS, [row for said, row in told if said.statement in written])
    kept = [said for said, _ in told if said.statement not in written]
    move([(said.utterance, said.statement) for said in kept if known[said.statement][-1] != said.utterance])
    return changes


def stored(keys: list[int]) -> Iterable[tuple[int, tuple]]:
    """What stands in the wordings of these statements: the key of each, and its row."""
    return ((row[0], tuple(row)) for row in _stored(keys))


@prepared
def _stored(keys):
    return Wording.objects.filter(among("statement__pk", keys)).order_by().values_list("statement_id", *COLUMNS[1:])


def read(keys: Iterable[int]) -> dict[int, Said]:
    """What is compared of these statements; of those that nobody vouches for, nothing."""
    return {row[0]: _said(*row) for row in _read(list(keys))}


def read_fresh(keys: Iterable[int], fresh: Fresh | None) -> dict[int, Said]:
    """The same of statements that were written just now; nothing where others are among them."""
    rows = fresh and fresh.rows(keys, ("status", *READ))
    return {row[1]: _said(*row[1:]) for row in rows or () if row[0] in OPEN_STATEMENT}


@prepared
def _read(keys):
    return Statement.objects.filter(among("pk", keys), status__in=OPEN_STATEMENT).order_by().values_list(*READ)


def row_of(said: Said) -> tuple:
    """What stands in the wording of a statement, in the order of COLUMNS."""
    return (
        *(said.statement, said.day, said.length, said.who, said.called, said.whole, said.printed),
        *said.samples,
        said.utterance,
    )


def _said(key, article, text, person, organisation, described_as, named_how, utterance, *dates) -> Said:
    joined, whole, samples = compared(text)
    called = -number_of(fold_name(described_as)) if described_as and named_how == Statement.Naming.EXPLICIT else 0
    who = _record(person, organisation) or called
    day, printed = _day(*dates[:-1]), _printed(*dates[2:])
    return Said(key, article, day, who, called, whole, joined, utterance, printed, samples)


def _record(person: int | None, organisation: int | None) -> int:
    """A number above 0 for the person who speaks, else for the organisation; 0 where neither is identified."""
    if person:
        return 2 * person
    return 2 * organisation + 1 if organisation else 0


def _day(said_on, said_on_precision, printed_on, printed_on_precision) -> int | None:
    """The day said, else printed, as an ordinal; None where neither is known to the day."""
    day, precision = (said_on, said_on_precision) if said_on else (printed_on, printed_on_precision)
    return day.toordinal() if day and precision == Precision.DAY else None


def _printed(printed_on, precision, published_at) -> int:
    """When an article was printed, in minutes since 1970; where only the day is known, at its end."""
    if published_at:
        return int(published_at.timestamp() // 60)
    if printed_on and precision == Precision.DAY:
        return (printed_on.toordinal() - date(1970, 1, 1).toordinal() + 1) * DAY - 1
    return UNDATED
