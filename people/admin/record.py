"""The admin of a record: says why, never overwrites a colleague, and shows the acts that can be done to it."""

from functools import cache

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect
from simple_history.admin import SimpleHistoryAdmin

from people.naming import CODE_LETTERS
from people.telling import record_opened

from .acts import ActsMixin, survivor_of
from .conflicts import VersionedMixin
from .drawing import Drawing

ASKED_FOR, EMPTY_ROWS = "rows", 3
CODE = {"size": 10, "maxlength": 40, "autocomplete": "off", "placeholder": "code"}


class NewForm(forms.ModelForm):
    """A form that brings the code of what it adds: sent twice, it adds one record."""

    new_code = forms.RegexField(f"^[{CODE_LETTERS}]{{8}}$", widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["new_code"].initial = self.instance.code

    def clean(self):
        cleaned = super().clean()
        if self.instance._state.adding and cleaned.get("new_code"):
            self.instance.code = cleaned["new_code"]
        return cleaned


class RecordForm(NewForm):
    """A form that knows which version of its record it was made from, and what stood in each field then."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)
    why = forms.CharField(label="Why?", max_length=300, required=False, help_text="Kept in the history. For editors.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["based_on"].initial = self.instance.version
        for name, field in self.fields.items():
            field.show_hidden_initial = name not in {"based_on", "new_code", "why"} and not self.instance._state.adding

    def clean(self):
        """A record that was merged since the form was opened is meant as the one it was merged into."""
        cleaned = super().clean()
        self.followed = []
        for name, value in cleaned.items():
            if getattr(value, "merged_into_id", None):
                cleaned[name] = survivor_of(value)
                self.followed.append(f"{value} was merged into {cleaned[name]}.")
        return cleaned

    def clean_why(self):
        why = self.cleaned_data["why"].strip()
        if not why and not self.instance._state.adding:
            raise forms.ValidationError("Say in a few words why you change it.")
        return why


class ChosenSelect(AutocompleteSelect):
    """A choice among many that need not ask for the name of what is chosen, where its row has brought it."""

    chosen = None

    def optgroups(self, name, value, attrs=None):
        chosen = self.chosen if self.chosen and [str(each) for each in value] == [str(self.chosen.pk)] else None
        if chosen is None and any(each not in self.choices.field.empty_values for each in value):
            return super().optgroups(name, value, attrs)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        if chosen:
            label = self.choices.field.label_from_instance(chosen)
            options.append(self.create_option(name, chosen.pk, label, True, len(options)))
        return [(None, options, 0)]


class CodeField(forms.ModelChoiceField):
    """A record by its code, as its own page tells it: for whoever has no script that finds it by a name."""

    default_error_messages = {"invalid_choice": "No record has the code “%(value)s”."}

    def prepare_value(self, value):
        value = super().prepare_value(value)
        return self.queryset.values_list("code", flat=True).get(pk=value) if isinstance(value, int) else value

    def to_python(self, value):
        return super().to_python(value.strip().upper() if isinstance(value, str) else value)


class PartFormSet(forms.BaseInlineFormSet):
    """The rows of a record, which know it: nothing is asked for it."""

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        setattr(form.instance, self.fk.name, self.instance)
        return form


class PartForm(forms.ModelForm):
    """A row of a record, on the record's own page."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.show_hidden_initial = not self.instance._state.adding
            select = getattr(field.widget, "widget", None)
            if isinstance(select, ChosenSelect) and self.instance.pk:
                select.chosen = getattr(self.instance, name)

    @property
    def about(self):
        return str(self.instance)


class RecordAdmin(ActsMixin, VersionedMixin, SimpleHistoryAdmin):
    """The admin of a public record."""

    form = RecordForm
    show_full_result_count = False
    list_per_page = 50
    change_form_template = "admin/record/change_form.html"

    def get_fieldsets(self, request, obj=None):
        fieldsets = [
            (name, {**options, "fields": [f for f in options["fields"] if f not in {"why", "based_on", "new_code"}]})
            for name, options in super().get_fieldsets(request, obj)
        ]
        if not self.has_change_permission(request, obj) and obj:
            return fieldsets
        return [*fieldsets, ("Why", {"fields": ["why", "based_on" if obj else "new_code"]})]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            record_opened.send(sender=self.model, record=obj, user=request.user)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        obj._change_reason = form.cleaned_data.get("why") or ("Added" if not change else "")
        obj.version += 1 if change else 0
        super().save_model(request, obj, form, change)
        for sentence in getattr(form, "followed", []):
            messages.info(request, sentence)

    def save_formset(self, request, form, formset, change):
        for part in formset.forms:
            part.instance._history_user = request.user
            part.instance._change_reason = form.cleaned_data.get("why")
        super().save_formset(request, form, formset, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        self.show_anew(form.instance)

    def show_anew(self, record):
        """Tell what depends on a record that it changed; each app's admin knows whom."""

    def get_view_on_site_url(self, obj=None):
        return super().get_view_on_site_url(obj) if obj and obj.is_public else None

    def revert_disabled(self, request, obj=None):
        return True  # an old state is read here and never written back: the acts decide what becomes of a record

    def history_view(self, request, object_id, extra_context=None):
        """The desk tells the history: all that belongs to a record, in one line of time."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return redirect("desk:history", self.opts.model_name, record.code)

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        if request.method != "GET":
            return HttpResponseNotAllowed(["GET"])
        return super().history_form_view(request, object_id, version_id, extra_context)


def account(field):
    """A column that says whose account did something, and leads nowhere: the page of an account is not for editors."""

    @admin.display(description=field.replace("_", " "), ordering=field)
    def named(_admin, row):
        return getattr(row, field) or "–"

    return named


class KeptAdmin(admin.ModelAdmin):
    """What is only read here: acts write it."""

    show_full_result_count = False
    list_per_page = 50

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class PartInline(admin.TabularInline):
    """Rows of a record on its own page, with what they name: asked for once, not by each of their fields.

    A script adds rows, and finds by name whom they name. Without it the address asks for rows that take codes.
    """

    form = PartForm
    formset = PartFormSet
    extra = 0

    def get_extra(self, request, obj=None, **kwargs):
        return EMPTY_ROWS if ASKED_FOR in request.GET else self.extra

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, renderer=Drawing(), **kwargs)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.get_autocomplete_fields(request))

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        is_found = db_field.name in self.get_autocomplete_fields(request)
        if is_found and ASKED_FOR in request.GET and hasattr(db_field.related_model, "code"):
            kwargs |= {"form_class": CodeField, "to_field_name": "code", "widget": forms.TextInput(attrs=CODE)}
        elif is_found:
            kwargs["widget"] = ChosenSelect(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """The addresses of the buttons beside a choice are the same in each row."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if hasattr(field, "widget") and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.get_related_url = cache(field.widget.get_related_url)
        return field


class KeptInline(admin.TabularInline):
    """Rows that are only read on the page of their record."""

    template = "admin/record/kept.html"
    extra = 0
    can_delete = False
    show_change_link = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
