"""People: who they are, under which names they are found, and what they were, from when to when."""

from django.contrib import admin

from people.alike import alike_to
from people.models import Person, PersonName, Role

from .named import LikeNames, NamedAdmin, PossibleDoubles, merge_act, told_alike
from .record import KeptAdmin, PartInline


class PersonNameInline(PartInline):
    model = PersonName
    fields = ["text", "kind", "language", "script", "valid_from", "valid_to", "note"]


class RoleInline(PartInline):
    model = Role
    fields = [
        "title",
        "organisation",
        ("started_on", "started_on_precision"),
        ("ended_on", "ended_on_precision"),
        "source",
    ]
    autocomplete_fields = ["organisation"]
    ordering = ["started_on", "pk"]


@admin.register(Person)
class PersonAdmin(NamedAdmin):
    list_filter = [PossibleDoubles, LikeNames, "gender", ("merged_into", admin.EmptyFieldListFilter)]
    list_display = ["name", "summary", "wikidata_id", "from_when", "merged_into"]
    list_select_related = ["merged_into"]
    inlines = [PersonNameInline, RoleInline]
    acts = [merge_act(Person)]
    fieldsets = [
        (None, {"fields": ["name", "summary", "language", "sort_name", "slug"]}),
        ("Parts of the name", {"fields": ["honorific", "given_name", "patronymic", "family_name", "gender"]}),
        ("Elsewhere", {"fields": ["code", "found_as", "wikidata_id", "merged_into", "perhaps"]}),
    ]
    readonly_fields = ["code", "found_as", "merged_into", "perhaps"]

    @admin.display(description="perhaps the same as")
    def perhaps(self, person):
        """Proposed only: an editor merges, with a reason."""
        return told_alike(alike_to(person), beside=person)


@admin.register(Role)
class RoleAdmin(KeptAdmin):
    """Found by the fields that choose a role; edited on the page of the person."""

    list_display = ["title", "person", "organisation", "started_on", "ended_on"]
    list_select_related = ["person", "organisation"]
    search_fields = ["title", "person__folded_name"]
    ordering = ["pk"]
