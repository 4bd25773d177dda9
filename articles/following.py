"""What readers see and find after a record was saved, or two became one or two again."""

from people.models import Person, Role
from people.telling import record_saved, records_merged

from . import publishing, visibility
from .models import Article, EventMention, Participation, PlaceMention, Reference, Statement

BATCH = 1000


def follow(sender, survivor, duplicate, rows, gone, **_signal):
    """Show and find anew what has passed; what names it says what it said, and what else stands in its articles too."""
    holders = Role.objects.filter(pk__in=rows.get(Role, ())).values_list("person", flat=True)
    reworded = {model: set(rows[model]) for model in visibility.REVEALED_BY if model in rows}
    reworded[Person] = {*reworded.get(Person, ()), *holders}
    articles = set(rows.get(Article, ()))
    statements = {*rows.get(Statement, ()), *_named_by(Reference, "statement_id", rows, gone)}
    statements |= _values(Article, "statements", articles)
    articles |= _values(Statement, "article_id", statements)
    for link in (Participation, PlaceMention, EventMention):
        articles |= _named_by(link, "article_id", rows, gone)
    relinked = {Article: articles, Statement: statements}
    publishing.redate([*_with_former_wholes(survivor), *_with_former_wholes(duplicate)], reworded, relinked)


def _named_by(link, field, rows, gone):
    """What links that have passed, or went, hang on: primary keys."""
    went = {int(values[field]) for values in gone if values.get(field)}
    return went | _values(link, field, rows.get(link, ()))


def _values(model, field, keys):
    keys, found = list(keys), set()
    for start in range(0, len(keys), BATCH):
        found |= set(model.objects.filter(pk__in=keys[start : start + BATCH]).values_list(field, flat=True))
    return found - {None}


def _with_former_wholes(record):
    """A record, and what it is or was a part of: that may be seen no longer without it."""
    if type(record) not in visibility.WHOLES:
        return [record]
    return [record, *type(record).objects.filter(pk__in=record.history.values("parent"))]


def retell(sender, record, **_signal):
    publishing.tell({sender: {record.pk}})
    if sender in visibility.WHOLES:
        publishing.refresh((), also=_with_former_wholes(record))


def watch():
    record_saved.connect(retell, dispatch_uid="articles.saved")
    records_merged.connect(follow, dispatch_uid="articles.follow")
