"""What stood in a field as an editor reads it: the name of a record, the label of a choice, a day in words."""

from collections import defaultdict
from datetime import date, datetime

from django.utils import timezone

from articles.models import ArticleRevision
from people.models import Role

FETCHED_WITH = {Role: ("organisation",)}
LEFT_OUT = {ArticleRevision: ("body", "source_text")}


class Names:
    """The names of records that fields point at, each kind of record fetched in one query."""

    def __init__(self, pairs):
        """pairs: (field, value) of all that will be shown."""
        wanted = defaultdict(set)
        for field, value in pairs:
            if field.is_relation and value is not None:
                wanted[field.related_model].add(value)
        self.found = {model: _fetched(model, keys) for model, keys in wanted.items()}

    def shown(self, field, value):
        """A value in words; empty for none."""
        if value in (None, ""):
            return ""
        if field.is_relation:
            return self.found[field.related_model].get(value, "a record that is gone")
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        return in_words(value)


def in_words(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%-d %B %Y, %H:%M %Z}"
    if isinstance(value, date):
        return f"{value.day} {value:%B} {value.year}"
    return str(value)


def label_of(field):
    name = str(field.verbose_name)
    return name[:1].upper() + name[1:]


def _fetched(model, keys):
    rows = model._base_manager.filter(pk__in=keys).select_related(*FETCHED_WITH.get(model, ()))
    return {row.pk: str(row) for row in rows.defer(*LEFT_OUT.get(model, ()))}
