"""What a list can be narrowed by: words, states, and flaws that somebody should look at."""

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q

from articles.models import Article, Event, Place, Statement
from articles.visibility import OPEN_STATEMENT
from people.models import Organisation, OrganisationName, Person, PersonName, Role
from people.naming import fold_name

UNNAMED = Q(speaker=None, on_behalf_of=None, anonymity_reason="")
FLAWS = {
    Article: {
        "undated": ("no date", Q(printed_on=None)),
        "no-publisher": ("no publisher", Q(publisher=None)),
        "no-source": ("no address of the original", Q(source_url="")),
        "no-dateline": ("no place it was written in", Q(dateline_place=None)),
        "no-statements": ("no statements", ~Exists(Statement.objects.filter(article=OuterRef("pk")))),
        "coverage-open": ("how fully recorded: not said", Q(coverage=Article.Coverage.NONE)),
    },
    Statement: {
        "unresolved": ("speaker not identified", UNNAMED),
        "no-day": ("no day of its own", Q(said_on=None)),
        "undated": ("neither it nor its article has a date", Q(sorted_on=None)),
        "no-place": ("no place it was said in", Q(said_in=None)),
        "no-role": ("a speaker without a role that day", Q(speaker__isnull=False, speaker_role=None)),
        "orphaned": ("no longer in the text", Q(is_orphan=True)),
        "unchecked": ("accepted, never checked", Q(checked_at=None, status__in=OPEN_STATEMENT)),
    },
    Person: {
        "no-summary": ("no line that says who it is", Q(summary="")),
        "no-role": ("no role", ~Exists(Role.objects.filter(person=OuterRef("pk")))),
        "one-name": ("only one name", ~Exists(PersonName.objects.filter(person=OuterRef("pk")))),
        "no-id": ("not in Wikidata", Q(wikidata_id=None)),
        "same-name": ("shares its name with another", None),
    },
    Organisation: {
        "no-summary": ("no line that says what it is", Q(summary="")),
        "no-classification": ("no classification", Q(classification="")),
        "one-name": ("only one name", ~Exists(OrganisationName.objects.filter(organisation=OuterRef("pk")))),
        "no-id": ("not in Wikidata", Q(wikidata_id=None)),
        "same-name": ("shares its name with another", None),
    },
    Place: {
        "no-point": ("not on the map", Q(latitude=None)),
        "no-country": ("no country", Q(country_code="")),
        "no-parent": ("inside no other place", Q(parent=None)),
        "same-name": ("shares its name with another", None),
    },
    Event: {
        "undated": ("no date", Q(started_on=None)),
        "no-place": ("no place", Q(place=None)),
        "no-classification": ("no classification", Q(classification="")),
    },
}


class FlawFilter(django_filters.MultipleChoiceFilter):
    """Records that have all of the flaws that are ticked."""

    def __init__(self, model):
        self.flaws = FLAWS[model]
        choices = [(name, label) for name, (label, _asked) in self.flaws.items()]
        super().__init__(choices=choices, label="Flaws", widget=forms.CheckboxSelectMultiple)

    def filter(self, rows, names):
        for name in names:
            asked = self.flaws[name][1]
            rows = rows.filter(asked) if asked is not None else rows.filter(_shares_its_name(rows.model))
        return rows


def _shares_its_name(model):
    others = model.objects.filter(folded_name=OuterRef("folded_name"), merged_into=None).exclude(pk=OuterRef("pk"))
    return Exists(others)


class NameFilter(django_filters.CharFilter):
    """Records whose name, folded, begins with these words, or has a later word that does."""

    def __init__(self, path="", **kwargs):
        self.path = path
        super().__init__(**kwargs)

    def filter(self, rows, typed):
        wanted = fold_name(typed or "")
        if not wanted:
            return rows
        field = f"{self.path}folded_name"
        return rows.filter(Q(**{f"{field}__startswith": wanted}) | Q(**{f"{field}__contains": f" {wanted}"}))


class ArticleFilter(django_filters.FilterSet):
    words = django_filters.CharFilter(field_name="headline", lookup_expr="icontains", label="Headline has")
    status = django_filters.ChoiceFilter(choices=Article.Status, empty_label="any")
    language = django_filters.CharFilter(field_name="language", lookup_expr="exact", label="Language")
    publisher = NameFilter("publisher__", label="Publisher")
    printed_from = django_filters.DateFilter(field_name="printed_on", lookup_expr="gte", label="Printed from")
    printed_to = django_filters.DateFilter(field_name="printed_on", lookup_expr="lte", label="to")
    flaws = FlawFilter(Article)


class StatementFilter(django_filters.FilterSet):
    words = django_filters.CharFilter(field_name="text", lookup_expr="icontains", label="Words")
    article = django_filters.CharFilter(field_name="article__code", lookup_expr="iexact", label="Code of its article")
    speaker = NameFilter("speaker__", label="Speaker")
    described_as = django_filters.CharFilter(field_name="described_as", lookup_expr="istartswith", label="Described as")
    status = django_filters.ChoiceFilter(choices=Statement.Status, empty_label="any")
    kind = django_filters.ChoiceFilter(choices=Statement.Kind, empty_label="any")
    flaws = FlawFilter(Statement)


class PersonFilter(django_filters.FilterSet):
    name = NameFilter(label="Name")
    flaws = FlawFilter(Person)


class OrganisationFilter(django_filters.FilterSet):
    name = NameFilter(label="Name")
    classification = django_filters.CharFilter(lookup_expr="iexact", label="Classification")
    flaws = FlawFilter(Organisation)


class PlaceFilter(django_filters.FilterSet):
    name = NameFilter(label="Name")
    kind = django_filters.ChoiceFilter(choices=Place.Kind, empty_label="any")
    country_code = django_filters.CharFilter(lookup_expr="iexact", label="Country")
    flaws = FlawFilter(Place)


class EventFilter(django_filters.FilterSet):
    name = NameFilter(label="Name")
    classification = django_filters.CharFilter(lookup_expr="iexact", label="Classification")
    status = django_filters.ChoiceFilter(choices=Event.Status, empty_label="any")
    flaws = FlawFilter(Event)
