"""The search as a form and as an address: each part of the query language has a field of its own here.

Read without ever failing: a field that cannot be read is left out of the search, says why, and keeps what was
typed. Shared by pages, feeds and tables. An operator typed among the words (speaker:vos) goes into its field.
"""

from functools import cache, cached_property

import django_filters
from django import forms
from django.utils.http import urlencode

from articles.languages import language_code, language_name
from articles.models import Statement

from .kinds import KINDS, kind_named
from .models import Entry
from .periods import read_period
from .query import DATES, FIELDS, NAMED, Query, clean, parse
from .question import Question

FIELD_OF_WORDS = "q"
TEXTS = (FIELD_OF_WORDS, *NAMED)
DATE_HELP = "is not a date that can be searched. Write a year, a month or a day: 2015, May 2015 or 2015-05-28."
KIND_HELP = "is no kind of thing in the archive. Choose one of: {}."
ONLY_ONE = "Only one {} can be given: “{}” was searched for, “{}” was left out."
ONE = {"kind": "kind", "lang": "language", "from": "day to begin with", "to-date": "day to end with"}
LANGUAGE_HELP = "is no language that is known here. Write its name or its code: French or fr."


class QueryField(forms.Field):
    def __init__(self, *args, named="", **kwargs):
        self.named = named
        super().__init__(*args, **kwargs)

    def clean(self, value):
        return parse(value or "", self.named)


class PeriodField(forms.Field):
    def clean(self, value):
        typed = clean(value or "").strip('"')
        try:
            return read_period(typed) if typed else None
        except ValueError:
            raise forms.ValidationError(f"“{typed[:40]}” {DATE_HELP}") from None


class KindField(forms.Field):
    def clean(self, value):
        typed = clean(value or "").strip('"').lower()
        word = kind_named(typed)
        if typed and not word:
            raise forms.ValidationError(f"“{typed[:40]}” {KIND_HELP.format(', '.join(KINDS))}")
        return word


class LanguageField(forms.Field):
    def clean(self, value):
        typed = clean(value or "").strip('"')
        code = language_code(typed) if typed else ""
        if typed and not code:
            raise forms.ValidationError(f"“{typed[:40]}” {LANGUAGE_HELP}")
        return code


class QueryFilter(django_filters.Filter):
    field_class = QueryField


class PeriodFilter(django_filters.Filter):
    field_class = PeriodField


class KindFilter(django_filters.Filter):
    field_class = KindField


class LanguageFilter(django_filters.Filter):
    field_class = LanguageField


class SearchFilter(django_filters.FilterSet):
    """Entries by words, by each field of the query language, in an order or in groups."""

    SORTS = [("newest", "newest first"), ("oldest", "oldest first"), ("relevance", "best match first")]
    GROUPS = [("speaker", "by speaker"), ("article", "by article")]

    sort = django_filters.ChoiceFilter(choices=SORTS)
    group = django_filters.ChoiceFilter(choices=GROUPS)
    exact = django_filters.ChoiceFilter(choices=[("1", "exact spelling")])

    class Meta:
        model = Entry
        fields = []

    def __init__(self, data=None, *args, **kwargs):
        fields, self.left_out = spread(data or {})
        super().__init__(fields, *args, **kwargs)

    @classmethod
    def get_filters(cls):
        """With those whose names Python cannot write: from, to-date, said-in."""
        texts = {FIELD_OF_WORDS: QueryFilter(), **{name: QueryFilter(named=name) for name in NAMED}}
        chosen = {"kind": KindFilter(), "lang": LanguageFilter()}
        return super().get_filters() | texts | chosen | {name: PeriodFilter() for name in DATES}

    def get_form_class(self):
        return form_of(type(self))

    @cached_property
    def read(self):
        """{field: what was understood}; fields that could not be read are not in it."""
        self.form.is_valid()
        return self.form.cleaned_data

    @cached_property
    def query(self):
        """All that was asked in words, as one query."""
        query = sum((self.read[name] for name in TEXTS), Query())
        return query.exactly() if self.read.get("exact") else query

    @property
    def notices(self):
        """What a reader should know of how this was read: what was cut or left out."""
        return list(dict.fromkeys((*self.left_out, *self.question.query.notices)))

    @cached_property
    def question(self):
        """What was asked; whoever exchanged the two dates meant them the other way round."""
        since, until = (self.read.get(name) for name in DATES)
        if since and until and since.first > until.last:
            since, until = until, since
        language = self.read.get("lang")
        query = self.query + parse(f"lang:{language}") if language else self.query
        kind = self.read.get("kind") or ""
        mode = kind if kind in Statement.Kind.values else ""
        kind = Entry.Kind.STATEMENT if mode or self.read.get("group") else kind
        return Question(query, since, until, kind=kind, mode=mode)

    @cached_property
    def typed(self):
        """{field: what was typed}, as the form shows it again and the next page's address repeats it."""
        typed = {name: clean(self.data.get(name, "")) for name in self.form.fields}
        return {name: words for name, words in typed.items() if words and name not in self._unknown_choices}

    @property
    def in_words(self):
        """The whole search as one line of the query language: typed into the search box it is this search."""
        named = [str(clause) for clause in self.query.clauses]
        others = [(name, self.typed[name].strip('"')) for name in ("kind", "lang", *DATES) if self.typed.get(name)]
        return " ".join([*named, *(f'{name}:"{text}"' if " " in text else f"{name}:{text}" for name, text in others)])

    @property
    def language(self):
        return language_name(self.read["lang"]) if self.read.get("lang") else ""

    @property
    def complaints(self):
        """{field: why it could not be read}."""
        return {name: errors[0] for name, errors in self.form.errors.items() if name not in self._unknown_choices}

    @property
    def _unknown_choices(self):
        return set(self.form.errors) & {"sort", "group", "exact"}

    def address(self, **changes):
        """The address of this search with something changed; None takes a field out."""
        fields = {name: value for name, value in (self.typed | changes).items() if value not in (None, "")}
        return f"?{urlencode(fields)}"

    def address_without(self, clause):
        """The address of this search without one of its clauses."""
        name = clause.field or FIELD_OF_WORDS
        if name not in TEXTS:
            return self.address(**{name: None})
        rest = [other.value for other in self.read[name].clauses if clause not in (other, other.exactly())]
        return self.address(**{name: " ".join(rest) or None})

    def address_of(self, clause):
        """The address of a search for one of its clauses alone."""
        name, value = (clause.field, clause.value) if clause.field else (FIELD_OF_WORDS, str(clause))
        kept = {field: self.typed[field] for field in ("exact", "sort") if field in self.typed}
        return f"?{urlencode({name: value} | kept)}"

    def address_with(self, name, value):
        """The address of this search with one more value in a field; a choice takes the place of the old one."""
        kept = self.read[name].clauses if name in TEXTS else ()
        return self.address(**{name: " ".join([*(clause.value for clause in kept), value])})


@cache
def form_of(filters):
    """The form of a set of filters, made once for all requests: its fields are the same for each."""
    return super(filters, filters()).get_form_class()


def spread(data):
    """What was typed, with each operator among the words put into the field of its own, and what had to be left out."""
    fields = {name: data.get(name, "") for name in data}
    words = parse(fields.get(FIELD_OF_WORDS, ""))
    moved = [clause for clause in words.clauses if clause.field in FIELDS and _has_a_place(clause)]
    if not moved:
        return fields, ()
    left_out = [*words.notices]
    fields[FIELD_OF_WORDS] = " ".join(str(clause) for clause in words.clauses if clause not in moved)
    for clause in moved:
        name, value = clause.field, clause.value
        kept = fields.get(name, "")
        if name in NAMED:
            value = " ".join([*(other.value for other in parse(kept, name).clauses), value])
        elif clean(kept).strip('"') not in {"", clause.terms[0].text}:
            left_out.append(ONLY_ONE.format(ONE[name], clause.terms[0].text, clean(kept).strip('"')))
        fields[name] = value
    return fields, left_out


def _has_a_place(clause):
    """A choice or a date is one value; among the words stays what says more: -lang:fr, kind:direct OR kind:mixed."""
    return clause.field in NAMED or not (clause.is_excluded or len(clause.terms) > 1)
