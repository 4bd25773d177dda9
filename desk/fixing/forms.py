"""The form of an edit of many: each field that may be set, blank for “leave it as it is”."""

from django import forms
from django.db.models import ForeignKey
from django.forms.models import fields_for_model

from articles.languages import language_code
from desk.record_field import RecordField


class FixForm(forms.Form):
    """What to set. Blank: left as it is; what is to become empty is ticked in its own list."""

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        for name in kind.fields:
            self.fields[name] = self._field(name)
        self.fields["emptied"] = forms.MultipleChoiceField(
            label="Make empty",
            choices=[(name, self.fields[name].label) for name in kind.fields if _may_be_empty(kind, name)],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )

    def _field(self, name):
        model_field = self.kind.model._meta.get_field(name)
        label = str(model_field.verbose_name).capitalize()
        if isinstance(model_field, ForeignKey):
            return RecordField(model_field.related_model, label=label, required=False, help_text="Its code or name.")
        field = fields_for_model(self.kind.model, [name])[name]
        field.required, field.initial = False, None
        if hasattr(field, "choices"):
            kept = [choice for choice in model_field.choices if choice[0]]
            field = forms.ChoiceField(label=label, choices=[("", "leave as it is"), *kept], required=False)
        return field

    def clean_language(self):
        typed = self.cleaned_data["language"]
        code = language_code(typed) if typed else ""
        if typed and not code:
            raise forms.ValidationError(f"“{typed[:40]}” is not a language that is known here: French, or fr.")
        return code

    def clean(self):
        cleaned = super().clean()
        emptied = cleaned.get("emptied") or []
        both = [str(self.fields[name].label) for name in emptied if cleaned.get(name)]
        if both:
            raise forms.ValidationError(f"{', '.join(both)}: either a value or empty, not both.")
        if not self.errors and not self.values:
            raise forms.ValidationError("Nothing to change: fill in a field, or tick one to make it empty.")
        return cleaned

    @property
    def values(self):
        """{field: value} of what is to be set."""
        given = {name: self.cleaned_data.get(name) for name in self.kind.fields}
        emptied = {name: _empty(self.kind, name) for name in self.cleaned_data.get("emptied") or []}
        return {name: value for name, value in given.items() if value not in (None, "")} | emptied

    @property
    def told(self):
        """The same as read by people: [(field, value)]."""
        return [[str(self.fields[name].label), self._said(name, value)] for name, value in self.values.items()]

    def _said(self, name, value):
        return str(dict(getattr(self.fields[name], "choices", ())).get(value, value if value is not None else ""))


def _may_be_empty(kind, name):
    return kind.model._meta.get_field(name).blank


def _empty(kind, name):
    return None if kind.model._meta.get_field(name).null else ""
