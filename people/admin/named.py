"""The admin of records that bear names: found under each of them, and merged where two are one."""

from datetime import UTC

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from people.distinctions import apart_from_outer
from people.merging import merge, preview
from people.naming import fold_name, mixed_words
from people.romanising import ARABIC, LATIN, romanisations
from people.telling import record_saved

from .acts import Act, ActForm
from .record import RecordAdmin

MIXED = "Mixed alphabets in “{}”: some of its letters only look like those beside them. It was saved as it is."


class NamedAdmin(RecordAdmin):
    """Lists say who or what it is, in a line; the search finds the beginning of any name, in any spelling."""

    search_fields = ["folded_name"]  # the admin offers a search; get_search_results says what it finds
    search_help_text = "The beginning of any of its names, in any spelling."
    list_display = ["name", "summary", "slug", "from_when"]
    ordering = ["sort_key", "pk"]
    prepopulated_fields = {}

    def get_search_results(self, request, queryset, search_term):
        """What bears a name that begins like this, or one with a later word that does.

        To choose from, only records that stand for themselves: what was merged is found as its survivor.
        """
        if request.path.endswith("/autocomplete/") and self.bears_names:
            queryset = queryset.filter(merged_into=None)
        wanted = fold_name(search_term)
        if not wanted:
            return queryset, False
        found = Q(folded_name__startswith=wanted) | Q(folded_name__contains=f" {wanted}")
        if self.bears_names:
            names = self.model.names.rel.related_model.objects
            bearing = names.filter(Q(folded__startswith=wanted) | Q(folded__contains=f" {wanted}"))
            found |= Q(pk__in=bearing.values(self.opts.model_name))
        return queryset.filter(found), False

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        parts = [part for formset in formsets for part in formset.forms if part.has_changed()]
        names = [form.instance.name] if not change or "name" in form.changed_data else []
        names += [part.instance.text for part in parts if hasattr(part.instance, "folded")]
        for word in (word for name in names for word in mixed_words(name)):
            messages.warning(request, MIXED.format(word))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj and self.bears_names and not obj.merged_into_id and request.user.has_perm("people.merge_records"):
            context["split_address"] = reverse("desk:split", args=[self.opts.model_name, obj.code])
        return super().render_change_form(request, context, add, change, form_url, obj)

    @property
    def bears_names(self):
        """Whether records of this kind have other names, and can be merged; events have one name."""
        return hasattr(self.model, "names")

    @admin.display(description="also found as")
    def found_as(self, record):
        """What its names give in Latin letters, as long as no name of it is in them."""
        if record._state.adding:
            return "it is added first"
        names = [record.name, *(name.text for name in record.names.all())] if self.bears_names else [record.name]
        if all(ARABIC.search(name) and not LATIN.search(name.casefold()) for name in names):
            return "Latin spellings with the same consonants and long vowels"
        return ", ".join(romanisations(names, record.language)) or "its names alone"

    def show_anew(self, record):
        record_saved.send(sender=type(record), record=record)

    @admin.display(description="shown to readers", ordering="visible_from")
    def from_when(self, record):
        return shown_from(record)


def told_alike(found, beside=None):
    """People of a like name as lines: who, why, and what they were. beside: whom each can be compared with."""
    lines = []
    for one in found:
        address = reverse("admin:people_person_change", args=[one.person.pk])
        told = format_html('<a href="{}"><bdi>{}</bdi></a>: {}', address, one.person, one.likeness)
        told += f"; {one.roles}" if one.roles else ""
        if beside:
            codes = [beside.code, one.person.code]
            told += format_html(' (<a href="{}">compare</a>)', reverse("desk:merge", args=["person", *codes]))
        lines.append((told,))
    return format_html_join(mark_safe("<br>"), "{}", lines) or "not known"


def shown_from(record):
    """From when readers see a record, in words."""
    if record.visible_from is None:
        return "not shown"
    return "shown" if record.is_public else f"from {in_words(record.visible_from)}"


def in_words(instant):
    """An instant with its zone, and in UTC where that is another."""
    local, utc = timezone.localtime(instant), instant.astimezone(UTC)
    words = f"{local:%-d %B %Y, %H:%M %Z}"
    return words if local.utcoffset() == utc.utcoffset() else f"{words} ({utc:%H:%M} UTC)"


class PossibleDoubles(admin.SimpleListFilter):
    """Records of one folded name: perhaps the same, perhaps two of one name; not those that were told apart."""

    title = "possible doubles"
    parameter_name = "doubles"
    label = "share their name with another"
    shared = "folded_name"

    def lookups(self, request, model_admin):
        return [("1", self.label)]

    def queryset(self, request, queryset):
        if self.value() != "1":
            return queryset
        others = queryset.model.objects.filter(**{self.shared: OuterRef(self.shared)}, merged_into=None)
        others = others.exclude(pk=OuterRef("pk")).exclude(code__in=apart_from_outer(queryset.model))
        return queryset.filter(Exists(others), merged_into=None)


class LikeNames(PossibleDoubles):
    """People whose names are spelt alike, also in another script or with an initial; one word is like no other."""

    title = "like names"
    parameter_name = "alike"
    label = "are spelt like another, in any script"
    shared = "likeness_key"

    def queryset(self, request, queryset):
        found = super().queryset(request, queryset)
        return found.exclude(likeness_key="") if self.value() == "1" else found


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
        promise="Everything that names this record will name the other; its name and its addresses lead there.",
        permission="people.merge_records",
        do=lambda record, survivor, by, reason: merge(record, survivor, by=by, reason=reason),
        form=MergeForm,
        applies=lambda record: record.merged_into_id is None,
    )
