"""The admin of records that bear names: found under each of them, and merged where two are one."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import Exists, OuterRef
from django.utils.html import format_html

from people.merging import merge, preview
from people.naming import fold_name

from .acts import Act, ActForm
from .record import RecordAdmin


class NamedAdmin(RecordAdmin):
    """Lists say who or what it is, in a line; the search finds the beginning of any name, in any spelling."""

    search_fields = ["folded_name", "names__folded"]
    search_help_text = "The beginning of any of its names, in any spelling."
    list_display = ["name", "summary", "slug", "from_when"]
    ordering = ["sort_key", "pk"]
    prepopulated_fields = {}

    def get_search_results(self, request, queryset, search_term):
        """What bears a name, or a word of one, that begins like this; merged records only in the list."""
        if request.path.endswith("/autocomplete/"):
            queryset = queryset.filter(merged_into=None) if self._merges else queryset
        wanted = fold_name(search_term)
        if not wanted:
            return queryset, False
        names = self.model.names.rel.related_model if self._merges else None
        found = self.model.objects.filter(folded_name__startswith=wanted) | self.model.objects.filter(
            folded_name__contains=f" {wanted}"
        )
        keys = found.values("pk")
        if names:
            owner = self.model._meta.model_name
            others = names.objects.filter(folded__startswith=wanted).values(owner)
            return queryset.filter(pk__in=keys.union(others)), False
        return queryset.filter(pk__in=keys), False

    @property
    def _merges(self):
        return any(field.name == "merged_into" for field in self.opts.fields)

    @admin.display(description="shown to readers", ordering="visible_from")
    def from_when(self, record):
        return shown_from(record)


def shown_from(record):
    """From when readers see a record, in words."""
    if record.visible_from is None:
        return "not shown"
    return "shown" if record.is_public else f"from {record.visible_from:%d.%m.%Y %H:%M} UTC"


class PossibleDoubles(admin.SimpleListFilter):
    """Records of one folded name: perhaps the same, perhaps two of one name."""

    title = "possible doubles"
    parameter_name = "doubles"

    def lookups(self, request, model_admin):
        return [("1", "share their name with another")]

    def queryset(self, request, queryset):
        if self.value() != "1":
            return queryset
        others = queryset.model.objects.filter(folded_name=OuterRef("folded_name"), merged_into=None)
        return queryset.filter(Exists(others.exclude(pk=OuterRef("pk"))), merged_into=None)


def merge_act(model):
    """The act of merging a record of this model into another one."""

    class MergeForm(ActForm):
        reason = forms.CharField(label="Why?", max_length=300, help_text="How you know that they are one.")
        survivor = forms.ModelChoiceField(
            model.objects.all(),
            label="Merge into",
            widget=AutocompleteSelect(model._meta.get_field("merged_into"), admin.site),
        )

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            counts = preview(self.record, self.record)
            moving = ", ".join(f"{count} {name}" for name, count in counts.items())
            self.fields["survivor"].help_text = format_html("What moves there: {}. It can be undone.", moving)

    return Act(
        name="merge",
        label="Merge into another …",
        promise="All that names this record will name the other; its name and its addresses lead there.",
        permission="people.merge_records",
        do=lambda record, survivor, by, reason: merge(record, survivor, by=by, reason=reason),
        form=MergeForm,
        applies=lambda record: record.merged_into_id is None,
    )


def told(request, record):
    messages.info(request, f"{record} was merged into {record.merged_into}.")
