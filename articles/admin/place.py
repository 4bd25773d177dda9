"""Places, with the names they bore and when."""

from django.contrib import admin

from articles.models import Place, PlaceName
from people.admin.named import NamedAdmin, PossibleDoubles, merge_act
from people.admin.record import PartInline


class PlaceNameInline(PartInline):
    model = PlaceName
    fields = ["text", "kind", "language", "script", "valid_from", "valid_to", "note"]


@admin.register(Place)
class PlaceAdmin(NamedAdmin):
    list_filter = ["kind", PossibleDoubles, ("latitude", admin.EmptyFieldListFilter)]
    list_display = ["name", "kind", "country_code", "parent", "latitude", "longitude", "from_when", "merged_into"]
    list_select_related = ["parent", "merged_into"]
    autocomplete_fields = ["parent"]
    inlines = [PlaceNameInline]
    acts = [merge_act(Place)]
    readonly_fields = ["code", "found_as", "merged_into"]
    fieldsets = [
        (None, {"fields": ["name", "kind", "parent", "summary", "language", "sort_name", "slug"]}),
        ("On the map", {"fields": [("latitude", "longitude"), "country_code"]}),
        ("Elsewhere", {"fields": ["code", "found_as", "geonames_id", "wikidata_id", "merged_into"]}),
    ]
