"""What a new text would do, before it is saved: which words differ, and what becomes of each statement."""

from dataclasses import dataclass, field

from articles.anchoring import places_in
from articles.attribution import SILENT
from articles.editions import why_not_silently
from articles.reports.words import Stretch
from articles.typos import exact_differences


@dataclass
class Change:
    """A text as it would be, beside the one that stands. why_told: why it cannot go without a note; empty: it can."""

    headline: list[Stretch]
    body: list[Stretch]
    is_any: bool
    why_told: str = ""
    moving: list = field(default_factory=list)
    orphaned: list = field(default_factory=list)
    returning: list = field(default_factory=list)


def change(article, headline, body):
    """What would change with this headline and text: the same rule that anchoring.revise() follows, without saving."""
    current = article.current
    found = Change(
        exact_differences(current.headline, headline),
        exact_differences(current.body, body),
        (headline, body) != (current.headline, current.body),
        why_not_silently(article, body, headline),
    )
    for statement in _statements(article):
        _sort(statement, places_in(body, statement), found)
    return found


def _statements(article):
    found = article.statements.exclude(status__in=SILENT).in_reading_order()
    return found.select_related("revision", "speaker", "on_behalf_of").prefetch_related("spans")


def _sort(statement, places, found):
    if places is None:
        found.orphaned += [] if statement.is_orphan else [statement]
    elif statement.is_orphan:
        found.returning.append(statement)
    elif any(span.start != start for span, start in places.items()):
        found.moving.append(statement)
