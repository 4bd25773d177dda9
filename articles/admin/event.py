"""Events, with those who took part."""

from django.contrib import admin

from articles.models import Event, Participation
from people.admin.named import NamedAdmin
from people.admin.record import PartInline


class ParticipantInline(PartInline):
    model = Participation
    fields = ["person", "organisation", "role", "described_as", "role_then", "review"]
    autocomplete_fields = ["person", "organisation", "role_then"]
    ordering = ["pk"]


@admin.register(Event)
class EventAdmin(NamedAdmin):
    list_filter = ["status", "classification"]
    list_display = ["name", "classification", "started_on", "ended_on", "place", "parent", "from_when"]
    list_select_related = ["place", "parent"]
    autocomplete_fields = ["place", "parent", "organiser"]
    inlines = [ParticipantInline]
    readonly_fields = ["code", "found_as"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "name",
                    "classification",
                    "status",
                    "summary",
                    "language",
                    "sort_name",
                    "slug",
                    "code",
                    "found_as",
                ]
            },
        ),
        ("When", {"fields": [("started_on", "started_on_precision"), ("ended_on", "ended_on_precision")]}),
        ("Where and who", {"fields": ["place", "parent", "organiser"]}),
    ]
