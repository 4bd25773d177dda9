"""The form of the search: what a reader may fill in, read without ever failing. Shared by pages and whatever follows.

A field that cannot be read is left out of the search, says why, and keeps what was typed.
"""

import django_filters
from django import forms
from django.utils import timezone

from articles.models import Statement

from .backends import backend
from .models import Entry
from .periods import read_period
from .query import clean, parse
from .question import SLOTS, Question

MOST = 2000
DATE_HELP = "is not a date that can be searched. Write a year, a month or a day: 2015, 2015-05 or 2015-05-28."


class QueryField(forms.Field):
    def clean(self, value):
        return parse(value or "")


class PeriodField(forms.Field):
    def clean(self, value):
        typed = clean(value or "")
        try:
            return read_period(typed) if typed else None
        except ValueError:
            raise forms.ValidationError(f"“{typed[:40]}” {DATE_HELP}") from None


class QueryFilter(django_filters.Filter):
    field_class = QueryField


class PeriodFilter(django_filters.Filter):
    field_class = PeriodField


class SearchFilter(django_filters.FilterSet):
    """Entries by words, by the four slots, by kind and by mode."""

    SORTS = [("newest", "newest first"), ("oldest", "oldest first"), ("relevance", "best match first")]

    q = QueryFilter(label="with the words")
    who = QueryFilter(label="who")
    about = QueryFilter(label="about whom or what")
    where = QueryFilter(label="where")
    kind = django_filters.ChoiceFilter(choices=Entry.Kind.choices)
    mode = django_filters.ChoiceFilter(choices=Statement.Kind.choices)
    sort = django_filters.ChoiceFilter(choices=SORTS)

    class Meta:
        model = Entry
        fields = []

    @classmethod
    def get_filters(cls):
        """With from and to, which Python keeps for itself as names."""
        return super().get_filters() | {"from": PeriodFilter(label="from"), "to": PeriodFilter(label="to")}

    def filter_queryset(self, queryset):
        """Of these entries, those that answer: of the newest two thousand that do."""
        question = self.question
        question.resolve_names()
        rows = backend().matches(question.expression(), timezone.now(), *question.range, MOST)
        return queryset.filter(key__in=[key for key, _kind, _pk in rows]).order_by("-key")

    @property
    def read(self):
        """{field: what was understood}; fields that could not be read are not in it."""
        self.form.is_valid()
        return self.form.cleaned_data

    @property
    def question(self):
        slots = {slot: self.read[slot] for slot in SLOTS}
        since, until = self.read.get("from"), self.read.get("to")
        if since and until and since.first > until.last:
            since, until = until, since
        return Question(**slots, since=since, until=until, mode=self.read.get("mode") or "")

    @property
    def typed(self):
        """{field: what was typed}, as the form shows it again and the next page's address repeats it."""
        typed = {name: clean(self.data.get(name, "")) for name in self.form.fields}
        return {name: words for name, words in typed.items() if words and name not in self._unknown_choices()}

    @property
    def complaints(self):
        """{field: why it could not be read}, for the two dates."""
        return {name: errors[0] for name, errors in self.form.errors.items() if name in {"from", "to"}}

    def _unknown_choices(self):
        return set(self.form.errors) - {"from", "to"}
