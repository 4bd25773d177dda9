"""Organisations: bodies that act and speak, with their names and the people who hold a role there."""

from django.contrib import admin

from people.models import Organisation, OrganisationName

from .named import NamedAdmin, PossibleDoubles, merge_act
from .record import PartInline


class OrganisationNameInline(PartInline):
    model = OrganisationName
    fields = ["text", "kind", "language", "script", "valid_from", "valid_to", "note"]


@admin.register(Organisation)
class OrganisationAdmin(NamedAdmin):
    list_filter = [PossibleDoubles, ("merged_into", admin.EmptyFieldListFilter)]
    list_display = ["name", "classification", "parent", "summary", "from_when", "merged_into"]
    list_select_related = ["parent", "merged_into"]
    autocomplete_fields = ["parent"]
    inlines = [OrganisationNameInline]
    acts = [merge_act(Organisation)]
    fieldsets = [
        (None, {"fields": ["name", "classification", "parent", "summary", "language", "sort_name", "slug"]}),
        ("From and to", {"fields": ["founded_on", "dissolved_on"]}),
        ("Elsewhere", {"fields": ["code", "found_as", "wikidata_id", "merged_into"]}),
    ]
    readonly_fields = ["code", "found_as", "merged_into"]
